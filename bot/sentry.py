"""Sends errors to Sentry where an operator wants that: what the log line says of them, and not a word more.

An event is made of the line's own fields, so it has no message of an exception, no local variable, no request.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

from structlog.typing import EventDict, Processor, WrappedLogger

from bot.errors import SettingsError

FLUSH_SECONDS = 2
EXPECTED = "expected https://key@host/project, as Sentry shows it"
ERRORS = frozenset({"error", "critical"})
TOLD = ("request", "handler", "work", "kind", "outcome", "logger", "at", "reason", "scope", "code", "state")


@contextmanager
def sentry(dsn: str | None) -> Iterator[list[Processor]]:
    """What the log has to pass its lines to; nothing without a DSN. Raises `SettingsError` where it cannot work."""
    if dsn is None:
        yield []
        return
    client = _client(dsn)
    try:
        yield [_passing_on(client)]
    finally:
        client.close(timeout=FLUSH_SECONDS)


def is_installed() -> bool:
    """Whether the optional package is there."""
    try:
        import sentry_sdk  # noqa: F401, PLC0415  (optional)
    except ImportError:
        return False
    return True


def is_dsn(dsn: str) -> bool:
    """Whether Sentry's package, which must be there, reads it as the address of a project."""
    from sentry_sdk.utils import Dsn  # noqa: PLC0415  (optional)

    try:
        Dsn(dsn)
    except ValueError:
        return False
    return True


def as_event(line: Mapping[str, Any]) -> dict[str, Any]:
    """The event that a line of the log makes."""
    tags = {name: str(line[name]) for name in TOLD if name in line}
    event: dict[str, Any] = {"level": line["level"], "message": line["event"], "tags": tags, "platform": "python"}
    if "error" in line:
        frames = [_frame(frame) for frame in line.get("frames", [])]
        event["exception"] = {"values": [{"type": line["error"], "value": "", "stacktrace": {"frames": frames}}]}
    return event


def _client(dsn: str) -> Any:
    try:
        from sentry_sdk import Client  # noqa: PLC0415  (optional)
    except ImportError as error:
        raise SettingsError(["TAKT_SENTRY_DSN: the package is not installed; pip install 'takt[sentry]'"]) from error
    if not is_dsn(dsn):
        raise SettingsError([f"TAKT_SENTRY_DSN: {EXPECTED}"])
    return Client(
        dsn=dsn,
        release=f"takt@{version('takt')}",
        default_integrations=False,
        auto_enabling_integrations=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
    )


def _passing_on(client: Any) -> Processor:
    def pass_on(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
        if line.get("level") in ERRORS:
            client.capture_event(as_event(line))
        return line

    return pass_on


def _frame(frame: str) -> dict[str, Any]:
    """`guard.py:12 _work`, as Sentry has it."""
    place, _, function = frame.partition(" ")
    file, _, number = place.rpartition(":")
    return {"filename": file, "lineno": int(number), "function": function, "in_app": True}
