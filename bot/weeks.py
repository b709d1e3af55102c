"""Weeks by the wall clock: when what comes on Monday morning is due; pure."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

AT = time(8)
LATEST = timedelta(hours=24)  # a Takt that comes up later than this leaves the week out
WEEK = timedelta(days=7)
FIRST, MIDDLE, LAST = "Etc/GMT-14", "UTC", "Etc/GMT+12"  # the zones where Monday begins first and last


def week_due(now: datetime, time_zone: str) -> str | None:
    """The ISO week, such as 2026-W48, whose digest is due at this moment: from Monday 08:00 local for a day."""
    local = now.astimezone(ZoneInfo(time_zone))
    monday = local.date() - timedelta(days=local.weekday())
    due = datetime.combine(monday, AT, local.tzinfo)
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}" if due <= local < due + LATEST else None


def next_due(now: datetime, time_zone: str) -> datetime:
    """The next Monday 08:00 of a zone, in UTC."""
    local = now.astimezone(ZoneInfo(time_zone))
    monday = local.date() - timedelta(days=local.weekday())
    dues = (datetime.combine(monday + weeks * WEEK, AT, local.tzinfo).astimezone(UTC) for weeks in (0, 1))
    return next(due for due in dues if due > now)


def due_somewhere(now: datetime) -> bool:
    """Whether it is due in any zone of the world."""
    return any(week_due(now, zone) for zone in (FIRST, MIDDLE, LAST))
