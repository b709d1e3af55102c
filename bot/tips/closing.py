"""When the day of a question is over, and what its channel may know then. Pure."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.people.groups import FEWEST
from bot.ports import Tally


def end_of_day(moment: datetime, time_zone: str) -> datetime:
    """Midnight after the moment on the zone's clocks, in UTC; where they skip midnight, the moment that they jump."""
    zone = ZoneInfo(time_zone)
    tomorrow = moment.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone).astimezone(UTC)


def tally(answers: int, *, closed: int, right: int) -> Tally:
    """What may be shown of this many answers, of which `closed` came before the day was over and `right` were right.

    Under five no share is shown, as it would say too much of single people; until the day is over, `closed` is 0.
    """
    return Tally(answers, round(100 * right / closed) if closed >= FEWEST else None)
