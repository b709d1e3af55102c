"""`/healthz` (alive), `/readyz` (all is well), `/servez` (send it requests) and `/metrics`."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from aiohttp import web

from bot.ending import give_up
from bot.metrics import CONTENT_TYPE, Metrics

PATIENCE_SECONDS = 4  # a check that hangs has failed

Check = Callable[[], Awaitable[bool]]
Details = Callable[[], Mapping[str, object]]


def no_details() -> Mapping[str, object]:
    """Nothing to add to the checks."""
    return {}


@dataclass
class Health:
    """The checks that must pass before this process may be sent work; `details` says what an operator should know.

    Those of `spared` fail in every replica at once, where work is still better sent to one than to none.
    """

    checks: Mapping[str, Check]
    stopping: bool = field(default=False)
    details: Details = no_details
    metrics: Metrics = field(default_factory=Metrics)
    spared: AbstractSet[str] = frozenset()
    _was_ready: bool = field(default=False, init=False)

    async def ready(self) -> Mapping[str, bool]:
        """Each check by name, and whether it passes."""
        found = await self._look(self.checks)
        self._was_ready = self._was_ready or all(found.values())
        return found

    async def serves(self) -> Mapping[str, bool]:
        """The checks that a proxy should go by: all until they have passed once, then those that are not spared."""
        if not self._was_ready:
            return await self.ready()
        return await self._look({name: check for name, check in self.checks.items() if name not in self.spared})

    async def leave(self, patience: float) -> None:
        """Be ready no more, and wait for so many seconds, until whoever sends requests has noticed.

        Nobody does who was never told that it is ready, as where a start fails.
        """
        self.stopping = True
        await asyncio.sleep(patience if self._was_ready else 0)

    def routes(self) -> list[web.RouteDef]:
        """The four routes."""
        paths = {
            "/healthz": self._alive,
            "/readyz": self._ready,
            "/servez": self._serves,
            "/metrics": self._metrics,
        }
        return [web.get(path, answer) for path, answer in paths.items()]

    async def _alive(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def _ready(self, _request: web.Request) -> web.Response:
        checks = await self.ready()
        ok = all(checks.values())
        details = dict(self.details())
        body = {"ok": ok, "checks": dict(checks)} | ({"details": details} if details else {})
        return web.json_response(body, status=200 if ok else 503)

    async def _serves(self, _request: web.Request) -> web.Response:
        checks = await self.serves()
        ok = all(checks.values())
        return web.json_response({"ok": ok, "checks": dict(checks)}, status=200 if ok else 503)

    async def _look(self, checks: Mapping[str, Check]) -> Mapping[str, bool]:
        passed = await asyncio.gather(*(_passes(check) for check in checks.values()))
        return dict(zip(checks, passed, strict=True)) | {"running": not self.stopping}

    async def _metrics(self, _request: web.Request) -> web.Response:
        self.metrics.checked(await self.ready())
        return web.Response(body=self.metrics.page(), headers={"Content-Type": CONTENT_TYPE})


async def _passes(check: Check) -> bool:
    looking = asyncio.ensure_future(check())
    try:
        done, _ = await asyncio.wait([looking], timeout=PATIENCE_SECONDS)
        return bool(done) and looking.result()
    finally:
        await give_up([looking])
