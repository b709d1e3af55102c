"""On SQLite, no observation gets the number of one that is gone: buttons of old messages still carry it.

PostgreSQL's sequences never go back, so there is nothing to do. And when Slack saw a draft's last letter.
"""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0026"
down_revision = "0025"

MENTIONED = (  # where a number may stand whose observation is gone
    "SELECT MAX(id) FROM observation",
    "SELECT MAX(observation) FROM observation_event",
    "SELECT MAX(observation) FROM chore",
    "SELECT MAX(other) FROM chore",
    "SELECT MAX(CAST(detail AS INTEGER)) FROM audit WHERE action IN "
    "('recorded', 'corrected', 'undone', 'contested', 'decided')",
)


def upgrade() -> None:
    op.add_column("draft", sa.Column("typed_at", UtcDateTime(), nullable=True))
    if op.get_bind().dialect.name != "sqlite":
        return
    with op.batch_alter_table("observation", recreate="always", table_kwargs={"sqlite_autoincrement": True}):
        pass
    largest = ", ".join(f"COALESCE(({one}), 0)" for one in MENTIONED)
    last = f"INSERT INTO sqlite_sequence (name, seq) VALUES ('observation', MAX({largest}))"  # noqa: S608  # nosec B608
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'observation'")
    op.execute(last)
