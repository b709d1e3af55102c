"""While too much is running, what comes is not taken: whoever sent it learns that, or Slack sends it again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.e2e.conftest import Stage
from tests.waiting import until

WAITING = 1200  # what `Tasks` takes before it is full


@asynccontextmanager
async def crowd(stage: Stage) -> AsyncIterator[None]:
    """As much work as Takt takes, until the end of the block."""
    over = asyncio.Event()

    async def wait() -> None:
        await over.wait()

    at_work, stage.playground.slack.quiet.at_work = stage.playground.slack.quiet.at_work, lambda: False
    for _ in range(WAITING):
        stage.takt.services.tasks.spawn(wait())
    try:
        yield
    finally:
        over.set()
        await until(lambda: not stage.takt.services.tasks.full)
        stage.playground.slack.quiet.at_work = at_work


def answers_of(stage: Stage, method: str) -> list[str]:
    """What Slack got for the requests of one kind."""
    log = stage.playground.slack.traffic.entries()
    return [entry["status"] for entry in log if (entry["direction"], entry["method"]) == ("out", method)]


async def test_click_that_is_not_taken_is_not_acknowledged_and_works_later(stage: Stage) -> None:
    anna = stage.slack.person("anna")
    await anna.types("/standard hvor tæt må jeg stå på en gæst")
    await anna.sees("Hjalp det dig?")
    async with crowd(stage):
        await anna.presses("👍")
    assert "200" not in answers_of(stage, "block_actions")
    await anna.presses("👍")
    assert answers_of(stage, "block_actions")[-1] == "200"


async def test_form_that_is_not_taken_stays_open(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips")
    await sofie.form("Hvilket tidspunkt?")
    async with crowd(stage):
        answer = await sofie.submits()
    assert answer["response_action"] == "errors"
    assert "please try again" in str((await sofie.form()).errors)


async def test_command_that_is_not_taken_gives_the_words_back(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    async with crowd(stage):
        await ben.types("/standard how near may I stand")
    assert "how near may I stand" in (await ben.sees("please try again")).words
