"""Tips of one's own follow the person's profile, unless they have chosen another zone or language themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

IS_OWN = sa.text("member IS NOT NULL")


def upgrade() -> None:
    for name, of_profile in (("keeps_zone", "time_zone"), ("keeps_language", "language")):
        op.add_column("subscription", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
        op.execute(
            f"UPDATE subscription SET {name} = true WHERE member IS NOT NULL AND EXISTS (SELECT 1 FROM member "  # noqa: S608
            "WHERE member.workspace = subscription.workspace AND member.member = subscription.member "
            f"AND member.{of_profile} <> subscription.{of_profile})"
        )
    op.create_index(
        "subscription_own", "subscription", ["member"], unique=False, postgresql_where=IS_OWN, sqlite_where=IS_OWN
    )
