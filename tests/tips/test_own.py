"""A person's own tips need no role, come to their direct message, and are counted for nobody else."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.errors import NoDirectMessages, NotAllowed, SendRefused, SlackTrouble
from bot.ports import ChannelId, MemberId, WorkspaceId
from bot.tips.asides import own_words, style_named, style_words
from bot.tips.errors import NoTips
from bot.tips.own import OwnTips
from bot.tips.posing import QUESTION, TIP
from bot.tips.wish import Wanted
from tests.fakes import BEN, WORKSPACE, person
from tests.tips.stage import BUTIK, Stage
from tests.tips.test_checks import answers, checks, row
from tests.tips.test_resting import said
from tests.tips.words import catalogue, standard

EIGHT = Wanted(local_time=time(8, 30))
TUESDAY = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)  # half past eight in Copenhagen


class Greeter:
    """Opens direct messages, unless it is told not to."""

    def __init__(self, refusal: SendRefused | None = None) -> None:
        self.greeted: list[MemberId] = []
        self._refusal = refusal

    async def greet(self, workspace: WorkspaceId, member: MemberId, *, language: str) -> ChannelId:
        """The person's direct message."""
        if self._refusal is not None:
            raise self._refusal
        self.greeted.append(member)
        return ChannelId("D" + member[1:])


def own(stage: Stage, greeter: Greeter | None = None) -> OwnTips:
    return OwnTips(stage.sessions, stage.subscriptions, stage.rests, greeter or Greeter())


async def test_a_member_without_a_role_gets_tips_at_their_own_hour_and_zone(stage: Stage) -> None:
    status = await own(stage).turn_on(person(BEN), EIGHT)
    assert status.subscription is not None
    assert (status.subscription.member, status.subscription.channel) == (BEN, "D0BEN")
    assert (status.subscription.time_zone, status.subscription.language) == ("Europe/Copenhagen", "en")
    assert status.next_slots[0] == TUESDAY
    with pytest.raises(NotAllowed):
        await stage.subscriptions.turn_on(person(BEN), BUTIK, EIGHT)


async def test_a_person_is_greeted_once_and_has_one_subscription(stage: Stage) -> None:
    greeter = Greeter()
    await own(stage, greeter).turn_on(person(BEN), EIGHT)
    status = await own(stage, greeter).turn_on(person(BEN), Wanted(time_zone="Asia/Tokyo"))
    assert greeter.greeted == [BEN]
    assert status.subscription is not None
    assert (status.subscription.local_time, status.subscription.time_zone) == (time(8, 30), "Asia/Tokyo")


async def test_own_answers_are_counted_and_shown_in_no_message(stage: Stage) -> None:
    stage.live.replace(catalogue(standard("greeting", checks=2)))
    await own(stage).turn_on(person(BEN), EIGHT)
    await stage.tick_at(TUESDAY)
    (post,) = stage.slack.posts
    assert post.channel == "D0BEN"
    assert post.tip.question is not None
    assert post.tip.question.personal
    await answers(stage, person(BEN), 1)
    kept = await row(stage)
    assert (kept.answer_count, kept.count_shown, kept.closes_at) == (1, 1, None)


async def test_off_stops_what_is_to_come(stage: Stage) -> None:
    await own(stage).turn_on(person(BEN), EIGHT)
    assert await own(stage).turn_off(person(BEN))
    await stage.tick_at(TUESDAY + timedelta(minutes=1))
    assert stage.slack.posts == []
    assert not await own(stage).turn_off(person(BEN))


async def test_who_cannot_be_written_to_is_told_and_nothing_is_saved(stage: Stage) -> None:
    with pytest.raises(SlackTrouble):
        await own(stage, Greeter(SendRefused("user_disabled", "ours"))).turn_on(person(BEN), EIGHT)
    assert (await own(stage).status(person(BEN))).subscription is None


async def test_who_cannot_be_written_to_is_told_that_no_second_try_helps(stage: Stage) -> None:
    with pytest.raises(NoDirectMessages):
        await own(stage, Greeter(SendRefused("channel_not_found", "channel"))).turn_on(person(BEN), EIGHT)


