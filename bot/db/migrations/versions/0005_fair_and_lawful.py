"""Observations that are fair and lawful: what was judged, every step, notice, audit, counts, tombstones."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0005"
down_revision = "0004"

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REFUSALS = ("UPDATE", "DELETE")


def upgrade() -> None:
    with op.batch_alter_table("observation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("purpose", sa.String(), server_default="coaching", nullable=False))
        batch_op.add_column(sa.Column("corrected_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("contested_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("outcome", sa.String(), nullable=True))
        batch_op.create_index("observation_age", ["seen_at"], unique=False)
    _steps()
    _law()
    _audit()


def _steps() -> None:
    op.create_table(
        "judged",
        *_text("workspace", "standard", "version", "language", "title"),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "standard", "version", "language"),
    )
    op.create_table(
        "observation_event",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        *_text("workspace"),
        sa.Column("observation", BIG_ID, nullable=False),
        *_text("step", "member"),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        *_text("source_key"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("workspace", "source_key"),
    )
    op.create_index("observation_event_of", "observation_event", ["observation", "id"], unique=False)


def _law() -> None:
    op.create_table(
        "observation_count",
        *_text("workspace", "standard", "level", "month"),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "standard", "level", "month"),
    )
    op.create_table(
        "notice",
        *_text("workspace"),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("override_reason", sa.Text(), nullable=True),
        *_text("member"),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace"),
    )
    op.create_table(
        "tombstone",
        *_text("workspace", "hash"),
        sa.Column("erased_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "hash"),
    )


def _audit() -> None:
    op.create_table(
        "alias",
        *_text("workspace", "member", "month", "alias"),
        sa.PrimaryKeyConstraint("workspace", "member", "month"),
    )
    op.create_table(
        "audit",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        *_text("workspace"),
        sa.Column("at", UtcDateTime(), nullable=False),
        *_text("action", "actor"),
        sa.Column("subject", sa.String(), nullable=True),
        *_text("detail"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("audit_at", "audit", ["workspace", "at"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        _refuse_on_postgresql()
    else:
        _refuse_on_sqlite()


def _refuse_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()"
    )


def _refuse_on_sqlite() -> None:
    for change in REFUSALS:
        op.execute(
            f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        )


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]
