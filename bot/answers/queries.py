"""What the question log asks of the database."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncSession

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


async def add_questions(session: AsyncSession, *, questions: Sequence[NotedQuestion]) -> None:
    """Insert questions, in their order."""
    await session.execute(insert(Question), [asdict(question) for question in questions])


async def forget_texts(session: AsyncSession, *, before: datetime) -> None:
    """Empty the texts of questions asked before a moment (UTC); what became of them stays, for counting."""
    old = (Question.asked_at < before) & (Question.text != "")
    await session.execute(update(Question).where(old).values(text=""))
