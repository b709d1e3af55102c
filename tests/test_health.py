"""What an operator reads at `/readyz`."""

from collections.abc import Mapping

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.health import Health


async def passes() -> bool:
    return True


async def read(health: Health) -> tuple[int, Mapping[str, object]]:
    app = web.Application()
    app.add_routes(health.routes())
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/readyz")
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
