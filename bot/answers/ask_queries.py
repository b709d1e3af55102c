"""Reads and writes of questions to people, and of the weeks whose digest is out."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.asked import AskedPerson
from bot.db.models import Ask, Digest
from bot.db.queries import insert_into
from bot.ports import MemberId, WorkspaceId


async def add_ask(session: AsyncSession, *, asked: AskedPerson, source_key: str, now: datetime) -> bool:
    """Insert it; False when a request with this source key did so before."""
    added = await session.execute(
        insert_into(session, Ask)
        .values(
            id=asked.id,
            workspace=asked.workspace,
            asker=asked.asker,
            named=asked.named,
            language=asked.language,
            text=asked.text,
            source_key=source_key,
            asked_at=now,
            answered_at=None,
        )
        .on_conflict_do_nothing(index_elements=["workspace", "source_key"])
        .returning(Ask.id)
    )
    return added.scalar_one_or_none() is not None


async def remove_ask(session: AsyncSession, *, ask: str) -> None:
    """Take it back."""
    await session.execute(delete(Ask).where(Ask.id == ask))


async def free_source_key(session: AsyncSession, *, ask: str) -> None:
    """Let the same request be made again, as another question."""
    await session.execute(update(Ask).where(Ask.id == ask).values(source_key=ask))


async def claim_ask(
    session: AsyncSession, *, workspace: WorkspaceId, ask: str, now: datetime, lost: datetime
) -> AskedPerson | None:
    """The question, to be answered by the caller alone; None when somebody answers it, or it is gone."""
    claimed = await session.execute(
        update(Ask)
        .where(_waits(workspace, ask, lost))
        .values(answered_at=now)
        .returning(Ask.id, Ask.workspace, Ask.asker, Ask.named, Ask.language, Ask.text)
    )
    row = claimed.one_or_none()
    return AskedPerson(row[0], WorkspaceId(row[1]), MemberId(str(row[2])), *row[3:]) if row else None


async def text_of_ask(session: AsyncSession, *, workspace: WorkspaceId, ask: str, lost: datetime) -> str | None:
    """The words of a question that waits for its reply; None when it waits no more."""
    return (await session.scalars(select(Ask.text).where(_waits(workspace, ask, lost)))).one_or_none()


async def release_ask(session: AsyncSession, *, ask: str) -> None:
    """Let it be answered after all."""
    await session.execute(update(Ask).where(Ask.id == ask).values(answered_at=None))


async def forget_asker(session: AsyncSession, *, ask: str) -> None:
    """Delete who asked, and the words; that it was answered stays."""
    await session.execute(update(Ask).where(Ask.id == ask).values(asker=None, text=""))


async def forget_asks(session: AsyncSession, *, before: datetime) -> None:
    """Delete questions asked before a moment (UTC), answered or not."""
    await session.execute(delete(Ask).where(Ask.asked_at < before))


async def week_is_taken(session: AsyncSession, *, workspace: WorkspaceId, week: str) -> bool:
    """Whether somebody has seen to this week's digest."""
    return await session.get(Digest, (workspace, week)) is not None


async def claim_week(session: AsyncSession, *, workspace: WorkspaceId, week: str) -> bool:
    """Whether the caller is to see to this week's digest; False when another did so first."""
    added = await session.execute(
        insert_into(session, Digest)
        .values(workspace=workspace, week=week)
        .on_conflict_do_nothing(index_elements=["workspace", "week"])
        .returning(Digest.week)
    )
    return added.scalar_one_or_none() is not None


async def release_week(session: AsyncSession, *, workspace: WorkspaceId, week: str) -> None:
    """Let the week's digest be tried again."""
    await session.execute(delete(Digest).where((Digest.workspace == workspace) & (Digest.week == week)))


def _waits(workspace: WorkspaceId, ask: str, lost: datetime) -> ColumnElement[bool]:
    """Nobody has replied; who began to before `lost` (UTC) did not get to it."""
    begun = or_(Ask.answered_at.is_(None), Ask.answered_at < lost)
    return and_(Ask.workspace == workspace, Ask.id == ask, Ask.asker.is_not(None), begun)
