"""Deliveries per second, statements for each, and the longest block of the event loop; the same client alone."""

import asyncio
import itertools
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks._deliveries_app import counted_statements, fill, make_due, many, still_open, sync_engine, takt_on
from benchmarks._loop_watch import watched_loop
from benchmarks._slack_process import SlackProcess
from bot.library import Library
from bot.loading import keep_what_is_there, let_go
from handlers.connections import open_session
from handlers.lines import OneLine
from handlers.messenger import SlackMessenger

EACH = 10  # channels in a workspace
AT_ONCE = 128  # requests in the air: as many as Takt has
PATIENCE_SECONDS = 120
PAUSE_SECONDS = 0.3
REMEMBERED = 200


@dataclass
class Rate:
    """What was measured of one run."""

    per_second: float
    statements: float  # for each delivery
    block: float  # milliseconds
    raw_block: float
    missing: int
    cpu: float  # milliseconds of our thread for each delivery


@dataclass(frozen=True)
class Calls:
    """How fast a client was that did nothing else."""

    per_second: float
    cpu: float  # milliseconds of its thread for each call


async def takt_rate(url: str, slack: SlackProcess, library: Library, count: int, rules: dict[str, Any]) -> Rate:
    """Takt sends what is due until nothing is open any more; the rate means something without faults only."""
    slack.order("rules", **rules)
    fill(url, many(count // EACH, EACH))
    engine = sync_engine(url)
    async with takt_on(url, slack, library) as takt:
        await asyncio.sleep(PAUSE_SECONDS)  # its first tick, with nothing to do
        await asyncio.to_thread(make_due, engine, datetime.now(UTC) - timedelta(seconds=10))  # Takt may be writing
        async with counted_statements() as statements, watched_loop() as watch:
            began, worked = time.perf_counter(), time.thread_time()
            await takt.services.deliveries.tick()
            seconds, cpu = time.perf_counter() - began, time.thread_time() - worked
            while await asyncio.to_thread(still_open, engine) and time.perf_counter() < began + PATIENCE_SECONDS:
                await asyncio.sleep(PAUSE_SECONDS)
                await takt.services.deliveries.tick()
    engine.dispose()
    missing = count - len(slack.look("record")["taken"])
    return Rate(count / seconds, statements.count / count, watch.longest, watch.raw, missing, cpu / count * 1000)


@dataclass(frozen=True)
class Recorded:
    """The calls of Takt's messenger for tips, to be made again."""

    calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = field(default_factory=list)


@contextmanager
def recorded_posts() -> Iterator[Recorded]:
    """Note tips that the messenger posts."""
    recorded, post_tip = Recorded(), SlackMessenger.post_tip

    async def noting(messenger: SlackMessenger, *arguments: Any, **named: Any) -> str:
        if len(recorded.calls) < REMEMBERED:  # more would be ours to search for garbage, in the loop that is measured
            recorded.calls.append((arguments, named))
        return await post_tip(messenger, *arguments, **named)

    SlackMessenger.post_tip = noting  # type: ignore[assignment, method-assign]
    try:
        yield recorded
    finally:
        SlackMessenger.post_tip = post_tip  # type: ignore[method-assign]


async def client_rate(slack: SlackProcess, recorded: Recorded, count: int) -> Calls:
    """The same Slack client making the same calls again and again, as many at once, without a database."""
    slack.order("rules")
    async with open_session() as session:
        client = AsyncWebClient(token="xoxb-bare", base_url=slack.api_url, session=session, retry_handlers=[])
        messenger, left = SlackMessenger(OneLine(client)), itertools.islice(itertools.cycle(recorded.calls), count)

        async def worker() -> None:
            for arguments, named in left:
                await messenger.post_tip(*arguments, **named | {"may_send": lambda: True})

        return await _timed(worker, count)


async def bare_rate(slack: SlackProcess, count: int) -> Calls:
    """Slack's SDK alone, posting one ready-made message as often."""
    message = slack.look("last")
    slack.order("rules")
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token="xoxb-bare", base_url=slack.api_url, session=session, retry_handlers=[])
        left = iter(range(count))

        async def worker() -> None:
            for _ in left:
                await client.api_call("chat.postMessage", json=message)

        return await _timed(worker, count)


async def _timed(worker: Callable[[], Coroutine[Any, Any, None]], count: int) -> Calls:
    keep_what_is_there()  # as Takt does
    began, worked = time.perf_counter(), time.thread_time()
    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
    calls = Calls(count / (time.perf_counter() - began), (time.thread_time() - worked) / count * 1000)
    let_go()
    return calls
