"""What the question log asks of the database."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert
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
