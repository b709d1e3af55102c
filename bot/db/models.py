"""The tables, and nothing else. Every row carries its workspace; every moment is UTC and time-zone aware."""

from datetime import date, datetime, time

from sqlalchemy import Index, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.asking_models import Ask, Digest, Question, Thread
from bot.db.base import Base, BigId, UtcDateTime, partial
from bot.db.coaching_models import FollowUp, Rating
from bot.db.fair_models import (
    Alias,
    Audit,
    Chore,
    Decider,
    Judged,
    MonthOfMany,
    Notice,
    ObservationCount,
    ObservationEvent,
    RollCall,
    Seek,
    Told,
    Tombstone,
    Weekly,
)
from bot.db.install_models import Removal
from bot.db.request_models import Handled

__all__ = [
    "Alias",
    "Ask",
    "Audit",
    "Base",
    "Break",
    "Chore",
    "Decider",
    "Delivery",
    "Digest",
    "FollowUp",
    "Handled",
    "Hold",
    "Judged",
    "LookHold",
    "Member",
    "MonthOfMany",
    "Notice",
    "Observation",
    "ObservationCount",
    "ObservationEvent",
    "Planned",
    "Question",
    "Rating",
    "Removal",
    "Response",
    "RollCall",
    "Seek",
    "Subscription",
    "Thread",
    "Told",
    "Tombstone",
    "UtcDateTime",
    "Weekly",
]


class Member(Base):
    """A person in a workspace, as Slack last described them."""

    __tablename__ = "member"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    language: Mapped[str]
    time_zone: Mapped[str]
    is_admin: Mapped[bool]
    is_bot: Mapped[bool]
    is_guest: Mapped[bool]
    is_gone: Mapped[bool]
    refreshed_at: Mapped[datetime]


class Subscription(Base):
    """A channel's wish to be reminded: at `local_time`, wall clock of `time_zone`, on `weekdays` (0 = Monday).

    A member's own wish has `member`, and their direct message as its channel.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        UniqueConstraint("workspace", "channel"),
        partial("subscription_due", "next_due_at", "active"),
        partial("subscription_tz", "tz_version", "active"),
        partial("subscription_untold", "tell_at", "untold IS NOT NULL"),
        partial("subscription_own", "member", "member IS NOT NULL"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    workspace: Mapped[str]
    channel: Mapped[str]
    owner: Mapped[str]
    local_time: Mapped[time]
    time_zone: Mapped[str]
    weekdays: Mapped[str]
    language: Mapped[str]
    active: Mapped[bool]
    paused_reason: Mapped[str | None]
    next_due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    member: Mapped[str | None]
    style: Mapped[str] = mapped_column(server_default="question")  # question, tip
    holidays: Mapped[bool] = mapped_column(server_default=true())  # whether public holidays are left out
    country: Mapped[str | None]  # whose public holidays: ISO 3166-1, such as DK; none: the time zone's
    region: Mapped[str | None]  # ISO 3166-2 without the country, such as BY
    quiet_from: Mapped[time | None]  # local wall clock: no tip from here
    quiet_until: Mapped[time | None]  # to here, also past midnight
    focus: Mapped[str | None]  # the standard that a supervisor has put first
    focus_until: Mapped[date | None]  # local date, itself included
    focus_since: Mapped[datetime | None]  # when it was set: the first tip after this is on it
    told_late_at: Mapped[datetime | None]  # when the owner was last told of slots that were skipped
    untold: Mapped[str | None]  # what the owner is still to be told: too-late, or why it was paused
    tell_at: Mapped[datetime | None]  # not before this; a lease while somebody does
    tell_key: Mapped[str | None]  # opaque: in the metadata of the message that may have told
    tz_version: Mapped[str] = mapped_column(server_default="")  # of the zones that next_due_at is by; empty: unknown
    keeps_zone: Mapped[bool] = mapped_column(server_default=false())  # one's own, in a zone that the person chose
    keeps_language: Mapped[bool] = mapped_column(server_default=false())  # else they follow the person's profile


class Break(Base):
    """Local dates on which a subscription rests, both ends included; a single date is a break of one day."""

    __tablename__ = "break"
    __table_args__ = (UniqueConstraint("subscription", "first", "last"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    workspace: Mapped[str] = mapped_column(index=True)
    subscription: Mapped[int] = mapped_column(BigId)
    first: Mapped[date]
    last: Mapped[date]


class Planned(Base):
    """What a supervisor decided for one local date: `pinned` to a standard, or `skipped`."""

    __tablename__ = "planned"
    __table_args__ = (Index("planned_day", "day"),)

    subscription: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    standard: Mapped[str | None]
    member: Mapped[str]  # who decided
    changed_at: Mapped[datetime]


class Hold(Base):
    """A workspace to which nothing may be posted until a moment: Slack answered 429."""

    __tablename__ = "hold"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime]


class LookHold(Base):
    """A workspace into whose channels nobody may look until a moment: Slack answered 429 to a look."""

    __tablename__ = "look_hold"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime]


class Delivery(Base):
    """What became of one slot of a subscription. States: pending, sending, sent, skipped, failed, uncertain."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("subscription", "slot"),
        UniqueConstraint("workspace", "source_key"),
        partial("delivery_open", "not_before", "state IN ('pending', 'sending')"),
        Index("delivery_of_channel", "workspace", "channel", "slot"),
        partial("delivery_uncounted", "workspace", "answer_count <> count_shown"),
        partial("delivery_closing", "closes_at", "closed_at IS NULL"),
        partial("delivery_words", "slot", "shown IS NOT NULL"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)  # opaque; also in the Slack message's metadata
    subscription: Mapped[int | None] = mapped_column(BigId)  # none for a tip asked for by hand in a channel without one
    workspace: Mapped[str]
    channel: Mapped[str]
    slot: Mapped[datetime]
    language: Mapped[str]
    state: Mapped[str]
    not_before: Mapped[datetime]
    first_try_at: Mapped[datetime | None]
    attempts: Mapped[int]
    doubt: Mapped[bool]
    standard: Mapped[str | None]
    tip: Mapped[int | None]  # which of the standard's tips
    slack_ts: Mapped[str | None]
    reason: Mapped[str | None]
    source_key: Mapped[str | None]
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    style: Mapped[str] = mapped_column(server_default="tip")  # question, tip
    check_number: Mapped[int | None]  # which of the standard's checks, where it asks one
    options: Mapped[str | None]  # the order in which the check's options were shown, such as 201
    why: Mapped[str | None]  # why this standard today: codes of selection, as JSON
    members: Mapped[int | None]  # how many people were in the channel, where Slack says so
    answer_count: Mapped[int] = mapped_column(server_default="0")  # stays when responses are deleted
    right_count: Mapped[int] = mapped_column(server_default="0")
    count_shown: Mapped[int] = mapped_column(server_default="0")  # how many answers the message speaks of; -1: unknown
    count_due_at: Mapped[datetime | None]  # not before this is the count shown anew; a lease while that goes on
    closes_at: Mapped[datetime | None]  # when the local day is over; none: nobody has answered
    closed_at: Mapped[datetime | None]  # when that was noticed: the message may give the share
    day_count: Mapped[int | None]  # how many answers came before the day was over; none: it is not over
    day_right: Mapped[int | None]
    shown: Mapped[str | None] = mapped_column(Text)  # the words as they were sent, as JSON: a reload changes them not


