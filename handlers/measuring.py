"""Measures how a request fares, and writes one line of it for whoever debugs."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import structlog

from bot.errors import TaktError
from bot.logs import frames
from bot.services import Services
from handlers.payloads import kind_of

log = structlog.get_logger()


@dataclass
class Course:
    """What became of a request; until somebody says so, that it failed."""

    outcome: str = "failed"  # handled, refused, failed
    handler: str = ""  # its name, once it is known


@contextmanager
def measured(services: Services, kind: str) -> Iterator[Course]:
    """Measure the block; its course is counted at the end."""
    course, began = Course(), time.perf_counter()
    try:
        yield course
    finally:
        seconds = time.perf_counter() - began
        services.metrics.request(kind, course.outcome, seconds)
        log.debug("request", kind=kind, handler=course.handler, outcome=course.outcome, ms=round(1000 * seconds))


def count_unread(services: Services, body: Mapping[str, Any]) -> None:
    """Count what was acknowledged and read by nobody."""
    services.metrics.request(kind_of(body), "unhandled")


def note(error: Exception, handler: str) -> str:
    """Write down what went wrong; returns what that makes of the request."""
    if isinstance(error, TaktError):
        log.info("refused", handler=handler, error=type(error).__name__)
        return "refused"
    log.error("handler_failed", handler=handler, error=type(error).__name__, frames=frames(error))
    return "failed"
