"""Indexes by which a purge finds a workspace's rows, and the hourly forgetting what is old.

PostgreSQL lets nobody write to a table while its index is made, seconds per million rows: `CONCURRENTLY`, which
would, cannot be done in the one transaction in which all of an upgrade is.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

HAS_WORDS = sa.text("text <> ''")


def upgrade() -> None:
    for table in ("thread", "handled", "planned", "break"):
        op.create_index(f"ix_{table}_workspace", table, ["workspace"], unique=False, if_not_exists=True)
    op.create_index("ask_age", "ask", ["asked_at"], unique=False, if_not_exists=True)
    op.create_index("planned_day", "planned", ["day"], unique=False, if_not_exists=True)
    op.create_index(
        "question_words",
        "question",
        ["asked_at"],
        if_not_exists=True,
        postgresql_where=HAS_WORDS,
        sqlite_where=HAS_WORDS,
    )
