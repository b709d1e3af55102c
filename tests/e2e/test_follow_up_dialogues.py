"""A day to look again: planned in a line, in the form or behind a button; reminded of once; closed by a *met*."""

import contextlib
import sqlite3
from datetime import UTC, datetime

import pytest

from playground.client import Actor, Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import repeat_last
from tests.fakes import FixedClock

EIGHT_ON_THURSDAY = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)  # in Copenhagen; the clock starts on Monday
OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that the tests move."""
    return FixedClock()


def planned(stage: Stage) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(stage.database)) as database:
        return database.execute("SELECT observation, planned_on FROM follow_up ORDER BY observation").fetchall()


async def morning(stage: Stage, clock: FixedClock) -> None:
    """Thursday at eight: the job runs, on two replicas at once as it were."""
    clock.set(EIGHT_ON_THURSDAY)
    for _ in range(2):
        await stage.takt.services.fair.reminding.remind()


async def english_supervisor(slack: Workspace) -> Actor:
    await slack.change(user="ben", supervisor=True)
    return slack.person("ben")


async def test_danish_line_plans_one_and_the_colleague_sees_the_day(stage: Stage, clock: FixedClock) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Så ikke op, opfølgning 3d")
    await sofie.sees("Jeg minder dig om at følge op tors. 26. nov. kl. 08:00.")
    told = await anna.sees("Så ikke op", channel="dm")
    assert "Der er planlagt opfølgning tors. 26. nov." in told.words
    await anna.types("/observe mit")
    await anna.sees("Der er planlagt opfølgning tors. 26. nov.", channel="butikken")
    await morning(stage, clock)
    reminded = await sofie.sees("Du ville følge op hos <@U0ANNA>:", channel="dm")
    assert "*Hilsen* · *Ikke endnu*" in reminded.words
    assert "Så ikke op" in reminded.words
    assert len([one for one in await sofie.messages("dm") if "Du ville følge op" in one.text]) == 1
    await anna.does_not_see("Du ville følge op")


async def test_english_supervisor_is_reminded_at_their_own_eight(stage: Stage, clock: FixedClock) -> None:
    ben = await english_supervisor(stage.slack)
    await ben.types("/observe @anna greeting - follow 3d Did not look up")
    await ben.sees("I remind you on Thu 26 Nov at 8:00 to follow up.")
    await morning(stage, clock)  # seven o'clock in London
    await ben.does_not_see("You wanted to follow up")
    clock.advance(hours=1)
    await stage.takt.services.fair.reminding.remind()
    reminded = await ben.sees("You wanted to follow up with <@U0ANNA>:", channel="dm")
    assert "Did not look up" in reminded.words
    assert "Purpose: coaching only." in reminded.words


async def test_english_supervisor_hears_that_a_met_ends_the_follow_up_and_nobody_else_does(stage: Stage) -> None:
    ben, sofie = await english_supervisor(stage.slack), stage.slack.person("sofie")
    await ben.types("/observe @anna greeting - follow 3d")
    await ben.sees("I remind you on Thu 26 Nov")
    await ben.types("/observe @anna greeting + Looked up and smiled")
    await ben.sees("This ends your follow-up of Thu 26 Nov.")
    await sofie.types("/observe @anna hilsen + Så op")
    assert "opfølgning" not in (await sofie.sees("Gemt.")).words
    await stage.slack.person("anna").does_not_see("Dermed er")


@OVER_SOCKET
@pytest.mark.parametrize("followed", ["anna", "ben"], ids=["on the first", "on the second"])
@pytest.mark.parametrize(
    ("locale", "ends"),
    [
        ("da-DK", "Dermed er din opfølgning (tors. 26. nov.) afsluttet."),
        ("en-GB", "This ends your follow-up of Thu 26 Nov."),
    ],
)
async def test_met_about_several_says_whose_follow_up_it_ends(
    stage: Stage, followed: str, locale: str, ends: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types(f"/observe @{followed} greeting - follow 3d")
    await sofie.sees("26")
    await sofie.types("/observe")
    await sofie.form("?")
    both = {"observe.subject": ["anna", "ben"], "observe.standard": "greeting", "observe.level": "met"}
    await sofie.submits(both | {"observe.note": "Looked up"})
    saved = await sofie.sees("Looked up", channel="dm")
    said = [block["text"]["text"] for block in saved.blocks if block["type"] == "section"]
    assert [words for words in said if ends in words] == [f"<@U0{followed.upper()}>\n{ends}"]
    assert ends in saved.text


async def test_reminder_logs_again_and_a_met_closes_it(stage: Stage, clock: FixedClock) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - opfølgning 3d")
    await sofie.sees("Jeg minder dig om")
    await morning(stage, clock)
    await sofie.presses("Notér igen", channel="dm")
    form = await sofie.form("Hvem handler det om?")
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == ["U0ANNA"]
    assert form.values["observe.standard"]["observe.standard"]["selected_option"]["value"] == "greeting"
    await sofie.submits({"observe.level": "met", "observe.note": "Så op og smilede"})
    await anna.sees("Så op og smilede", channel="dm")
    await sofie.sees("Dermed er din opfølgning (tors. 26. nov.) afsluttet.", channel="dm")
    await sofie.types("/observe opfølgninger")
    await sofie.sees("Du har ingen opfølgninger, der venter.")


@pytest.mark.parametrize(
    ("locale", "drop", "postpone", "gone", "moved"),
    [
        (
            "da-DK",
            "Drop den",
            "Udskyd",
            "Droppet: Jeg minder dig ikke om",
            "Jeg minder dig om at følge op man. 30. nov.",
        ),
        ("en-GB", "Drop", "Postpone", "Dropped: I do not remind you of", "I remind you on Mon 30 Nov at 8:00"),
    ],
)
@OVER_SOCKET
async def test_reminder_postpones_and_drops(
    stage: Stage, clock: FixedClock, locale: str, drop: str, postpone: str, gone: str, moved: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting - follow 3d")
    await sofie.sees("26")
    await morning(stage, clock)
    await sofie.presses(postpone, channel="dm")
    await sofie.form("?")
    await sofie.submits({"follow_up.day": "2026-11-30"})
    await sofie.sees(moved, channel="dm")
    assert planned(stage) == [(1, "2026-11-30")]
    await sofie.presses(drop, channel="dm")
    await sofie.sees(gone, channel="dm")
    clock.advance(days=7)
    await stage.takt.services.fair.reminding.remind()
    assert len([one for one in await sofie.messages("dm") if "follow_up.log" in str(one.raw)]) == 1


@pytest.mark.parametrize(
    ("locale", "label", "confirmed"),
    [
        ("da-DK", "Hvornår følger du op?", "Jeg minder dig om at følge op tors. 26. nov. kl. 08:00."),
        ("en-GB", "When do you follow up?", "I remind you on Thu 26 Nov at 8:00 to follow up."),
    ],
)
async def test_form_asks_for_a_day_for_a_not_yet_only(stage: Stage, locale: str, label: str, confirmed: str) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting")
    form = await sofie.form("?")
    assert label not in form.words
    await sofie.picks("not-yet", "observe.level")
    await sofie.form(label)
    await sofie.picks("met", "observe.level")
    await without(sofie, label)
    await sofie.picks("not-yet", "observe.level")
    form = await sofie.form(label)
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == ["U0ANNA"]
    await sofie.submits({"observe.follow_up": "2026-11-26"})
    await sofie.sees(confirmed, channel="dm")
    assert planned(stage) == [(1, "2026-11-26")]


async def without(actor: Actor, label: str) -> None:
    """Wait until the form on top no longer has the label."""
    for _ in range(200):
        if label not in (await actor.form()).words:
            return
    raise AssertionError(f"{label!r} is still there")


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("da-DK", "Vælg en dag efter i dag og senest man. 7. dec."),
        ("en-GB", "Choose a day after today, Mon 7 Dec at the latest."),
    ],
)
@OVER_SOCKET
async def test_wrong_day_keeps_the_form_open_and_hands_a_line_back(stage: Stage, locale: str, sentence: str) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting")
    await sofie.form("?")
    await sofie.picks("not-yet", "observe.level")
    await sofie.form("14")
    await sofie.submits({"observe.follow_up": "2026-12-08"})
    form = await sofie.form(sentence)
    assert list(form.errors) == ["observe.follow_up"]
    await sofie.closes()
    await sofie.types("/observe @anna greeting - follow 15d Did not look up")
    assert "/observe @anna greeting - follow 15d Did not look up" in (await sofie.sees(sentence)).words
    assert planned(stage) == []


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [("da-DK", "Der følges kun op på et *ikke endnu*."), ("en-GB", "Only a *not yet* gets a follow-up.")],
)
@OVER_SOCKET
async def test_line_with_a_met_and_a_follow_up_comes_back(stage: Stage, locale: str, sentence: str) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting + follow 3d")
    await sofie.sees(sentence)
    assert planned(stage) == []


async def test_button_on_the_confirmation_plans_one_and_the_same_form_twice_plans_one(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Så ikke op")
    await sofie.presses("Følg op", channel="butikken")
    form = await sofie.form("Hvornår følger du op?")
    assert "Formål: kun sparring og læring." in form.words
    await sofie.submits({"follow_up.day": "2026-11-26"})
    await sofie.sees("Jeg minder dig om at følge op tors. 26. nov. kl. 08:00.", channel="dm")
    await repeat_last(stage, "view_submission")
    assert planned(stage) == [(1, "2026-11-26")]


@pytest.mark.parametrize(
    ("locale", "command", "button", "planned_for"),
    [
        ("da-DK", "seneste", "Følg op", "Der er planlagt opfølgning tors. 26. nov."),
        ("en-GB", "recent", "Follow up", "A follow-up is planned for Thu 26 Nov."),
    ],
)
@OVER_SOCKET
async def test_list_of_what_was_logged_last_plans_one_and_shows_it(
    stage: Stage, locale: str, command: str, button: str, planned_for: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting - Did not look up")
    await sofie.sees("Did not look up")
    await sofie.types(f"/observe {command}")
    await sofie.presses(button, channel="butikken")
    await sofie.form("14")
    await sofie.submits({"follow_up.day": "2026-11-26"})
    await sofie.sees("26", channel="dm")
    await sofie.types(f"/observe {command}")
    await sofie.sees(planned_for, channel="butikken")


async def test_button_for_what_has_been_met_since_says_so(stage: Stage) -> None:
    ben = await english_supervisor(stage.slack)
    await ben.types("/observe @anna greeting - Did not look up")
    await ben.sees("Saved.")
    await ben.presses("Follow up", channel="butikken")
    await ben.form("When do you follow up?")
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Så op")
    await sofie.sees("Gemt.")
    await ben.submits({"follow_up.day": "2026-11-26"})
    await ben.form("This has been met since, so there is nothing left to follow up.")


@pytest.mark.parametrize(
    ("locale", "command", "title", "drop", "nothing"),
    [
        ("da-DK", "opfølgninger", "Dine opfølgninger, der venter", "Drop den", "Du har ingen opfølgninger"),
        ("en-GB", "follow-ups", "Your open follow-ups", "Drop", "You have no open follow-ups."),
    ],
)
async def test_list_of_open_ones_is_private_and_drops_from_it(
    stage: Stage, locale: str, command: str, title: str, drop: str, nothing: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @ben greeting - follow 5d First")
    await sofie.sees("28")
    await sofie.types("/observe @anna greeting - follow 3d Second")
    await sofie.sees("26")
    await sofie.types(f"/observe {command}")
    listed = await sofie.sees(title)
    assert listed.private
    assert listed.words.index("<@U0ANNA>") < listed.words.index("<@U0BEN>")
    await sofie.presses("follow_up.drop.1")
    await sofie.presses("follow_up.drop.2")
    await sofie.sees(nothing)


async def test_list_is_for_supervisors_and_opens_from_help(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await anna.types("/observe opfølgninger")
    await anna.sees("Det er kun for ledere og administratorer.")
    await sofie.types("/observe hjælp")
    await sofie.presses("Opfølgninger")
    await sofie.sees("Du har ingen opfølgninger, der venter.")


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("da-DK", "Formål: kun sparring og læring."),
        ("en-GB", "Purpose: coaching only."),
    ],
)
@OVER_SOCKET
async def test_form_says_what_observations_are_for(slack: Workspace, locale: str, sentence: str) -> None:
    await slack.change(user="sofie", locale=locale)
    sofie = slack.person("sofie")
    await sofie.types("/observe")
    await sofie.form(sentence)


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "note", "sentence"),
    [
        (
            "da-DK",
            "Så ikke op følg op om 3 dage",
            "Der er ikke planlagt nogen opfølgning ud fra noten.",
        ),
        ("en-GB", "Did not look up follow up on friday", "Your note plans no follow-up. Press *Follow up*"),
    ],
)
async def test_wish_that_stays_in_the_note_is_said_to_plan_nothing(
    stage: Stage, locale: str, note: str, sentence: str
) -> None:
    await stage.slack.change(user="sofie", locale=locale)
    sofie = stage.slack.person("sofie")
    await sofie.types(f"/observe @anna greeting - {note}")
    assert note in (await sofie.sees(sentence)).words
    assert planned(stage) == []


@OVER_SOCKET
@pytest.mark.parametrize(
    ("name", "details", "about", "before", "after"),
    [
        (
            *("anna", "Detaljer", "om"),
            "Der er planlagt opfølgning tors. 26. nov.",
            "Der var planlagt opfølgning tors. 26. nov., og den venter endnu.",
        ),
        (
            *("ben", "Details", "about"),
            "A follow-up is planned for Thu 26 Nov.",
            "A follow-up was planned for Thu 26 Nov, and is still open.",
        ),
    ],
)
async def test_day_that_has_passed_is_no_longer_told_as_a_plan(
    stage: Stage, clock: FixedClock, name: str, details: str, about: str, before: str, after: str
) -> None:
    subject = stage.slack.person(name)
    await stage.slack.person("sofie").types(f"/observe @{name} hilsen - Så ikke op, opfølgning 3d")
    await subject.sees("Så ikke op", channel="dm")
    clock.set(EIGHT_ON_THURSDAY)
    await subject.types("/observe mine")
    await subject.sees(before, channel="butikken")
    clock.advance(days=1)
    await subject.types("/observe mine")
    await subject.sees(after, channel="butikken")
    await subject.presses(details, channel="butikken")
    assert after in (await subject.sees(f"<@U0SOFIE> {about} <@U0{name.upper()}>")).words
