"""The message says how many have answered: few updates, and right in the end; on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.errors import SendInDoubt, SendLater, SendRefused
from bot.ports import ChannelId, MemberId, Tally, TipMessage, WorkspaceId
from bot.tips.closing import end_of_day, tally
from bot.tips.tallies import EACH, LEASE, REST, Tallies
from tests.fakes import WORKSPACE, person
from tests.tips.stage import CrashError, Stage
from tests.tips.test_checks import DAY, HOUR, NINE, RIGHT, WRONG, checks
from tests.tips.words import EVERY_MORNING, catalogue, standard

MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)  # on the subscription's clocks, which show UTC


@dataclass
class Board:
    """What each message says now, and every update in turn; `answers` are raised before it takes more."""

    said: dict[str, Tally] = field(default_factory=dict)
    updates: list[Tally] = field(default_factory=list)
    answers: list[Exception | None] = field(default_factory=list)
    meanwhile: Callable[[], Awaitable[object]] | None = None

    async def update_tip(
        self, workspace: WorkspaceId, channel: ChannelId, ts: str, tip: TipMessage, tally: Tally, *, delivery: str
    ) -> None:
        """Take the update, unless told otherwise."""
        if self.meanwhile is not None:
            step, self.meanwhile = self.meanwhile, None
            await step()
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.said[delivery] = tally
        self.updates.append(tally)


@pytest.fixture
async def asked(stage: Stage) -> Stage:
    """A channel that has just been asked a question."""
    stage.live.replace(catalogue(*(standard(name, checks=2) for name in ("greeting", "farewell"))))
    await stage.turn_on()
    await stage.tick_at(NINE)
    return stage


@pytest.fixture
def board() -> Board:
    """The messages of a workspace."""
    return Board()


def counting(stage: Stage, board: Board) -> Tallies:
    return Tallies(stage.sessions, stage.clock, board)


async def answer(stage: Stage, right: int, wrong: int = 0, *, first: int = 0, post: int = 0) -> None:
    """So many people answer, each another one."""
    for number in range(right + wrong):
        who = person(MemberId(f"U{first + number}"))
        option = RIGHT if number < right else WRONG
        assert await checks(stage).answer(who, stage.slack.posts[post].delivery, option, slack_ts="1.0")


async def test_the_message_says_how_many_have_answered_and_no_share_before_the_day_is_over(
    asked: Stage, board: Board
) -> None:
    await answer(asked, 4, 2)
    await counting(asked, board).tick()
    assert board.updates == [Tally(6)]
    await counting(asked, board).tick()
    assert board.updates == [Tally(6)]


async def test_forty_answers_in_a_minute_make_few_updates_and_the_last_is_right(asked: Stage, board: Board) -> None:
    for number in range(40):
        await answer(asked, 1, first=number)
        asked.clock.advance(seconds=1.5)
        await counting(asked, board).tick()
    asked.clock.advance(seconds=REST.total_seconds())
    await counting(asked, board).tick()
    assert len(board.updates) <= 8
    assert board.updates[-1] == Tally(40)


async def test_replicas_that_run_at_once_update_once(asked: Stage, board: Board) -> None:
    await answer(asked, 3)
    await asyncio.gather(*(counting(asked, board).tick() for _ in range(4)))
    assert board.updates == [Tally(3)]


async def test_after_a_crash_the_count_is_shown_by_another(asked: Stage, board: Board) -> None:
    await answer(asked, 3)
    board.answers = [CrashError()]
    with pytest.raises(CrashError):
        await counting(asked, board).tick()
    await counting(asked, board).tick()
    assert board.updates == [], "the lease still runs"
    asked.clock.advance(seconds=LEASE.total_seconds())
    await counting(asked, board).tick()
    assert board.updates == [Tally(3)]


async def test_one_that_was_frozen_and_writes_an_old_count_is_put_right(asked: Stage, board: Board) -> None:
    async def frozen() -> None:
        asked.clock.advance(seconds=LEASE.total_seconds() + 1)
        await answer(asked, 2, first=3)
        await counting(asked, board).tick()

    await answer(asked, 3)
    board.meanwhile = frozen
    await counting(asked, board).tick()
    assert board.updates == [Tally(5), Tally(3)]
    asked.clock.advance(seconds=REST.total_seconds())
    await counting(asked, board).tick()
    assert board.updates[-1] == Tally(5)


async def test_a_busy_slack_is_left_alone_for_as_long_as_it_asks(asked: Stage, board: Board) -> None:
    busy = counting(asked, board)
    await answer(asked, 1)
    board.answers = [SendLater(timedelta(seconds=30))]
    await busy.tick()
    asked.clock.advance(seconds=29)
    await busy.tick()
    assert board.updates == []
    asked.clock.advance(seconds=1)
    await busy.tick()
    assert board.updates == [Tally(1)]


async def test_an_update_in_doubt_is_sent_again(asked: Stage, board: Board) -> None:
    await answer(asked, 1)
    board.answers = [SendInDoubt("timeout")]
    await counting(asked, board).tick()
    asked.clock.advance(minutes=1)
    await counting(asked, board).tick()
    assert board.updates == [Tally(1)]


async def test_a_message_that_is_gone_is_given_up_until_somebody_answers_again(asked: Stage, board: Board) -> None:
    await answer(asked, 1)
    board.answers = [SendRefused("message_not_found", "ours")]
    await counting(asked, board).tick()
    asked.clock.advance(hours=1)
    await counting(asked, board).tick()
    assert board.updates == []
    await answer(asked, 1, first=1)
    await counting(asked, board).tick()
    assert board.updates == [Tally(2)]


async def test_many_messages_of_one_workspace_take_turns(stage: Stage, board: Board) -> None:
    stage.live.replace(catalogue(standard("greeting", checks=2)))
    channels = [ChannelId(f"C{number}") for number in range(5)]
    for channel in channels:
        await stage.turn_on(channel)
    await stage.tick_at(NINE)
    for number in range(len(stage.slack.posts)):
        await answer(stage, 1, post=number)
    turns = []
    for _ in range(3):
        await counting(stage, board).tick()
        turns.append(len(board.updates))
    assert turns == [EACH, 2 * EACH, 5]


@pytest.mark.parametrize(("right", "wrong", "share"), [(4, 0, None), (4, 1, 80), (5, 0, 100), (2, 4, 33), (0, 5, 0)])
async def test_when_the_day_is_over_the_share_is_shown_if_five_or_more_answered(
    asked: Stage, board: Board, right: int, wrong: int, share: int | None
) -> None:
    await answer(asked, right, wrong)
    await counting(asked, board).tick()
    asked.clock.set(MIDNIGHT - timedelta(seconds=1))
    await counting(asked, board).tick()
    assert board.updates == [Tally(right + wrong)]
    asked.clock.set(MIDNIGHT)
    await counting(asked, board).tick()
    assert board.updates[-1] == Tally(right + wrong, share)


async def test_the_share_comes_also_after_a_weekend_of_downtime_and_speaks_of_the_day_alone(
    asked: Stage, board: Board
) -> None:
    await answer(asked, 4, 1)
    asked.clock.set(NINE + 3 * DAY)
    await counting(asked, board).tick()
    assert board.updates == [Tally(5, 80)]
    await answer(asked, 0, 1, first=5)
    asked.clock.advance(minutes=1)
    await counting(asked, board).tick()
    assert board.updates[-1] == Tally(6, 80)


async def test_late_answers_never_make_a_share_of_a_day_with_too_few(asked: Stage, board: Board) -> None:
    await answer(asked, 4)
    asked.clock.set(MIDNIGHT + HOUR)
    await counting(asked, board).tick()
    await answer(asked, 3, first=4)
    asked.clock.advance(minutes=1)
    await counting(asked, board).tick()
    assert board.updates[-1] == Tally(7)


async def test_a_workspace_that_is_gone_is_left_alone(asked: Stage, board: Board) -> None:
    await answer(asked, 5)
    await counting(asked, board).stop_workspace(WORKSPACE)
    asked.clock.set(MIDNIGHT)
    await counting(asked, board).tick()
    assert board.updates == []


async def test_tip_that_comes_after_midnight_has_the_day_on_which_it_came(stage: Stage, board: Board) -> None:
    stage.live.replace(catalogue(standard("greeting", checks=1)))
    await stage.turn_on(wanted=replace(EVERY_MORNING, local_time=time(23, 55)))
    await stage.tick_at(MIDNIGHT + timedelta(minutes=10))
    await answer(stage, 6)
    await counting(stage, board).tick()
    assert board.updates == [Tally(6)], "no share yet"
    stage.clock.set(MIDNIGHT + DAY)
    await counting(stage, board).tick()
    assert board.updates[-1] == Tally(6, 100)


@pytest.mark.parametrize(
    ("moment", "zone", "midnight"),
    [
        ("2026-11-23T09:00+00:00", "Europe/Copenhagen", "2026-11-23T23:00+00:00"),
        ("2026-11-23T23:30+00:00", "Europe/Copenhagen", "2026-11-24T23:00+00:00"),
        ("2026-11-23T09:00+00:00", "America/New_York", "2026-11-24T05:00+00:00"),
        ("2026-10-25T08:00+00:00", "Europe/Copenhagen", "2026-10-25T23:00+00:00"),
        ("2026-03-29T08:00+00:00", "Europe/Copenhagen", "2026-03-29T22:00+00:00"),
        ("2026-09-05T12:00+00:00", "America/Santiago", "2026-09-06T04:00+00:00"),  # midnight does not exist there
    ],
)
def test_the_day_ends_at_midnight_on_the_zones_clocks(moment: str, zone: str, midnight: str) -> None:
    assert end_of_day(datetime.fromisoformat(moment), zone) == datetime.fromisoformat(midnight)


@pytest.mark.parametrize(("closed", "right", "share"), [(0, 0, None), (4, 4, None), (5, 3, 60), (7, 2, 29)])
def test_a_share_needs_five_answers(closed: int, right: int, share: int | None) -> None:
    assert tally(9, closed=closed, right=right) == Tally(9, share)
