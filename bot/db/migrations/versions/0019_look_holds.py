"""Workspaces into whose channels nobody may look for a while: a hold apart from that of posts."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "look_hold",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace"),
    )
