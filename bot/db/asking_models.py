"""The tables of what people ask: questions, threads that go on, questions to a person, weekly digests of gaps."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, BigId, partial


class Question(Base):
    """A question that was asked and what became of it; who asked is not kept, nor more than the day's moment."""

    __tablename__ = "question"
    __table_args__ = (
        Index("question_asked", "workspace", "asked_at"),
        Index("question_key", "key", unique=True),
        partial("question_words", "asked_at", "text <> ''"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    workspace: Mapped[str]
    asked_at: Mapped[datetime]
    surface: Mapped[str]  # command, message, mention, home, shortcut
    language: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str]
    standard: Mapped[str | None]
    confidence: Mapped[float]
    key: Mapped[str | None]  # opaque; on the answer's buttons, for its one vote
    helpful: Mapped[bool | None]


class Thread(Base):
    """Which standard a thread was last about; `key` is a hash, so that nobody can read whose thread it was."""

    __tablename__ = "thread"
    __table_args__ = (Index("thread_asked", "asked_at"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(index=True)
    standard: Mapped[str]
    asked_at: Mapped[datetime]


class Ask(Base):
    """A question to a person; who asked, and the words, are gone once it is answered. The words are kept redacted."""

    __tablename__ = "ask"
    __table_args__ = (UniqueConstraint("workspace", "source_key"), Index("ask_age", "asked_at"))

    id: Mapped[str] = mapped_column(primary_key=True)  # opaque; on the button of the post
    workspace: Mapped[str]
    asker: Mapped[str | None]
    named: Mapped[bool]
    language: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    source_key: Mapped[str]
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class Digest(Base):
    """A week whose digest of gaps is taken care of; the row is there once, however many replicas try."""

    __tablename__ = "digest"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    week: Mapped[str] = mapped_column(primary_key=True)  # ISO, such as 2026-W48
