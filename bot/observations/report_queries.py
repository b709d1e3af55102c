"""What reports count, one statement for each section; what is contested or taken back is in none."""

import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from typing import Any

from sqlalchemy import Select, String, case, cast, func, literal, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import MonthOfMany, Observation, ObservationCount
from bot.db.queries import Columns, database_of, given_rows
from bot.observations.cells import Group
from bot.observations.open_queries import counts_in_reports
from bot.observations.report import Figures, Month, Tally, tally_of
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
    bits = ((Observation.seen_at >= edge, 1 << atom) for atom, edge in reversed(list(enumerate(edges[:-1]))))
    on_postgresql = database_of(session) == "postgresql"
    seen = (
        select(Observation.standard, Observation.subject, Observation.level, case(*bits, else_=0).label("bit"))
        .where(Observation.workspace == workspace, Observation.seen_at >= edges[0], Observation.seen_at < edges[-1])
        .where(counts_in_reports())
        .cte("seen")
        .prefix_with("NOT MATERIALIZED" if on_postgresql else "MATERIALIZED")
    )
    atoms = range(len(edges) - 1)
    first, united = _bits(on_postgresql, atoms)
    by_standard = _masks("by_standard", first(seen.c.bit), seen.c.standard, seen.c.subject)
    given = given_rows(session, AREAS, [{"standard": standard, "area": area} for standard, area in areas.items()])
    placed = by_standard.join(given, given.c.standard == by_standard.c.standard)
    by_area = _masks("by_area", united(by_standard.c.mask), given.c.area, by_standard.c.subject, source=placed)
    of_all = _masks("of_all", united(by_standard.c.mask), by_standard.c.subject)
    by_level = (seen.c.standard, seen.c.bit, seen.c.level)
    rows = await session.execute(
        union_all(
            _people(by_standard.c.mask, standard=by_standard.c.standard),
            _people(by_area.c.mask, area=by_area.c.area),
            _people(of_all.c.mask),
            select(literal(LEVELS), NONE, *by_level, func.count()).group_by(*by_level),
        )
    )
    return _figures(rows.all(), areas)


async def own_tallies(
    session: AsyncSession,
    *,
    workspace: WorkspaceId,
    observer: MemberId,
    since: datetime,
    until: datetime,
    areas: Mapping[str, str],
) -> dict[Group, Tally]:
    """What one observer recorded of what was seen in a time (UTC), by standard; `areas` by standard."""
    levels = (Observation.standard, Observation.level)
    rows = await session.execute(
        select(*levels, func.count())
        .where(Observation.workspace == workspace, Observation.observer == observer)
        .where(Observation.recorded_at >= since)  # nothing is recorded before it is seen; here for the index
        .where(Observation.seen_at >= since, Observation.seen_at < until, counts_in_reports())
        .group_by(*levels)
    )
    found: dict[Group, dict[str, int]] = defaultdict(dict)
    for standard, level, count in rows:
        found[Group(areas.get(standard, ""), standard)][level] = count
    return {group: tally_of(counts) for group, counts in found.items()}


async def months_before(session: AsyncSession, *, workspace: WorkspaceId, month: str, most: int) -> tuple[Month, ...]:
    """The last months of five people or more before a month (such as 2026-03), from anonymous counts, newest first."""
    many = select(MonthOfMany.month).where(MonthOfMany.workspace == workspace)
    kept = (ObservationCount.workspace == workspace) & (ObservationCount.month < month)
    kept &= ObservationCount.month.in_(many)
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


def _masks(name: str, mask: Any, *group: Any, source: Any = None) -> Any:
    """For each person in each group the bits of all atoms in which they were seen there."""
    found = select(*group, mask.label("mask")).group_by(*group)
    return (found if source is None else found.select_from(source)).cte(name).prefix_with("MATERIALIZED")


def _bits(on_postgresql: bool, atoms: Iterable[int]) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """What puts the bits of rows together, and of masks.

    PostgreSQL has an OR of many rows, and sorts for each `DISTINCT`. SQLite has none: each bit of a mask is looked at.
    """
    if on_postgresql:
        return func.bit_or, func.bit_or

    def united(mask: Any) -> Any:
        return reduce(operator.add, [func.max(mask.bitwise_and(1 << atom)) for atom in atoms])

    return lambda bit: func.sum(bit.distinct()), united


def _people(mask: Any, *, area: Any = NONE, standard: Any = NONE) -> Select[Any]:
    """How many people have each mask, by group."""
    group = [one for one in (area, standard) if one is not NONE]
    return select(literal(PEOPLE), area, standard, mask, NONE, func.count()).group_by(*group, mask)


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
