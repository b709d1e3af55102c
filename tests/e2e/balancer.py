"""A load balancer: each request goes to one replica that served when last asked, and is never repeated."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web

ASKED_EVERY = 0.1  # seconds


class Balancer:
    """Replicas by port; `failed` says why no replica answered."""

    def __init__(self) -> None:
        self.replicas: list[int] = []
        self.failed: list[str] = []
        self._ready: list[int] = []
        self._turn = 0
        self._http: aiohttp.ClientSession | None = None

    async def ready(self, port: int) -> None:
        """Wait until the replica takes part."""
        async with asyncio.timeout(20):
            while True:
                if port in self._ready:
                    return
                await asyncio.sleep(ASKED_EVERY / 2)

    async def forward(self, request: web.Request) -> web.Response:
        """One request."""
        body = await request.read()
        try:
            self._turn += 1
            port = self._ready[self._turn % len(self._ready)]
            async with self._session().post(
                f"http://127.0.0.1:{port}{request.path}", data=body, headers=request.headers
            ) as answer:
                return web.Response(body=await answer.read(), status=answer.status, content_type=answer.content_type)
        except (aiohttp.ClientError, ZeroDivisionError) as error:
            self.failed.append(repr(error))
            return web.Response(status=502)

    async def watch(self) -> None:
        """Ask every replica again and again."""
        while True:
            await asyncio.gather(*(self._ask(port) for port in list(self.replicas)))
            await asyncio.sleep(ASKED_EVERY)

    async def close(self) -> None:
        """Close the connections."""
        await self._session().close()

    async def _ask(self, port: int) -> None:
        """Know by the answer at once, however long another replica takes for its own."""
        is_ready = await self._is_ready(port)
        self._ready = [one for one in self.replicas if (is_ready if one == port else one in self._ready)]

    async def _is_ready(self, port: int) -> bool:
        try:
            async with self._session().get(f"http://127.0.0.1:{port}/servez") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    def _session(self) -> aiohttp.ClientSession:
        if self._http is None:
            self._http = aiohttp.ClientSession(auto_decompress=False)
        return self._http


@contextlib.asynccontextmanager
async def balancer() -> AsyncIterator[tuple[Balancer, str]]:
    """A balancer and its address."""
    one, app = Balancer(), web.Application()
    app.router.add_post("/slack/events", one.forward)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    watching = asyncio.create_task(one.watch())
    try:
        yield one, f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        await one.close()
        await runner.cleanup()
