"""Does the trouble of one workspace make others late?

Many workspaces are due at the same moment and Slack answers each call in 50 ms, 2 % of them with 429 and 1 % with
500; which calls fail depends on the channel and the number of the try alone, so every run meets the same faults. One
workspace is big: it has one in twenty of all channels. A workspace's lateness is the time from the due moment to the
moment when Slack took its last tip, less the time in which a busy machine gave Takt's thread no CPU. The big workspace
is well in every other run and in trouble in those between; what is compared is the distribution of lateness over all
other workspaces, with the runs before and after.
"""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks._deliveries_app import Wished, fill, make_due, many, still_open, sync_engine, takt_on
from benchmarks._loop_watch import LoopWatch, watched_loop
from benchmarks._slack_process import SlackProcess
from bot.library import Library

EACH = 10
BIG = "T99999"
BIG_SHARE = 20  # the big workspace has one in so many of the channels
PATIENCE_SECONDS = 240
TICK_SECONDS = 0.5
USUAL = {"seconds": 0.05, "limited": 0.02, "failing": 0.01}
NO_TROUBLE = "none"
TROUBLES: dict[str, dict[str, Any]] = {
    NO_TROUBLE: {},
    "slow: every answer takes 8 s": {"seconds": 8.0},
    "limited: always 429, Retry-After 30": {"limited": 1.0, "retry_after": 30},
    "failing: always 500": {"limited": 0.0, "failing": 1.0},
}


@dataclass(frozen=True)
class Lateness:
    """Seconds to a workspace's last tip, over the workspaces without trouble; `worst` with the waits for a CPU."""

    p50: float
    p95: float
    p99: float
    worst: float
    missing: int  # tips that Slack never got
    block: float  # of the event loop, milliseconds

    def ratio(self, *others: "Lateness") -> float:
        """How many times later than the others on average, where it is worst: at the median, p95 or p99."""
        count = len(others)
        return max(
            self.p50 * count / sum(other.p50 for other in others),
            self.p95 * count / sum(other.p95 for other in others),
            self.p99 * count / sum(other.p99 for other in others),
        )


async def lateness(
    url: str, slack: SlackProcess, library: Library, count: int, trouble: dict[str, Any], **settings: Any
) -> Lateness:
    """One run with this trouble in the big workspace."""
    slack.order("rules", **USUAL, broken={BIG[1:]: trouble} if trouble else {})
    big = count // BIG_SHARE
    usual = many((count - big) // EACH, EACH)
    fill(url, [Wished(BIG, f"C{BIG[1:]}-{one}", usual[0].due) for one in range(big)] + usual)
    engine = sync_engine(url)
    async with takt_on(url, slack, library, tick_seconds=TICK_SECONDS, **settings), watched_loop() as watch:
        await asyncio.sleep(1)
        due = datetime.now(UTC) - timedelta(milliseconds=1)
        await asyncio.to_thread(make_due, engine, due)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while await asyncio.to_thread(still_open, engine, beside=BIG) and time.monotonic() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(0.3)
    engine.dispose()
    return _lateness(slack.look("record")["taken"], due.timestamp(), [one.channel for one in usual], watch)


def _lateness(taken: dict[str, list[float]], due: float, channels: list[str], watch: LoopWatch) -> Lateness:
    last: dict[str, float] = {}
    for channel in channels:
        if channel in taken:
            workspace = channel.partition("-")[0]
            last[workspace] = max(last.get(workspace, 0), *taken[channel])
    late = sorted(watch.worked(due, moment) for moment in last.values())
    missing = sum(channel not in taken for channel in channels)
    return Lateness(_at(late, 0.5), _at(late, 0.95), _at(late, 0.99), max(last.values()) - due, missing, watch.longest)


def _at(sorted_values: list[float], share: float) -> float:
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]
