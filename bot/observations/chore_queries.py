"""Reads and writes of what is still to be done in Slack about observations: whose turn it is, and what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Chore, Removal
from bot.db.queries import insert_into, rows_changed
from bot.observations.follow_rules import Ended
from bot.observations.records import Observed
from bot.ports import Clock, WorkspaceId

AT_FIRST = timedelta(minutes=2)  # for the message that is sent at once, with all its tries
NONE = 0  # no row has this number
OWED = (Chore.id, Chore.workspace, Chore.observation, Chore.kind, Chore.other, Chore.key, Chore.claim, Chore.doubt)


class Kind(StrEnum):
    """What is to be done."""

    TELL = "tell"  # the colleague what was recorded about them
    EMPTY = "empty"  # the messages in which the colleague read what was taken back
    CLOSED = "closed"  # tell an observer that another's *met* has closed their follow-up
    ASK_OBSERVER = "ask_observer"  # to decide on a contest
    ASK_ADMIN = "ask_admin"  # the same, beside the observer; once it is decided or undone, what was asked is closed
    STEP_SUBJECT = "step_subject"  # tell the colleague of a step
    STEP_OBSERVER = "step_observer"  # the same, whoever recorded it
    STEP_ACTOR = "step_actor"  # whoever took it, where that is neither of the two
    STEP_ADMIN = "step_admin"  # whoever was asked to decide beside the observer


@dataclass(frozen=True)
class Owed:
    """Something that is ours to do until a moment (UTC); `key` may go into a message's metadata."""

    id: int
    workspace: WorkspaceId
    observation: int
    kind: Kind
    other: int  # the observation that brought it about, where that is another; of a step its number
    key: str
    number: int
    doubt: bool
    held_until: datetime

    def is_held(self, clock: Clock) -> bool:
        """Whether it is still ours."""
        return clock.now() < self.held_until


async def owe_telling(session: AsyncSession, *, observed: Observed, until: datetime) -> Owed:
    """Have the colleague told of an observation that is being recorded; ours until a moment (UTC), then anybody's."""
    mine = {"key": observed.mark, "claim": 1, "claimed_until": until, "not_before": until}
    added = await session.execute(
        insert_into(session, Chore)
        .values(workspace=observed.workspace, observation=observed.id, kind=Kind.TELL.value, other=NONE, **mine)
        .returning(*OWED)
    )
    return _owed(added.one(), until)


async def owe_emptying(session: AsyncSession, *, observed: Observed, now: datetime) -> None:
    """Have the messages that show an observation emptied; again, where that was done before."""
    anew = {"key": observed.mark, "not_before": now, "claimed_until": None, "done_at": None}
    await session.execute(
        insert_into(session, Chore)
        .values(workspace=observed.workspace, observation=observed.id, kind=Kind.EMPTY.value, other=NONE, **anew)
        .on_conflict_do_update(index_elements=["observation", "kind", "other"], set_=anew | {"claim": Chore.claim + 1})
    )


async def owe_news_of_closing(
    session: AsyncSession, *, observed: Observed, ended: Iterable[Ended], key: str, now: datetime
) -> bool:
    """Have other observers told, once, that this observation has closed their follow-ups; whether there are any.

    `key` begins what is put into the messages' metadata.
    """
    others = [one for one in ended if one.owner not in {observed.observer, ""}]
    if not others:
        return False
    rows = [
        {
            "workspace": observed.workspace,
            "observation": one.observation,
            "kind": Kind.CLOSED.value,
            "other": observed.id,
            "key": f"{key}{number}",
            "not_before": now,
        }
        for number, one in enumerate(others)
    ]
    added = await session.execute(insert_into(session, Chore).values(rows).on_conflict_do_nothing().returning(Chore.id))
    return added.first() is not None


async def owe_steps(
    session: AsyncSession, *, observed: Observed, step: int, kinds: Iterable[Kind], key: str, now: datetime
) -> None:
    """Have everybody concerned told of a step, each by a message of which `key` begins the metadata."""
    of_this = {"workspace": observed.workspace, "observation": observed.id, "other": step, "not_before": now}
    rows = [of_this | {"kind": kind.value, "key": f"{key}{number}"} for number, kind in enumerate(kinds)]
    if rows:
        await session.execute(insert_into(session, Chore).values(rows).on_conflict_do_nothing())


async def owe_asking(
    session: AsyncSession, *, observed: Observed, kinds: Iterable[Kind], key: str, now: datetime
) -> None:
    """Have people asked to decide on a contest, each by a message of which `key` begins the metadata.

    Who was asked about an earlier contest is asked again.
    """
    of_this = {"workspace": observed.workspace, "observation": observed.id, "other": NONE}
    anew = {"not_before": now, "claimed_until": None, "done_at": None, "doubt": False}
    for number, kind in enumerate(kinds):
        again = anew | {"key": f"{key}{number}"}
        await session.execute(
            insert_into(session, Chore)
            .values(**of_this, **again, kind=kind.value)
            .on_conflict_do_update(
                index_elements=["observation", "kind", "other"], set_=again | {"claim": Chore.claim + 1}
            )
        )


