"""By which version of the time zone database a subscription's next slot was computed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ACTIVE = sa.text("active")


def upgrade() -> None:
    # Not in a batch: this one keeps the table as it is, however many rows it has.
    op.add_column("subscription", sa.Column("tz_version", sa.String(), server_default="", nullable=False))
    op.create_index(
        "subscription_tz",
        "subscription",
        ["tz_version"],
        unique=False,
        postgresql_where=ACTIVE,
        sqlite_where=ACTIVE,
    )
