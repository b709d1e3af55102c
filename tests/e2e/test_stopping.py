"""A stop: readiness goes off first, and what is under way is finished before the web server goes."""

import asyncio
from datetime import UTC, datetime

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.test_over_http import becomes_ready, get
from tests.fakes import FixedClock
from tests.waiting import until

MANY = 12
DUE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # ten o'clock in Copenhagen


@pytest.fixture
def clock() -> FixedClock:
    """Monday, nine o'clock in Copenhagen."""
    return FixedClock()


async def test_readiness_goes_off_first_and_the_tip_under_way_arrives(stage: Stage, clock: FixedClock) -> None:
    await becomes_ready(stage)
    port = stage.takt.port
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips on 10:00")
    await sofie.sees("Så kommer der tips")
    await stage.slack.fault("chat.postMessage", "slow", seconds=1)
    clock.set(DUE)
    await until(lambda: stage.takt.services.deliveries.underway)
    stopping = asyncio.create_task(stage.takt.stop())
    await asyncio.sleep(0)
    status, body = await get(stage, "/readyz")
    assert (status, body["checks"]["running"]) == (503, False)
    assert await get(stage, "/healthz") == (200, {"ok": True})
    await stopping
    await sofie.sees("Dagens tip", channel="butikken")
    with pytest.raises(OSError, match=r"refused|failed"):
        await asyncio.open_connection("127.0.0.1", port)


@pytest.mark.parametrize("mode", ["http"], indirect=True)
async def test_requests_that_come_before_the_proxy_has_noticed_are_answered(stage: Stage) -> None:
    await becomes_ready(stage)
    anna, port = stage.slack.person("anna"), stage.takt.port
    stage.takt.settings.drain_seconds = 2
    stopping = asyncio.create_task(stage.takt.stop())
    await asyncio.sleep(0)
    assert (await get(stage, "/readyz"))[0] == 503
    await anna.types("/standard hilsen")
    await anna.sees("Hilsen")
    assert not stopping.done()
    await stopping
    with pytest.raises(OSError, match=r"refused|failed"):
        await asyncio.open_connection("127.0.0.1", port)


async def test_questions_that_are_being_searched_are_answered_before_the_process_goes(stage: Stage) -> None:
    await becomes_ready(stage)
    ben = stage.slack.person("ben")
    typing = [asyncio.create_task(ben.types(f"/standard how close may I stand, guest {one}?")) for one in range(MANY)]
    await until(lambda: stage.takt.services.tasks.running == MANY)
    await stage.takt.stop()
    await asyncio.gather(*typing, return_exceptions=True)
    assert sum("about one metre away" in one.words for one in await ben.messages()) == MANY
