"""Where the standards come from: areas and values, by command and from Home, in both languages."""

import pytest

from playground.client import Workspace


@pytest.mark.parametrize(
    ("name", "line", "sees"),
    [
        ("anna", "/standard værdier", "Det står vi for"),
        ("anna", "/standard vaerdier", "Respekt"),
        ("anna", "/standard områder", "Det handler standarderne om"),
        ("anna", "/standard standarder", "Servicestandarder"),
        ("anna", "/standard standard", "Servicestandarder"),
        ("ben", "/standard values", "What we stand for"),
        ("ben", "/standard areas", "Distance and position"),
        ("ben", "/standard VALUES", "What we stand for"),
    ],
)
async def test_staff_read_what_stands_behind_the_standards(slack: Workspace, name: str, line: str, sees: str) -> None:
    person = slack.person(name)
    await person.types(line)
    await person.sees(sees)


async def test_a_value_leads_to_the_standards_that_serve_it(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard values")
    await ben.presses("standard.value.respect")
    await ben.sees("These standards serve it:")
    await ben.presses("Greeting")
    await ben.sees("greeted out loud within 10 seconds")


async def test_an_area_says_where_it_comes_from(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/standard områder")
    await anna.presses("standard.area.proxemics")
    await anna.sees("Personligt rum")


async def test_home_leads_to_values_and_areas(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.opens_home()
    await ben.presses("Our values")
    assert "What we stand for" in (await ben.form()).words
    await ben.presses("Our areas")
    assert "What the standards cover" in (await ben.form("What the standards cover")).words


async def test_more_says_what_shaped_the_standard(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard age check")
    await ben.presses("More")
    await ben.sees("Shaped by")
