"""Votes on answers, what a thread is about, questions to people, and the weekly digest."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("question", sa.Column("key", sa.String(), nullable=True))
    op.add_column("question", sa.Column("helpful", sa.Boolean(), nullable=True))
    op.create_index("question_key", "question", ["key"], unique=True)

    op.create_table(
        "thread",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("standard", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("thread_asked", "thread", ["asked_at"], unique=False)

    op.create_table(
        "ask",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("asker", sa.String(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("workspace", "source_key"),
    )
    op.create_table(
        "digest",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "week"),
    )
