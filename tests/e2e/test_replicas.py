"""Two replicas on PostgreSQL behind a load balancer: a rolling restart under load loses nothing and doubles nothing."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import monotonic

import psycopg
import pytest

from bot.app import Takt, build
from bot.db import migrate
from bot.library import Library
from playground.acts.commands import type_command
from playground.client import Workspace
from playground.server import Playground
from tests.e2e.balancer import Balancer, balancer
from tests.e2e.conftest import MANIFEST, NOTICE_OVERRIDDEN, SETTLE_MS, takt_settings
from tests.fakes import FixedClock
from tests.waiting import until

DRAIN = 3.0  # seconds: the longest that may be chosen, for this machine may be a busy one
TEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # in Copenhagen
BEFORE = timedelta(seconds=30)  # less than what makes a replica unready for want of a tick
CHANNELS = 12
WORKERS = 3


@dataclass
class Fleet:
    """The replicas that run now, and everything around them."""

    playground: Playground
    slack: Workspace
    balancer: Balancer
    clock: FixedClock
    library: Library
    database: str
    running: list[Takt] = field(default_factory=list)

    async def start(self) -> None:
        """One replica more, once it is ready."""
        settings = takt_settings(self.playground, "http", self.database)
        takt = build(settings.model_copy(update={"drain_seconds": DRAIN}), self.clock, self.library)
        await takt.start()
        self.running.append(takt)
        self.balancer.replicas.append(takt.port)
        await self.balancer.ready(takt.port)

    async def stop_oldest(self) -> float:
        """One replica fewer; how many seconds that took."""
        began = monotonic()
        await self.running.pop(0).stop()
        return monotonic() - began

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the database says."""
        with psycopg.connect(self.database) as connection:
            return [tuple(row) for row in connection.execute(query.encode()).fetchall()]


@pytest.fixture
async def fleet(library: Library, postgresql_url: str) -> AsyncIterator[Fleet]:
    """Two replicas that serve."""
    await asyncio.to_thread(migrate.upgrade, postgresql_url)
    with psycopg.connect(postgresql_url) as connection:
        connection.execute(NOTICE_OVERRIDDEN.encode())
    playground = Playground(MANIFEST, request_url="http://127.0.0.1:9/")
    await playground.start()
    async with balancer() as (one, address), Workspace(playground.url, SETTLE_MS) as slack:
        playground.point_at(address)
        fleet = Fleet(playground, slack, one, FixedClock(TEN - BEFORE), library, postgresql_url)
        try:
            await fleet.start()
            await fleet.start()
            yield fleet
        finally:
            for takt in fleet.running:
                await takt.stop()
            await playground.stop()


@contextlib.asynccontextmanager
async def load(fleet: Fleet) -> AsyncIterator[Counter[str]]:
    """Sofie records observations without a pause within this block; how many were acknowledged, and how many not."""
    slack, told, over = fleet.playground.slack, Counter[str](), asyncio.Event()
    sofie, shop = slack.state.world.person("sofie"), slack.state.world.channel("butikken")

    async def work(number: int) -> None:
        while not over.is_set():
            told["sent"] += 1
            note = f"/observe @anna hilsen + Nummer {number}.{told['sent']}".removeprefix("/observe ")
            answer = await type_command(slack, sofie, shop, "/observe", note)
            told["acknowledged" if answer.get("ok") else f"lost: {answer.get('error')}"] += 1

    workers = [asyncio.create_task(work(number)) for number in range(WORKERS)]
    try:
        yield told
    finally:
        over.set()
        await asyncio.gather(*workers)


async def test_a_rolling_restart_under_load_loses_no_request_and_no_tip(fleet: Fleet) -> None:
    await subscribe(fleet)
    took = list[float]()
    async with load(fleet) as told:
        fleet.clock.set(TEN)
        for _ in range(2):
            await fleet.start()
            took.append(await fleet.stop_oldest())
    await settled(fleet)
    assert (lost(told), fleet.balancer.failed) == ([], [])
    assert fleet.rows("SELECT count(*) FROM observation") == [(told["acknowledged"],)]
    assert told["acknowledged"] > 20
    assert fleet.rows("SELECT state, count(*) FROM delivery GROUP BY state") == [("sent", CHANNELS)]
    assert set(Counter(posted(fleet)).values()) == {1}
    assert len(posted(fleet)) == CHANNELS
    assert max(took) < 10


async def test_readiness_goes_off_before_a_replica_stops_to_serve(fleet: Fleet) -> None:
    leaving = fleet.running[0]
    stopping = asyncio.create_task(fleet.stop_oldest())
    async with load(fleet) as told:
        await stopping
    assert leaving.health.stopping
    assert lost(told) == []
    assert told["acknowledged"] > 0


async def test_what_a_replica_had_begun_is_done_when_it_stops(fleet: Fleet) -> None:
    await fleet.slack.fault("users.info", "slow", seconds=1, times=2)
    ben = fleet.slack.person("ben")
    asking = asyncio.create_task(ben.types("/standard greeting"))
    await at_work(fleet)
    assert await fleet.stop_oldest() < 10
    assert await fleet.stop_oldest() < 10
    await asking
    await ben.sees("greeted out loud")


def lost(told: Counter[str]) -> list[str]:
    """What became of requests that nobody acknowledged."""
    return [f"{what} ({count})" for what, count in told.items() if what.startswith("lost")]


async def subscribe(fleet: Fleet) -> None:
    """Tips at ten in every one of many channels."""
    sofie = fleet.slack.person("sofie")
    for number in range(CHANNELS):
        await fleet.slack.change(channel=f"gulv-{number}", create=True)
        await sofie.types("/tips on 10:00", channel=f"gulv-{number}")
    subscribed = "SELECT count(*) FROM subscription WHERE active"
    await until(lambda: fleet.rows(subscribed) == [(CHANNELS,)], seconds=20)


async def at_work(fleet: Fleet) -> None:
    """Wait until a replica has something to do."""
    await until(lambda: any(takt.services.tasks.working for takt in fleet.running))


async def settled(fleet: Fleet) -> None:
    """Wait until no tip is under way, and nothing else is."""
    sent = "SELECT count(*) FROM delivery WHERE state = 'sent'"

    def all_done() -> bool:
        working = any(takt.services.tasks.working for takt in fleet.running)
        return not working and fleet.rows(sent) == [(CHANNELS,)]

    await until(all_done, seconds=30)


def posted(fleet: Fleet) -> list[str]:
    """The delivery ids of all tips that stand in channels."""
    state = fleet.playground.state
    found = [one.metadata for room in state.world.rooms() for one in state.messages.in_channel(room.id) if one.metadata]
    return [str(one["event_payload"]["delivery"]) for one in found if one["event_type"] == "takt_delivery"]
