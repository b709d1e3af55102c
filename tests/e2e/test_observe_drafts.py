"""A form that is closed half-way is kept for its author, for fifteen minutes."""

import sqlite3
from contextlib import closing

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import database_away
from tests.fakes import FixedClock
from tests.waiting import until

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)


@pytest.fixture
def clock() -> FixedClock:
    """Monday, nine o'clock in Copenhagen."""
    return FixedClock()


async def leave_half_way(slack: Workspace) -> None:
    """Sofie fills in some of the form, letter by letter, and closes it; Slack does not say what was in it then."""
    sofie = slack.person("sofie")
    await sofie.types("/observe")
    await sofie.form("Hvem handler det om?")
    await sofie.picks("anna", "observe.subject")
    await sofie.picks("met", "observe.level")
    await sofie.picks("Varm velkomst", "observe.note")
    await sofie.closes()


def stored(stage: Stage, table: str = "draft") -> int:
    with closing(sqlite3.connect(stage.database)) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.mark.parametrize("line", ["/observe", "/observe kladde"])
async def test_draft_is_there_again_and_is_sent(stage: Stage, line: str) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await leave_half_way(stage.slack)
    await sofie.types(line)
    form = await sofie.form("Det her er din kladde fra kl. 09:00. Kun du kan se den")
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == ["U0ANNA"]
    assert form.values["observe.level"]["observe.level"]["selected_option"]["value"] == "met"
    assert form.values["observe.note"]["observe.note"]["value"] == "Varm velkomst"
    await anna.does_not_see("Varm velkomst")
    await sofie.submits({"observe.standard": "greeting"})
    await anna.sees("Varm velkomst", channel="dm")
    assert stored(stage) == 0
    await sofie.types("/observe")
    assert "kladde" not in (await sofie.form("Hvem handler det om?")).words


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "asks", "draft"),
    [
        ("da-DK", "Hvem handler det om?", "Det her er din kladde fra kl. 09:00."),
        ("en-GB", "Who is it about?", "This is your draft from 09:00."),
    ],
)
@pytest.mark.parametrize(
    ("picks", "field", "chosen"),
    [
        ({"observe.standard": "greeting"}, "observe.standard", "greeting"),
        ({"observe.level": "met"}, "observe.level", "met"),
        (
            {"observe.level": "not-yet", "observe.follow_up": "2026-11-26"},
            *("observe.follow_up", "2026-11-26"),
        ),
    ],
    ids=["standard", "level", "follow-up"],
)
async def test_one_thing_that_was_chosen_is_there_again(
    slack: Workspace, locale: str, asks: str, draft: str, picks: dict[str, str], field: str, chosen: str
) -> None:
    await slack.change(user="sofie", locale=locale)
    sofie = slack.person("sofie")
    await sofie.types("/observe")
    await sofie.form(asks)
    await sofie.suggests("observe.standard", "hils")
    for where, value in picks.items():
        await sofie.picks(value, where)
    await sofie.closes()
    await sofie.types("/observe")
    form = await sofie.form(draft)
    assert f"'{chosen}'" in str(form.values[field][field])


@OVER_SOCKET
async def test_card_s_form_that_is_closed_at_once_leaves_no_draft(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/standard hilsen")
    await sofie.presses("observe.open_form")
    await sofie.form("Hvem handler det om?")
    await sofie.closes()
    assert stored(stage) == 0


@OVER_SOCKET
async def test_draft_is_gone_after_fifteen_minutes_and_its_words_are_deleted(stage: Stage, clock: FixedClock) -> None:
    sofie = stage.slack.person("sofie")
    await leave_half_way(stage.slack)
    clock.advance(minutes=15)
    await stage.takt.services.drafts.forget()
    assert stored(stage) == 0
    await sofie.types("/observe")
    form = await sofie.form("Hvem handler det om?")
    assert "kladde" not in form.words
    assert form.values["observe.note"]["observe.note"]["value"] is None


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "word", "says"),
    [
        ("da-DK", "kladde", "Jeg kan ikke finde nogen kladde fra dig lige nu: En kladde gemmes kun i 15 minutter."),
        ("en-GB", "draft", "I find no draft of yours just now: I keep one for 15 minutes only."),
    ],
)
async def test_who_asks_for_a_draft_that_is_gone_is_told_so(
    stage: Stage, clock: FixedClock, locale: str, word: str, says: str
) -> None:
    sofie = stage.slack.person("sofie")
    await leave_half_way(stage.slack)
    await stage.slack.change(user="sofie", locale=locale)
    clock.advance(minutes=15)
    await sofie.types(f"/observe {word}")
    await sofie.form(says)
    await sofie.closes()
    await sofie.types("/observe form")
    assert says not in (await sofie.form("?")).words


