"""The group of five in which a rating counts: what is shown changes by whole groups, never by one person."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("rating", sa.Column("portion", sa.Integer(), nullable=True))
