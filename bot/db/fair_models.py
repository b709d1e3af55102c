"""The tables that make observations fair and lawful: what was judged, every step, notice, audit, counts, tombstones."""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, BigId, partial


class Judged(Base):
    """A standard as it read when somebody was judged by it: kept for good, once per version and language."""

    __tablename__ = "judged"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    standard: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    criterion: Mapped[str] = mapped_column(Text)


class ObservationEvent(Base):
    """A step after an observation was recorded: a thanks, a reply, a correction, a contest, a decision."""

    __tablename__ = "observation_event"
    __table_args__ = (
        UniqueConstraint("workspace", "source_key"),
        Index("observation_event_of", "observation", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    workspace: Mapped[str]
    observation: Mapped[int] = mapped_column(BigId)
    step: Mapped[str]  # thanked, replied, corrected, undone, contested, upheld, amended, withdrawn
    member: Mapped[str]  # who took it; empty when that person has been erased
    words: Mapped[str] = mapped_column(Text)
    before: Mapped[str | None] = mapped_column(Text)  # what a correction replaced, as JSON
    at: Mapped[datetime]
    source_key: Mapped[str]


class ObservationCount(Base):
    """How many observations of a level a standard got in a month: all that is left after the retention time."""

    __tablename__ = "observation_count"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    standard: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)  # of what was seen, UTC, such as 2026-11
    count: Mapped[int]


class MonthOfMany(Base):
    """That five people or more were seen in a month, counted while it was known who they were; else there is no row."""

    __tablename__ = "month_of_many"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)  # of what was seen, UTC, such as 2026-11


class Notice(Base):
    """When a workspace's staff were notified of observations, or why recording is allowed without that."""

    __tablename__ = "notice"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    notified_on: Mapped[date | None]
    override_reason: Mapped[str | None] = mapped_column(Text)
    member: Mapped[str]  # who entered it; empty when that person has been erased
    entered_at: Mapped[datetime]


class Weekly(Base):
    """One supervisor's report of one week: whose turn it is to send it, and when it was done with."""

    __tablename__ = "weekly"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(primary_key=True)
    week: Mapped[str] = mapped_column(primary_key=True)  # in which it is sent, ISO, such as 2026-W48
    key: Mapped[str]  # opaque; in the Slack message's metadata
    claim: Mapped[int]
    claimed_until: Mapped[datetime | None]
    not_before: Mapped[datetime]
    doubt: Mapped[bool]  # whether a try may have arrived
    done_at: Mapped[datetime | None]


class Alias(Base):
    """Under which name the audit log knows a person in one month; without the row nobody knows whose name it was."""

    __tablename__ = "alias"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(primary_key=True)  # UTC, such as 2026-11
    alias: Mapped[str]


class Decider(Base):
    """Who was asked to decide on a contest, and the message with the buttons, where it arrived."""

    __tablename__ = "decider"

    observation: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    member: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(index=True)
    channel: Mapped[str]
    ts: Mapped[str]


class Told(Base):
    """A message that shows an observation to the colleague it is about, to be emptied when it is taken back."""

    __tablename__ = "told"

    observation: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    ts: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(index=True)
    channel: Mapped[str]
    emptied: Mapped[bool] = mapped_column(server_default=false())


class Chore(Base):
    """What is still to be done in Slack about an observation, and when it was done."""

    __tablename__ = "chore"
    __table_args__ = (
        UniqueConstraint("observation", "kind", "other"),
        partial("chore_due", "not_before", "done_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    workspace: Mapped[str] = mapped_column(index=True)
    observation: Mapped[int] = mapped_column(BigId)
    kind: Mapped[str]  # of `chore_queries.Kind`: whom to tell or to ask of it, or that its messages are to be emptied
    other: Mapped[int] = mapped_column(BigId, index=True, server_default="0")  # another observation, or a step; else 0
    key: Mapped[str]  # opaque; in the metadata of the messages that are emptied, or of the one that tells or asks
    claim: Mapped[int] = mapped_column(server_default="0")  # fences every later write
    claimed_until: Mapped[datetime | None]
    not_before: Mapped[datetime]
    doubt: Mapped[bool] = mapped_column(server_default=false())  # an earlier try may have arrived
    done_at: Mapped[datetime | None]


class Seek(Base):
    """An open contest that no admin was asked about, until one has been; who that is stands in `decider`."""

    __tablename__ = "seek"

    observation: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    workspace: Mapped[str] = mapped_column(index=True)
    key: Mapped[str]  # opaque; in the metadata of the message to the admin
    claim: Mapped[int] = mapped_column(server_default="0")  # fences every later write
    claimed_until: Mapped[datetime | None]
    not_before: Mapped[datetime]
    doubt: Mapped[bool] = mapped_column(server_default=false())  # an earlier try may have arrived


class Audit(Base):
    """Who did what to whose data. Rows are only ever added: a trigger refuses everything else."""

    __tablename__ = "audit"
    __table_args__ = (Index("audit_at", "workspace", "at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    workspace: Mapped[str]
    at: Mapped[datetime]
    action: Mapped[str]
    actor: Mapped[str]  # an alias, or what acted on its own: cli, takt
    subject: Mapped[str | None]  # an alias, or the tombstone of who was erased
    detail: Mapped[str]  # numbers and dates, never a word that a person typed


class RollCall(Base):
    """When Slack is next asked which people of a workspace have left, and how far that has come."""

    __tablename__ = "roll_call"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]
    passed: Mapped[int] = mapped_column(server_default="0")  # of the people, by id, in this round; it names nobody
    asked: Mapped[int] = mapped_column(server_default="0")  # of them in this night
    claim: Mapped[int] = mapped_column(server_default="0")  # fences every later write
    claimed_until: Mapped[datetime | None]


class Tombstone(Base):
    """That somebody was erased, and when; the hash says who only to those who name the person."""

    __tablename__ = "tombstone"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(primary_key=True)
    erased_at: Mapped[datetime]