class Response(Base):
    """One person's one answer to a delivery's check: private to that person, deleted after the retention time."""

    __tablename__ = "response"
    __table_args__ = (Index("response_answered", "workspace", "answered_at"), Index("response_age", "answered_at"))

    delivery: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    option: Mapped[int]  # as the content numbers them
    is_right: Mapped[bool]
    answered_at: Mapped[datetime]


class Observation(Base):
    """What an observer saw a subject do, against one version of a standard."""

    __tablename__ = "observation"
    __table_args__ = (
        UniqueConstraint("workspace", "source_key"),
        Index("observation_of_subject", "workspace", "subject", "seen_at"),
        Index("observation_by_observer", "workspace", "observer", "recorded_at"),
        Index(
            "observation_report", "workspace", "seen_at", "standard", "subject", "level", "undone_at", "contested_at"
        ),
        Index("observation_age", "seen_at"),
        partial("observation_contested", "contested_at", "contested_at IS NOT NULL"),
        {"sqlite_autoincrement": True},  # a number that stood in a button is not given to another one
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    workspace: Mapped[str]
    observer: Mapped[str]
    subject: Mapped[str]
    standard: Mapped[str]
    standard_version: Mapped[str]
    level: Mapped[str]
    note: Mapped[str] = mapped_column(Text)
    place: Mapped[str]
    seen_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]  # undone by the observer, or withdrawn when a contest was decided
    source_key: Mapped[str]
    purpose: Mapped[str] = mapped_column(server_default="coaching")  # what it may be used for: nothing else
    corrected_at: Mapped[datetime | None]
    contested_at: Mapped[datetime | None]  # while a contest is open, and then it is in no report
    outcome: Mapped[str | None]  # of the contest: upheld, amended, withdrawn


class Draft(Base):
    """What a form held when it was left, for its author alone; `content` is JSON."""

    __tablename__ = "draft"
    __table_args__ = (Index("draft_age", "kept_at"),)

    workspace: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(primary_key=True)  # the view's id, or the source key of a typed line
    content: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime]
    typed_at: Mapped[datetime | None]  # when Slack saw the last letter; none: it did not say
