"""What a proxy reads at `/servez`: a process that is ready once serves until it stops, with or without its database."""

import asyncio

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.test_over_http import becomes_ready, get
from tests.e2e.trouble import database_away
from tests.fakes import FixedClock


@pytest.fixture
def clock() -> FixedClock:
    """Monday, nine o'clock in Copenhagen."""
    return FixedClock()


async def test_an_outage_of_the_database_leaves_takt_unready_and_serving(stage: Stage, clock: FixedClock) -> None:
    await becomes_ready(stage)
    anna = stage.slack.person("anna")
    async with database_away(stage):
        clock.advance(minutes=30)  # so long, no tips were looked for either
        status, body = await get(stage, "/readyz")
        assert (status, body["checks"]["database"], body["checks"]["tick"]) == (503, False, False)
        assert await get(stage, "/servez") == (200, {"ok": True, "checks": {"slack": True, "running": True}})
        await anna.types("/standard hilsen")
        await anna.sees("Hilsen")


@pytest.mark.parametrize("mode", ["http"], indirect=True)
async def test_a_stop_turns_serving_off_while_requests_are_still_answered(stage: Stage) -> None:
    await becomes_ready(stage)
    assert (await get(stage, "/servez"))[0] == 200
    anna = stage.slack.person("anna")
    stage.takt.settings.drain_seconds = 2
    stopping = asyncio.create_task(stage.takt.stop())
    await asyncio.sleep(0)
    status, body = await get(stage, "/servez")
    assert (status, body["checks"]["running"]) == (503, False)
    await anna.types("/standard hilsen")
    await anna.sees("Hilsen")
    assert not stopping.done()
    await stopping
