"""A 429 pauses one method of one workspace: posts for posts, looks into channels for looks."""

from datetime import time, timedelta

from bot.errors import SendInDoubt, SendLater
from bot.tips.wish import Wanted
from tests.tips.stage import BUTIK, RECEPTION, Stage
from tests.tips.test_deliveries import MINUTE, NINE

TEN_MINUTES = SendLater(timedelta(minutes=10))
AT_9_02 = Wanted(time(9, 2), frozenset(range(7)), "UTC", "en")


async def no_look_for_ten_minutes(stage: Stage) -> None:
    """The nine o'clock tip is in doubt, and at 9:01 Slack wanted no look; Reception's tip comes at 9:02."""
    await stage.turn_on(BUTIK)
    await stage.turn_on(RECEPTION, AT_9_02)
    stage.slack.answers = [SendInDoubt("timeout")]
    await stage.tick_at(NINE)
    stage.slack.history = TEN_MINUTES
    await stage.tick_at(NINE + MINUTE)
    stage.slack.history = None


async def test_after_a_429_no_other_look_goes_to_that_workspace_until_it_is_over(stage: Stage) -> None:
    await no_look_for_ten_minutes(stage)
    stage.slack.answers = [SendInDoubt("timeout")]
    await stage.tick_at(NINE + 2 * MINUTE)
    await stage.tick_at(NINE + 10 * MINUTE)
    assert (stage.slack.looks, await stage.states()) == (1, ["pending", "pending"])
    await stage.tick_at(NINE + 14 * MINUTE)
    assert (stage.slack.looks, await stage.states()) == (3, ["sent", "sent"])


async def test_what_needs_no_look_is_posted_meanwhile(stage: Stage) -> None:
    await no_look_for_ten_minutes(stage)
    await stage.tick_at(NINE + 2 * MINUTE)
    assert [post.channel for post in stage.slack.posts] == [RECEPTION]


async def test_looks_go_on_while_posts_are_held(stage: Stage) -> None:
    for channel in (BUTIK, RECEPTION):
        await stage.turn_on(channel)
    stage.slack.answers = [TimeoutError(), TEN_MINUTES]  # the first arrives all the same
    await stage.tick_at(NINE)
    await stage.tick_at(NINE + MINUTE)
    assert (stage.slack.looks, sorted(await stage.states())) == (1, ["pending", "sent"])


async def test_what_a_look_does_not_find_waits_for_the_posts_that_are_held(stage: Stage) -> None:
    for channel in (BUTIK, RECEPTION):
        await stage.turn_on(channel)
    stage.slack.answers = [SendInDoubt("timeout"), TEN_MINUTES]
    await stage.tick_at(NINE)
    await stage.tick_at(NINE + MINUTE)
    await stage.tick_at(NINE + 5 * MINUTE)
    assert (stage.slack.looks, stage.slack.posts) == (1, [])
    assert [row.doubt for row in await stage.rows()] == [False, False]
    await stage.tick_at(NINE + 14 * MINUTE)
    assert (stage.slack.looks, await stage.states()) == (1, ["sent", "sent"])
