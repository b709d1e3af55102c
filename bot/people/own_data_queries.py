"""Reads everything about one person."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import (
    Alias,
    Ask,
    Audit,
    Base,
    Decider,
    Draft,
    FollowUp,
    Judged,
    Member,
    Notice,
    Observation,
    ObservationEvent,
    Planned,
    Rating,
    Response,
    Subscription,
    Weekly,
)
from bot.people.amended_queries import amended_by
from bot.ports import MemberId, WorkspaceId

Row = dict[str, Any]
# What the export calls it, and the column that names the person.
SECTIONS: Mapping[str, tuple[type[Base], str]] = {
    "profile": (Member, "member"),
    "observations_about_me": (Observation, "subject"),
    "observations_by_me": (Observation, "observer"),
    "steps_by_me": (ObservationEvent, "member"),
    "answers_to_tips": (Response, "member"),
    "own_tips": (Subscription, "member"),
    "channels_whose_tips_i_look_after": (Subscription, "owner"),
    "days_i_planned": (Planned, "member"),
    "questions_i_asked_a_person": (Ask, "asker"),
    "contests_i_may_decide": (Decider, "member"),
    "drafts": (Draft, "member"),
    "scenarios_i_rated": (Rating, "member"),
    "notices_i_entered": (Notice, "member"),
    "weekly_reports_i_got": (Weekly, "member"),
}
LEFT_OUT = frozenset({"source_key"})  # Slack's number of a request: it says nothing about a person


async def everything_about(session: AsyncSession, *, workspace: WorkspaceId, member: MemberId) -> dict[str, list[Row]]:
    """The rows of each section, oldest first; observations come with their steps and the standard as it read."""
    found = {
        name: await _rows(session, table, _of(table, column, workspace, member))
        for name, (table, column) in SECTIONS.items()
    }
    for section in ("observations_about_me", "observations_by_me"):
        await _add_steps(session, found[section])
        await _add_judged(session, found[section], workspace)
        await _add_follow_ups(session, found[section])
    found["words_i_put_into_observations"] = [
        {name: _plain(value) for name, value in row.items()}
        for row in await amended_by(session, workspace=workspace, member=member)
    ]
    aliases = [row["alias"] for row in await _rows(session, Alias, _of(Alias, "member", workspace, member))]
    lines = or_(Audit.actor.in_(aliases), Audit.subject.in_(aliases))
    found["audit"] = [
        {"at": row["at"], "action": row["action"], "by_me": row["actor"] in aliases, "detail": row["detail"]}
        for row in await _rows(session, Audit, (Audit.workspace == workspace) & lines)
    ]
    return found


def _of(table: type[Base], column: str, workspace: WorkspaceId, member: MemberId) -> ColumnElement[bool]:
    columns: Any = table.__table__.c
    is_theirs: ColumnElement[bool] = (columns.workspace == workspace) & (columns[column] == member)
    return is_theirs


async def _rows(session: AsyncSession, table: type[Base], which: ColumnElement[bool]) -> list[Row]:
    columns = [column for column in table.__table__.columns if column.name not in LEFT_OUT]
    keys = [column for column in table.__table__.columns if column.primary_key]
    found = await session.execute(select(*columns).where(which).order_by(*keys))
    return [{key: _plain(value) for key, value in row.items()} for row in found.mappings()]


async def _add_steps(session: AsyncSession, observations: Sequence[Row]) -> None:
    by_id = {row["id"]: row.setdefault("steps", []) for row in observations}
    for step in await _rows(session, ObservationEvent, ObservationEvent.observation.in_(by_id)):
        by_id[step["observation"]].append(step)


async def _add_judged(session: AsyncSession, observations: Sequence[Row], workspace: WorkspaceId) -> None:
    versions = {row["standard_version"] for row in observations}
    read = await _rows(session, Judged, (Judged.workspace == workspace) & Judged.version.in_(versions))
    for row in observations:
        key = (row["standard"], row["standard_version"])
        row["standard_as_it_read"] = {
            one["language"]: {"title": one["title"], "criterion": one["criterion"]}
            for one in read
            if (one["standard"], one["version"]) == key
        }


async def _add_follow_ups(session: AsyncSession, observations: Sequence[Row]) -> None:
    planned = await _rows(session, FollowUp, FollowUp.observation.in_([row["id"] for row in observations]))
    by_observation = {one["observation"]: one for one in planned}
    for row in observations:
        found = by_observation.get(row["id"])
        row["follow_up"] = found and {name: found[name] for name in ("planned_on", "planned_at", "dropped_at")}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime | time) else value
