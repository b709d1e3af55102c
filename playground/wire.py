"""What goes from Slack to the app, and what comes back, whichever way it travels."""

from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

Json = dict[str, Any]
EnvelopeKind = Literal["slash_commands", "interactive", "events_api"]

TIMEOUT = "operation_timeout"
FAILED = "dispatch_failed"


@dataclass(frozen=True)
class Envelope:
    """One request to the app."""

    kind: EnvelopeKind
    payload: Json
    retry_num: int = 0
    retry_reason: str | None = None

    def again(self, reason: str) -> "Envelope":
        """The same request, once more."""
        return replace(self, retry_num=self.retry_num + 1, retry_reason=reason)

    @property
    def name(self) -> str:
        """What the traffic log calls it: the command, the interaction's type or the event's type."""
        if "event" in self.payload:
            return str(self.payload["event"]["type"])
        return str(self.payload.get("type", self.kind))

    @property
    def user(self) -> str | None:
        """The person behind it."""
        source = self.payload.get("event", self.payload)
        user = source.get("user_id") or source.get("user")
        return user.get("id") if isinstance(user, dict) else user


@dataclass(frozen=True)
class Ack:
    """The app's answer within the deadline, or why there is none."""

    status: int = 200
    body: Any = None
    error: str | None = None

    @property
    def ok(self) -> bool:
        """True when the app acknowledged."""
        return self.error is None

    def as_json(self) -> Json:
        """For the control API."""
        return {"status": self.status, "body": self.body}


class Outlet(Protocol):
    """A way to the app: Socket Mode or HTTP."""

    async def deliver(self, envelope: Envelope) -> Ack:
        """Send it and wait for the acknowledgement; never raises."""

    async def connected(self) -> bool:
        """True when the app can be reached."""

    async def close(self) -> None:
        """Let go of every connection."""
