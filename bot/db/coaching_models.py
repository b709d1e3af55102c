"""The tables of what makes observers better at it: follow-ups, and ratings of scenarios."""

from datetime import date, datetime

from sqlalchemy import Index, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, BigId, partial


class FollowUp(Base):
    """A day on which an observer looks again. Who, whom and which standard its observation says, and only that."""

    __tablename__ = "follow_up"
    __table_args__ = (partial("follow_up_due", "due_at", "reminded_at IS NULL AND dropped_at IS NULL"),)

    observation: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    workspace: Mapped[str] = mapped_column(index=True)
    planned_on: Mapped[date]  # the observer's local day
    due_at: Mapped[datetime]  # 08:00 of that day there, or later when Slack asks for patience
    key: Mapped[str]  # opaque; in the reminder's metadata
    claim: Mapped[int] = mapped_column(server_default="0")  # fences every later write
    claimed_until: Mapped[datetime | None]
    doubt: Mapped[bool] = mapped_column(server_default=false())  # an earlier try may have arrived
    reminded_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    planned_at: Mapped[datetime]


class Rating(Base):
    """How one supervisor rates one scenario, in private; once it is sent it stays, and counts in a group of five."""

    __tablename__ = "rating"
    __table_args__ = (Index("rating_of_member", "workspace", "member"), Index("rating_age", "rated_at"))

    workspace: Mapped[str] = mapped_column(primary_key=True)
    scenario: Mapped[str] = mapped_column(primary_key=True)  # a hash of its words and of the standard's criterion
    member: Mapped[str] = mapped_column(primary_key=True)
    standard: Mapped[str]
    level: Mapped[str]
    rated_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    portion: Mapped[int | None]  # the group of five that it counts in, for good; None until there is one
