"""What reports count, one statement for each section; what is contested or taken back is in none."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, case, cast, func, literal, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Observation, ObservationCount
from bot.db.queries import Columns, given_rows
from bot.observations.disclosure import Group
from bot.observations.report import Figures, Month, Tally, tally_of
from bot.observations.step_queries import counts_in_reports
from bot.ports import MemberId, WorkspaceId

AREAS: Columns = {"standard": String(), "area": String()}
NONE: Any = cast(null(), String())
PEOPLE, LEVELS = "people", "levels"


async def figures_between(
    session: AsyncSession, *, workspace: WorkspaceId, edges: Sequence[datetime], areas: Mapping[str, str]
) -> Figures:
    """Levels and people of every group by the atoms of time between `edges` (UTC); `areas` by standard.

    The people of a group come as sums of bits, one bit for each atom in which they were seen: of as many rows as there
    are such sums, however many observations there are. A standard without area counts in the whole alone.
    """
    given = given_rows(session, AREAS, [{"standard": standard, "area": area} for standard, area in areas.items()])
    bits = ((Observation.seen_at >= edge, 1 << atom) for atom, edge in reversed(list(enumerate(edges[:-1]))))
    seen = (
        select(Observation.standard, Observation.subject, Observation.level)
        .add_columns(case(*bits, else_=0).label("bit"), func.count().label("times"))
        .where(Observation.workspace == workspace, Observation.seen_at >= edges[0], Observation.seen_at < edges[-1])
        .where(counts_in_reports())
        .group_by(Observation.standard, Observation.subject, Observation.level, "bit")
        .cte("seen")
    )
    placed = seen.join(given, given.c.standard == seen.c.standard)
    by_standard = _people(seen, seen, standard=seen.c.standard)
    by_area = _people(seen, placed, area=given.c.area)
    by_level = (seen.c.standard, seen.c.bit, seen.c.level)
    levels = select(literal(LEVELS), NONE, *by_level, func.sum(seen.c.times)).group_by(*by_level)
    rows = await session.execute(union_all(by_standard, by_area, _people(seen, seen), levels))
    return _figures(rows.all(), areas)


async def own_tally(
    session: AsyncSession, *, workspace: WorkspaceId, observer: MemberId, since: datetime, until: datetime
) -> dict[str, Tally]:
    """What one observer recorded of what was seen in a time (UTC), by standard."""
    levels = (Observation.standard, Observation.level)
    rows = await session.execute(
        select(*levels, func.count())
        .where(Observation.workspace == workspace, Observation.observer == observer)
        .where(Observation.recorded_at >= since)  # nothing is recorded before it is seen; here for the index
        .where(Observation.seen_at >= since, Observation.seen_at < until, counts_in_reports())
        .group_by(*levels)
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for standard, level, count in rows:
        found[standard][level] = count
    return {standard: tally_of(counts) for standard, counts in found.items()}


async def months_before(session: AsyncSession, *, workspace: WorkspaceId, month: str, most: int) -> tuple[Month, ...]:
    """The last months before a month (such as 2026-03) of which anonymous counts are left, newest first."""
    kept = (ObservationCount.workspace == workspace) & (ObservationCount.month < month)
    last = select(ObservationCount.month).where(kept).group_by(ObservationCount.month)
    newest = last.order_by(ObservationCount.month.desc()).limit(most)
    rows = await session.execute(
        select(ObservationCount.month, ObservationCount.level, func.sum(ObservationCount.count))
        .where(kept, ObservationCount.month.in_(newest))
        .group_by(ObservationCount.month, ObservationCount.level)
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for each, level, count in rows:
        found[each][level] = int(count)
    return tuple(Month(each, tally_of(found[each])) for each in sorted(found, reverse=True))


def _people(seen: Any, source: Any, *, area: Any = NONE, standard: Any = NONE) -> Select[Any]:
    """How many people of a group have each sum of bits."""
    group = [one for one in (area, standard) if one is not NONE]
    each = (
        select(area.label("area"), standard.label("standard"), func.sum(seen.c.bit.distinct()).label("mask"))
        .select_from(source)
        .group_by(*group, seen.c.subject)
        .subquery()
    )
    columns = (each.c.area, each.c.standard, each.c.mask)
    return select(literal(PEOPLE), *columns, NONE, func.count()).group_by(*columns)


def _figures(rows: Sequence[Any], areas: Mapping[str, str]) -> Figures:
    people: dict[Group, dict[int, int]] = defaultdict(dict)
    levels: dict[Group, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for kind, area, standard, bits, level, count in rows:
        group = Group(areas.get(standard, "") if standard else area, standard)
        if kind == PEOPLE:
            people[group][int(bits)] = int(count)
        else:
            levels[group][int(bits).bit_length() - 1][level] = int(count)
    tallies = {group: {atom: tally_of(one) for atom, one in atoms.items()} for group, atoms in levels.items()}
    return Figures(dict(people), tallies)
