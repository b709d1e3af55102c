"""Once an hour what is over is deleted, and nothing else."""

from datetime import date, timedelta

from sqlalchemy import select

from bot.db.engine import transaction
from bot.db.models import Hold, LookHold, Planned
from bot.tips.tidying import Tidying
from tests.fakes import SOFIE, WORKSPACE
from tests.tips.stage import Stage


async def test_holds_and_plans_that_are_over_are_deleted(stage: Stage) -> None:
    now = stage.clock.now()
    days = (date(2026, 10, 23), date(2026, 10, 24), date(2026, 11, 24))
    async with transaction(stage.sessions) as session:
        for kind in (Hold, LookHold):
            session.add(kind(workspace="T1", until=now - timedelta(seconds=1)))
            session.add(kind(workspace="T2", until=now + timedelta(seconds=1)))
        for day in days:
            row = Planned(subscription=1, day=day, workspace=WORKSPACE, kind="skipped", member=SOFIE, changed_at=now)
            session.add(row)
    await Tidying(stage.sessions, stage.clock).forget()
    async with transaction(stage.sessions) as session:
        for kind in (Hold, LookHold):
            assert list(await session.scalars(select(kind.workspace))) == ["T2"]
        assert sorted(await session.scalars(select(Planned.day))) == list(days[1:])
