"""Lets a fault happen to one request of the app."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from playground.faults import Fault
from playground.slack import Slack

AFTER_THE_EFFECT = ("500_after", "drop", "slow")


async def answered(
    slack: Slack, name: str, request: web.Request, answer: Callable[[], Awaitable[web.Response]]
) -> web.StreamResponse:
    """The answer, unless a fault is armed for `name`; some kinds let the request have its effect first."""
    with slack.quiet.busy():
        fault = slack.faults.take(name)
        if fault is None:
            return await answer()
        slack.traffic.add("in", name, {"text": f"fault: {fault.kind}"}, fault.kind)
        if fault.kind not in AFTER_THE_EFFECT:
            return failed(request, fault)
        response = await answer()
        if fault.kind != "slow":
            return failed(request, fault)
        await asyncio.sleep(fault.seconds)
        return response


def failed(request: web.Request, fault: Fault) -> web.Response:
    """The answer of a request that the fault hit, without effect."""
    if fault.kind == "error":
        return web.json_response({"ok": False, "error": fault.error})
    if fault.kind in ("drop", "drop_before", "disconnect"):
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)
    headers = {"Retry-After": str(fault.retry_after)} if fault.kind == "429" else {}
    body = {"ok": False, "error": "ratelimited" if fault.kind == "429" else "internal_error"}
    return web.json_response(body, status=int(fault.kind[:3]), headers=headers)
