"""The app's Home: in the person's language, with a search field, the areas and the way to one's own observations."""

import pytest

from playground.client import Workspace

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)  # variants need only one way to travel


@pytest.mark.parametrize(
    ("person", "title", "area"),
    [
        ("ben", "How we treat people here", "Words and phrases"),
        ("anna", "Sådan møder vi folk her", "Ordvalg og faste vendinger"),
    ],
)
async def test_home_is_in_the_person_s_language(slack: Workspace, person: str, title: str, area: str) -> None:
    home = await slack.person(person).opens_home()
    assert title in home.words
    assert area in home.words


@OVER_SOCKET
async def test_home_follows_a_changed_language(slack: Workspace) -> None:
    ben = slack.person("ben")
    assert "How we treat people here" in (await ben.opens_home()).words
    await slack.change(user="sofie", locale="en-GB")
    assert "How we treat people here" in (await slack.person("sofie").opens_home()).words


async def test_area_on_home_opens_a_window_and_leads_to_the_card(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.opens_home()
    await anna.presses("Ordvalg og faste vendinger")
    await anna.form("Afsked")
    await anna.presses("Hilsen")
    await anna.form("mundtlig hilsen inden for 10 sekunder")
    await anna.presses("Mere")
    await anna.form("Mere om »Hilsen«")


async def test_list_on_home_opens_a_window_with_a_menu(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.opens_home()
    await ben.presses("All standards")
    await ben.form("Name badge")
    await ben.picks("greeting", "standard.pick")
    await ben.form("greeted out loud")


@OVER_SOCKET
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("hilsen", "mundtlig hilsen"),
        ("hvad er hovedstaden i Peru", "Der er ingen standard om"),
        ("<!channel>", "Jeg skal bruge et par ord"),
        ("liste", "Alle standarder"),
    ],
)
async def test_search_on_home_answers_in_a_window(slack: Workspace, typed: str, shown: str) -> None:
    anna = slack.person("anna")
    await anna.opens_home()
    await anna.picks(typed, "standard.search")
    await anna.form(shown)


async def test_my_observations_are_one_press_away(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.opens_home()
    await anna.presses("Mine observationer")
    await anna.form("Der er ikke noteret noget om dig")
