"""Reads and writes of what follows an observation: the steps, and the standard as it read."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.model import Standard
from bot.db.models import Judged, Observation, ObservationEvent
from bot.db.queries import insert_into
from bot.observations.queries import observed_of
from bot.observations.records import Observed
from bot.observations.steps import Happened, JudgedText, Step
from bot.ports import MemberId, WorkspaceId


async def keep_judged(session: AsyncSession, *, workspace: WorkspaceId, standard: Standard) -> None:
    """Keep a standard as it reads now, in all its languages; once per version."""
    rows = [
        {
            "workspace": workspace,
            "standard": standard.id,
            "version": standard.version,
            "language": language,
            "title": text.title,
            "criterion": text.criterion,
        }
        for language, text in standard.text.items()
    ]
    await session.execute(insert_into(session, Judged).values(rows).on_conflict_do_nothing())


async def judged_texts(
    session: AsyncSession, *, workspace: WorkspaceId, standard: str, version: str
) -> dict[str, JudgedText]:
    """A version of a standard, by language; nothing where it was judged before versions were kept."""
    rows = await session.scalars(
        select(Judged).where(Judged.workspace == workspace, Judged.standard == standard, Judged.version == version)
    )
    return {row.language: JudgedText(row.title, row.criterion) for row in rows}


async def judged_of(session: AsyncSession, observed: Observed) -> dict[str, JudgedText]:
    """The standard as it read when this was observed, by language."""
    return await judged_texts(
        session, workspace=observed.workspace, standard=observed.standard, version=observed.standard_version
    )


async def locked_observation(session: AsyncSession, *, workspace: WorkspaceId, observation: int) -> Observed | None:
    """The observation, held against everybody else until the transaction ends."""
    row = await session.scalar(
        select(Observation)
        .where(Observation.id == observation, Observation.workspace == workspace)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return observed_of(row) if row else None


async def change_observation(session: AsyncSession, *, observation: int, values: Mapping[str, Any]) -> None:
    """Write new values of some columns."""
    await session.execute(
        update(Observation)
        .where(Observation.id == observation)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


async def step_of_request(session: AsyncSession, *, workspace: WorkspaceId, source_key: str) -> Happened | None:
    """The step that a request has taken before."""
    found = await session.scalar(
        select(ObservationEvent).where(
            ObservationEvent.workspace == workspace, ObservationEvent.source_key == source_key
        )
    )
    return _happened(found) if found else None


async def add_step(session: AsyncSession, *, observed: Observed, happened: Happened, source_key: str) -> int:
    """Write down a step; returns its number."""
    row = ObservationEvent(
        workspace=observed.workspace,
        observation=observed.id,
        step=happened.step.value,
        member=happened.member,
        words=happened.words,
        before=json.dumps(dict(happened.before), ensure_ascii=False) if happened.before else None,
        at=happened.at,
        source_key=source_key,
    )
    session.add(row)
    await session.flush()
    return row.id


async def steps_of(session: AsyncSession, *, observations: Sequence[int]) -> dict[int, tuple[Happened, ...]]:
    """Every step of some observations, oldest first, by observation."""
    rows = await session.scalars(
        select(ObservationEvent)
        .where(ObservationEvent.observation.in_(observations))
        .order_by(ObservationEvent.observation, ObservationEvent.id)
    )
    found: dict[int, tuple[Happened, ...]] = {}
    for row in rows:
        found[row.observation] = (*found.get(row.observation, ()), _happened(row))
    return found


async def numbered_steps(session: AsyncSession, *, workspace: WorkspaceId, observation: int) -> dict[int, Happened]:
    """Every step of an observation by its number, oldest first."""
    rows = await session.scalars(
        select(ObservationEvent)
        .where(ObservationEvent.workspace == workspace, ObservationEvent.observation == observation)
        .order_by(ObservationEvent.id)
    )
    return {row.id: _happened(row) for row in rows}


async def last_number(session: AsyncSession, *, observed: Observed, step: Step) -> int | None:
    """The number of the newest step of a kind."""
    of_this = ObservationEvent.workspace == observed.workspace, ObservationEvent.observation == observed.id
    return await session.scalar(
        select(func.max(ObservationEvent.id)).where(*of_this, ObservationEvent.step == step.value)
    )


def _happened(row: ObservationEvent) -> Happened:
    before = json.loads(row.before) if row.before else None
    return Happened(Step(row.step), MemberId(row.member), row.words, row.at, before)
