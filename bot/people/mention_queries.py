"""Mentions of a person in what others typed: found by the whole id, and taken out."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Ask, Base, Draft, Notice, Observation, ObservationEvent, Question
from bot.ports import MemberId, WorkspaceId

# Every column in which somebody may have mentioned a person.
WRITTEN: tuple[tuple[type[Base], str], ...] = (
    (Ask, "text"),
    (Notice, "override_reason"),
    (Observation, "note"),
    (Observation, "place"),
    (ObservationEvent, "words"),
    (ObservationEvent, "before"),
    (Question, "text"),
)


async def take_out(
    session: AsyncSession, table: type[Base], column: str, *, workspace: WorkspaceId, member: MemberId
) -> int:
    """Put "…" in place of every mention of the person in a column. Returns in how many rows."""
    rows = await _mentioning(session, table, column, workspace, member)
    for row in rows:
        without = update(table).where(*_is(table, workspace, row[1:]))
        without = without.values({column: _without(member, row[0])})
        await session.execute(without, execution_options={"synchronize_session": False})
    return len(rows)


async def workspaces_mentioning(session: AsyncSession, *, member: MemberId) -> set[WorkspaceId]:
    """The workspaces in which somebody has mentioned the person in what they typed, drafts included."""
    typed: tuple[tuple[type[Base], str], ...] = (*WRITTEN, (Draft, "content"))
    found: set[WorkspaceId] = set()
    for table, column in typed:
        columns: Any = table.__table__.c
        text = columns[column]
        rows = await session.execute(select(columns.workspace, text).where(text.contains(member, autoescape=True)))
        found |= {WorkspaceId(workspace) for workspace, words in rows if _whole(member).search(words)}
    return found


async def delete_drafts_about(session: AsyncSession, *, workspace: WorkspaceId, member: MemberId) -> int:
    """Delete the drafts in which the person stands. Returns how many."""
    rows = await _mentioning(session, Draft, "content", workspace, member)
    for row in rows:
        gone = delete(Draft).where(*_is(Draft, workspace, row[1:]))
        await session.execute(gone, execution_options={"synchronize_session": False})
    return len(rows)


async def _mentioning(
    session: AsyncSession, table: type[Base], column: str, workspace: WorkspaceId, member: MemberId
) -> Sequence[Any]:
    """The texts that hold the whole id, each with the key of its row. SQLite's LIKE knows neither words nor case."""
    columns: Any = table.__table__.c
    text = columns[column]
    found = await session.execute(
        select(text, *table.__table__.primary_key).where(
            columns.workspace == workspace, text.contains(member, autoescape=True)
        )
    )
    return [row for row in found.all() if _whole(member).search(row[0])]


def _is(table: type[Base], workspace: WorkspaceId, key: Sequence[Any]) -> Iterator[ColumnElement[bool]]:
    """That a row is the one with this key."""
    yield table.__table__.c.workspace == workspace
    yield from (column == value for column, value in zip(table.__table__.primary_key, key, strict=True))


def _without(member: MemberId, words: str) -> str:
    """The words with "…" for every mention; the name that Slack may write behind the id goes with it."""
    return _whole(member).sub("…", re.sub(rf"<@{re.escape(member)}\|[^>]*>", "<@…>", words))


def _whole(member: MemberId) -> re.Pattern[str]:
    """The id as Slack writes it: in capitals, and neither the beginning nor the end of another."""
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(member)}(?![A-Za-z0-9])")
