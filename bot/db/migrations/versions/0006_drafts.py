"""Drafts of observations: what a form held when it was left."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "member", "form"),
    )
    op.create_index("draft_age", "draft", ["kept_at"], unique=False)
