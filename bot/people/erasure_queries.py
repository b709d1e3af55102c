"""What an erasure does in each table; docs/privacy.md says the same in words, and a test looks for the person."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Executable, case, delete, exists, literal, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import (
    Alias,
    Ask,
    Base,
    Break,
    Decider,
    Delivery,
    Draft,
    FollowUp,
    Member,
    Notice,
    Observation,
    ObservationEvent,
    Planned,
    Rating,
    Response,
    Subscription,
    Tombstone,
    Weekly,
)
from bot.db.queries import insert_into, rows_changed
from bot.people.amended_queries import blank_amended
from bot.people.mention_queries import WRITTEN, delete_drafts_about, take_out, workspaces_mentioning
from bot.ports import MemberId, WorkspaceId

# Every column that holds a person. A test fails when a table gets one that is not here.
PERSONAL: Mapping[type[Base], tuple[str, ...]] = {
    Alias: ("member",),
    Ask: ("asker",),
    Decider: ("member",),
    Draft: ("member",),
    Member: ("member",),
    Notice: ("member",),
    Observation: ("observer", "subject"),
    ObservationEvent: ("member",),
    Planned: ("member",),
    Rating: ("member",),
    Response: ("member",),
    Subscription: ("owner", "member"),
    Weekly: ("member",),
}
NOBODY = ""


async def erase_everywhere(session: AsyncSession, *, workspace: WorkspaceId, member: MemberId) -> int:
    """Delete or blank everything that is left of a person, and mentions of them. Returns how many rows it touched."""
    amended = await blank_amended(session, workspace=workspace, member=member)
    amended += await delete_drafts_about(session, workspace=workspace, member=member)
    found = [await _run(session, one) for one in (*_own_tips(workspace, member), *_traces(workspace, member))]
    mentions = [await take_out(session, *one, workspace=workspace, member=member) for one in WRITTEN]
    return amended + sum(found) + sum(mentions)


async def workspaces_of(session: AsyncSession, *, member: MemberId) -> Sequence[WorkspaceId]:
    """The workspaces in which the person stands anywhere, also in what others typed."""
    known = [
        select(table.__table__.c.workspace).where(table.__table__.c[column] == member)
        for table, columns in PERSONAL.items()
        for column in columns
    ]
    mentioned = await workspaces_mentioning(session, member=member)
    return sorted({WorkspaceId(one) for one in await session.scalars(union(*known))} | mentioned)


async def is_known(session: AsyncSession, *, workspace: WorkspaceId) -> bool:
    """Whether anything at all is kept of a workspace."""
    tables = [table for table in Base.metadata.sorted_tables if "workspace" in table.c]
    found = select(or_(*(exists().where(table.c.workspace == workspace) for table in tables)))
    return bool(await session.scalar(found))


async def set_tombstone(
    session: AsyncSession, *, workspace: WorkspaceId, stone: str, now: datetime, anew: bool = False
) -> bool:
    """Leave a tombstone; False where it stands already, and then it keeps its moment unless they were erased `anew`."""
    setting = insert_into(session, Tombstone).values(workspace=workspace, hash=stone, erased_at=now)
    added = await session.execute(setting.on_conflict_do_nothing().returning(Tombstone.hash))
    is_new = added.scalar_one_or_none() is not None
    if anew and not is_new:
        again = update(Tombstone).where(Tombstone.workspace == workspace, Tombstone.hash == stone)
        await session.execute(again.values(erased_at=now).execution_options(synchronize_session=False))
    return is_new


def _own_tips(workspace: WorkspaceId, member: MemberId) -> tuple[Executable, ...]:
    """A person's own tips go, with their days and all that was sent into the direct message."""
    is_own = (Subscription.workspace == workspace) & (Subscription.member == member)
    own, channels = select(Subscription.id).where(is_own), select(Subscription.channel).where(is_own)
    sent = (Delivery.workspace == workspace) & (Delivery.channel.in_(channels))
    return (
        delete(Delivery).where(or_(Delivery.subscription.in_(own), sent)),
        delete(Break).where(Break.subscription.in_(own)),
        delete(Planned).where(Planned.subscription.in_(own)),
        delete(Subscription).where(is_own),
    )


def _traces(workspace: WorkspaceId, member: MemberId) -> tuple[Executable, ...]:
    """Answers and questions go; what others need stays, without the person and without their words."""
    recorded = (Observation.workspace == workspace) & (Observation.observer == member)
    of_theirs = ObservationEvent.observation.in_(select(Observation.id).where(recorded))
    planned = FollowUp.observation.in_(select(Observation.id).where(recorded))
    stepped = (ObservationEvent.workspace == workspace) & (ObservationEvent.member == member)
    return (
        delete(Response).where(Response.workspace == workspace, Response.member == member),
        delete(Ask).where(Ask.workspace == workspace, Ask.asker == member),
        delete(Decider).where(Decider.workspace == workspace, Decider.member == member),
        delete(Rating).where(Rating.workspace == workspace, Rating.member == member),
        delete(Weekly).where(Weekly.workspace == workspace, Weekly.member == member),
        delete(Draft).where(Draft.workspace == workspace, Draft.member == member),
        update(Subscription)
        .where(Subscription.workspace == workspace, Subscription.owner == member)
        .values(owner=NOBODY),
        update(Planned).where(Planned.workspace == workspace, Planned.member == member).values(member=NOBODY),
        update(Notice)
        .where(Notice.workspace == workspace, Notice.member == member)
        .values(
            member=NOBODY,
            override_reason=case((Notice.override_reason.is_(None), None), else_=literal(NOBODY)),
        ),
        update(ObservationEvent).where(of_theirs, ObservationEvent.before.is_not(None)).values(before=None),
        update(ObservationEvent).where(stepped).values(member=NOBODY, words=NOBODY, before=None),
        delete(FollowUp).where(planned),
        update(Observation).where(recorded).values(observer=NOBODY, note=NOBODY, place=NOBODY),
    )


async def _run(session: AsyncSession, statement: Executable) -> int:
    result = await session.execute(statement, execution_options={"synchronize_session": False})
    return rows_changed(result)
