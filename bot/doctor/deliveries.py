"""Looks at what is due next and at what became of the last deliveries; pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.doctor.advice import advice
from bot.doctor.delivery_queries import Coming, Past
from bot.doctor.findings import Finding, ok, warning
from bot.tips.records import BY_HAND, LATE, State

NEXT, LAST, PAUSED = "next tips", "last tips", "paused tips"
OVERDUE = timedelta(minutes=5)
TROUBLE = frozenset({State.FAILED, State.UNCERTAIN})


@dataclass(frozen=True)
class Deliveries:
    """What the database says of them."""

    coming: Sequence[Coming]
    past: Sequence[Past]
    paused: Sequence[tuple[str, int]]


def delivery_findings(found: Deliveries, now: datetime) -> Iterator[Finding]:
    """The next, the last, and what is paused."""
    yield _next(found.coming, now)
    yield _last(found.past)
    for reason, count in found.paused:
        yield _paused(reason, count)


def _next(coming: Sequence[Coming], now: datetime) -> Finding:
    if not coming:
        return ok(NEXT, "none: no channel has asked for them (/tips on).")
    seen = "\n".join(f"{_local(one)} {one.time_zone} · {one.workspace} {one.channel}" for one in coming)
    overdue = sum(now - one.due_at > OVERDUE for one in coming)
    if overdue:
        return warning(
            NEXT, f"{overdue} overdue by more than five minutes:\n{seen}", "Start Takt: takt run; see its log."
        )
    return ok(NEXT, seen)


def _last(past: Sequence[Past]) -> Finding:
    if not past:
        return ok(LAST, "none yet.")
    seen = "\n".join(map(_became, past))
    reasons = dict.fromkeys(str(one.reason) for one in past if _is_trouble(one))
    return warning(LAST, seen, _mends(reasons)) if reasons else ok(LAST, seen)


def _is_trouble(one: Past) -> bool:
    """Whether somebody is to mend something; what was skipped as people wished is well."""
    return one.state in TROUBLE or (one.state is State.SKIPPED and one.reason in LATE)


def _mends(reasons: Iterable[str]) -> str:
    """A line for each advice, behind the reasons that it is for."""
    asking: dict[str, list[str]] = {}
    for reason in reasons:
        asking.setdefault(advice(reason), []).append(reason)
    return "\n".join(f"{', '.join(alike)}: {line}" for line, alike in asking.items())


def _paused(reason: str, count: int) -> Finding:
    if reason == BY_HAND:
        return ok(PAUSED, f"{count} by hand, until somebody types /tips resume.")
    return warning(PAUSED, f"{count} because of {reason}.", advice(reason))


def _became(one: Past) -> str:
    standard = f" {one.standard}" if one.standard else ""
    reason = f" ({one.reason})" if one.reason else ""
    return f"{one.slot:%Y-%m-%d %H:%M} UTC · {one.workspace} {one.channel} · {one.state}{reason}{standard}"


def _local(one: Coming) -> str:
    try:
        return f"{one.due_at.astimezone(ZoneInfo(one.time_zone)):%Y-%m-%d %H:%M}"
    except (ZoneInfoNotFoundError, ValueError):
        return f"{one.due_at:%Y-%m-%d %H:%M} UTC, unknown zone"
