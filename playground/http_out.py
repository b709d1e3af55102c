"""HTTP mode: signed requests to the app's request url, as Slack sends them."""

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from playground.wire import FAILED, TIMEOUT, Ack, Envelope

SECONDS_BETWEEN_CHECKS = 1.0
FORM = "application/x-www-form-urlencoded"


class HttpOutlet:
    """Posts to `request_url` and reads the response as the acknowledgement."""

    def __init__(self, request_url: str, signing_secret: str, deadline: float) -> None:
        self.request_url = request_url
        self._secret = signing_secret
        self._deadline = deadline
        self._session: aiohttp.ClientSession | None = None
        self._asked_at = float("-inf")
        self._reachable = False

    async def deliver(self, envelope: Envelope) -> Ack:
        """Send it and wait for the response; never raises."""
        content_type, body = _encoded(envelope)
        headers = {"Content-Type": content_type, **self._signed(body)}
        if envelope.retry_num:
            reason = {"timeout": "http_timeout"}.get(str(envelope.retry_reason), envelope.retry_reason)
            headers |= {"X-Slack-Retry-Num": str(envelope.retry_num), "X-Slack-Retry-Reason": str(reason)}
        return await self._post(body, headers)

    async def connected(self) -> bool:
        """True when the app answers `url_verification` in any way but with a server error; asked once a second."""
        now = time.monotonic()
        if now - self._asked_at >= SECONDS_BETWEEN_CHECKS:
            body = json.dumps({"type": "url_verification", "token": "", "challenge": "playground"})  # nosec B105
            ack = await self._post(body, {"Content-Type": "application/json", **self._signed(body)})
            self._asked_at, self._reachable = now, 0 < ack.status < 500
        return self._reachable

    async def close(self) -> None:
        """Close the client session."""
        if self._session is not None:
            await self._session.close()

    async def _post(self, body: str, headers: dict[str, str]) -> Ack:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._deadline))
        try:
            async with self._session.post(self.request_url, data=body.encode(), headers=headers) as response:
                text = await response.text()
        except TimeoutError:
            return Ack(0, None, TIMEOUT)
        except aiohttp.ClientError:
            return Ack(0, None, FAILED)
        return Ack(response.status, _parsed(text), None if response.status == 200 else FAILED)

    def _signed(self, body: str) -> dict[str, str]:
        """Slack's v0 signature over the moment and the body."""
        moment = str(int(time.time()))
        digest = hmac.new(self._secret.encode(), f"v0:{moment}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={digest}"}


def _encoded(envelope: Envelope) -> tuple[str, str]:
    if envelope.kind == "events_api":
        return "application/json", json.dumps(envelope.payload)
    if envelope.kind == "interactive":
        return FORM, urlencode({"payload": json.dumps(envelope.payload)})
    return FORM, urlencode(envelope.payload)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text or None
