"""A slot is posted once, whatever happens; on SQLite and on PostgreSQL."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.db.engine import Sessions
from bot.errors import SendLater, SendRefused, StorageAway
from bot.tips.records import State
from bot.tips.tempo import Tempo
from bot.tips.wish import Wanted
from tests.fakes import SOFIE, WORKSPACE
from tests.tips.stage import BUTIK, RECEPTION, CrashError, Stage
from tests.tips.words import catalogue, standard

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)  # Monday
DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)


async def test_a_tip_is_posted_when_its_time_has_come_and_not_before(stage: Stage) -> None:
    await stage.turn_on()
    await stage.tick_at(NINE - MINUTE)
    assert stage.slack.posts == []
    await stage.tick_at(NINE)
    assert [post.channel for post in stage.slack.posts] == [BUTIK]


async def test_a_slot_is_posted_once_however_often_the_scheduler_ticks(stage: Stage) -> None:
    await stage.turn_on()
    for _ in range(5):
        await stage.tick_at(NINE)
    assert len(stage.slack.posts) == 1
    assert await stage.states() == ["sent"]


async def test_racing_processes_post_each_slot_once(stage: Stage) -> None:
    channels = [type(BUTIK)(f"C{number}") for number in range(12)]
    for channel in channels:
        await stage.turn_on(channel)
    stage.clock.set(NINE)
    await asyncio.gather(*(stage.another_process().tick() for _ in range(4)))
    assert sorted(post.channel for post in stage.slack.posts) == sorted(channels)


async def test_the_tip_that_was_posted_is_the_tip_that_is_written_down(stage: Stage) -> None:
    await stage.turn_on()
    await stage.tick_at(NINE)
    (row,), (post,) = await stage.rows(), stage.slack.posts
    assert (row.id, row.standard, row.slack_ts) == (post.delivery, post.tip.standard, "1700000000.000001")
    assert post.tip.tip == f"{row.standard} {row.tip} en"


async def test_the_channel_sees_every_standard_before_one_comes_again_and_then_with_another_tip(stage: Stage) -> None:
    await stage.turn_on()
    for day in range(6):
        await stage.tick_at(NINE + day * DAY)
    tips = [post.tip.tip for post in stage.slack.posts]
    assert [tip.split()[0] for tip in tips[:3]] == [tip.split()[0] for tip in tips[3:]]
    assert len({tip.split()[0] for tip in tips[:3]}) == 3
    assert len(set(tips)) == 6


async def test_a_retired_standard_is_never_a_tip(stage: Stage) -> None:
    retired = standard("farewell").model_copy(update={"retired": True})
    stage.live.replace(catalogue(standard("greeting"), retired))
    await stage.turn_on()
    for day in range(4):
        await stage.tick_at(NINE + day * DAY)
    assert {post.tip.standard for post in stage.slack.posts} == {"greeting"}


async def test_a_tip_comes_in_the_channels_language_or_the_default_where_it_is_lacking(stage: Stage) -> None:
    stage.live.replace(catalogue(standard("greeting"), standard("queue", "speed", languages=["en"])))
    await stage.turn_on(wanted=Wanted(time(9), frozenset(range(7)), "UTC", "da"))
    await stage.tick_at(NINE)
    await stage.tick_at(NINE + DAY)
    assert [(post.tip.title, post.tip.language) for post in stage.slack.posts] == [
        ("Greeting da", "da"),
        ("Queue en", "en"),
    ]


async def test_tip_waits_until_monday_when_friday_is_over(stage: Stage) -> None:
    await stage.turn_on(wanted=Wanted(time(9), frozenset(range(5)), "UTC", "en"))
    for day in range(8):
        await stage.tick_at(NINE + day * DAY)
    weekdays = [row.slot.strftime("%a") for row in await stage.rows()]
    assert weekdays == ["Mon", "Tue", "Wed", "Thu", "Fri", "Mon"]


async def test_a_slot_older_than_the_grace_is_skipped_and_said_so(stage: Stage) -> None:
    await stage.turn_on()
    await stage.tick_at(NINE + timedelta(hours=2, seconds=1))
    assert stage.slack.posts == []
    (past,) = (await stage.status()).recent
    assert (past.state, past.reason) == (State.SKIPPED, "too-late")


async def test_after_a_long_outage_only_the_slot_within_the_grace_is_posted_and_none_is_lost(stage: Stage) -> None:
    await stage.turn_on()
    await stage.tick_at(NINE + 5 * DAY + MINUTE)
    assert await stage.states() == ["skipped"] * 5 + ["sent"]
    assert len(stage.slack.posts) == 1


async def test_a_busy_slack_gets_the_tip_after_the_wait_that_it_asked_for(stage: Stage) -> None:
    stage.slack.answers = [SendLater(timedelta(seconds=30))]
    await stage.turn_on()
    await stage.tick_at(NINE)
    await stage.tick_at(NINE + timedelta(seconds=29))
    assert await stage.states() == ["pending"]
    await stage.tick_at(NINE + timedelta(seconds=38))
    assert await stage.states() == ["sent"]
    assert len(stage.slack.posts) == 1


async def test_a_tip_that_slack_puts_off_keeps_its_standard(stage: Stage) -> None:
    stage.slack.answers = [SendLater(timedelta(seconds=30))]
    await stage.turn_on()
    await stage.tick_at(NINE)
    (chosen,) = await stage.rows()
    await stage.deliveries.send_now(stage.sofie, BUTIK, source_key="by hand")
    await stage.tick_at(NINE + MINUTE)
    sent = {post.delivery == chosen.id: post.tip.standard for post in stage.slack.posts}
    assert sent[False] != chosen.standard == sent[True]


async def test_a_tip_that_slack_puts_off_beyond_the_grace_is_skipped(stage: Stage) -> None:
    stage.slack.answers = [SendLater(timedelta(hours=3))]
    await stage.turn_on()
    await stage.tick_at(NINE)
    await stage.tick_at(NINE + timedelta(hours=4))
    assert await stage.states() == ["skipped"]
    assert [channels for _, _, channels, _ in stage.slack.late] == [[BUTIK]]


async def test_a_crash_after_posting_does_not_post_again(stage: Stage) -> None:
    stage.slack.answers = [CrashError()]
    await stage.turn_on()
    with pytest.raises(CrashError):
        await stage.tick_at(NINE)
    assert await stage.states() == ["sending"]
    await stage.tick_at(NINE + MINUTE / 2)
    assert await stage.states() == ["sending"], "the lease still runs"
    await stage.tick_at(NINE + 3 * MINUTE)
    assert await stage.states() == ["sent"]
    assert len(stage.slack.posts) == 1


async def test_a_sender_that_comes_back_late_does_not_overwrite_the_newer_claim(stage: Stage) -> None:
    async def another_takes_over() -> None:
        stage.slack.meanwhile = None
        stage.clock.advance(minutes=3)
        await stage.another_process().tick()

    stage.slack.meanwhile = another_takes_over
    await stage.turn_on()
    await stage.tick_at(NINE)
    (row,) = await stage.rows()
    assert (row.state, row.attempts) == ("sent", 2)
    assert len(stage.slack.posts) == 1


async def test_a_channel_that_refuses_is_paused_and_its_owner_told_once(stage: Stage) -> None:
    stage.slack.refuses[BUTIK] = SendRefused("not_in_channel", "channel")
    await stage.turn_on()
    await stage.tick_at(NINE)
    await stage.tick_at(NINE + DAY)
    assert await stage.states() == ["failed"]
    assert stage.slack.paused == [(WORKSPACE, SOFIE, [BUTIK], "not_in_channel", "da")], "in the owner's language"
    status = await stage.status()
    assert status.subscription is not None
    assert (status.subscription.active, status.subscription.paused_reason) == (False, "not_in_channel")
    assert status.next_slots == ()


async def test_turning_on_again_resumes_a_paused_channel(stage: Stage) -> None:
    stage.slack.refuses[BUTIK] = SendRefused("is_archived", "channel")
    await stage.turn_on()
    await stage.tick_at(NINE)
    stage.slack.refuses.clear()
    await stage.turn_on(wanted=Wanted())
    await stage.tick_at(NINE + DAY)
    assert await stage.states() == ["failed", "sent"]


async def test_a_refused_workspace_is_paused_as_a_whole(stage: Stage) -> None:
    await stage.turn_on()
    await stage.turn_on(RECEPTION)
    stage.tempo = Tempo(at_once=1)
    stage.slack.answers = [SendRefused("token_revoked", "workspace")]
    stage.deliveries = stage.another_process()
    await stage.tick_at(NINE + SECOND)
    await stage.tick_at(NINE + DAY)
    assert sorted(await stage.states()) == ["failed", "skipped"]
    assert stage.slack.paused == [(WORKSPACE, SOFIE, [BUTIK, RECEPTION], "token_revoked", "da")]


async def test_our_own_mistake_pauses_nothing(stage: Stage) -> None:
    await stage.turn_on()
    stage.slack.answers = [SendRefused("invalid_blocks", "ours")]
    await stage.tick_at(NINE)
    await stage.tick_at(NINE + DAY)
    assert await stage.states() == ["failed", "sent"]


async def test_one_channel_that_fails_does_not_stop_the_others(stage: Stage) -> None:
    await stage.turn_on()
    await stage.turn_on(RECEPTION)
    stage.slack.refuses[BUTIK] = SendRefused("channel_not_found", "channel")
    await stage.tick_at(NINE)
    assert [post.channel for post in stage.slack.posts] == [RECEPTION]


async def test_one_rule_that_is_broken_is_paused_and_does_not_stop_the_others(stage: Stage) -> None:
    await stage.turn_on()
    await stage.turn_on(RECEPTION)
    await stage.break_zone(BUTIK)
    await stage.tick_at(NINE)
    assert [post.channel for post in stage.slack.posts] == [RECEPTION]
    status = await stage.status()
    assert status.subscription is not None
    assert status.subscription.paused_reason == "bad-rule"


async def test_a_crash_over_one_channel_leaves_the_others_to_the_next_tick(stage: Stage) -> None:
    await stage.turn_on()
    await stage.turn_on(RECEPTION)
    stage.slack.answers = [CrashError()]
    with pytest.raises(CrashError):
        await stage.tick_at(NINE)
    await stage.tick_at(NINE)
    assert sorted(await stage.states()) == ["sending", "sent"]


async def test_off_wins_over_what_is_not_yet_sent(stage: Stage) -> None:
    stage.slack.answers = [SendLater(timedelta(seconds=30))]
    await stage.turn_on()
    await stage.tick_at(NINE)
    assert await stage.turn_off()
    await stage.tick_at(NINE + MINUTE)
    (past,) = (await stage.status()).recent
    assert (past.state, past.reason) == (State.SKIPPED, "turned-off")
    assert stage.slack.posts == []


@pytest.mark.parametrize("whole_workspace", [False, True])
async def test_off_wins_over_what_is_claimed_and_waits_for_a_connection(stage: Stage, whole_workspace: bool) -> None:
    async def turned_off_meanwhile() -> None:
        await (stage.subscriptions.stop_workspace(WORKSPACE) if whole_workspace else stage.turn_off())

    stage.slack.meanwhile = turned_off_meanwhile
    await stage.turn_on()
    await stage.tick_at(NINE)
    (row,) = await stage.rows()
    assert (row.state, row.reason) == ("skipped", "uninstalled" if whole_workspace else "turned-off")
    assert stage.slack.posts == []


async def test_off_in_one_channel_lets_another_ones_tip_go(stage: Stage) -> None:
    async def turned_off_meanwhile() -> None:
        await stage.turn_off(RECEPTION)

    stage.slack.meanwhile = turned_off_meanwhile
    await stage.turn_on()
    await stage.turn_on(RECEPTION)
    await stage.tick_at(NINE)
    assert [post.channel for post in stage.slack.posts] == [BUTIK]


async def test_off_told_to_another_replica_wins_while_slack_puts_the_tip_off(stage: Stage) -> None:
    asked = stage.another_process()

    async def turned_off_meanwhile() -> None:
        stage.slack.meanwhile = None
        await stage.turn_off()

    stage.slack.meanwhile = turned_off_meanwhile
    stage.slack.answers = [SendLater(timedelta(seconds=30))]
    await stage.turn_on()
    stage.clock.set(NINE)
    await asked.tick()
    await stage.tick_at(NINE + MINUTE)
    assert await stage.states() == ["skipped"]
    assert stage.slack.posts == []


async def test_an_empty_catalogue_fails_the_slot_in_plain_words(stage: Stage) -> None:
    stage.live.replace(catalogue(standard("farewell").model_copy(update={"retired": True})))
    await stage.turn_on()
    await stage.tick_at(NINE)
    (row,) = await stage.rows()
    assert (row.state, row.reason) == ("failed", "no-standards")


async def test_a_tick_without_a_database_says_so(away: Sessions) -> None:
    with pytest.raises(StorageAway):
        await Stage(away).deliveries.tick()
