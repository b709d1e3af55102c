"""Contests that no admin was asked about: whose turn it is to ask one; and which contests are open."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0016"
down_revision = "0015"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IS_OPEN = sa.text("contested_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "seek",
        sa.Column("observation", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("claim", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("doubt", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("observation"),
    )
    op.create_index("ix_seek_workspace", "seek", ["workspace"], unique=False)
    op.create_index(
        "observation_contested",
        "observation",
        ["contested_at"],
        unique=False,
        postgresql_where=IS_OPEN,
        sqlite_where=IS_OPEN,
    )
