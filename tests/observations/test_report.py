"""What a report counts, on both databases, and what it says of the counts."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.catalogue.model import Level
from bot.db.engine import Sessions, transaction
from bot.db.models import MonthOfMany, Observation, ObservationCount
from bot.observations import report_queries as queries
from bot.observations.cells import Group
from bot.observations.disclosure import released
from bot.observations.periods import Calendar, Period, calendar
from bot.observations.report import Figure, Figures, Known, Month, Tally, at_least, report_on, standouts
from bot.ports import MemberId
from tests.fakes import SOFIE, WORKSPACE

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)  # a Wednesday
DAY = timedelta(days=1)
GREETING, FAREWELL, POSTURE = Group("words", "greeting"), Group("words", "farewell"), Group("body", "posture")
AREAS = {"greeting": "words", "farewell": "words", "posture": "body"}
IN_FORCE = {GREETING, FAREWELL, POSTURE, Group("body", "smile")}
Seen = Callable[..., Observation]


@pytest.fixture
def seen() -> Seen:
    """Makes what was seen of somebody; each a row of its own."""
    made = iter(range(10_000))

    def make(subject: int, standard: str = "greeting", level: Level = Level.MET, **changes: object) -> Observation:
        values: dict[str, object] = {
            "workspace": WORKSPACE,
            "observer": SOFIE,
            "subject": f"U{subject}",
            "standard": standard,
            "standard_version": "1",
            "level": level.value,
            "note": "",
            "place": "",
            "seen_at": NOW - timedelta(hours=1),
            "recorded_at": NOW,
            "source_key": f"key-{next(made)}",
        }
        return Observation(**values | changes)

    return make


async def counted(sessions: Sessions, rows: Iterable[Observation], time_zone: str = "UTC") -> tuple[Figures, Calendar]:
    """The figures of some rows."""
    found = calendar(NOW, time_zone)
    async with transaction(sessions) as session:
        session.add_all(rows)
        await session.flush()
        figures = await queries.figures_between(session, workspace=WORKSPACE, edges=found.edges, areas=AREAS)
    return figures, found


async def test_counts_levels_and_people_of_each_group(sessions: Sessions, seen: Seen) -> None:
    rows = [seen(one) for one in range(5)] + [seen(0, level=Level.NOT_YET), seen(1, "posture", Level.EXAMPLE)]
    figures, found = await counted(sessions, rows)
    today = found.now[Period.TODAY]
    assert figures.tally(GREETING, today) == Tally(1, 5, 0)
    assert figures.tally(Group(), today) == Tally(1, 5, 1)
    assert figures.people_in(GREETING, today) == 5
    assert figures.people_in(Group("body"), today) == 1
    assert figures.people_in(Group(), today) == 5, "who was seen twice counts once"


async def test_what_is_contested_or_taken_back_is_left_out(sessions: Sessions, seen: Seen) -> None:
    rows = [seen(1), seen(2, contested_at=NOW), seen(3, undone_at=NOW), seen(4, workspace="T0OTHER")]
    figures, found = await counted(sessions, rows)
    assert figures.tally(Group(), found.now[Period.DAYS_30]).count == 1


async def test_a_standard_that_no_area_holds_counts_in_the_whole_alone(sessions: Sessions, seen: Seen) -> None:
    figures, found = await counted(sessions, [seen(one, "forgotten") for one in range(6)])
    assert figures.tally(Group(), found.now[Period.TODAY]).count == 6
    assert {group.area for group in figures.people} == {None, ""}
    assert (Group(), found.now[Period.TODAY]) in released(figures.people, found.intervals)


@pytest.mark.parametrize(
    ("ago", "periods"),
    [
        (timedelta(hours=1), {Period.TODAY, Period.WEEK, Period.MONTH, Period.DAYS_30}),
        (2 * DAY, {Period.WEEK, Period.MONTH, Period.DAYS_30}),
        (4 * DAY, {Period.LAST_WEEK, Period.MONTH, Period.DAYS_30}),
        (24 * DAY, {Period.MONTH, Period.DAYS_30}),
        (29 * DAY, {Period.DAYS_30, Period.LAST_MONTH}),
        (25 * DAY, {Period.LAST_MONTH, Period.DAYS_30}),
        (30 * DAY, {Period.LAST_MONTH}),
        (DAY, {Period.YESTERDAY, Period.WEEK, Period.MONTH, Period.DAYS_30}),
        (60 * DAY, set()),
    ],
)
async def test_each_period_holds_its_days(sessions: Sessions, seen: Seen, ago: timedelta, periods: set[Period]) -> None:
    figures, found = await counted(sessions, [seen(1, seen_at=NOW - ago)])
    assert {period for period in Period if figures.tally(Group(), found.now[period]).count} == periods


@pytest.mark.parametrize(
    ("time_zone", "now", "first_edge_of_today"),
    [
        ("Europe/Copenhagen", datetime(2026, 10, 25, 12, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC)),  # autumn
        ("Europe/Copenhagen", datetime(2026, 3, 29, 12, tzinfo=UTC), datetime(2026, 3, 28, 23, tzinfo=UTC)),  # spring
        ("America/New_York", datetime(2026, 11, 25, 3, tzinfo=UTC), datetime(2026, 11, 24, 5, tzinfo=UTC)),
        ("Australia/Sydney", datetime(2026, 11, 24, 14, tzinfo=UTC), datetime(2026, 11, 24, 13, tzinfo=UTC)),
        ("Africa/Cairo", datetime(2026, 4, 24, 12, tzinfo=UTC), datetime(2026, 4, 23, 22, tzinfo=UTC)),  # no midnight
    ],
)
def test_days_are_those_of_the_readers_zone(time_zone: str, now: datetime, first_edge_of_today: datetime) -> None:
    found = calendar(now, time_zone)
    [atom] = found.now[Period.TODAY]
    assert found.edges[atom] == first_edge_of_today
    assert found.edges[atom] <= now < found.edges[-1]


def test_no_period_begins_in_the_middle_of_an_atom() -> None:
    day = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for number in range(800):
        found = calendar(day + number * DAY, "Europe/Copenhagen")
        for atoms in found.intervals:
            assert atoms == frozenset(range(min(atoms), max(atoms) + 1))


async def test_one_statement_and_no_more_rows_than_groups(sessions: Sessions, engine: AsyncEngine, seen: Seen) -> None:
    rows = [seen(one % 50, ("greeting", "posture")[one % 2], seen_at=NOW - DAY * (one % 60)) for one in range(500)]
    await counted(sessions, rows)
    statements: list[str] = []

    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    figures, _ = await counted(sessions, [])
    assert len([one for one in statements if "SELECT" in one]) == 1
    assert sum(len(masks) for masks in figures.people.values()) <= 5 * 50


async def test_a_report_has_coverage_shares_changes_and_what_stands_out(sessions: Sessions, seen: Seen) -> None:
    before = NOW - 40 * DAY
    rows = [
        *(seen(one) for one in range(8)),
        *(seen(one, level=Level.NOT_YET) for one in range(2)),
        *(seen(one, "farewell", Level.NOT_YET) for one in range(6)),
        *(seen(one, "farewell", Level.EXAMPLE) for one in range(6, 8)),
        *(seen(one, "posture") for one in range(3)),
        *(seen(one, seen_at=before, level=Level.NOT_YET) for one in range(6)),
        *(seen(one, seen_at=before) for one in range(6)),
    ]
    figures, found = await counted(sessions, rows)
    shown = released(figures.people, found.intervals)
    report = report_on(Known(figures, found, shown), Period.DAYS_30, Group(), in_force=IN_FORCE, staff=40)
    assert (report.coverage.standards, report.coverage.of_standards) == (3, 4)
    assert (report.coverage.people, report.coverage.of_people) == (8, 40)
    assert report.span.first == date(2026, 10, 27)
    assert report.hidden == 2, "one area is of three people, and the other would give it away"
    assert report.overall
    assert report.overall.tally == Tally(8, 11, 2)
    words = report_on(Known(figures, found, shown), Period.DAYS_30, Group("words"), in_force=IN_FORCE, staff=40)
    assert words.overall is None
    assert report.is_empty is False


async def test_strengths_and_gaps_and_a_suggestion(sessions: Sessions, seen: Seen) -> None:
    rows = [
        *(seen(one) for one in range(8)),
        *(seen(one, "farewell", Level.NOT_YET) for one in range(6)),
        *(seen(one, "posture", Level.EXAMPLE) for one in range(6)),
    ]
    figures, found = await counted(sessions, rows)
    shown = released(figures.people, found.intervals)
    report = report_on(Known(figures, found, shown), Period.WEEK, Group(), in_force=IN_FORCE, staff=None)
    assert [one.group for one in report.strengths] == [GREETING, POSTURE], "eight of eight is surer than six of six"
    assert [one.group for one in report.gaps] == [FAREWELL]
    assert report.suggestion == "farewell"
    assert [(one.group.area, one.tally.percent) for one in report.parts] == [("body", 100), ("words", 57)]
    retired = report_on(Known(figures, found, shown), Period.WEEK, Group(), in_force=IN_FORCE - {FAREWELL}, staff=None)
    assert retired.suggestion is None


async def test_a_change_is_shown_where_the_period_before_may_be(sessions: Sessions, seen: Seen) -> None:
    rows = [seen(one) for one in range(6)]
    rows += [seen(one, level=Level.NOT_YET, seen_at=NOW - 40 * DAY) for one in range(6)]
    figures, found = await counted(sessions, rows)
    shown = released(figures.people, found.intervals)
    of_month = report_on(Known(figures, found, shown), Period.DAYS_30, GREETING, in_force=IN_FORCE, staff=None)
    assert of_month.overall == Figure(GREETING, Tally(0, 6, 0), 0)
    assert of_month.overall.change == 100
    of_week = report_on(Known(figures, found, shown), Period.WEEK, GREETING, in_force=IN_FORCE, staff=None)
    assert of_week.overall
    assert of_week.overall.change is None


async def test_an_observer_counts_what_they_recorded_themselves(sessions: Sessions, seen: Seen) -> None:
    rows = [seen(1), seen(2, level=Level.NOT_YET), seen(3, observer="U0OTHER"), seen(4, contested_at=NOW)]
    await counted(sessions, [*rows, seen(5, seen_at=NOW - 3 * DAY)])
    async with transaction(sessions) as session:
        mine = await own(session, SOFIE)
        none = await own(session, MemberId("U0NOBODY"))
    assert mine == {GREETING: Tally(1, 1, 0)}
    assert none == {}


async def own(session: AsyncSession, observer: MemberId) -> dict[Group, Tally]:
    return await queries.own_tallies(
        session, workspace=WORKSPACE, observer=observer, since=NOW - DAY, until=NOW, areas=AREAS
    )


async def test_months_that_are_old_enough_come_from_anonymous_counts(sessions: Sessions) -> None:
    async with transaction(sessions) as session:
        for month, level, count in (
            *(("2026-04", "met", 30), ("2026-04", "not-yet", 10), ("2026-05", "met", 7)),
            ("2026-03", "met", 50),  # of this one nobody knows of how many people it was
        ):
            session.add(
                ObservationCount(workspace=WORKSPACE, standard="greeting", level=level, month=month, count=count)
            )
        session.add_all(MonthOfMany(workspace=WORKSPACE, month=month) for month in ("2026-04", "2026-05"))
    async with transaction(sessions) as session:
        months = await queries.months_before(session, workspace=WORKSPACE, month="2026-05", most=6)
    assert months == (Month("2026-04", Tally(10, 30, 0)),)


def test_few_observations_count_for_less() -> None:
    assert at_least(5, 5) < at_least(95, 100)
    assert at_least(0, 0) == 0
    assert round(at_least(8, 10), 3) == 0.490, "Wilson 1927, as in Brown, Cai and DasGupta 2001"


def test_nothing_is_a_strength_and_a_gap_at_once_and_a_low_share_is_no_strength() -> None:
    figures = [Figure(Group("a", f"s{number}"), Tally(number, 10 - number, 0)) for number in range(0, 10, 2)]
    strengths, gaps = standouts(figures)
    assert not {one.group for one in strengths} & {one.group for one in gaps}
    lonely = Figure(GREETING, Tally(8, 2, 0))
    assert standouts([lonely]) == ((), (lonely,))
    assert standouts([replace(lonely, tally=Tally(0, 9, 1))]) == ((replace(lonely, tally=Tally(0, 9, 1)),), ())


def test_standard_below_all_together_is_no_strength_though_it_is_the_only_one_shown() -> None:
    farewell, overall = Figure(Group("words", "farewell"), Tally(6, 6)), Figure(Group(), Tally(9, 18, 6))
    assert standouts([farewell], overall) == ((), (farewell,))
    assert standouts([farewell]) == ((farewell,), ())
