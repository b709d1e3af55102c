"""Takt's rate beside that of its Slack client alone, pair by pair.

A rate on a machine that others use says little; what it is beside another that was measured a second before and a
second after says more, and the median of several such pairs more still.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks._deliveries_rate import Calls, Rate, bare_rate, client_rate, recorded_posts, takt_rate
from benchmarks._slack_process import SlackProcess
from bot.library import Library


@dataclass(frozen=True)
class Pairs:
    """Takt in turns with its Slack client alone, and with Slack's SDK alone: each between two of the others."""

    takt: Sequence[Rate]
    client: Sequence[Calls]
    bare: Sequence[Calls]

    @property
    def shares(self) -> list[float]:
        """Takt's rate beside that of its client just before and after, pair by pair."""
        around = zip(self.client, self.client[1:], strict=False)
        return [
            rate.per_second * 2 / (before.per_second + after.per_second)
            for rate, (before, after) in zip(self.takt, around, strict=True)
        ]

    @property
    def share(self) -> float:
        """The median of the shares."""
        return statistics.median(self.shares)

    @property
    def share_of_bare(self) -> float:
        """The same beside the SDK alone, which had its turn after Takt."""
        return statistics.median(
            rate.per_second / bare.per_second for rate, bare in zip(self.takt, self.bare, strict=True)
        )

    @property
    def cpu(self) -> float:
        """The client's CPU time for a call beside Takt's for a delivery, medians: the rate on an undisturbed core."""
        return statistics.median(one.cpu for one in self.client) / statistics.median(one.cpu for one in self.takt)


async def pairs_of_rates(url: str, slack: SlackProcess, library: Library, count: int, pairs: int) -> Pairs:
    """The client, then so many times Takt, the SDK, the client; a run of Takt before, for its calls, does not count."""
    with recorded_posts() as recorded:
        await takt_rate(url, slack, library, count, {})
    takt, client, bare = [], [await client_rate(slack, recorded, count)], []
    for _ in range(pairs):
        takt.append(await takt_rate(url, slack, library, count, {}))
        bare.append(await bare_rate(slack, count))
        client.append(await client_rate(slack, recorded, count))
    return Pairs(takt, client, bare)
