"""Another observer's *met* closes a follow-up: its owner hears of it once, and not what was written."""

import asyncio
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.model import Level
from bot.db.engine import transaction
from bot.db.models import Chore
from bot.errors import SendRefused
from bot.observations.chore_port import ClosedMessage
from bot.observations.chore_queries import Kind
from bot.observations.queries import add_observation, observation_of_request
from bot.observations.records import NewObservation, Observed, Outcome
from bot.observations.steps import Change
from bot.observations.traces import keep_brought_about
from bot.people.members import People, Powers
from bot.ports import MemberId
from bot.runner import PartFailed
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, person
from tests.observations.conftest import MIKKEL, DroppedError, in_parallel
from tests.observations.test_follow_ups import FRIDAY, NOT_YET, THURSDAY, Floor, floor, missed
from tests.waiting import somebody_waits, until

__all__ = ["floor", "missed"]

Seen = Callable[..., NewObservation]
AWAY = SendRefused("account_inactive", "workspace")


async def news(floor: Floor) -> list[tuple[MemberId, ClosedMessage]]:
    """Who was told that their follow-up is closed."""
    return [(who, one) for _, who, one in await floor.shop.all_told() if isinstance(one, ClosedMessage)]


async def work(floor: Floor) -> None:
    """The job, on two replicas."""
    people = floor.shop.observations._people
    await in_parallel(*(floor.shop.tellers(floor.sessions, people).chores.do_due() for _ in range(2)))


async def met_by(floor: Floor, seen: Seen, observer: MemberId, **changes: object) -> Observed:
    """Somebody sees Anna meet the standard."""
    found = seen(observer=observer, note="Not for Sofie", place="Nor this", **changes)
    return await floor.shop.observations.record(found)


@pytest.mark.parametrize("level", [Level.MET, Level.EXAMPLE])
async def test_owner_is_told_once_of_their_own_and_nothing_of_the_other(
    floor: Floor, seen: Seen, missed: Observed, level: Level
) -> None:
    await met_by(floor, seen, BEN, level=level)
    [(who, message)] = await news(floor)
    await work(floor)
    assert len(await news(floor)) == 1
    assert (who, message.about.language, message.about.follow_up) == (SOFIE, "da", THURSDAY)
    assert (message.about.observer, message.about.subject, message.about.note) == (SOFIE, ANNA, missed.note)
    assert [field.name for field in fields(message)] == ["about"]


async def test_each_owner_is_told_of_their_own(floor: Floor, seen: Seen, missed: Observed) -> None:
    await floor.shop.observations.record(seen(**NOT_YET, observer=BEN, follow_up=FRIDAY))
    floor.shop.clock.advance(hours=1)
    own = await met_by(floor, seen, SOFIE)
    assert own.closes == THURSDAY
    assert [(who, message.about.follow_up) for who, message in await news(floor)] == [(BEN, FRIDAY)]


async def test_who_closes_their_own_is_told_nothing_beside(floor: Floor, seen: Seen, missed: Observed) -> None:
    await met_by(floor, seen, SOFIE)
    assert await news(floor) == []


@pytest.mark.parametrize("changes", [{"level": Level.NOT_YET}, {"standard": "queue"}], ids=["level", "standard"])
async def test_what_does_not_close_it_is_not_told(
    floor: Floor, seen: Seen, missed: Observed, changes: dict[str, object]
) -> None:
    await met_by(floor, seen, BEN, **changes)
    assert await news(floor) == []


async def test_second_met_closes_nothing_more(floor: Floor, seen: Seen, missed: Observed) -> None:
    for _ in range(2):
        await met_by(floor, seen, BEN)
    assert len(await news(floor)) == 1


async def test_correction_to_a_met_tells_and_a_repeated_request_does_not(
    floor: Floor, seen: Seen, missed: Observed
) -> None:
    other = await met_by(floor, seen, BEN, level=Level.NOT_YET)
    change = Change("", Level.MET, "Not for Sofie", "")
    for key in ("k", "k"):
        await floor.steps.correct(WORKSPACE, BEN, other.id, change, source_key=key)
    assert [who for who, _ in await news(floor)] == [SOFIE]


@pytest.mark.parametrize("told_before", [True, False])
async def test_contest_that_ends_well_for_the_met_tells_who_has_not_heard_of_it(
    floor: Floor, seen: Seen, missed: Observed, told_before: bool
) -> None:
    floor.shop.messenger.closing_troubles = [] if told_before else [AWAY]
    met = await met_by(floor, seen, BEN)
    assert len(await news(floor)) == int(told_before)
    await floor.steps.contest(WORKSPACE, ANNA, met.id, "No", source_key="c")
    floor.shop.clock.advance(minutes=11)
    await work(floor)
    await floor.steps.decide(WORKSPACE, BEN, met.id, Outcome.UPHELD, "Yes", source_key="d")
    assert len(await news(floor)) == 1


