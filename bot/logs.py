"""Log lines: structured, on standard error, and without a word that a person typed."""

import logging
import sys
from pathlib import Path
from traceback import extract_tb

import structlog

CARRY_BODIES = ("slack_bolt", "slack_sdk", "aiohttp")


def configure_logs(level: str, form: str) -> None:
    """Send log lines of at least this level to standard error, for a person (console) or a machine (json)."""
    threshold = logging.getLevelNamesMapping()[level.upper()]
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(withhold)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=max(threshold, logging.WARNING), handlers=[handler])


def withhold(record: logging.LogRecord) -> bool:
    """Keep what people typed out of the log: Slack's libraries put whole request bodies into their messages."""
    if record.name.startswith(CARRY_BODIES):
        if record.levelno < logging.ERROR:
            return False
        error = record.exc_info[0] if record.exc_info else None
        record.msg = f"message withheld, it may hold what people wrote ({error.__name__ if error else 'no error'})"
        record.args, record.exc_info, record.exc_text = None, None, None
    return True


def frames(error: BaseException) -> list[str]:
    """Where an error came from, without its words: they may be a person's."""
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
