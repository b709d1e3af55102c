"""Looks at the address where Takt listens: is it Takt that answers there, is it ready, or is the place taken?"""

import json
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import aiohttp

from bot import listening
from bot.doctor.findings import Finding, ok, warning, wrong
from bot.settings import Settings

ABOUT = "server"
PATIENCE_SECONDS = 6.0  # longer than a check that hangs
EVERYWHERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # nosec B104
COPY_IT = (
    "If people see that the app does not respond, copy SLACK_SIGNING_SECRET anew (Basic Information → App Credentials "
    "at api.slack.com/apps) and restart Takt. Else a stranger sent them."
)
HANGS = "Restart Takt; where it is another program (ss -ltnp shows it), set TAKT_PORT to another port."
NOT_READY = "See what is wrong here, and Takt's log (work_waits, storage_fails). Right after its start: ask again."


async def server_findings(settings: Settings, patience: float = PATIENCE_SECONDS) -> list[Finding]:
    """What answers at `TAKT_HOST`:`TAKT_PORT`; nothing where any free port may be taken."""
    if settings.port == 0:
        return []
    place = f"{settings.host}:{settings.port}"
    if trouble := _trouble(settings.host, 0):  # elsewhere a stranger would answer
        return [_impossible(place, trouble)]
    return [finding async for finding in _asked(settings, place, patience)]


async def _asked(settings: Settings, place: str, patience: float) -> AsyncIterator[Finding]:
    """What who answers there says of itself."""
    try:
        timeout = aiohttp.ClientTimeout(total=patience)
        async with aiohttp.ClientSession(_address(settings), timeout=timeout) as session:
            checks = await _checks(session)
            page = await _numbers(session) if checks else ""
        yield _running(place, checks) if checks else _taken(place)
        for finding in _requests(page, settings) if checks else ():
            yield finding
    except aiohttp.ClientConnectorError:
        yield _nobody(settings, place)
    except TimeoutError:
        yield wrong(ABOUT, f"{place} takes connections and answers nothing: Takt hangs, or it is not Takt.", HANGS)
    except (aiohttp.ClientError, ValueError):
        yield _taken(place)


def refused_by_signature(page: str) -> tuple[int, int]:
    """How many requests `/metrics` says were refused for their signature, and how many were let in."""
    refused = accepted = 0.0
    for line in page.splitlines():
        sample, _, value = line.rpartition(" ")
        if sample == 'takt_http_refused_total{reason="signature"}':
            refused += float(value)
        elif sample.startswith("takt_requests_total{"):
            accepted += float(value)
    return int(refused), int(accepted)


def _address(settings: Settings) -> str:
    host = EVERYWHERE.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


async def _checks(session: aiohttp.ClientSession) -> Mapping[str, Any] | None:
    """What `/readyz` says; none where it is not Takt that answers."""
    async with session.get("/readyz", allow_redirects=False) as answer:
        body = json.loads(await answer.text())
    checks = body.get("checks") if isinstance(body, dict) else None
    return checks if isinstance(checks, dict) and "running" in checks else None


async def _numbers(session: aiohttp.ClientSession) -> str:
    async with session.get("/metrics") as answer:
        return await answer.text()


def _running(place: str, checks: Mapping[str, Any]) -> Finding:
    failing = [name for name, passes in checks.items() if not passes]
    if failing:
        return warning(ABOUT, f"Takt runs at {place}, and is not ready: {', '.join(failing)}.", NOT_READY)
    return ok(ABOUT, f"Takt runs at {place}, and is ready.")


def _requests(page: str, settings: Settings) -> Iterator[Finding]:
    """A secret that is not the app's lets no request in, but neither would the right one where only strangers come."""
    refused, accepted = refused_by_signature(page)
    if refused and not accepted:
        seen = f"it has let in no request since its start; refused for a wrong signature: {refused}."
        yield warning(ABOUT, seen, COPY_IT)
    elif settings.mode == "http" and not accepted:
        yield ok(ABOUT, "no request has come since its start; Slack sends them to https://…/slack/events.")


def _taken(place: str) -> Finding:
    seen = f"another program answers at {place}, so Takt cannot listen there."
    return wrong(ABOUT, seen, "End it (ss -ltnp shows it), or set TAKT_PORT to another port.")


def _nobody(settings: Settings, place: str) -> Finding:
    """Whether Takt could listen there, where nobody does."""
    if trouble := _trouble(settings.host, settings.port):
        return _impossible(place, trouble)
    return ok(ABOUT, f"nothing listens at {place}: Takt does not run here; takt run starts it.")


def _trouble(host: str, port: int) -> OSError | None:
    """Why nothing can listen at a host and a port, 0 for any; none where something can, at one of its addresses."""
    trouble: OSError | None = None
    try:
        places = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        return error
    except UnicodeError:
        return OSError("no name of a host")
    for family, *_, address in places:
        try:
            with socket.socket(family) as one:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Takt does
                one.bind(address)
        except OSError as error:
            trouble = error
        else:
            return None
    return trouble


def _impossible(place: str, trouble: OSError) -> Finding:
    return wrong(ABOUT, f"nothing can listen at {place} ({listening.said(trouble)}).", listening.mend(trouble))
