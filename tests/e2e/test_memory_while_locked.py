"""While a crowd waits for a database that is locked, what Takt knows by heart is answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.tasks import AT_ONCE
from tests.e2e.conftest import Stage
from tests.e2e.trouble import database_away
from tests.waiting import until

LINE = "/observe @anna hilsen + Varm velkomst"
CRITERION = "is greeted out loud within 10 seconds"


@asynccontextmanager
async def crowd_of_writers(stage: Stage) -> AsyncIterator[None]:
    """More writers than may run at once, who wait for the database for so long that new ones are turned away."""
    quiet, tasks, sofie = stage.playground.slack.quiet, stage.takt.services.tasks, stage.slack.person("sofie")
    at_work, quiet.at_work = quiet.at_work, lambda: False
    try:
        async with database_away(stage):
            await asyncio.gather(*(sofie.types(LINE) for _ in range(AT_ONCE + 8)))
            await until(lambda: tasks.full)
            yield
    finally:
        quiet.at_work = at_work
    await until(lambda: not tasks.working, seconds=60)


async def test_card_comes_while_more_than_may_run_wait_for_the_database(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    await ben.types("/standard")  # looked up in Slack
    async with crowd_of_writers(stage):
        await ben.types("/standard greeting")
        assert CRITERION in (await ben.sees(CRITERION)).words
        assert stage.takt.services.tasks.full
        await ben.does_not_see("please try again")
