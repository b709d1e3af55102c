"""`/tips now`: one tip for one request, and what became of it."""

from datetime import timedelta

import pytest

from bot.errors import NotAllowed, SendError, SendInDoubt, SendLater, SendRefused, StorageAway
from bot.ports import ChannelId
from bot.tips.records import DeliveryRecord, State
from tests.fakes import BEN, person
from tests.tips.stage import BUTIK, Stage
from tests.tips.test_deliveries import NINE


async def ask(stage: Stage, key: str = "trigger-1", channel: ChannelId = BUTIK) -> DeliveryRecord:
    return await stage.deliveries.send_now(stage.sofie, channel, source_key=key)


async def test_a_tip_comes_at_once_in_the_language_of_who_asks(stage: Stage) -> None:
    assert (await ask(stage)).state is State.SENT
    assert [post.tip.language for post in stage.slack.posts] == ["da"]


async def test_a_channel_with_tips_gets_it_in_its_own_language(stage: Stage) -> None:
    await stage.turn_on()
    await ask(stage)
    assert [post.tip.language for post in stage.slack.posts] == ["en"]


async def test_a_repeated_request_is_one_tip_and_the_same_answer(stage: Stage) -> None:
    first, again = await ask(stage), await ask(stage)
    assert len(stage.slack.posts) == 1
    assert first.state is again.state is State.SENT


async def test_two_requests_are_two_different_tips_even_in_the_same_moment(stage: Stage) -> None:
    await stage.turn_on()
    await ask(stage, "trigger-1")
    await ask(stage, "trigger-2")
    assert len({post.tip.standard for post in stage.slack.posts}) == 2


async def test_it_takes_no_slot_of_the_rule(stage: Stage) -> None:
    await stage.turn_on()
    stage.clock.set(NINE)
    await ask(stage)
    await stage.tick_at(NINE)
    assert [post.channel for post in stage.slack.posts] == [BUTIK, BUTIK]
    assert len({post.tip.standard for post in stage.slack.posts}) == 2


async def test_a_channel_that_refuses_is_told_on_the_spot_and_not_paused(stage: Stage) -> None:
    await stage.turn_on()
    stage.slack.answers = [SendRefused("not_in_channel", "channel")]
    asked = await ask(stage)
    assert (asked.state, asked.reason) == (State.FAILED, "not_in_channel")
    subscription = (await stage.status()).subscription
    assert subscription is not None
    assert subscription.active
    assert stage.slack.paused == []


async def test_a_busy_slack_gets_it_at_a_later_tick_also_where_tips_are_off(stage: Stage) -> None:
    await stage.turn_on()
    await stage.turn_off()
    stage.slack.answers = [SendLater(timedelta(seconds=5))]
    assert (await ask(stage)).state is State.PENDING
    stage.clock.advance(seconds=7)
    await stage.deliveries.tick()
    assert len(stage.slack.posts) == 1


async def test_doubt_is_said_and_looked_up_before_it_is_sent_again(stage: Stage) -> None:
    stage.slack.answers = [SendInDoubt("ConnectionResetError")]
    asked = await ask(stage)
    assert (asked.state, asked.doubt) == (State.PENDING, True)
    stage.clock.advance(minutes=5)
    await stage.deliveries.tick()
    assert await stage.states() == ["sent"]
    assert (stage.slack.looks, len(stage.slack.posts)) == (1, 1)


async def test_a_workspace_that_is_on_hold_is_not_asked_and_the_tip_comes_later(stage: Stage) -> None:
    stage.slack.answers = [SendLater(timedelta(seconds=5))]
    await ask(stage, "trigger-1")
    assert (await ask(stage, "trigger-2")).state is State.PENDING
    assert stage.slack.answers == []
    stage.clock.advance(seconds=7)
    await stage.deliveries.tick()
    assert len(stage.slack.posts) == 2


async def test_off_also_stops_what_was_asked_for_by_hand(stage: Stage) -> None:
    stage.slack.answers = [SendLater(timedelta(seconds=5))]
    await ask(stage)
    assert await stage.turn_off()
    stage.clock.advance(minutes=1)
    await stage.deliveries.tick()
    assert stage.slack.posts == []


async def test_staff_get_none(stage: Stage) -> None:
    with pytest.raises(NotAllowed):
        await stage.deliveries.send_now(person(BEN), BUTIK, source_key="trigger-1")
    assert stage.slack.posts == []
    assert await stage.rows() == []


@pytest.mark.parametrize(
    ("answer", "state", "later"),
    [
        (None, State.SENT, "sent"),
        (SendInDoubt("timeout"), State.PENDING, "pending"),
        (SendRefused("not_in_channel", "channel"), State.FAILED, "failed"),
    ],
)
async def test_what_slack_said_is_told_while_the_database_is_away_and_written_down_when_it_is_back(
    stage: Stage, answer: SendError | None, state: State, later: str
) -> None:
    await database_goes_away_while_sending(stage)
    stage.slack.answers = [answer]
    assert (await ask(stage)).state is state
    stage.database.away, stage.slack.meanwhile = False, None
    await stage.deliveries.tick()
    assert await stage.states() == [later]


async def test_what_nobody_could_write_down_is_found_in_the_history_when_the_lease_is_over(stage: Stage) -> None:
    await database_goes_away_while_sending(stage)
    await ask(stage)
    stage.database.away, stage.slack.meanwhile = False, None
    stage.clock.advance(minutes=3)
    await stage.another_process().tick()
    assert await stage.states() == ["sent"]
    assert (stage.slack.looks, len(stage.slack.posts)) == (1, 1)


async def test_what_cannot_be_put_off_in_writing_is_not_promised(stage: Stage) -> None:
    await database_goes_away_while_sending(stage)
    stage.slack.answers = [SendLater(timedelta(seconds=5))]
    with pytest.raises(StorageAway):
        await ask(stage)


async def database_goes_away_while_sending(stage: Stage) -> None:
    async def go_away() -> None:
        stage.database.away = True

    stage.slack.meanwhile = go_away
