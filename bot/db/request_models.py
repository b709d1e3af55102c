"""The table of what Slack's requests leave behind."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base


class Handled(Base):
    """A request that had its effect; `key` is a digest, and the row goes after a day."""

    __tablename__ = "handled"
    __table_args__ = (Index("handled_age", "handled_at"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(index=True)
    handled_at: Mapped[datetime]
