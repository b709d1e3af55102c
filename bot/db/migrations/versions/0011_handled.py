"""Which requests had their effect, so that a repeat on another replica has none."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "handled",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("handled_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("handled_age", "handled", ["handled_at"], unique=False)
