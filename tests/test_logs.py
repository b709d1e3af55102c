"""Log lines: one form for ours and those of libraries, a request id in each, and nobody's words."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.logs import OUTSIDE, begin_request, configure_logs
from bot.scheduler import Job, create_scheduler
from tests.waiting import until

TYPED = "Anna saw Ben shout"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = structlog.get_config()
    handlers, level = logging.root.handlers[:], logging.root.level
    structlog.contextvars.clear_contextvars()
    yield
    structlog.configure(**before)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.fixture
def stream() -> io.StringIO:
    stream = io.StringIO()
    configure_logs("debug", "json", stream)
    return stream


def test_json_lines_have_event_level_moment_and_request(stream: io.StringIO) -> None:
    begin_request("1.2.3")
    structlog.get_logger().info("tip_settled", state="sent")
    [line] = lines(stream)
    assert (line["event"], line["level"], line["state"]) == ("tip_settled", "info", "sent")
    assert line["timestamp"].endswith("Z")
    assert line["request"] != OUTSIDE


async def test_a_run_that_is_missed_leaves_one_line_and_many_in_a_row_leave_few(stream: io.StringIO) -> None:
    go_on = asyncio.Event()
    scheduler = create_scheduler([Job("tips", 0.01, go_on.wait)])
    scheduler.start()
    await until(lambda: scheduler.missed["tips"] >= 3)
    go_on.set()
    await scheduler.stop(5)
    told = [(line["event"], line["job"], line["in_a_row"]) for line in lines(stream) if line["level"] == "warning"]
    missed = scheduler.missed["tips"]
    assert told == [("job_missed", "tips", 2**power) for power in range(missed.bit_length())]


def test_console_lines_are_for_people() -> None:
    stream = io.StringIO()
    configure_logs("info", "console", stream)
    structlog.get_logger().info("tip_settled", state="sent")
    structlog.get_logger().debug("request")
    [line] = stream.getvalue().splitlines()
    assert "tip_settled" in line
    assert "state=sent" in line
    assert f"request={OUTSIDE}" in line


def test_a_repeated_request_has_the_same_id_on_every_replica(stream: io.StringIO) -> None:
    for key in ("Ev1", "Ev2", "Ev1", "", ""):
        begin_request(key)
        structlog.get_logger().info("line")
    first, second, repeated, *nameless = [line["request"] for line in lines(stream)]
    assert first == repeated
    assert len({first, second, *nameless}) == 4


async def test_what_a_request_starts_keeps_its_id_and_others_keep_theirs(stream: io.StringIO) -> None:
    async def late(word: str, started: asyncio.Event, others: asyncio.Event) -> None:
        started.set()
        await others.wait()
        structlog.get_logger().info(word)

    async def request(word: str, started: asyncio.Event, others: asyncio.Event) -> None:
        begin_request(word)
        await asyncio.create_task(late(word, started, others))

    one, two = asyncio.Event(), asyncio.Event()
    await asyncio.gather(request("one", one, two), request("two", two, one))
    begin_request("one")
    structlog.get_logger().info("expected")
    by_word = {line["event"]: line["request"] for line in lines(stream)}
    assert by_word["one"] == by_word["expected"] != by_word["two"]


@pytest.mark.parametrize("library", ["slack_bolt.AsyncApp", "aiohttp.server", "asyncio", "sqlalchemy.pool", "anything"])
def test_a_library_that_fails_says_where_and_not_what(stream: io.StringIO, library: str) -> None:
    try:
        raise ValueError(TYPED)
    except ValueError:
        logging.getLogger(library).exception("Failed on %s", TYPED)
    assert "Anna" not in stream.getvalue()
    [line] = lines(stream)
    assert (line["logger"], line["level"], line["error"]) == (library, "error", "ValueError")
    assert line["event"] == "message_withheld"
    assert line["request"] == OUTSIDE
    assert "test_logs.py" in line["frames"][0]


def test_slack_libraries_say_nothing_below_an_error(stream: io.StringIO) -> None:
    logging.getLogger("slack_bolt.AsyncApp").warning("Unhandled request (%s)", {"text": TYPED})
    assert stream.getvalue() == ""


def test_a_library_that_cannot_know_what_people_write_is_quoted(stream: io.StringIO) -> None:
    logging.getLogger("apscheduler.scheduler").error("Error in job %r", "tips")
    assert lines(stream)[0]["event"] == "Error in job 'tips'"


def test_our_own_errors_are_told_without_their_words(stream: io.StringIO) -> None:
    try:
        raise ValueError(TYPED)
    except ValueError:
        structlog.get_logger().exception("failed")
    assert "Anna" not in stream.getvalue()
    assert lines(stream)[0]["error"] == "ValueError"
