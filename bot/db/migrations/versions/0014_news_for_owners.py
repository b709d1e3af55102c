"""What owners of tips are still to be told, so that a crash or an outage of Slack loses none of it."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0014"
down_revision = "0013"

UNTOLD = sa.text("untold IS NOT NULL")


def upgrade() -> None:
    # Not in a batch: these keep the table as it is, however many rows it has.
    op.add_column("subscription", sa.Column("untold", sa.String(), nullable=True))
    op.add_column("subscription", sa.Column("tell_at", UtcDateTime(), nullable=True))
    op.add_column("subscription", sa.Column("tell_key", sa.String(), nullable=True))
    op.create_index(
        "subscription_untold",
        "subscription",
        ["tell_at"],
        unique=False,
        postgresql_where=UNTOLD,
        sqlite_where=UNTOLD,
    )
