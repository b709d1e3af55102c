"""Reports on observations, for supervisors and admins: counts alone, and none of few people."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from bot import multiplying
from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, reading, transaction
from bot.observations import report_queries as queries
from bot.observations.cells import Group
from bot.observations.follow_up_queries import count_open_follow_ups
from bot.observations.periods import Calendar, Period, after_week, calendar
from bot.observations.report import Figures, Known, Month, Report, Tally, report_on
from bot.people import audit
from bot.people.headcount import Headcount
from bot.people.members import People
from bot.people.roles import Action
from bot.ports import Clock, Profile

if TYPE_CHECKING:
    from bot.observations.disclosure import Released

EARLIER = 6  # months of which anonymous counts are shown
FEWEST_KEPT = 25  # observations in a month of which whose they were is gone; that it was five people or more is kept


class Reports:
    """Reports. Everything here raises `NotAllowed`, `RoleUnknown`, `StorageAway`, and is audited."""

    def __init__(
        self,
        sessions: Sessions,
        clock: Clock,
        people: People,
        live: LiveCatalogue,
        headcount: Headcount,
        retention: timedelta,
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._live = live
        self._headcount = headcount
        self._retention = retention

    async def require(self, person: Profile) -> None:
        """Make sure that this person may see reports."""
        await self._people.require(person.workspace, person.member, Action.SEE_REPORT)

    async def report(self, person: Profile, period: Period, about: Group) -> Report:
        """The report for this person, in days of their own time zone."""
        await self.require(person)
        return await self._report(person, period, about, audit.Act.READ)

    async def report_of_week(self, person: Profile, monday: date) -> Report:
        """The report on the whole week that began on this day. Raises `Illegible` unless it is over."""
        await self.require(person)
        return await self._report(person, Period.LAST_WEEK, Group(), audit.Act.READ, monday)

    async def report_to_supervisor(self, person: Profile, period: Period, about: Group) -> Report:
        """The same for somebody whom Slack has just named as a supervisor: their role is not asked for again.

        Nobody has read it yet: `keep_sent` writes that down once it went out.
        """
        return await self._report(person, period, about, None)

    async def keep_sent(self, session: AsyncSession, person: Profile, period: Period, about: Group) -> None:
        """Keep, in the caller's transaction, that a report was brought to this person."""
        await _keep_act(session, person, period.value, about, audit.Act.READ, self._clock.now())

    async def export(self, person: Profile, period: Period, about: Group) -> Report:
        """The report for an admin who takes it out of Takt."""
        await self._people.require(person.workspace, person.member, Action.EXPORT_REPORT)
        return await self._report(person, period, about, audit.Act.EXPORTED)

    async def _report(
        self, person: Profile, period: Period, about: Group, act: audit.Act | None, monday: date | None = None
    ) -> Report:
        staff = await self._headcount.of(person.workspace)
        now = self._clock.now()
        found = _calendar(now, person.time_zone, monday)
        kept_since = now - self._retention
        if act is not None:
            async with transaction(self._sessions) as session:
                await _keep_act(session, person, monday.isoformat() if monday else period.value, about, act, now)
        async with reading(self._sessions) as session:
            counted = await self._counted(session, person, found, period, min(kept_since, found.edges[0]))
        shown = await asyncio.to_thread(_released, counted.figures, found)
        report = report_on(
            Known(counted.figures, found, shown),
            period,
            about,
            in_force={Group(one.area, one.id) for one in self._live.current.standards},
            staff=staff,
            comparable=(found.begin_before(period) or kept_since) >= kept_since,
        )
        earlier = counted.earlier if about == Group() else ()
        kept_days = self._retention.days if found.bounds(period)[0] < kept_since else None
        return replace(
            report,
            own=_own(counted, about),
            earlier=earlier,
            follow_ups=counted.follow_ups,
            kept_days=kept_days,
            is_older_week=monday not in (None, calendar(now, person.time_zone).spans[Period.LAST_WEEK].first),
        )

    async def _counted(
        self, session: AsyncSession, person: Profile, found: Calendar, period: Period, old: datetime
    ) -> "_Counted":
        workspace, catalogue = person.workspace, self._live.current
        areas = {one.id: one.area for one in catalogue.everything.values()}
        since, until = found.bounds(period)
        figures = await queries.figures_between(session, workspace=workspace, edges=found.edges, areas=areas)
        own = await queries.own_tallies(
            session, workspace=workspace, observer=person.member, since=since, until=until, areas=areas
        )
        months = await queries.months_before(session, workspace=workspace, month=f"{old:%Y-%m}", most=EARLIER)
        waiting = await count_open_follow_ups(session, workspace=workspace, observer=person.member)
        return _Counted(figures, own, tuple(one for one in months if one.tally.count >= FEWEST_KEPT), waiting)


@dataclass(frozen=True)
class _Counted:
    """What the database says, for one reader."""

    figures: Figures
    own: Mapping[Group, Tally]
    earlier: tuple[Month, ...]
    follow_ups: int


def _own(counted: _Counted, about: Group) -> Tally:
    return sum((tally for group, tally in counted.own.items() if group.is_within(about)), Tally())


def _calendar(now: datetime, time_zone: str, monday: date | None) -> Calendar:
    """The periods of now, or of when a week had just ended: whole weeks are decided alike on every day."""
    return calendar(after_week(monday, now, time_zone) if monday else now, time_zone)


async def _keep_act(
    session: AsyncSession, person: Profile, when: str, about: Group, act: audit.Act, now: datetime
) -> None:
    """Keep who read which report."""
    detail = "/".join(part for part in ("report", when, about.standard or about.area) if part)
    await audit.write_down(
        session, act, workspace=person.workspace, actor=person.member, subject=None, now=now, detail=detail
    )


def _released(figures: Figures, found: Calendar) -> "Released":
    from bot.observations.disclosure import released  # noqa: PLC0415  (numpy comes with it: 11 MB for who reports)

    multiplying.in_one_thread()
    return released(figures.people, found.intervals, found.weeks, figures.levels)
