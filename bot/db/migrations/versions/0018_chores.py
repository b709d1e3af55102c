"""What is still to be done in Slack about an observation; and which messages about it have been emptied."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0018"
down_revision = "0017"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IS_OPEN = sa.text("done_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "chore",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("observation", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("other", BIG_ID, server_default="0", nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("claim", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("doubt", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("observation", "kind", "other"),
    )
    op.create_index("ix_chore_workspace", "chore", ["workspace"], unique=False)
    op.create_index("ix_chore_other", "chore", ["other"], unique=False)
    op.create_index("chore_due", "chore", ["not_before"], unique=False, postgresql_where=IS_OPEN, sqlite_where=IS_OPEN)
    op.add_column("told", sa.Column("emptied", sa.Boolean(), server_default=sa.false(), nullable=False))
