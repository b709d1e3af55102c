"""What tips ask and learn: personal wishes, rests, plans, responses and their counts."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "break",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("subscription", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("subscription", "first", "last"),
    )
    op.create_table(
        "hold",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace"),
    )
    op.create_table(
        "planned",
        sa.Column(
            "subscription", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("standard", sa.String(), nullable=True),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("subscription", "day"),
    )
    op.create_table(
        "response",
        sa.Column("delivery", sa.String(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("option", sa.Integer(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("delivery", "member"),
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index("response_answered", ["workspace", "answered_at"], unique=False)

    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("style", sa.String(), server_default="tip", nullable=False))
        batch_op.add_column(sa.Column("check_number", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("options", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("why", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("members", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("answer_count", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("right_count", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("count_shown", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("closed_at", UtcDateTime(), nullable=True))

    with op.batch_alter_table("subscription", schema=None) as batch_op:
        batch_op.add_column(sa.Column("member", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("style", sa.String(), server_default="question", nullable=False))
        batch_op.add_column(sa.Column("holidays", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column("country", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("region", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("quiet_from", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("quiet_until", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("focus", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("focus_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("told_late_at", UtcDateTime(), nullable=True))