async def owe_closing(session: AsyncSession, *, observed: Observed, key: str, not_before: datetime) -> None:
    """Have the admin's question, which carries the key and may arrive until a moment (UTC), looked for and closed."""
    anew = {"key": key, "not_before": not_before, "doubt": True, "claimed_until": None, "done_at": None}
    await session.execute(
        insert_into(session, Chore)
        .values(workspace=observed.workspace, observation=observed.id, kind=Kind.ASK_ADMIN.value, other=NONE, **anew)
        .on_conflict_do_update(index_elements=["observation", "kind", "other"], set_=anew | {"claim": Chore.claim + 1})
    )


async def owe_closing_asked(
    session: AsyncSession, *, observed: Observed, kinds: Iterable[Kind], key: str, now: datetime
) -> None:
    """Have questions that were asked closed; one that is still to be asked is closed by whoever sees to that.

    One that is being asked now may have looked for the end before there was one: it is seen to once more.
    """
    of_this = {"workspace": observed.workspace, "observation": observed.id, "other": NONE}
    anew = {"not_before": now, "claimed_until": None, "done_at": None}
    rows = [of_this | anew | {"kind": kind.value, "key": f"{key}{number}"} for number, kind in enumerate(kinds)]
    if not rows:
        return
    await session.execute(
        insert_into(session, Chore)
        .values(rows)
        .on_conflict_do_update(
            index_elements=["observation", "kind", "other"],
            set_=anew | {"claim": Chore.claim + 1},
            where=or_(Chore.done_at.is_not(None), Chore.claimed_until.is_not(None)),
        )
    )


async def claim_chores(
    session: AsyncSession, *, now: datetime, until: datetime, limit: int, about: int | None = None
) -> Sequence[Owed]:
    """What is due, all of it or about one observation, now ours until a moment (UTC); begun by another: in doubt.

    Of a kind that a later release has added, it is left to the replicas that know it.
    """
    free = or_(Chore.claimed_until.is_(None), Chore.claimed_until < now)
    brought_about = and_(Chore.other == about, Chore.kind == Kind.CLOSED.value)
    which = () if about is None else (or_(Chore.observation == about, brought_about),)
    due = (
        select(Chore.id)
        .where(Chore.not_before <= now, Chore.done_at.is_(None), free, *which)
        .where(Chore.kind.in_([one.value for one in Kind]))
        .where(~exists().where(Removal.workspace == Chore.workspace))  # it waits for the next installation
        .order_by(Chore.not_before)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    claimed = await session.execute(
        update(Chore)
        .where(Chore.id.in_(due.scalar_subquery()), free, Chore.done_at.is_(None))
        .values(
            claim=Chore.claim + 1,
            claimed_until=until,
            doubt=case((Chore.claimed_until.is_not(None), True), else_=Chore.doubt),
        )
        .returning(*OWED)
        .execution_options(synchronize_session=False)
    )
    return sorted((_owed(row, until) for row in claimed), key=lambda one: one.id)


async def hold_chore(session: AsyncSession, *, owed: Owed, until: datetime) -> Owed | None:
    """What is ours, until a later moment (UTC); None where another has it by now, or nobody any more."""
    held = await session.execute(
        update(Chore)
        .where(_ours(owed), Chore.done_at.is_(None))
        .values(claimed_until=until, not_before=until)
        .execution_options(synchronize_session=False)
    )
    return replace(owed, held_until=until) if rows_changed(held) else None


async def settle_chore(session: AsyncSession, *, owed: Owed, now: datetime) -> None:
    """It is done, unless it was owed anew meanwhile."""
    await session.execute(
        update(Chore)
        .where(_ours(owed))
        .values(done_at=now, claimed_until=None)
        .execution_options(synchronize_session=False)
    )


async def drop_chore(session: AsyncSession, *, owed: Owed) -> None:
    """It is not to be done, and not as if it had been."""
    await session.execute(delete(Chore).where(_ours(owed)))


async def release_chore(session: AsyncSession, *, owed: Owed, not_before: datetime, doubt: bool) -> None:
    """Have it tried again from a moment (UTC) on, if it is still ours."""
    await session.execute(
        update(Chore)
        .where(_ours(owed))
        .values(not_before=not_before, doubt=doubt, claimed_until=None)
        .execution_options(synchronize_session=False)
    )


async def forget_chores(session: AsyncSession, *, observations: Sequence[int]) -> None:
    """Delete those of some observations, and those that these brought about."""
    brought_about = and_(Chore.other.in_(observations), Chore.kind == Kind.CLOSED.value)
    await session.execute(delete(Chore).where(or_(Chore.observation.in_(observations), brought_about)))


def _ours(owed: Owed) -> ColumnElement[bool]:
    return and_(Chore.workspace == owed.workspace, Chore.id == owed.id, Chore.claim == owed.number)


def _owed(row: Row[*tuple[Any, ...]], until: datetime) -> Owed:
    return Owed(
        id=row.id,
        workspace=WorkspaceId(row.workspace),
        observation=row.observation,
        kind=Kind(row.kind),
        other=row.other,
        key=row.key,
        number=row.claim,
        doubt=bool(row.doubt),
        held_until=until,
    )
