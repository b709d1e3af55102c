"""What an operator reads at `/readyz`, and a proxy at `/servez`."""

import asyncio
from collections.abc import Mapping
from time import monotonic

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.health import Health


async def passes() -> bool:
    return True


async def read(health: Health, path: str = "/readyz") -> tuple[int, Mapping[str, object]]:
    app = web.Application()
    app.add_routes(health.routes())
    async with TestClient(TestServer(app)) as client:
        answer = await client.get(path)
        return answer.status, await answer.json()


async def test_details_are_left_out_when_there_are_none() -> None:
    assert await read(Health({"database": passes})) == (
        200,
        {"ok": True, "checks": {"database": True, "running": True}},
    )


async def test_broken_content_is_shown_and_does_not_make_it_unready() -> None:
    health = Health({"database": passes}, details=lambda: {"content": {"count": 1}})
    status, body = await read(health)
    assert (status, body["ok"], body["details"]) == (200, True, {"content": {"count": 1}})


async def test_a_process_serves_no_sooner_than_it_is_ready_and_then_without_its_database() -> None:
    away = {"database": True, "slack": False}

    async def database() -> bool:
        return not away["database"]

    async def slack() -> bool:
        return not away["slack"]

    health = Health({"database": database, "slack": slack}, spared={"database"})
    assert (await read(health, "/servez"))[0] == 503
    away["database"] = False
    assert (await read(health, "/servez"))[0] == 200
    away["database"] = True
    assert [(await read(health, path))[0] for path in ("/readyz", "/servez")] == [503, 200]
    away["slack"] = True
    assert (await read(health, "/servez"))[0] == 503
    away["slack"] = False
    health.stopping = True
    assert (await read(health, "/servez"))[0] == 503


async def test_what_was_never_ready_waits_for_no_proxy_to_notice_its_end() -> None:
    """A start that fails, for want of a database or by a wrong token, ends at once."""
    async with asyncio.timeout(1):
        await Health({"database": passes}).leave(3)


async def test_what_was_ready_waits_until_the_proxy_has_noticed() -> None:
    health = Health({"database": passes})
    await read(health)
    began = monotonic()
    await health.leave(0.2)
    assert monotonic() - began >= 0.2
