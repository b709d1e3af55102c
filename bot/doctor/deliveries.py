"""Looks at what is due next and at what became of the last deliveries; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.doctor.delivery_queries import Coming, Past
from bot.doctor.findings import Finding, ok, warning
from bot.tips.records import State

NEXT, LAST, PAUSED = "next tips", "last tips", "paused tips"
LATE = timedelta(minutes=5)
TROUBLE = frozenset({State.FAILED, State.UNCERTAIN})
MENDS = {
    "not_in_channel": "Invite Takt into the channel (/invite @Takt), then: /tips on",
    "channel_not_found": "Invite Takt into the channel (/invite @Takt), then: /tips on",
    "is_archived": "Unarchive the channel, or leave it: nothing more is sent there.",
    "uninstalled": "Install Takt in the workspace again, then: /tips on",
    "too-late": "Takt was not running when they were due: keep it running (see its log).",
}
ELSE = "See /tips status in the channel and Takt's log; then: /tips on"


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
        yield warning(PAUSED, f"{count} because of {reason}.", MENDS.get(reason, ELSE))


def _next(coming: Sequence[Coming], now: datetime) -> Finding:
    if not coming:
        return ok(NEXT, "none: no channel has asked for them (/tips on).")
    seen = "\n".join(f"{_local(one)} {one.time_zone} · {one.workspace} {one.channel}" for one in coming)
    overdue = sum(now - one.due_at > LATE for one in coming)
    if overdue:
        return warning(
            NEXT, f"{overdue} overdue by more than five minutes:\n{seen}", "Start Takt: takt run; see its log."
        )
    return ok(NEXT, seen)


def _last(past: Sequence[Past]) -> Finding:
    if not past:
        return ok(LAST, "none yet.")
    seen = "\n".join(map(_became, past))
    troubled = next((one for one in past if one.state in TROUBLE), None)
    late = next((one for one in past if one.state is State.SKIPPED and one.reason == "too-late"), None)
    if bad := troubled or late:
        return warning(LAST, seen, MENDS.get(str(bad.reason), ELSE))
    return ok(LAST, seen)


def _became(one: Past) -> str:
    standard = f" {one.standard}" if one.standard else ""
    reason = f" ({one.reason})" if one.reason else ""
    return f"{one.slot:%Y-%m-%d %H:%M} UTC · {one.workspace} {one.channel} · {one.state}{reason}{standard}"


def _local(one: Coming) -> str:
    try:
        return f"{one.due_at.astimezone(ZoneInfo(one.time_zone)):%Y-%m-%d %H:%M}"
    except (ZoneInfoNotFoundError, ValueError):
        return f"{one.due_at:%Y-%m-%d %H:%M} UTC, unknown zone"
