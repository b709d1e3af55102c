"""Which months are of five people or more; and on SQLite, no line of the audit log is replaced by another."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "month_of_many",
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "month"),
    )
    if op.get_bind().dialect.name == "sqlite":  # which tells no trigger of the row that REPLACE deletes
        op.execute(
            "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit "
            "WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        )
