"""What a change makes of a rule, and when its next slot is then."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.tips.calendars import country_of_zone
from bot.tips.records import SubscriptionRecord
from bot.tips.rest import DAY, Holidays
from bot.tips.schedule import Rule, next_slot, rests_on
from bot.tips.wish import Change, Problem, Trouble

MOMENT = timedelta(microseconds=1)
HALF_A_DAY = timedelta(hours=12)  # no government moves its clocks by more, but across the date line
SECOND = timedelta(seconds=1)  # a slot at midnight belongs to the day that it begins


def with_rest(rule: Rule, changes: Sequence[Change], now: datetime) -> tuple[Rule, list[Problem]]:
    """The rule with what was said of its rest, as far as that can be, and what cannot."""
    from bot.tips.zones import is_zone, zones_near  # noqa: PLC0415  (every name of a zone or a town comes with it)

    today, rest, problems = local_date(rule, now), rule.rest, list[Problem]()
    for change in changes:
        rest, wrong = change.made(rest, today)
        problems += wrong
    if not is_zone(rule.time_zone):
        problems.append(Problem(Trouble.ZONE, rule.time_zone, zones_near(rule.time_zone)))
    if rest.holidays == Holidays(True, country_of_zone(rule.time_zone)):
        rest = replace(rest, holidays=Holidays())  # it was said, and goes without saying: it follows the zone
    changed = replace(rule, rest=rest.with_breaks((), today))
    if changed.never_loud and rest.quiet is not None:
        ends = (f"{rest.quiet.start:%H:%M}", f"{rest.quiet.end:%H:%M}")
        problems.append(Problem(Trouble.IN_QUIET, f"{rule.local_time:%H:%M}", ends))
    return changed, problems


def next_due(known: SubscriptionRecord | None, rule: Rule, now: datetime, last: datetime | None) -> datetime:
    """When a subscription with a new rule is due; no change brings a second tip (`last` came last) to one local date.

    A slot that has come already stays, unless its day now rests, or time, zone or weekdays are others. Raises
    `LookupError` for a zone that does not exist.
    """
    is_as_before = known is not None and known.active and replace(known.rule, rest=rule.rest) == rule
    if known is None or not is_as_before:
        return next_new_date(rule, now, last)
    if known.rule == rule or (known.next_due_at <= now and not rests_on(rule, local_date(rule, known.next_due_at))):
        return known.next_due_at
    return next_new_date(rule, now, last)


def due_by_new_rules(rule: Rule, due: datetime, now: datetime, last: datetime | None) -> datetime:
    """When a slot ahead is due after its zone's rules have changed: where it was, if that is a slot still.

    A slot whose new moment is already over stays where it was, a little late, rather than be lost; `last` was the
    last slot, and its local date gets no second one. Raises `LookupError` for a zone that does not exist.
    """
    if due <= now or next_slot(rule, due - MOMENT) == due:
        return due
    meant = next_slot(rule, due - HALF_A_DAY)
    day = local_date(rule, meant)
    is_free = last is None or local_date(rule, last) < day
    if meant <= now and is_free and local_date(rule, due) == day:
        return due
    return next_new_date(rule, now, last)


def next_new_date(rule: Rule, now: datetime, last: datetime | None) -> datetime:
    """The next slot on a local date that has had none yet."""
    return next_slot(rule, now if last is None else max(now, _end_of(local_date(rule, last), rule)))


def local_date(rule: Rule, moment: datetime) -> date:
    """The date of a moment in the rule's zone; in UTC where that zone no longer exists."""
    from bot.tips.zones import is_zone  # noqa: PLC0415

    return moment.astimezone(ZoneInfo(rule.time_zone if is_zone(rule.time_zone) else "UTC")).date()


def _end_of(day: date, rule: Rule) -> datetime:
    """The last second of a local date."""
    return datetime.combine(day + DAY, time(), ZoneInfo(rule.time_zone)).astimezone(UTC) - SECOND
