"""A bounded log of what went over the wire in both directions, with tokens struck out."""

import itertools
import re
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

_TOKEN = re.compile(r"\bx(?:ox[a-z]|app)-[\w.-]+")
_SECRET_KEYS = frozenset({"token", "client_secret", "authorization", "access_token"})
SUMMARY_LENGTH = 140


@dataclass(frozen=True)
class Traffic:
    """One exchange. Direction "in" is from the app to Slack, "out" from Slack to the app."""

    id: int
    time: float
    direction: Literal["in", "out"]
    method: str
    user: str | None
    status: str
    summary: str
    body: Any


def redacted(value: Any) -> Any:
    """The same JSON without tokens and secrets."""
    if isinstance(value, dict):
        return {key: "…" if key in _SECRET_KEYS else redacted(item) for key, item in value.items()}
    if isinstance(value, list):
        return [redacted(item) for item in value]
    return _TOKEN.sub("xo…", value) if isinstance(value, str) else value


class TrafficLog:
    """The newest exchanges."""

    def __init__(self, clock: Callable[[], float], changed: Callable[[], None], size: int = 500) -> None:
        self._clock = clock
        self._changed = changed
        self._log: deque[Traffic] = deque(maxlen=size)
        self._ids = itertools.count(1)

    def add(
        self, direction: Literal["in", "out"], method: str, body: Any, status: str = "", user: str | None = None
    ) -> None:
        """Note one exchange."""
        clean = redacted(body)
        summary = _summary(clean)[:SUMMARY_LENGTH]
        now = self._clock()
        self._log.append(Traffic(next(self._ids), now, direction, method, user, status, summary, clean))
        self._changed()

    def entries(self) -> list[dict[str, Any]]:
        """The log as JSON, oldest first."""
        return [asdict(entry) for entry in self._log]


def _summary(body: Any) -> str:
    if not isinstance(body, dict):
        return str(body)
    if body.get("command"):
        return f"{body['command']} {body.get('text', '')}".strip()
    if body.get("actions"):
        return " ".join(str(action.get("action_id")) for action in body["actions"])
    view = body.get("view")
    if isinstance(view, dict):
        return str(view.get("callback_id") or view.get("type") or "")
    event = body.get("event")
    if isinstance(event, dict):
        return f"{event.get('type')} {event.get('text', '')}".strip()
    return str(body.get("text") or body.get("channel") or body.get("user") or "")