@OVER_SOCKET
async def test_nobody_else_gets_the_draft(slack: Workspace) -> None:
    ben = slack.person("ben")
    await slack.change(user="ben", supervisor=True)
    await leave_half_way(slack)
    await ben.types("/observe")
    form = await ben.form("Who is it about?")
    assert "draft" not in form.words
    assert form.values["observe.note"]["observe.note"]["value"] is None


async def test_start_afresh_empties_the_form_for_good(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await leave_half_way(slack)
    await sofie.types("/observe")
    await sofie.form("Det her er din kladde")
    await sofie.presses("Begynd forfra")
    form = await sofie.form("Hvem handler det om?")
    assert "kladde" not in form.words
    assert form.values["observe.note.1"]["observe.note"]["value"] is None
    assert form.values["observe.subject.1"]["observe.subject"]["selected_users"] == []
    refused = await sofie.submits({"observe.subject": "sofie", "observe.standard": "greeting", "observe.level": "met"})
    assert list(refused["errors"]) == ["observe.subject.1"]
    await sofie.closes()


@OVER_SOCKET
async def test_form_with_words_of_its_own_offers_the_draft_beside_them(slack: Workspace) -> None:
    await slack.change(user="sofie", locale="en-GB")
    sofie = slack.person("sofie")
    await sofie.types("/observe")
    await sofie.form("Who is it about?")
    await sofie.picks("anna", "observe.subject")
    await sofie.picks("Warm welcome", "observe.note")
    await sofie.closes()
    await sofie.types("/observe @ben greeting")
    form = await sofie.form("You also have a draft from 09:00.")
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == ["U0BEN"]
    await sofie.presses("Go on with my draft")
    form = await sofie.form("This is your draft from 09:00.")
    assert form.values["observe.note.1"]["observe.note"]["value"] == "Warm welcome"
    assert form.values["observe.subject.1"]["observe.subject"]["selected_users"] == ["U0ANNA"]


@OVER_SOCKET
async def test_draft_that_is_too_old_by_now_leaves_the_form_as_it_is(slack: Workspace, clock: FixedClock) -> None:
    sofie = slack.person("sofie")
    await leave_half_way(slack)
    await sofie.types("/observe @ben hilsen")
    await sofie.form("Du har også en kladde")
    clock.advance(minutes=15)
    await sofie.presses("Fortsæt med min kladde")
    form = await sofie.form("Din kladde er væk")
    assert form.values["observe.subject.1"]["observe.subject"]["selected_users"] == ["U0BEN"]


@OVER_SOCKET
async def test_typed_line_whose_form_is_closed_is_kept(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe @anna xyzzy opfyldt Varm velkomst")
    await sofie.form("Jeg kender ingen standard")
    await sofie.closes()
    await sofie.types("/observe")
    form = await sofie.form("Det her er din kladde")
    assert "Varm velkomst" in form.values["observe.note"]["observe.note"]["value"]


@OVER_SOCKET
async def test_form_opens_and_is_filled_in_while_the_database_is_away(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    async with database_away(stage):
        await sofie.types("/observe")
        await sofie.form("Hvem handler det om?")
        await sofie.picks("Varm velkomst", "observe.note")
        await sofie.closes()
    await sofie.does_not_see("Takt kan ikke gemme")


@OVER_SOCKET
async def test_workspace_that_removes_takt_takes_its_drafts_along(stage: Stage, clock: FixedClock) -> None:
    await leave_half_way(stage.slack)
    assert stored(stage) == 1
    await stage.slack.change(app="uninstall")
    await until(lambda: stored(stage, "removal") == 1)
    clock.advance(days=30, minutes=11)
    await stage.takt.services.removals.forget()
    assert stored(stage) == 0
