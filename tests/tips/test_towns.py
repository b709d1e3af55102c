"""Larger towns that are no zone of their own, as people type them behind `/tips`."""

from datetime import time

import pytest

from bot.catalogue.names import fold
from bot.tips.towns import TOWNS, ZONE_OF_TOWN
from bot.tips.wish import Wanted
from bot.tips.zones import is_zone
from tests.tips.test_wording import understood


@pytest.mark.parametrize(
    ("town", "zone"),
    [
        *[(town, "Europe/Copenhagen") for town in ("Aarhus", "Århus", "Odense", "Aalborg", "Helsingør", "Helsingor")],
        *[(town, "Atlantic/Faroe") for town in ("Tórshavn", "Torshavn", "Færøerne")],
        ("Ilulissat", "America/Nuuk"),
        *[(town, "Europe/Stockholm") for town in ("Malmö", "Malmø", "Malmo", "Göteborg")],
        *[
            ("Hamburg", "Europe/Berlin"),
            ("Den Haag", "Europe/Amsterdam"),
            ("Rotterdam", "Europe/Amsterdam"),
            ("Manchester", "Europe/London"),
        ],
    ],
)
def test_larger_towns_of_countries_with_one_zone_are_understood(town: str, zone: str) -> None:
    assert understood(f"9:00 {town} da") == Wanted(time(9), None, zone, "da")


def test_every_town_names_a_zone_that_exists_and_none_hides_a_zones_own_city() -> None:
    assert all(is_zone(zone) for zone in TOWNS)
    assert not {spelling for spelling in ZONE_OF_TOWN if spelling in {fold(zone.rpartition("/")[2]) for zone in TOWNS}}
