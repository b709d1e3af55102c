"""Finds a time zone by its name, or by the name of its city in any language that Takt speaks."""

import difflib
from collections import defaultdict
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from bot.catalogue.names import fold
from bot.spoken_words import named_languages
from bot.tips.towns import ZONE_OF_TOWN

ALSO_CALLED = {
    "kobenhavn": "Europe/Copenhagen",
    "kbh": "Europe/Copenhagen",
    "cph": "Europe/Copenhagen",
    "danmark": "Europe/Copenhagen",
    "denmark": "Europe/Copenhagen",
    "dansk tid": "Europe/Copenhagen",
    "uk": "Europe/London",
}
NO_ZONES = frozenset({"localtime", "Factory"})
LONGEST = 60


def is_zone(name: str) -> bool:
    """Whether this is the exact IANA name of a zone."""
    return name in _names().values()


def find_zones(words: str) -> tuple[str, ...]:
    """The zones that the words may mean: none, one, or several where a name stands for more than one."""
    exact = _names().get("_".join(words.split()).casefold())
    if exact is not None:
        return (exact,)
    return _cities().get(fold(words[:LONGEST]), ())


def looks_like_zone(word: str) -> bool:
    """Whether somebody who typed this meant a time zone."""
    return "/" in word or word.casefold().startswith(("utc", "gmt"))


def zones_near(words: str, likeness: float = 0.75) -> tuple[str, ...]:
    """Up to three zones whose name or city is spelt much like the words."""
    region, slash, city = words.rpartition("/")
    close = difflib.get_close_matches(fold(city[:LONGEST]), _cities(), n=3, cutoff=likeness)
    zones = dict.fromkeys(zone for key in close for zone in _cities()[key])
    return tuple(zone for zone in zones if zone.casefold().startswith((region + slash).casefold()))[:3]


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in sorted(available_timezones() - NO_ZONES)}


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    """Zones by folded city; names that are aliases of one zone count as one."""
    aliases = get_global("zone_aliases")
    found: dict[str, set[str]] = defaultdict(set)
    for name in _names().values():
        zone = aliases.get(name, name)
        for city in (name.rpartition("/")[2], *_local_names(zone)):
            found[fold(city)].add(zone)
    for other, zone in (ZONE_OF_TOWN | ALSO_CALLED).items():
        found[other] = {zone}
    return {city: tuple(sorted(zones)) for city, zones in found.items() if city}


@cache
def _translated() -> tuple[dict[str, dict[str, str]], ...]:
    return tuple(dict(Locale.parse(language).time_zones) for language in named_languages())


def _local_names(zone: str) -> list[str]:
    return [names[zone]["city"] for names in _translated() if "city" in names.get(zone, {})]
