"""What a question showed, when its day is over, and when its count is shown anew."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("count_due_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("closes_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("shown", sa.Text(), nullable=True))
    _index("delivery_uncounted", "workspace", "answer_count <> count_shown")
    _index("delivery_closing", "closes_at", "closed_at IS NULL")
    _index("delivery_words", "slot", "shown IS NOT NULL")
    op.create_index("response_age", "response", ["answered_at"], unique=False)


def _index(name: str, column: str, where: str) -> None:
    part = sa.text(where)
    op.create_index(name, "delivery", [column], unique=False, postgresql_where=part, sqlite_where=part)