async def test_met_that_is_undone_before_anybody_was_told_stays_untold(
    floor: Floor, seen: Seen, missed: Observed
) -> None:
    floor.shop.messenger.closing_troubles = [AWAY]
    met = await met_by(floor, seen, BEN)
    await floor.shop.all_told()
    await floor.shop.observations.undo(WORKSPACE, BEN, met.id)
    floor.shop.clock.advance(minutes=11)
    await work(floor)
    assert await news(floor) == []


async def test_news_that_fails_for_no_reason_of_slack_s_holds_up_nobody_else_s(
    floor: Floor, seen: Seen, missed: Observed
) -> None:
    await floor.shop.observations.record(seen(**NOT_YET, standard="queue", follow_up=FRIDAY))
    floor.shop.messenger.closing_troubles = [AWAY, AWAY]
    for standard in ("greeting", "queue"):
        await met_by(floor, seen, BEN, standard=standard)
    assert await news(floor) == []
    floor.shop.clock.advance(minutes=11)
    floor.shop.messenger.closing_troubles = [RuntimeError("a mistake of ours")]
    chores = floor.shop.tellers(floor.sessions, floor.shop.observations._people).chores
    with pytest.raises(PartFailed):
        await chores.do_due()
    assert [who for who, _ in await news(floor)] == [SOFIE]
    floor.shop.clock.advance(minutes=3)
    await chores.do_due()
    assert [who for who, _ in await news(floor)] == [SOFIE, SOFIE]


@pytest.mark.parametrize("ended", ["undone", "corrected"])
async def test_owner_who_has_ended_their_follow_up_themselves_is_told_nothing(
    floor: Floor, seen: Seen, ended: str
) -> None:
    own = await floor.shop.observations.record(seen(**NOT_YET, follow_up=THURSDAY))
    floor.shop.messenger.closing_troubles = [AWAY]
    await met_by(floor, seen, BEN)
    await floor.shop.all_told()
    if ended == "undone":
        await floor.shop.observations.undo(WORKSPACE, SOFIE, own.id)
    else:
        change = Change("", Level.MET, own.note, own.place)
        await floor.steps.correct(WORKSPACE, SOFIE, own.id, change, source_key="k")
    floor.shop.clock.advance(minutes=11)
    await work(floor)
    assert await news(floor) == []


async def test_what_is_no_met_any_more_is_not_told_as_one_although_another_is(
    floor: Floor, seen: Seen, missed: Observed
) -> None:
    floor.shop.messenger.closing_troubles = [AWAY]
    met = await met_by(floor, seen, BEN)
    await met_by(floor, seen, BEN)
    await floor.shop.all_told()
    change = Change("", Level.NOT_YET, met.note, met.place)
    await floor.steps.correct(WORKSPACE, BEN, met.id, change, source_key="k")
    floor.shop.clock.advance(minutes=11)
    await work(floor)
    assert await news(floor) == []


@pytest.mark.parametrize("arrives", [True, False])
async def test_news_that_may_have_arrived_comes_once(floor: Floor, seen: Seen, missed: Observed, arrives: bool) -> None:
    floor.shop.messenger.closing_troubles = [DroppedError("timeout") if arrives else AWAY]
    await met_by(floor, seen, BEN)
    assert len(await news(floor)) == int(arrives)
    for _ in range(2):
        floor.shop.clock.advance(minutes=11)
        await work(floor)
    assert len(await news(floor)) == 1


async def test_who_may_no_longer_observe_is_told_nothing(floor: Floor, seen: Seen, missed: Observed) -> None:
    powers = Powers(supervisors=frozenset({BEN}))
    people = People(floor.shop.directory, floor.sessions, floor.shop.clock, powers, person(BEN))
    floor.shop.messenger.closing_troubles = [AWAY]
    await met_by(floor, seen, BEN)
    await floor.shop.all_told()
    floor.shop.clock.advance(minutes=11)
    await floor.shop.tellers(floor.sessions, people).chores.do_due()
    assert await news(floor) == []


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_of_two_who_close_it_in_the_same_moment_only_the_first_has_its_owner_told(
    floor: Floor, seen: Seen, missed: Observed, database: str
) -> None:
    now = floor.shop.clock.now()
    async with transaction(floor.sessions) as first:
        met = await written(first, seen(observer=MIKKEL), now)
        await keep_brought_about(first, met, now)
        owed = await first.scalars(select(Chore.other).where(Chore.kind == Kind.CLOSED.value))
        assert list(owed) == [met.id]
        second = asyncio.create_task(met_by(floor, seen, BEN))
        await until(lambda: second.done() or somebody_waits(database))
    await second
    await work(floor)
    assert [who for who, _ in await news(floor)] == [SOFIE]


async def written(session: AsyncSession, new: NewObservation, now: datetime) -> Observed:
    """What somebody has seen, in a transaction that is still open."""
    await add_observation(session, new=new, standard_version="v1", seen_at=now, now=now)
    return await observation_of_request(session, workspace=WORKSPACE, source_key=new.source_key)
