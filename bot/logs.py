"""Log lines: structured, on standard error, and without a word that a person typed."""

import logging
import sys

import structlog

NOISY = ("slack_bolt", "slack_sdk", "aiohttp", "apscheduler", "sqlalchemy", "alembic")


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
    logging.basicConfig(level=max(threshold, logging.WARNING), stream=sys.stderr, format="%(levelname)s %(name)s")
    for name in NOISY:
        # Bolt logs whole request bodies, with what people typed, at INFO and below: keep it at WARNING.
        logging.getLogger(name).setLevel(logging.WARNING)
