"""Follow-ups: on which day an observer looks again, and whether they have been reminded."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0008"
down_revision = "0007"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IS_DUE = sa.text("reminded_at IS NULL AND dropped_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "follow_up",
        sa.Column("observation", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("claim", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("doubt", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("dropped_at", UtcDateTime(), nullable=True),
        sa.Column("planned_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("observation"),
    )
    op.create_index(
        "follow_up_due", "follow_up", ["due_at"], unique=False, postgresql_where=IS_DUE, sqlite_where=IS_DUE
    )
    op.create_index("ix_follow_up_workspace", "follow_up", ["workspace"], unique=False)
