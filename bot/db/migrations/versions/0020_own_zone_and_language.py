"""Tips of one's own follow the person's profile, unless they have chosen another zone or language themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

IS_OWN = sa.text("member IS NOT NULL")


def upgrade() -> None:
    for name, of_profile in (("keeps_zone", "time_zone"), ("keeps_language", "language")):
        op.add_column("subscription", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
        chosen = sa.table("subscription", *map(sa.column, ("workspace", "member", name, of_profile)))
        person = sa.table("member", *map(sa.column, ("workspace", "member", of_profile)))
        differs = sa.exists().where(
            person.c.workspace == chosen.c.workspace,
            person.c.member == chosen.c.member,
            person.c[of_profile] != chosen.c[of_profile],
        )
        op.execute(sa.update(chosen).where(chosen.c.member.is_not(None), differs).values({name: sa.true()}))
    op.create_index(
        "subscription_own", "subscription", ["member"], unique=False, postgresql_where=IS_OWN, sqlite_where=IS_OWN
    )