async def test_a_plain_style_asks_nothing_and_cannot_be_answered(stage: Stage) -> None:
    stage.live.replace(catalogue(standard("greeting", checks=2)))
    await own(stage).turn_on(person(BEN), EIGHT)
    assert await own(stage).set_style(person(BEN), TIP)
    await stage.tick_at(TUESDAY)
    (post,) = stage.slack.posts
    assert post.tip.question is None
    assert (await row(stage)).style == TIP
    assert await checks(stage).answer(person(BEN), post.delivery, 1, slack_ts="1.0") is None


async def test_there_is_no_style_where_there_are_no_tips(stage: Stage) -> None:
    assert await own(stage).set_style(person(BEN), TIP) is None
    assert await stage.subscriptions.set_style(WORKSPACE, BUTIK, stage.sofie.member, TIP) is None


async def test_a_style_chosen_while_tips_are_off_holds_when_they_come_on_again_and_no_longer(stage: Stage) -> None:
    await stage.turn_on()
    await stage.turn_off()
    assert await stage.subscriptions.set_style(WORKSPACE, BUTIK, stage.sofie.member, TIP) is False
    for style in (TIP, QUESTION):
        status = await stage.turn_on()
        assert status.subscription is not None
        assert status.subscription.style == style
        await stage.turn_off()


@pytest.mark.parametrize(
    ("typed", "words"),
    [("me 08:30", "08:30"), ("mig fra", "fra"), ("Me", ""), ("meet me", None), ("on 9:00", None), ("", None)],
)
def test_words_about_ones_own_tips(typed: str, words: str | None) -> None:
    assert own_words(typed) == words


@pytest.mark.parametrize(
    ("typed", "style"),
    [("style question", QUESTION), ("stil spørgsmål", QUESTION), ("stil Tip", TIP), ("style poem", None), ("on", None)],
)
def test_words_about_the_style(typed: str, style: str | None) -> None:
    assert style_named(style_words(typed) or "") == style


async def test_own_tips_pause_and_resume_without_a_role(stage: Stage) -> None:
    await own(stage).turn_on(person(BEN), EIGHT)
    await own(stage).pause(person(BEN))
    await stage.tick_at(TUESDAY)
    assert stage.slack.posts == []
    status = await own(stage).resume(person(BEN), ())
    assert status.next_slots[0] == TUESDAY + timedelta(days=1)
    with pytest.raises(NotAllowed):
        await stage.rests.pause(person(BEN), ChannelId("D0BEN"))


@pytest.mark.parametrize(
    ("words", "days"),
    [("skip 26 nov", [24, 25, 27, 30]), ("pause from 25 nov to 30 nov", [24, 1, 2, 3]), ("skip 24 nov", [25, 26, 27])],
)
async def test_days_that_a_person_skips_or_pauses_are_in_neither_the_status_nor_the_plan(
    stage: Stage, words: str, days: list[int]
) -> None:
    await own(stage).turn_on(person(BEN), EIGHT)
    status = await own(stage).rest(person(BEN), said(words))
    plan = await stage.planning.own(person(BEN))
    assert [slot.day for slot in status.next_slots][: len(days)] == days
    assert [one.day.day for one in plan.days][: len(days)] == days


async def test_who_has_none_can_neither_pause_nor_have_one_now(stage: Stage) -> None:
    for act in (own(stage).pause(person(BEN)), own(stage).channel(person(BEN)), own(stage).rest(person(BEN), ())):
        with pytest.raises(NoTips):
            await act


async def test_the_tips_of_somebody_who_has_left_pause_instead_of_failing_daily(stage: Stage) -> None:
    await own(stage).turn_on(person(BEN), EIGHT)
    stage.slack.refuses[ChannelId("D0BEN")] = SendRefused("user_disabled", "channel")
    for day in range(3):
        await stage.tick_at(TUESDAY + timedelta(days=day))
    assert await stage.states() == ["failed"]
    subscription = (await own(stage).status(person(BEN))).subscription
    assert subscription is not None
    assert subscription.paused_reason == "user_disabled"
