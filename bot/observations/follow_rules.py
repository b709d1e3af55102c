"""When somebody may be followed up on, and when the observer is reminded of it; pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypedDict
from zoneinfo import ZoneInfo

from bot.catalogue.model import Level
from bot.observations.fair_errors import (
    AlreadyContested,
    DeletedBefore,
    FollowUpDayRefused,
    FollowUpNeedsNotYet,
    TooLateToFollowUp,
)
from bot.observations.records import Observed
from bot.observations.steps import check_counts
from bot.ports import MemberId

WITHIN = timedelta(days=14)
AT = time(8)
REST_OF_DAY = timedelta(hours=16)  # from then on: clocks are put forward or back at night
UNTIL = time(20)  # nobody is reminded at night of a day that has passed
DAY = timedelta(days=1)
FRIDAY, SATURDAY = 4, 5


@dataclass(frozen=True)
class Planned:
    """A follow-up: the observer's local day, and the moment (UTC) at which they are reminded."""

    day: date
    due_at: datetime


class Limits(TypedDict):
    """What says which days may be: recorded or moved `since`, `now`, and deleted at `gone_at` (all UTC)."""

    since: datetime
    now: datetime
    time_zone: str
    gone_at: datetime


@dataclass(frozen=True)
class DaysLeft:
    """On which days a follow-up may be planned: within 14 days, or up to `last` where that is sooner; or on none."""

    last: date | None = None
    is_any: bool = True


ANY = DaysLeft()


@dataclass(frozen=True)
class Ended:
    """A follow-up that an observation has closed: of which observation, whose, and the day of it."""

    observation: int
    owner: MemberId
    day: date


@dataclass(frozen=True)
class OpenFollowUp:
    """A follow-up that waits, with the observation that it belongs to."""

    observed: Observed
    day: date


@dataclass(frozen=True)
class Reminder:
    """A reminder that is ours to send until `held_until` (UTC); in `doubt` when an earlier try may have arrived."""

    observed: Observed
    day: date
    key: str
    claim: int
    held_until: datetime
    doubt: bool
    due_at: datetime


def local_day(moment: datetime, time_zone: str) -> date:
    """The date of a moment in a zone."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def morning(day: date, time_zone: str) -> datetime:
    """08:00 of a local day, in UTC."""
    return datetime.combine(day, AT, ZoneInfo(time_zone)).astimezone(UTC)


def planned(day: date, *, since: datetime, now: datetime, time_zone: str, gone_at: datetime) -> Planned:
    """The follow-up on a day: after today, within 14 days of `since`, and before it is deleted at `gone_at` (all UTC).

    Raises `FollowUpDayRefused`, and `DeletedBefore` or `TooLateToFollowUp` where there is no such day.
    """
    latest = last_day(since=since, now=now, time_zone=time_zone, gone_at=gone_at)
    if not local_day(now, time_zone) < day <= latest:
        raise FollowUpDayRefused(latest)
    return Planned(day, morning(day, time_zone))


def last_day(*, since: datetime, now: datetime, time_zone: str, gone_at: datetime) -> date:
    """The last day on which there may be a follow-up. Raises `DeletedBefore` or `TooLateToFollowUp` without one."""
    today, last = local_day(now, time_zone), local_day(gone_at, time_zone)
    if morning(last, time_zone) >= gone_at:
        last -= DAY
    if last <= today:
        raise DeletedBefore
    latest = min(last, local_day(since, time_zone) + WITHIN)
    if latest <= today:
        raise TooLateToFollowUp(WITHIN)
    return latest


def days_left(*, since: datetime, now: datetime, time_zone: str, gone_at: datetime) -> DaysLeft:
    """What a form says of the days on which a follow-up may be planned."""
    try:
        last = last_day(since=since, now=now, time_zone=time_zone, gone_at=gone_at)
    except (DeletedBefore, TooLateToFollowUp):
        return DaysLeft(is_any=False)
    return DaysLeft(last if last < local_day(now, time_zone) + WITHIN else None)


def next_working_day(today: date) -> date:
    """The first day after today that is none of a weekend."""
    return today + DAY * {FRIDAY: 3, SATURDAY: 2}.get(today.weekday(), 1)


def suggested(day: date | None, now: datetime, time_zone: str, days: DaysLeft = ANY) -> date | None:
    """The day that a form offers: the planned one, or the next working day where that has come; none without a plan.

    It is the last one that is left where that is sooner.
    """
    today = local_day(now, time_zone)
    offered = next_working_day(today) if day is not None and day <= today else day
    return min(offered, days.last) if offered is not None and days.last is not None else offered


def check_level(level: Level) -> None:
    """What has been met needs no follow-up."""
    if level is not Level.NOT_YET:
        raise FollowUpNeedsNotYet


def wish_in_note(observed: Observed) -> bool:
    """Whether the observer may take a follow-up for planned that stands in the note alone."""
    from bot.observations.follow_words import speaks_of_follow_up  # noqa: PLC0415  (reminding needs no words)

    return observed.level is Level.NOT_YET and observed.follow_up is None and speaks_of_follow_up(observed.note)


def check_followable(observed: Observed) -> None:
    """It counts, nobody contests it, and it is a *not yet*."""
    check_counts(observed)
    if observed.contested:
        raise AlreadyContested
    check_level(observed.level)


def waits_until(day: date, now: datetime, time_zone: str) -> datetime | None:
    """Until when (UTC) a reminder waits that is due by the book; None: it goes out now.

    A person's zone may have changed since it was planned, and a day that passed unseen is named in daytime.
    """
    first = morning(day, time_zone)
    if now < first:
        return first
    local = now.astimezone(ZoneInfo(time_zone))
    if local.time() < AT:
        return morning(local.date(), time_zone)
    return morning(local.date() + DAY, time_zone) if local.time() >= UNTIL else None
