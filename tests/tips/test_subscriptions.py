"""Turning tips on and off, and what the status says."""

from datetime import UTC, datetime, time

import pytest

from bot.errors import NotAllowed, SendRefused
from bot.ports import ChannelId
from bot.tips.schedule import EVERY_DAY, WORKING_DAYS, Rule
from bot.tips.wish import Wanted, Wish
from tests.fakes import BEN, SOFIE, WORKSPACE, person
from tests.tips.stage import BUTIK, RECEPTION, Stage
from tests.tips.test_checks import HOUR
from tests.tips.test_deliveries import DAY, NINE


async def test_on_without_words_is_nine_on_working_days_in_the_supervisors_own_zone_and_language(stage: Stage) -> None:
    status = await stage.turn_on(wanted=Wanted())
    assert status.subscription is not None
    assert status.subscription.wish == Wish(Rule(time(9), "Europe/Copenhagen", WORKING_DAYS), "da")
    assert status.subscription.owner == SOFIE


async def test_a_language_that_the_catalogue_lacks_gives_way_to_its_default(stage: Stage) -> None:
    status = await stage.subscriptions.turn_on(person(SOFIE, "sv", time_zone="Nowhere"), BUTIK, Wanted())
    assert status.subscription is not None
    assert (status.subscription.language, status.subscription.time_zone) == ("en", "UTC")


async def test_what_is_not_said_stays_as_it_was_in_the_channel(stage: Stage) -> None:
    await stage.turn_on(wanted=Wanted(time(7), frozenset({5}), "Asia/Tokyo", "en"))
    status = await stage.turn_on(wanted=Wanted(local_time=time(0)))
    assert status.subscription is not None
    assert status.subscription.wish == Wish(Rule(time(0), "Asia/Tokyo", frozenset({5})), "en")


async def test_the_next_three_moments_follow_the_rule(stage: Stage) -> None:
    status = await stage.turn_on(wanted=Wanted(time(9), frozenset({0, 4}), "Europe/Copenhagen"))
    assert [slot.strftime("%a %H:%M") for slot in status.next_slots[:3]] == ["Fri 08:00", "Mon 08:00", "Fri 08:00"]


async def test_another_time_moves_the_next_slot_at_once(stage: Stage) -> None:
    await stage.turn_on()
    await stage.turn_on(wanted=Wanted(local_time=time(8, 30)))
    await stage.tick_at(datetime(2026, 11, 23, 8, 30, tzinfo=UTC))
    await stage.tick_at(NINE)
    assert len(stage.slack.posts) == 1


async def test_turning_on_again_unchanged_does_not_lose_the_slot_that_is_due_this_second(stage: Stage) -> None:
    await stage.turn_on()
    stage.clock.set(NINE)
    await stage.turn_on()
    await stage.deliveries.tick()
    assert len(stage.slack.posts) == 1


async def test_off_is_true_once_and_then_there_is_nothing_to_turn_off(stage: Stage) -> None:
    await stage.turn_on()
    assert [await stage.turn_off(), await stage.turn_off()] == [True, False]
    await stage.tick_at(NINE)
    assert stage.slack.posts == []
    assert (await stage.status()).next_slots == ()


async def test_off_and_on_again_posts_from_the_next_slot(stage: Stage) -> None:
    await stage.turn_on()
    await stage.turn_off()
    stage.clock.set(NINE + DAY / 2)
    await stage.turn_on(wanted=Wanted())
    await stage.tick_at(NINE + DAY)
    assert len(stage.slack.posts) == 1


@pytest.mark.parametrize("off_between", [False, True])
async def test_no_change_of_time_brings_a_second_tip_to_one_date(stage: Stage, off_between: bool) -> None:
    await stage.turn_on()
    await stage.tick_at(NINE)
    for hour in (10, 11):
        if off_between:
            await stage.turn_off()
        status = await stage.turn_on(wanted=Wanted(time(hour), EVERY_DAY, "UTC"))
        assert status.had_today
        assert status.next_slots[0] == NINE + DAY + (hour - 9) * HOUR
        await stage.tick_at(NINE + (hour - 9) * HOUR)
    assert len(stage.slack.posts) == 1
    assert not (await stage.status()).had_today
    await stage.tick_at(NINE + DAY + 2 * HOUR)
    assert len(stage.slack.posts) == 2


async def test_a_day_whose_tip_never_came_may_have_it_later(stage: Stage) -> None:
    await stage.turn_on()
    stage.slack.refuses[BUTIK] = SendRefused("not_in_channel", "channel")
    await stage.tick_at(NINE)
    stage.slack.refuses.clear()
    status = await stage.turn_on(wanted=Wanted(local_time=time(11)))
    assert (status.had_today, status.next_slots[0]) == (False, NINE + 2 * HOUR)


async def test_the_status_shows_the_last_five_newest_first(stage: Stage) -> None:
    await stage.turn_on()
    for day in range(6):
        await stage.tick_at(NINE + day * DAY)
    status = await stage.status()
    assert [one.slot for one in status.recent] == [NINE + day * DAY for day in (5, 4, 3, 2, 1)]
    assert list(status.next_slots) == [NINE + day * DAY for day in (6, 7, 8, 9, 10)]


async def test_channels_do_not_share_tips_nor_subscriptions(stage: Stage) -> None:
    await stage.turn_on()
    assert (await stage.status(RECEPTION)).subscription is None
    assert not await stage.turn_off(RECEPTION)
    await stage.tick_at(NINE)
    assert (await stage.status(RECEPTION)).recent == ()


async def test_staff_may_do_none_of_it(stage: Stage) -> None:
    with pytest.raises(NotAllowed):
        await stage.subscriptions.turn_on(person(BEN), BUTIK, Wanted())
    with pytest.raises(NotAllowed):
        await stage.subscriptions.turn_off(WORKSPACE, BUTIK, BEN)
    with pytest.raises(NotAllowed):
        await stage.subscriptions.status(WORKSPACE, BUTIK, BEN)


async def test_the_form_shows_what_turning_on_would_save(stage: Stage) -> None:
    wanted = Wanted(local_time=time(7, 15))
    shown = await stage.subscriptions.wish(stage.sofie, BUTIK, wanted)
    status = await stage.turn_on(wanted=wanted)
    assert status.subscription is not None
    assert status.subscription.wish == shown


async def test_a_workspace_that_removes_takt_gets_nothing_more(stage: Stage) -> None:
    await stage.turn_on()
    await stage.turn_on(RECEPTION)
    assert await stage.subscriptions.stop_workspace(WORKSPACE) == 2
    assert await stage.subscriptions.stop_workspace(WORKSPACE) == 0
    await stage.tick_at(NINE)
    assert stage.slack.posts == []


async def test_many_channels_are_due_at_once(stage: Stage) -> None:
    channels = [ChannelId(f"C{number:03}") for number in range(40)]
    for channel in channels:
        await stage.turn_on(channel)
    await stage.tick_at(NINE)
    assert sorted(post.channel for post in stage.slack.posts) == channels
