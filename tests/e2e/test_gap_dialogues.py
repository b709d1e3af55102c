"""What people asked in vain reaches admins and content owners: grouped, counted, never by whom."""

from datetime import UTC, datetime

import pytest

from bot.answers.answer import Answer, Outcome
from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import repeat_last
from tests.fakes import WORKSPACE, FixedClock

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)  # variants need only one way to travel
NONSENSE = ("plixor", "vundac", "zetwig", "qormel", "jhaspit", "drovnik", "bluxem", "kwipza", "fendrol", "ghuspa")
SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    """Sunday noon."""
    return FixedClock(SUNDAY)


async def _asked_in_vain(slack: Workspace) -> None:
    anna, ben = slack.person("anna"), slack.person("ben")
    await ben.types("/standard what is the capital of Peru 010190-1234")
    await ben.types("/standard what is the capital of Peru")
    await ben.types("/standard greeting")
    await ben.presses("👎")
    await anna.types("/standard hvad er hovedstaden i Peru")
    await anna.sees("Der er ingen standard om")


async def _make_admin(stage: Stage, person: str) -> None:
    stage.playground.slack.state.world.person(person).is_admin = True


@pytest.mark.parametrize(
    ("person", "words", "title", "unhelpful"),
    [
        ("sofie", "huller", "Det har folk spurgt forgæves om", "Hjalp ikke: Hilsen"),
        ("sofie", "Huller!", "»hvad er hovedstaden i Peru«", "Hjalp ikke: Hilsen"),
        ("ben", "gaps", "What people asked in vain", "Did not help: Greeting"),
    ],
)
async def test_admin_sees_the_gaps_grouped_and_counted(
    stage: Stage, person: str, words: str, title: str, unhelpful: str
) -> None:
    await _make_admin(stage, person)
    admin = stage.slack.person(person)
    await _asked_in_vain(stage.slack)
    await admin.types(f"/standard {words}")
    listed = await admin.sees(title)
    assert listed.private
    assert "what is the capital of Peru" in listed.words
    assert "hvad er hovedstaden i Peru" in listed.words
    assert unhelpful in listed.words
    assert "3 " in listed.words  # in both languages: of the same
    assert "010190" not in listed.words
    assert "U0BEN" not in listed.words


@OVER_SOCKET
@pytest.mark.parametrize(
    ("person", "words", "no"),
    [
        ("anna", "huller", "kun for administratorer"),
        ("sofie", "huller", "kun for administratorer"),
        ("ben", "gaps export", "Only admins"),
    ],
)
async def test_others_get_a_friendly_no(slack: Workspace, person: str, words: str, no: str) -> None:
    someone = slack.person(person)
    await someone.types(f"/standard {words}")
    assert (await someone.sees(no)).private


@OVER_SOCKET
async def test_draft_of_a_gap_is_ready_to_paste(stage: Stage) -> None:
    await _make_admin(stage, "ben")
    ben = stage.slack.person("ben")
    await _asked_in_vain(stage.slack)
    await ben.types("/standard gaps")
    await ben.presses("gaps.draft.0")
    draft = await ben.sees("Save this as `gaps.yaml`")
    assert "  en:\n    questions:\n" in draft.words
    assert '\n      - "what is the capital of Peru [CPR]"' in draft.words


@OVER_SOCKET
async def test_all_drafts_come_by_direct_message(stage: Stage) -> None:
    await _make_admin(stage, "ben")
    ben = stage.slack.person("ben")
    await _asked_in_vain(stage.slack)
    await ben.types("/standard export gaps")
    drafts = await ben.sees("Save this as `gaps.yaml`", channel="dm")
    assert "capital" in drafts.words
    assert "hovedstaden" in drafts.words
    await ben.sees("I have sent you the drafts in a direct message.")


@OVER_SOCKET
async def test_export_that_slack_refused_half_way_goes_on_where_it_was_when_the_request_comes_again(
    stage: Stage,
) -> None:
    await _make_admin(stage, "ben")
    ben = stage.slack.person("ben")
    nothing = Answer(Outcome.NONE, None, 0.0, ())
    for word in (*NONSENSE, *(one[::-1] for one in NONSENSE)):
        stage.takt.services.questions.note(WORKSPACE, f"{word} " * 40, "en", nothing, "command")
    await stage.slack.fault("chat.postMessage", "slow", seconds=0)
    await stage.slack.fault("chat.postMessage", "error")
    await ben.types("/standard export gaps")
    await ben.does_not_see("Part 2 of 2")
    await ben.does_not_see("I have sent you the drafts")
    await repeat_last(stage, "slash_commands")
    await ben.sees("I have sent you the drafts")
    parts = [seen for seen in await ben.messages("dm") if "questions:" in seen.words]
    assert ["Part 2 of 2" in seen.words for seen in parts] == [False, True]


@OVER_SOCKET
async def test_no_gaps_is_said(stage: Stage) -> None:
    await _make_admin(stage, "ben")
    ben = stage.slack.person("ben")
    await ben.types("/standard gaps")
    await ben.sees("Nobody has asked in vain in the last 90 days.")


@OVER_SOCKET
async def test_who_asks_nothing_leaves_no_gap(stage: Stage) -> None:
    await _make_admin(stage, "ben")
    ben = stage.slack.person("ben")
    for words, answer in [
        ("cheers", "Ask me how we do things here"),
        ("wtf", "Ask me how we do things here"),
        ("never mind", "As you like. Ask me whenever"),
        ("anything but the queue", "As you like. Ask me whenever"),
        ("x", "I need a few words"),
        ("1234", "I need a few words to search by"),
        ("is this anonymous?", "only you see what you ask"),
        ("and why?", "I need a few words to search by"),
        ("I have a question", "Ask me how we do things here"),
        ("that did not help", "I am sorry. Put it in other words"),
    ]:
        await ben.types(f"/standard {words}")
        await ben.sees(answer)
    await ben.types("/standard gaps")
    await ben.sees("Nobody has asked in vain in the last 90 days.")


async def test_owners_get_the_digest_on_monday_morning_once(stage: Stage, clock: FixedClock) -> None:
    sofie, report = stage.slack.person("sofie"), stage.takt.services.gap_report
    await _asked_in_vain(stage.slack)
    assert not await report.post_if_due(WORKSPACE)
    clock.set(datetime(2026, 11, 23, 7, 0, tzinfo=UTC))  # 08:00 in Copenhagen
    assert await report.post_if_due(WORKSPACE)
    assert not await report.post_if_due(WORKSPACE)
    digest = await sofie.sees("What people asked in vain", channel="reception")
    assert not digest.private
    assert "what is the capital of Peru" in digest.words
    clock.advance(days=7)
    assert await report.post_if_due(WORKSPACE)
