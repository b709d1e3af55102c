"""Ratings of scenarios, by which supervisors compare how they judge."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "rating",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("scenario", sa.String(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("standard", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("rated_at", UtcDateTime(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "scenario", "member"),
    )
    op.create_index("rating_of_member", "rating", ["workspace", "member"], unique=False)
    op.create_index("rating_age", "rating", ["rated_at"], unique=False)
