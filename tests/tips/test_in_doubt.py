"""A tip of which nobody knows whether Slack took it is looked for before anything is sent again."""

from datetime import timedelta

import pytest

from bot.errors import SendError, SendInDoubt, SendLater, SendRefused
from bot.tips.records import State
from tests.tips.stage import CrashError, Stage
from tests.tips.test_deliveries import DAY, MINUTE, NINE


async def in_doubt(stage: Stage, *, arrived: bool) -> None:
    """The first try of the nine o'clock tip has ended in the dark."""
    await stage.turn_on()
    stage.slack.answers = [CrashError() if arrived else SendInDoubt("timeout")]
    if arrived:
        with pytest.raises(CrashError):
            await stage.tick_at(NINE)
    else:
        await stage.tick_at(NINE)


@pytest.mark.parametrize("arrived", [True, False])
async def test_it_is_sent_once_whether_it_had_arrived_or_not(stage: Stage, arrived: bool) -> None:
    await in_doubt(stage, arrived=arrived)
    await stage.tick_at(NINE + 2 * MINUTE)
    assert await stage.states() == ["sent"]
    assert (stage.slack.looks, len(stage.slack.posts)) == (1, 1)


async def test_it_is_not_looked_for_before_slack_has_had_time_to_finish(stage: Stage) -> None:
    await in_doubt(stage, arrived=False)
    await stage.tick_at(NINE + timedelta(seconds=29))
    assert (stage.slack.looks, await stage.states()) == (0, ["pending"])


async def test_it_is_found_although_slack_s_clock_is_behind(stage: Stage) -> None:
    stage.slack.behind = timedelta(minutes=6)  # more than that, and requests over HTTP are refused as too old
    await in_doubt(stage, arrived=True)
    await stage.tick_at(NINE + 2 * MINUTE)
    assert (await stage.states(), len(stage.slack.posts)) == (["sent"], 1)


async def test_what_was_found_is_written_down_with_its_timestamp(stage: Stage) -> None:
    await in_doubt(stage, arrived=True)
    await stage.tick_at(NINE + 2 * MINUTE)
    (row,) = await stage.rows()
    assert (row.slack_ts, row.doubt) == ("1700000000.000001", False)


@pytest.mark.parametrize("trouble", [SendLater(timedelta(seconds=60)), SendInDoubt("timeout")])
async def test_it_stays_in_doubt_while_the_history_does_not_answer(stage: Stage, trouble: SendError) -> None:
    await in_doubt(stage, arrived=False)
    stage.slack.history = trouble
    await stage.tick_at(NINE + 2 * MINUTE)
    (row,) = await stage.rows()
    assert (row.state, row.doubt) == ("pending", True)
    assert row.not_before >= NINE + 3 * MINUTE
    stage.slack.history = None
    await stage.tick_at(NINE + 30 * MINUTE)
    assert len(stage.slack.posts) == 1


@pytest.mark.parametrize("reason", ["missing_scope", "not_in_channel"])
async def test_where_the_history_is_closed_it_stays_uncertain_and_is_never_sent_again(
    stage: Stage, reason: str
) -> None:
    await in_doubt(stage, arrived=False)
    stage.slack.history = SendRefused(reason, "workspace" if reason == "missing_scope" else "channel")
    await stage.tick_at(NINE + 2 * MINUTE)
    stage.slack.history = None
    await stage.tick_at(NINE + 5 * MINUTE)
    assert stage.slack.posts == []
    (past,) = (await stage.status()).recent
    assert past.state is State.UNCERTAIN


async def test_what_cannot_be_looked_up_for_a_day_is_uncertain(stage: Stage) -> None:
    await in_doubt(stage, arrived=False)
    stage.slack.history = SendInDoubt("timeout")
    await stage.tick_at(NINE + DAY - MINUTE)
    assert await stage.states() == ["pending"]
    await stage.tick_at(NINE + DAY + 20 * MINUTE)
    assert "uncertain" in await stage.states()


async def test_off_wins_once_it_is_known_that_nothing_had_arrived(stage: Stage) -> None:
    await in_doubt(stage, arrived=False)
    await stage.turn_off()
    await stage.tick_at(NINE + 2 * MINUTE)
    (past,) = (await stage.status()).recent
    assert (past.state, past.reason, stage.slack.posts) == (State.SKIPPED, "turned-off", [])


async def test_off_does_not_hide_what_had_arrived(stage: Stage) -> None:
    await in_doubt(stage, arrived=True)
    await stage.turn_off()
    await stage.tick_at(NINE + 2 * MINUTE)
    assert await stage.states() == ["sent"]


async def test_beyond_the_grace_it_is_skipped_when_it_had_not_arrived(stage: Stage) -> None:
    await in_doubt(stage, arrived=False)
    await stage.tick_at(NINE + timedelta(hours=3))
    assert await stage.states() == ["skipped"]


async def test_one_that_never_got_a_connection_is_not_in_doubt(stage: Stage) -> None:
    async def no_connection() -> None:
        raise SendInDoubt("ClientConnectorError")

    await stage.turn_on()
    stage.slack.meanwhile = no_connection
    await stage.tick_at(NINE)
    stage.slack.meanwhile = None
    await stage.tick_at(NINE + 2 * MINUTE)
    assert await stage.states() == ["sent"]
    assert stage.slack.looks == 0


async def test_one_whose_lease_ran_out_before_the_connection_was_there_goes_back(stage: Stage) -> None:
    async def frozen() -> None:
        stage.slack.meanwhile = None
        stage.clock.advance(minutes=3)

    await stage.turn_on()
    stage.slack.meanwhile = frozen
    await stage.tick_at(NINE)
    assert (await stage.states(), stage.slack.posts) == (["pending"], [])
    await stage.deliveries.tick()
    assert await stage.states() == ["sent"]
    assert (stage.slack.looks, len(stage.slack.posts)) == (0, 1)
