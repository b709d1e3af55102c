"""Log lines: structured, on standard error, with a request id, and without a word that a person typed."""

import logging
import sys
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from traceback import extract_tb
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# Below an error these say nothing that we do not.
NEEDLESS = ("slack_bolt", "slack_sdk", "aiohttp", "asyncio", "apscheduler")
KNOWN = ("apscheduler", "alembic")  # libraries whose messages cannot hold what people wrote
OUTSIDE = "process"  # the request id of lines that belong to no request and to no run of a job


def configure_logs(level: str, form: str, stream: TextIO | None = None, also: Sequence[Processor] = ()) -> None:
    """Send log lines of at least this level to standard error, for a person (console) or a machine (json).

    `also` see every line when it is complete.
    """
    stream = stream or sys.stderr
    threshold = logging.getLevelNamesMapping()[level.upper()]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=stream.isatty())
    )
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        _with_request,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _where_it_came_from,
        *also,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.addFilter(_is_needed)
    as_ours: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=[_of_a_library, *shared], processors=as_ours)
    )
    logging.basicConfig(level=max(threshold, logging.WARNING), handlers=[handler], force=True)


def begin_request(key: str = "") -> None:
    """Give all lines of this task, and of those that it starts, one id: the same on every replica for the same key."""
    name = blake2b(key.encode(), digest_size=6).hexdigest() if key else token_hex(6)
    structlog.contextvars.bind_contextvars(request=name)


def frames(error: BaseException) -> list[str]:
    """Where an error came from, without its words: they may be a person's."""
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]


def _with_request(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    event.setdefault("request", OUTSIDE)
    return event


def _where_it_came_from(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An error as its type and its frames, instead of a traceback with its words."""
    given = event.pop("exc_info", None)
    if given:
        error = (
            given if isinstance(given, BaseException) else (given if isinstance(given, tuple) else sys.exc_info())[1]
        )
        if error is not None:
            event.update(error=type(error).__name__, frames=frames(error))
    return event


def _is_needed(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.ERROR or not record.name.startswith(NEEDLESS)


def _of_a_library(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A line of a library: Slack's put whole request bodies into their messages, so only the place is told."""
    record: logging.LogRecord = event["_record"]
    event.pop("stack_info", None)
    event.update(logger=record.name, at=f"{record.module}:{record.lineno}")
    if not record.name.startswith(KNOWN):
        event["event"] = "message_withheld"
    return event
