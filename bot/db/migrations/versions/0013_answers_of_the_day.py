"""How many answers a question got on its day: reports and messages give these, and late ones never one by one."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

COUNTED = """
UPDATE delivery SET
  day_count = (SELECT count(*) FROM response WHERE response.delivery = delivery.id
    AND response.answered_at <= delivery.closes_at),
  day_right = (SELECT count(*) FROM response WHERE response.delivery = delivery.id
    AND response.answered_at <= delivery.closes_at AND response.is_right)
WHERE closed_at IS NOT NULL
"""


def upgrade() -> None:
    # Not in a batch: these keep the table as it is, however many rows it has.
    op.add_column("delivery", sa.Column("day_count", sa.Integer(), nullable=True))
    op.add_column("delivery", sa.Column("day_right", sa.Integer(), nullable=True))
    op.execute(COUNTED)
