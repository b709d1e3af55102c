"""Who may have a report, what it is made of, and what it leaves in the audit log."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Level
from bot.db.engine import Sessions, transaction
from bot.db.models import Audit, MonthOfMany, Observation, ObservationCount
from bot.errors import NotAllowed, SlackTrouble
from bot.observations.cells import Group
from bot.observations.periods import Period
from bot.observations.reporting import FEWEST_KEPT, Reports
from bot.people.headcount import Headcount
from bot.people.members import People, Powers
from bot.ports import MemberId, WorkspaceId
from tests.catalogue.packs import greeting, queue, write_pack
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, FakeDirectory, FixedClock, person
from tests.observations.test_report import NOW

Make = Callable[..., Reports]


class Silent(FakeDirectory):
    """A directory that does not count people."""

    async def headcount(self, workspace: WorkspaceId) -> int:
        self.asked += 1
        raise SlackTrouble("timeout")


@pytest.fixture
def make(sessions: Sessions, tmp_path: Path) -> Make:
    """Makes the service: Sofie is a supervisor, Ben an admin, Anna neither."""
    live = LiveCatalogue(load(write_pack(tmp_path / "pack", greeting(), queue())))
    clock = FixedClock(NOW)

    def service(kept: int = 180, directory: FakeDirectory | None = None) -> Reports:
        directory = directory or FakeDirectory(person(SOFIE), person(BEN), person(ANNA))
        powers = Powers(supervisors=frozenset({SOFIE}), admins=frozenset({BEN}))
        people = People(directory, sessions, clock, powers, person(ANNA))
        return Reports(sessions, clock, people, live, Headcount(directory, clock), timedelta(days=kept))

    return service


async def observe(sessions: Sessions, *days: int, level: Level = Level.MET) -> None:
    """Six people, so many days ago."""
    async with transaction(sessions) as session:
        for day in days:
            at = NOW - timedelta(days=day, hours=1)
            session.add_all(
                Observation(
                    workspace=WORKSPACE,
                    observer=SOFIE,
                    subject=f"U{one}",
                    standard="greeting",
                    standard_version="1",
                    level=level.value,
                    note="",
                    place="",
                    seen_at=at,
                    recorded_at=at,
                    source_key=f"{day}/{one}",
                )
                for one in range(6)
            )


@pytest.mark.parametrize(
    ("who", "may_read", "may_export"), [(ANNA, False, False), (SOFIE, True, False), (BEN, True, True)]
)
async def test_who_may_read_and_take_out(
    make: Make, sessions: Sessions, who: MemberId, may_read: bool, may_export: bool
) -> None:
    reports, reader = make(), person(who)
    for may, asked in ((may_read, reports.report), (may_export, reports.export)):
        if may:
            await asked(reader, Period.WEEK, Group())
        else:
            with pytest.raises(NotAllowed):
                await asked(reader, Period.WEEK, Group())
    async with transaction(sessions) as session:
        written = (await session.scalars(select(Audit.action).order_by(Audit.id))).all()
    assert written == ["read"] * may_read + ["exported"] * may_export


async def test_of_how_many_people_slack_says_and_without_an_answer_nothing(make: Make, sessions: Sessions) -> None:
    await observe(sessions, 0)
    known = await make().report(person(SOFIE), Period.WEEK, Group())
    assert (known.coverage.people, known.coverage.of_people) == (6, 6), "never fewer than were seen"
    silent = Silent(person(SOFIE))
    unknown = make(directory=silent)
    assert (await unknown.report(person(SOFIE), Period.WEEK, Group())).coverage.of_people is None
    asked = silent.asked
    assert (await unknown.report(person(SOFIE), Period.WEEK, Group())).coverage.of_people is None
    assert silent.asked == asked, "who does not answer is not asked each time"


@pytest.mark.parametrize(
    ("kept", "period", "says"),
    [(180, Period.DAYS_30, None), (30, Period.DAYS_30, None), (20, Period.DAYS_30, 20), (20, Period.WEEK, None)],
)
async def test_report_on_days_that_are_gone_by_now_says_for_how_long_they_are_kept(
    make: Make, sessions: Sessions, kept: int, period: Period, says: int | None
) -> None:
    await observe(sessions, 0)
    assert (await make(kept=kept).report(person(SOFIE), period, Group())).kept_days == says


async def test_nothing_is_compared_with_what_is_partly_gone(make: Make, sessions: Sessions) -> None:
    await observe(sessions, 0)
    await observe(sessions, 40, level=Level.NOT_YET)
    whole = await make(kept=180).report(person(SOFIE), Period.DAYS_30, Group())
    partly = await make(kept=45).report(person(SOFIE), Period.DAYS_30, Group())
    assert whole.overall
    assert partly.overall
    assert (whole.overall.change, partly.overall.change) == (100, None)


async def test_earlier_months_are_whole_old_and_not_too_few(make: Make, sessions: Sessions) -> None:
    counts = {"2026-03": FEWEST_KEPT, "2026-04": FEWEST_KEPT - 1, "2026-05": 90, "2026-11": 90}
    async with transaction(sessions) as session:
        for month, count in counts.items():
            session.add(
                ObservationCount(workspace=WORKSPACE, standard="greeting", level="met", month=month, count=count)
            )
            session.add(MonthOfMany(workspace=WORKSPACE, month=month))
    found = await make(kept=180).report(person(SOFIE), Period.MONTH, Group())
    assert [one.month for one in found.earlier] == ["2026-03"], "in May some are not anonymous yet: 29 May is the limit"
    assert (await make().report(person(SOFIE), Period.MONTH, Group("words"))).earlier == ()


async def test_the_readers_own_balance_is_of_what_the_report_is_about(make: Make, sessions: Sessions) -> None:
    await observe(sessions, 0, 1)
    reports = make()
    assert (await reports.report(person(SOFIE), Period.WEEK, Group())).own.good == 12
    assert (await reports.report(person(SOFIE), Period.TODAY, Group())).own.good == 6
    assert (await reports.report(person(BEN), Period.WEEK, Group())).own.count == 0
    assert (await reports.report(person(SOFIE), Period.WEEK, Group("elsewhere"))).own.count == 0
