"""`/healthz` (alive) and `/readyz` (can serve), for an operator or a load balancer."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from aiohttp import web

Check = Callable[[], Awaitable[bool]]
Details = Callable[[], Mapping[str, object]]


def no_details() -> Mapping[str, object]:
    """Nothing to add to the checks."""
    return {}


@dataclass
class Health:
    """The checks that must pass before this process may be sent work; `details` says what an operator should know."""

    checks: Mapping[str, Check]
    stopping: bool = field(default=False)
    details: Details = no_details

    async def ready(self) -> Mapping[str, bool]:
        """Each check by name, and whether it passes."""
        return {name: await check() for name, check in self.checks.items()} | {"running": not self.stopping}

    def routes(self) -> list[web.RouteDef]:
        """The two routes."""
        return [web.get("/healthz", self._alive), web.get("/readyz", self._ready)]

    async def _alive(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    async def _ready(self, _request: web.Request) -> web.Response:
        checks = await self.ready()
        ok = all(checks.values())
        details = dict(self.details())
        body = {"ok": ok, "checks": dict(checks)} | ({"details": details} if details else {})
        return web.json_response(body, status=200 if ok else 503)
