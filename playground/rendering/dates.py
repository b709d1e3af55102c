"""Times as people read them, in the reader's language and time zone."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from babel.dates import format_date, format_time

from playground.rendering.reader import Reader

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_RELATIVE = {
    "en": {0: "Today", -1: "Yesterday", 1: "Tomorrow"},
    "da": {0: "I dag", -1: "I går", 1: "I morgen"},
}
_DAY = {"en": "EEEE d MMMM", "da": "EEEE 'den' d. MMMM"}


def local(ts: str | float, reader: Reader) -> datetime:
    """The moment of a Slack `ts` or of Unix seconds on the reader's clock."""
    return datetime.fromtimestamp(float(ts), tz=reader.zone)


def clock(ts: str | float, reader: Reader) -> str:
    """The time of day, such as `14:05`."""
    return format_time(local(ts, reader), "short", locale=reader.babel_locale)


def full_time(ts: str | float, reader: Reader) -> str:
    """The whole moment, for a tooltip."""
    moment = local(ts, reader)
    return f"{format_date(moment, 'full', locale=reader.babel_locale)} {moment:%H:%M:%S}"


def day_label(day: date, today: date, reader: Reader) -> str:
    """`Today`, `Yesterday`, or the weekday and date, in the reader's language."""
    near = _RELATIVE.get(reader.language, _RELATIVE["en"]).get((day - today).days)
    if near:
        return near
    pattern = _DAY.get(reader.language, "full")
    written = format_date(day, pattern, locale=reader.babel_locale)
    return written[:1].upper() + written[1:]


def slack_date(template: str, ts: str | float, reader: Reader, now: datetime) -> str:
    """The text of a `<!date^…>` token: its placeholders filled in, unknown ones left as they are."""
    moment = local(ts, reader)
    return _PLACEHOLDER.sub(lambda found: _part(found[1], moment, reader, now) or found[0], template)


def _part(name: str, moment: datetime, reader: Reader, now: datetime) -> str | None:
    match name:
        case "time":
            return format_time(moment, "short", locale=reader.babel_locale)
        case "time_secs":
            return format_time(moment, "medium", locale=reader.babel_locale)
        case "date_num":
            return moment.strftime("%Y-%m-%d")
        case "ago":
            return _ago(now - moment)
        case _:
            return _date_part(name, moment, reader, now)


def _date_part(name: str, moment: datetime, reader: Reader, now: datetime) -> str | None:
    patterns = {"date": "long", "date_long": "full", "date_short": "medium", "date_slash": "short"}
    if name.endswith("_pretty") and abs((moment.date() - now.astimezone(reader.zone).date()).days) <= 1:
        return day_label(moment.date(), now.astimezone(reader.zone).date(), reader).lower()
    pattern = patterns.get(name.removesuffix("_pretty"))
    return format_date(moment, pattern, locale=reader.babel_locale) if pattern else None


def _ago(distance: timedelta) -> str:
    minutes = int(distance.total_seconds() // 60)
    return f"{minutes} min" if abs(minutes) < 120 else f"{minutes // 60} h"
