"""What the question log asks of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.answers.gaps import Unanswered
from bot.db.models import Question


@dataclass(frozen=True)
class NotedQuestion:
    """A question as it is kept: without who asked."""

    workspace: str
    asked_at: datetime
    surface: str
    language: str
    text: str
    outcome: str
    standard: str | None
    confidence: float
    key: str


async def add_questions(session: AsyncSession, *, questions: Sequence[NotedQuestion]) -> None:
    """Insert questions, in their order."""
    await session.execute(insert(Question), [dict(vars(question)) for question in questions])


async def forget_texts(session: AsyncSession, *, before: datetime) -> None:
    """Empty the texts of questions asked before a moment (UTC); what became of them stays, for counting."""
    has_words = Question.text != literal_column("''")  # no parameter, or SQLite does not see that its index fits
    old = (Question.asked_at < before) & has_words
    await session.execute(update(Question).where(old).values(text=""))


async def mark_helpful(session: AsyncSession, *, workspace: str, key: str, standard: str | None, helpful: bool) -> None:
    """Note whether an answer helped, and by which standard, unless that is noted already."""
    mine = (Question.workspace == workspace) & (Question.key == key) & Question.helpful.is_(None)
    noted = update(Question).where(mine).values(helpful=helpful, standard=func.coalesce(standard, Question.standard))
    await session.execute(noted)


async def was_helpful(session: AsyncSession, *, workspace: str, key: str) -> bool | None:
    """Whether an answer helped, as it is noted; None when it is not, or the question is not there."""
    mine = (Question.workspace == workspace) & (Question.key == key)
    return (await session.execute(select(Question.helpful).where(mine))).scalar_one_or_none()


async def unanswered(session: AsyncSession, *, workspace: str, since: datetime, most: int) -> list[Unanswered]:
    """The newest questions since a moment (UTC) that got nothing or were not helped, whose text is still there."""
    gap = or_(Question.outcome == "none", Question.helpful.is_(False))
    wanted = (Question.workspace == workspace) & (Question.asked_at >= since) & (Question.text != "") & gap
    found = await session.execute(
        select(Question.text, Question.asked_at, Question.language, Question.standard)
        .where(wanted)
        .order_by(Question.asked_at.desc(), Question.id.desc())
        .limit(most)
    )
    return [Unanswered(*row) for row in found]
