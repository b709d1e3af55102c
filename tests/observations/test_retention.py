"""What is left when the time is up: counts, and nobody in them."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.db.engine import Sessions
from bot.db.models import Alias, Base, MonthOfMany, Observation, ObservationCount, ObservationEvent
from bot.observations.open_queries import counts_in_reports
from bot.observations.records import NewObservation
from bot.observations.retention import Retention
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE
from tests.observations.conftest import Shop, in_parallel

Seen = Callable[..., NewObservation]
KEPT = timedelta(days=180)


async def counts(sessions: Sessions) -> list[tuple[str, str, str, int]]:
    async with sessions() as session:
        found = await session.execute(
            select(ObservationCount.standard, ObservationCount.level, ObservationCount.month, ObservationCount.count)
        )
        return [(row[0], row[1], row[2], row[3]) for row in found]


async def size(sessions: Sessions, table: type[Base]) -> int:
    async with sessions() as session:
        return (await session.scalar(select(func.count()).select_from(table))) or 0


async def test_old_observations_become_counts_per_standard_level_and_month(
    shop: Shop, seen: Seen, sessions: Sessions
) -> None:
    for subject in (ANNA, ANNA, BEN):
        await shop.observations.record(seen(subject=subject))
    undone = await shop.observations.record(seen())
    await shop.observations.undo(WORKSPACE, SOFIE, undone.id)
    shop.clock.advance(days=181)
    await shop.observations.record(seen(note="still young"))
    await Retention(sessions, shop.clock, KEPT).forget()
    assert await counts(sessions) == [("greeting", "met", "2026-11", 3)]
    assert (await size(sessions, Observation), await size(sessions, ObservationEvent)) == (1, 0)


@pytest.mark.parametrize(
    ("kept", "later", "months"),
    [
        (180, 0, {"2026-11"}),
        (180, 181, {"2026-11", "2027-05"}),
        (180, 188, {"2027-05"}),
        (7, 5, {"2026-11"}),
        (7, 10, {"2026-11", "2026-12"}),
        (7, 20, {"2026-12"}),
    ],
)
async def test_aliases_of_a_month_stay_while_what_was_seen_in_it_may(
    shop: Shop, seen: Seen, sessions: Sessions, kept: int, later: int, months: set[str]
) -> None:
    """Else nobody could be told who read what is still there; those of the running month would go every hour."""
    await shop.observations.record(seen())
    shop.clock.advance(days=later)
    await shop.observations.record(seen(note="later"))
    await Retention(sessions, shop.clock, timedelta(days=kept)).forget()
    async with sessions() as session:
        assert set(await session.scalars(select(Alias.month))) == months


@pytest.mark.parametrize(("people", "is_kept"), [(1, False), (4, False), (5, True)])
async def test_of_a_month_it_is_kept_whether_five_people_were_seen(
    shop: Shop, sessions: Sessions, people: int, is_kept: bool
) -> None:
    """Counted while it is known who they were, though they go day by day; what was taken back does not count."""
    began = shop.clock.now()
    async with sessions.begin() as session:
        session.add_all(
            a_row(began - timedelta(days=day), f"U{day}/{again}") for day in range(people) for again in "ab"
        )
        session.add(a_row(began, "U9/undone", undone_at=began))
        session.add(a_row(began - timedelta(days=40), "U8/october"))
    shop.clock.advance(days=180 - people)
    for _ in range(people + 1):
        shop.clock.advance(days=1)
        await Retention(sessions, shop.clock, KEPT).forget()
    async with sessions() as session:
        assert list(await session.scalars(select(MonthOfMany.month))) == ["2026-11"] * is_kept


def a_row(at: datetime, key: str, **changes: object) -> Observation:
    """What was seen of the person by whom the key begins."""
    texts = {
        "observer": SOFIE,
        "standard": "greeting",
        "standard_version": "1",
        "level": "met",
        "note": "",
        "place": "",
    }
    whose = {"workspace": WORKSPACE, "subject": key.split("/", maxsplit=1)[0], "source_key": key}
    return Observation(**texts, **whose, seen_at=at, recorded_at=at, **changes)


async def test_counting_again_or_at_once_counts_nothing_twice(shop: Shop, seen: Seen, sessions: Sessions) -> None:
    for _ in range(3):
        await shop.observations.record(seen())
    shop.clock.advance(days=181)
    retention = Retention(sessions, shop.clock, KEPT)
    await in_parallel(retention.forget(), retention.forget())
    await retention.forget()
    assert await counts(sessions) == [("greeting", "met", "2026-11", 3)]


async def test_what_is_as_old_as_the_retention_time_stays(shop: Shop, seen: Seen, sessions: Sessions) -> None:
    await shop.observations.record(seen())
    shop.clock.advance(days=180)
    await Retention(sessions, shop.clock, KEPT).forget()
    assert await size(sessions, Observation) == 1


async def test_reports_leave_out_what_is_undone_or_contested(shop: Shop, seen: Seen, sessions: Sessions) -> None:
    stays, undone, contested = [await shop.observations.record(seen()) for _ in range(3)]
    await shop.observations.undo(WORKSPACE, SOFIE, undone.id)
    async with sessions.begin() as session:
        row = await session.get_one(Observation, contested.id)
        row.contested_at = shop.clock.now()
    async with sessions() as session:
        assert list(await session.scalars(select(Observation.id).where(counts_in_reports()))) == [stays.id]
