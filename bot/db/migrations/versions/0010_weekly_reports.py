"""The weekly report to supervisors, once each; and an index in which reports find everything that they count by."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0010"
down_revision = "0009"

NAME = "observation_report"
COLUMNS = ["workspace", "seen_at", "standard", "subject", "level", "undone_at", "contested_at"]


def upgrade() -> None:
    op.create_table(
        "weekly",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("doubt", sa.Boolean(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "member", "week"),
    )
    op.drop_index(NAME, "observation")
    op.create_index(NAME, "observation", COLUMNS, unique=False)
