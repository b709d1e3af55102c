"""When the standard of the week was set: the first tip after that is on it, whatever came before."""

import sqlalchemy as sa
from alembic import op

from bot.db.models import UtcDateTime

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("subscription", sa.Column("focus_since", UtcDateTime(), nullable=True))
