"""The weekly digest: Monday at eight by the wall clock, once however many replicas there are, never twice in doubt."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.answers.answers import Answer, Candidate, Outcome
from bot.answers.digest import GapReport
from bot.answers.open_gaps import Ask, OpenGaps
from bot.answers.questions import QuestionLog
from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions
from bot.errors import SendError, SendInDoubt, SendLater, SendRefused
from bot.people.scoped import owners_of
from bot.ports import ChannelId
from bot.weeks import week_due
from tests.answers.catalogues import tiny_catalogue
from tests.answers.owners import FakeOwners
from tests.fakes import WORKSPACE, FixedClock

OWNERS = ChannelId("C0OWNERS")
NOTHING = Answer(Outcome.NONE, None, 0.0, ())
MATCH = Answer(Outcome.MATCH, "greeting", 0.9, (Candidate("greeting", 0.8),))


@pytest.fixture
def clock() -> FixedClock:
    """Monday 09:00 in Copenhagen."""
    return FixedClock()


@pytest.fixture
def log(sessions: Sessions, clock: FixedClock) -> QuestionLog:
    return QuestionLog(sessions, clock)


async def no_standard(text: str, language: str) -> Answer:
    """What is asked again is still not answered."""
    return NOTHING


def report(
    sessions: Sessions, clock: FixedClock, log: QuestionLog, owners: FakeOwners, ask: Ask = no_standard
) -> GapReport:
    gaps = OpenGaps(log, ask, LiveCatalogue(tiny_catalogue()))
    return GapReport(sessions, clock, gaps, owners, owners_of({OWNERS}), "Europe/Copenhagen", "en")


@pytest.mark.parametrize(
    ("now", "zone", "week"),
    [
        (datetime(2026, 11, 23, 6, 59, tzinfo=UTC), "Europe/Copenhagen", None),
        (datetime(2026, 11, 23, 7, 0, tzinfo=UTC), "Europe/Copenhagen", "2026-W48"),
        (datetime(2026, 11, 24, 6, 59, tzinfo=UTC), "Europe/Copenhagen", "2026-W48"),
        (datetime(2026, 11, 24, 7, 0, tzinfo=UTC), "Europe/Copenhagen", None),
        (datetime(2026, 7, 6, 6, 0, tzinfo=UTC), "Europe/Copenhagen", "2026-W28"),  # summer time
        (datetime(2026, 11, 22, 21, 0, tzinfo=UTC), "Australia/Sydney", "2026-W48"),  # Monday there already
        (datetime(2026, 11, 23, 12, 59, tzinfo=UTC), "America/New_York", None),
        (datetime(2026, 11, 23, 13, 0, tzinfo=UTC), "America/New_York", "2026-W48"),
        (datetime(2027, 1, 4, 9, 0, tzinfo=UTC), "Europe/London", "2027-W01"),
    ],
)
def test_digest_is_due_on_monday_at_eight_for_a_day(now: datetime, zone: str, week: str | None) -> None:
    assert week_due(now, zone) == week


async def test_replicas_post_one_digest_a_week(sessions: Sessions, clock: FixedClock, log: QuestionLog) -> None:
    owners = FakeOwners()
    log.note(WORKSPACE, "may I bring my dog", "en", NOTHING, "command")
    await log.flush()
    replicas = [report(sessions, clock, QuestionLog(sessions, clock), owners) for _ in range(3)]
    posted = await asyncio.gather(*(replica.post_if_due(WORKSPACE) for replica in replicas))
    assert sorted(posted) == [False, False, True]
    assert len(owners.digests) == 1
    clock.advance(days=7)
    assert await replicas[0].post_if_due(WORKSPACE)


async def test_refused_digest_is_tried_again_and_one_in_doubt_is_not(
    sessions: Sessions, clock: FixedClock, log: QuestionLog
) -> None:
    owners = FakeOwners()
    weekly = report(sessions, clock, log, owners)
    log.note(WORKSPACE, "may I bring my dog", "en", NOTHING, "command")
    owners.failing = SendLater(timedelta(seconds=30))
    with pytest.raises(SendLater):
        await weekly.post_if_due(WORKSPACE)
    owners.failing = SendInDoubt("timeout")
    clock.advance(seconds=30)
    with pytest.raises(SendInDoubt):
        await weekly.post_if_due(WORKSPACE)
    assert not await weekly.post_if_due(WORKSPACE)
    assert owners.digests == []


@pytest.mark.parametrize("refusal", [SendRefused("not_in_channel", "channel"), SendLater(timedelta(seconds=50))])
async def test_digest_that_slack_goes_on_refusing_is_tried_ever_more_seldom_and_at_least_every_hour(
    sessions: Sessions, clock: FixedClock, log: QuestionLog, refusal: SendError
) -> None:
    owners = FakeOwners()
    weekly = report(sessions, clock, log, owners)
    log.note(WORKSPACE, "may I bring my dog", "en", NOTHING, "command")
    tries = 0
    for _ in range(6 * 60):
        owners.failing = refusal
        try:
            await weekly.post_if_due(WORKSPACE)
        except SendError:
            tries += 1
        clock.advance(minutes=1)
    assert 10 <= tries <= 12
    owners.failing = None
    posted = 0
    for _ in range(61):
        posted += await weekly.post_if_due(WORKSPACE)
        clock.advance(minutes=1)
    assert posted == 1


async def test_replica_that_was_refused_while_another_posted_begins_the_next_week_anew(
    sessions: Sessions, clock: FixedClock, log: QuestionLog
) -> None:
    owners = FakeOwners()
    refused, other = (report(sessions, clock, log, owners) for _ in range(2))
    log.note(WORKSPACE, "may I bring my dog", "en", NOTHING, "command")
    for _ in range(8):
        owners.failing = SendRefused("not_in_channel", "channel")
        with pytest.raises(SendRefused):
            await refused.post_if_due(WORKSPACE)
        clock.advance(hours=1)
    owners.failing = None
    assert await other.post_if_due(WORKSPACE)
    clock.advance(days=6, hours=16)
    owners.failing = SendRefused("not_in_channel", "channel")
    with pytest.raises(SendRefused):
        await refused.post_if_due(WORKSPACE)
    owners.failing = None
    clock.advance(minutes=1)
    assert await refused.post_if_due(WORKSPACE)


async def test_week_without_gaps_is_left_out(sessions: Sessions, clock: FixedClock, log: QuestionLog) -> None:
    owners = FakeOwners()
    log.note(WORKSPACE, "greeting", "en", MATCH, "command")
    assert not await report(sessions, clock, log, owners).post_if_due(WORKSPACE)
    assert owners.digests == []


async def test_gap_is_a_question_in_vain_or_one_that_was_not_helped(
    sessions: Sessions, clock: FixedClock, log: QuestionLog
) -> None:
    log.note(WORKSPACE, "an old question", "en", NOTHING, "command")
    clock.advance(days=91)
    log.note(WORKSPACE, "may I bring my dog", "en", NOTHING, "command")
    helped, unhelped = (log.note(WORKSPACE, text, "en", MATCH, "command") for text in ("greeting", "parking space"))
    assert await log.vote(WORKSPACE, helped, "greeting", helpful=True)
    assert await log.vote(WORKSPACE, unhelped, "greeting", helpful=False)
    gaps = await report(sessions, clock, log, FakeOwners()).gaps(WORKSPACE)
    assert {gap.examples: gap.unhelpful for gap in gaps} == {
        ("may I bring my dog",): (),
        ("parking space",): ("greeting",),
    }


async def test_gap_closes_when_a_standard_answers_its_question(
    sessions: Sessions, clock: FixedClock, log: QuestionLog
) -> None:
    for text in ("may I bring my dog", "where do I park"):
        log.note(WORKSPACE, text, "en", NOTHING, "command")
    unhelped = log.note(WORKSPACE, "how do I greet", "en", MATCH, "command")
    assert await log.vote(WORKSPACE, unhelped, "greeting", helpful=False)

    async def ask(text: str, language: str) -> Answer:
        return NOTHING if "park" in text else MATCH

    gaps = await report(sessions, clock, log, FakeOwners(), ask).gaps(WORKSPACE)
    assert {gap.examples for gap in gaps} == {("where do I park",), ("how do I greet",)}


async def test_gap_of_several_questions_closes_when_each_of_them_is_answered(
    sessions: Sessions, clock: FixedClock, log: QuestionLog
) -> None:
    for text in ("where do I park my car", "where is a place to park my car"):
        log.note(WORKSPACE, text, "en", NOTHING, "command")
        await log.flush()
        clock.advance(minutes=1)
    answered = set[str]()

    async def ask(text: str, language: str) -> Answer:
        return MATCH if text in answered else NOTHING

    gaps = report(sessions, clock, log, FakeOwners(), ask)
    [gap] = await gaps.gaps(WORKSPACE)
    assert len(gap.examples) == 2
    answered.add(gap.examples[0])
    assert await gaps.gaps(WORKSPACE) == [gap]
    answered.add(gap.examples[1])
    assert await gaps.gaps(WORKSPACE) == []
