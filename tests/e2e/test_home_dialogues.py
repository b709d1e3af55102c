"""The app's Home: in the person's language, with a search field, the areas and the way to one's own observations."""

import asyncio
from datetime import timedelta

import pytest

from playground.client import Actor, Workspace
from tests.e2e.conftest import Stage
from tests.e2e.test_observation_report_dialogues import NOW, seen
from tests.e2e.trouble import database_away
from tests.fakes import FixedClock

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)  # variants need only one way to travel

AWAY = "Takt kan ikke gemme noget lige nu."
SUPERVISORS_BUTTONS = ("Notér en observation", "Mine seneste", "Opfølgninger", "Rapport")


@pytest.fixture
def clock() -> FixedClock:
    """An hour after what `seen` puts there."""
    return FixedClock(NOW + timedelta(hours=1))


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


@OVER_SOCKET
async def test_window_opens_before_the_search_has_found_anything(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.opens_home()
    await slack.fault("views.open", "slow", seconds=1)
    search = asyncio.ensure_future(anna.picks("hilsen", "standard.search"))
    await anna.form("Et øjeblik …")
    await search
    await anna.form("mundtlig hilsen")


@OVER_SOCKET
async def test_window_that_is_closed_while_the_search_goes_on_stays_closed(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.opens_home()
    await slack.fault("views.open", "slow", seconds=1)
    search = asyncio.ensure_future(anna.picks("hilsen", "standard.search"))
    await anna.form("Et øjeblik …")
    await anna.closes()
    await search
    assert await anna.forms() == []
    await anna.does_not_see("Slack svarer ikke", channel="dm")


async def admin(stage: Stage) -> Actor:
    """Sofie as an admin, on Home."""
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", is_admin=True)
    await sofie.opens_home()
    return sofie


@OVER_SOCKET
async def test_search_that_fails_says_so_in_the_window_and_keeps_the_words(stage: Stage) -> None:
    sofie = await admin(stage)
    async with database_away(stage):
        await sofie.picks("gaps", "standard.search")
        assert "gaps" in (await sofie.form(AWAY)).words.splitlines()
    await sofie.does_not_see(AWAY, channel="dm")


@OVER_SOCKET
async def test_gaps_that_are_sent_are_confirmed_in_the_window(stage: Stage) -> None:
    sofie = await admin(stage)
    await sofie.picks("gaps export", "standard.search")
    await sofie.form("Jeg har sendt dig udkastene i en direkte besked.")


async def test_my_observations_are_one_press_away(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.opens_home()
    await anna.presses("Mine observationer")
    await anna.form("Der er ikke noteret noget om dig")


async def test_supervisor_reads_the_report_from_home_and_gets_its_picture(stage: Stage) -> None:
    await asyncio.to_thread(seen, stage, "greeting", "++!")
    await asyncio.to_thread(seen, stage, "farewell", "-+")
    sofie = stage.slack.person("sofie")
    assert set(SUPERVISORS_BUTTONS) <= set((await sofie.opens_home()).words.splitlines())
    await sofie.presses("Rapport")
    report = (await sofie.form("Observationer: de sidste 30 dage")).words
    assert "80 % opfyldt eller forbilledligt" in report
    assert "Ordvalg og faste vendinger: 80 %" in report, "a window shows no table, so its rows are lines"
    await sofie.presses("Send den med billede")
    await sofie.form("Jeg har sendt dig rapporten i en direkte besked.")
    picture = await sofie.sees("takt-report.png", channel="dm")
    assert "Observationer: de sidste 30 dage" in picture.raw["files"][0]["alt_txt"]


@OVER_SOCKET
async def test_report_from_home_without_observations_says_so(slack: Workspace) -> None:
    await slack.change(user="ben", supervisor=True)
    ben = slack.person("ben")
    await ben.opens_home()
    await ben.presses("Report")
    form = await ben.form("Nothing was observed in this period.")
    assert "Send it with a picture" not in form.words


@OVER_SOCKET
async def test_report_comes_without_its_picture_where_takt_may_not_send_files(stage: Stage) -> None:
    await asyncio.to_thread(seen, stage, "greeting", "++!")
    await stage.slack.change(scope="files:write", granted=False)
    sofie = stage.slack.person("sofie")
    await sofie.opens_home()
    await sofie.presses("Rapport")
    await sofie.form("Observationer: de sidste 30 dage")
    await sofie.presses("Send den med billede")
    assert "100 % opfyldt" in (await sofie.sees("Observationer: de sidste 30 dage", channel="dm")).text


async def reads_report(stage: Stage) -> Actor:
    """Sofie with the window open."""
    await asyncio.to_thread(seen, stage, "greeting", "++!")
    sofie = stage.slack.person("sofie")
    await sofie.opens_home()
    await sofie.presses("Rapport")
    await sofie.form("Observationer: de sidste 30 dage")
    return sofie


@OVER_SOCKET
async def test_window_that_is_closed_while_the_picture_comes_leads_to_no_apology(stage: Stage) -> None:
    sofie = await reads_report(stage)
    await stage.slack.fault("files.getUploadURLExternal", "slow", seconds=1)
    press = asyncio.ensure_future(sofie.presses("Send den med billede"))
    loading = await sofie.form("Et øjeblik …")
    assert "Send den med billede" not in loading.words, "a second press would send a second report"
    await sofie.closes()
    await press
    await sofie.sees("takt-report.png", channel="dm")
    await sofie.does_not_see("Slack svarer ikke", channel="dm")


@OVER_SOCKET
async def test_button_for_the_picture_refuses_who_is_no_supervisor_any_more(stage: Stage, clock: FixedClock) -> None:
    sofie = await reads_report(stage)
    await stage.slack.change(user="sofie", supervisor=False)
    clock.advance(minutes=10)  # roles are kept for minutes
    await sofie.presses("Send den med billede")
    assert "Observationer:" not in (await sofie.form("Det er kun for ledere og administratorer.")).words
    await sofie.does_not_see("Observationer:", channel="dm")


@OVER_SOCKET
async def test_staff_find_no_report_on_home_and_an_old_button_refuses_them(slack: Workspace, clock: FixedClock) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    assert not set(SUPERVISORS_BUTTONS) & set((await anna.opens_home()).words.splitlines())
    await sofie.opens_home()
    await slack.change(user="sofie", supervisor=False)
    clock.advance(minutes=10)  # roles are kept for minutes
    await sofie.presses("Rapport")
    assert "Observationer:" not in (await sofie.form("Det er kun for ledere og administratorer.")).words


@OVER_SOCKET
@pytest.mark.parametrize(
    ("button", "shown"),
    [("Mine seneste", "Dine seneste observationer"), ("Opfølgninger", "Dine opfølgninger, der venter")],
)
async def test_supervisor_finds_own_observations_and_follow_ups_on_home(
    slack: Workspace, button: str, shown: str
) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Kiggede ned, opfølgning 3d")
    await sofie.sees("Gemt.")
    await sofie.opens_home()
    await sofie.presses(button)
    assert "Kiggede ned" in (await sofie.form(shown)).words
