"""When Slack last refused the token of a workspace of which nobody has told that it removed Takt."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("removal", sa.Column("refused_at", UtcDateTime(), nullable=True))
