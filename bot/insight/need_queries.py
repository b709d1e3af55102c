"""What teams need, counted across features in one statement: observations, questions, and who is in which team."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.model import Level
from bot.db.models import Delivery, Observation, Question, Response, UtcDateTime
from bot.db.queries import database_of, packed_teams, packed_values, teams_to_come, values_to_come
from bot.observations.open_queries import counts_in_reports
from bot.ports import Need, Team

DAYS = timedelta(days=30)
MEMBER_DAYS = timedelta(days=90)  # who has answered a channel's tips in this time is of its team
FEWEST = 5  # people: of a team that is counted on its own, and who were seen in a standard, for that to count
Moment = BindParameter[datetime]
OF_WORKSPACE, OF_TEAM, TEAM, ASKED = "workspace", "team", "size", "asked"


async def needs_of_teams(
    session: AsyncSession, *, teams: Sequence[Team], now: datetime
) -> Mapping[Team, Mapping[str, Need]]:
    """For each team, by standard, what the last 30 days say; in counts alone.

    A team is who has answered the channel's tips. Where those are fewer than five, the whole workspace stands in. What
    was seen counts for a standard in which five people or more were seen: else a tip would tell of one person's *not
    yet*. Who asks is not known: questions are the workspace's.
    """
    if not teams:
        return {}
    asked = {
        "teams": packed_teams(session, teams),
        "workspaces": packed_values(session, sorted({team.workspace for team in teams})),
        "since": now - DAYS,
        "members_since": now - MEMBER_DAYS,
    }
    return _by_team(teams, (await session.execute(_needs(database_of(session)), asked)).all())


@cache
def _needs(database: str) -> CompoundSelect[Any]:
    since = bindparam("since", type_=UtcDateTime())
    members = _members(teams_to_come(database, "teams"), bindparam("members_since", type_=UtcDateTime()))
    sizes = _sizes(members)
    workspaces = values_to_come(database, String(), "workspaces")
    return union_all(
        _seen_in_workspaces(workspaces, since),
        _seen_in_teams(members, sizes, since),
        select(literal(TEAM), sizes.c.workspace, sizes.c.channel, null(), *_zeros(5)),
        _asked(workspaces, since),
    )


def _by_team(teams: Sequence[Team], rows: Sequence[Any]) -> dict[Team, dict[str, Need]]:
    seen: dict[tuple[str, str | None], dict[str, Need]] = defaultdict(dict)
    asked: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for kind, workspace, channel, standard, not_yet, met, people, questions, unhelpful in rows:
        if kind == ASKED:
            asked[workspace][standard] = int(questions), int(unhelpful)
        elif kind == TEAM:
            seen[workspace, channel].update({})
        else:
            seen[workspace, channel][standard] = Need(int(not_yet), int(met), int(people))
    return {
        team: _with_questions(
            seen.get((team.workspace, team.channel), seen[team.workspace, None]), asked[team.workspace]
        )
        for team in teams
    }


def _with_questions(seen: Mapping[str, Need], asked: Mapping[str, tuple[int, int]]) -> dict[str, Need]:
    nothing = Need()
    return {
        standard: Need(one.not_yet, one.met, one.people, *asked.get(standard, (0, 0)))
        for standard in {*seen, *asked}
        for one in (seen.get(standard, nothing),)
    }


def _members(places: Select[Any], since: Moment) -> Any:
    return (
        select(Delivery.workspace, Delivery.channel, Response.member)
        .join(Response, Response.delivery == Delivery.id)
        .where(tuple_(Delivery.workspace, Delivery.channel).in_(places), Delivery.slot >= since)
        .distinct()
        .cte("members")
    )


def _sizes(members: Any) -> Any:
    return (
        select(members.c.workspace, members.c.channel)
        .group_by(members.c.workspace, members.c.channel)
        .having(func.count() >= FEWEST)
        .cte("sizes")
    )


def _levels() -> tuple[Any, Any, Any]:
    not_yet = func.sum(case((Observation.level == Level.NOT_YET, 1), else_=0))
    met = func.sum(case((Observation.level == Level.NOT_YET, 0), else_=1))
    return not_yet, met, func.count(Observation.subject.distinct())


def _enough() -> Any:
    return func.count(Observation.subject.distinct()) >= FEWEST


def _seen_in_workspaces(workspaces: Select[Any], since: Moment) -> Select[Any]:
    return (
        select(literal(OF_WORKSPACE), Observation.workspace, null(), Observation.standard, *_levels(), *_zeros(2))
        .where(Observation.workspace.in_(workspaces), Observation.seen_at >= since, counts_in_reports())
        .group_by(Observation.workspace, Observation.standard)
        .having(_enough())
    )


def _seen_in_teams(members: Any, sizes: Any, since: Moment) -> Select[Any]:
    is_member = (members.c.workspace == Observation.workspace) & (members.c.member == Observation.subject)
    is_team = (sizes.c.workspace == members.c.workspace) & (sizes.c.channel == members.c.channel)
    return (
        select(literal(OF_TEAM), members.c.workspace, members.c.channel, Observation.standard, *_levels(), *_zeros(2))
        .select_from(Observation)
        .join(members, is_member)
        .join(sizes, is_team)
        .where(Observation.seen_at >= since, counts_in_reports())
        .group_by(members.c.workspace, members.c.channel, Observation.standard)
        .having(_enough())
    )


def _asked(workspaces: Select[Any], since: Moment) -> Select[Any]:
    unhelpful = func.sum(case((Question.helpful.is_(False), 1), else_=0))
    return (
        select(literal(ASKED), Question.workspace, null(), Question.standard, *_zeros(3), func.count(), unhelpful)
        .where(Question.workspace.in_(workspaces), Question.asked_at >= since, Question.standard.is_not(None))
        .group_by(Question.workspace, Question.standard)
    )


def _zeros(count: int) -> list[Any]:
    return [cast(literal(0), Integer()) for _ in range(count)]
