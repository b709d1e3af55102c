"""The same request with other content: a form that was saved after all, while its author went on typing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import FollowUp, Observation
from bot.observations.errors import SavedOtherwise
from bot.observations.queries import observed_of
from bot.observations.records import NewObservation, Observed
from bot.observations.step_queries import judged_of
from bot.ports import MemberId, WorkspaceId

LOOK_BACK = timedelta(days=1)
SAME_MOMENT = timedelta(minutes=1)  # a form knows no seconds


async def check_unchanged(session: AsyncSession, *, news: Sequence[NewObservation], now: datetime) -> None:
    """Raise `SavedOtherwise` where the request of these has saved something else before."""
    new = news[0]
    wanted = {one.source_key: one for one in news}
    for saved in await _saved(session, new.workspace, new.observer, request_of(new), now):
        if field := _difference(saved, wanted.get(saved.key)):
            raise await _otherwise(session, saved.observed, field)


async def check_unsaved(
    session: AsyncSession, *, workspace: WorkspaceId, observer: MemberId, request: str, now: datetime
) -> None:
    """Raise `SavedOtherwise` where a request that says by now that it was not seen has saved something before."""
    for saved in await _saved(session, workspace, observer, request, now):
        raise await _otherwise(session, saved.observed, "level")


@dataclass(frozen=True)
class _Saved:
    """What a request has saved under one source key, with the day of its follow-up, and whether that was changed."""

    key: str
    observed: Observed
    is_replanned: bool


async def _saved(
    session: AsyncSession, workspace: WorkspaceId, observer: MemberId, request: str, now: datetime
) -> list[_Saved]:
    """What a request has saved; what was put right or taken back since says nothing of what the request said."""
    rows = await session.execute(
        select(Observation, FollowUp.planned_on, FollowUp.planned_at, FollowUp.dropped_at)
        .outerjoin(FollowUp, FollowUp.observation == Observation.id)
        .where(
            Observation.workspace == workspace,
            Observation.observer == observer,
            Observation.recorded_at >= now - LOOK_BACK,
            Observation.source_key.startswith(f"{request}/", autoescape=True),
        )
        .order_by(Observation.id)
    )
    found = [
        _Saved(
            row.source_key, replace(observed_of(row), follow_up=day), bool(dropped) or bool(at and at > row.recorded_at)
        )
        for row, day, at, dropped in rows
    ]
    return [one for one in found if not (one.observed.corrected_at or one.observed.undone or one.observed.outcome)]


async def _otherwise(session: AsyncSession, saved: Observed, field: str) -> SavedOtherwise:
    titles = {language: text.title for language, text in (await judged_of(session, saved)).items()}
    return SavedOtherwise(field, saved.level, saved.note, titles, saved.follow_up)


def request_of(new: NewObservation) -> str:
    """The source key that those of one request share."""
    return new.source_key.removesuffix(f"/{new.subject}")


def _difference(before: _Saved, new: NewObservation | None) -> str:
    """The first field that says something else; empty where none does."""
    if new is None:
        return "subject"
    saved, day = before.observed, before.observed.follow_up
    pairs: Iterable[tuple[str, object, object]] = (
        ("standard", saved.standard, new.standard),
        ("level", saved.level, new.level),
        ("note", saved.note, new.note),
        ("place", saved.place, new.place),
        ("follow_up", day, day if before.is_replanned else new.follow_up),
    )
    changed = next((name for name, before, after in pairs if before != after), "")
    if changed or not new.seen_at:
        return changed
    said = min(new.seen_at, saved.recorded_at)  # a clock that goes ahead was set right when it was saved
    return "seen_at" if abs(said - saved.seen_at) >= SAME_MOMENT else ""
