"""Whoever turned a channel's tips on looks after them: hears of trouble, and has the report on Home."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import time

import pytest

from bot.db.engine import transaction
from bot.errors import SendRefused
from bot.people.erasure_queries import erase_everywhere
from bot.people.members import People, Powers
from bot.ports import MemberId
from bot.tips.outcomes import Outcomes
from bot.tips.report_queries import channels_of
from bot.tips.resting import Rests
from bot.tips.subscriptions import Subscriptions
from bot.tips.wish import Wanted
from tests.fakes import BEN, SOFIE, WORKSPACE, person
from tests.people.test_members import Slack
from tests.tips.stage import BUTIK, Stage
from tests.tips.test_deliveries import NINE

TEN = Wanted(local_time=time(10))


class Shop:
    """Sofie has turned tips on; Ben is a supervisor, too."""

    def __init__(self, stage: Stage, supervisors: frozenset[MemberId] = frozenset({SOFIE, BEN})) -> None:
        self.stage = stage
        self.directory = Slack(stage.sofie, person(BEN))
        powers = Powers(supervisors=supervisors)
        self.people = People(self.directory, stage.sessions, stage.clock, powers, person(BEN))
        self.subscriptions = Subscriptions(stage.sessions, stage.clock, self.people, stage.live, Outcomes())
        self.rests = Rests(stage.sessions, stage.clock, self.people, stage.live, Outcomes())

    async def bens_change(self) -> MemberId:
        """Ben types `/tips on 10:00`; who looks after the tips then."""
        status = await self.subscriptions.turn_on(person(BEN), BUTIK, TEN)
        assert status.subscription is not None
        assert status.subscription.local_time == time(10)
        return status.subscription.owner


@pytest.fixture
async def shop(stage: Stage) -> Shop:
    await stage.turn_on()
    return Shop(stage)


async def homes_with_a_report(stage: Stage) -> list[MemberId]:
    async with transaction(stage.sessions) as session:
        return [
            one
            for one in (SOFIE, BEN)
            if await channels_of(session, workspace=WORKSPACE, owner=one, limit=3) == [BUTIK]
        ]


async def test_who_changes_the_hour_leaves_the_tips_to_who_turned_them_on(shop: Shop) -> None:
    stage = shop.stage
    assert await shop.bens_change() == SOFIE
    assert await homes_with_a_report(stage) == [SOFIE]
    stage.slack.refuses[BUTIK] = SendRefused("not_in_channel", "channel")
    await stage.tick_at(NINE.replace(hour=10))
    assert [told[1] for told in stage.slack.paused] == [SOFIE]


async def paused(shop: Shop) -> None:
    await shop.stage.rests.pause(shop.stage.sofie, BUTIK)


async def slack_away(shop: Shop) -> None:
    shop.directory.away = True


@pytest.mark.parametrize("before", [paused, slack_away])
async def test_paused_tips_stay_whose_they_were_and_nobody_has_left_while_slack_does_not_say_so(
    shop: Shop, before: Callable[[Shop], Awaitable[None]]
) -> None:
    await before(shop)
    assert await shop.bens_change() == SOFIE


async def test_who_resumes_the_tips_leaves_them_to_who_turned_them_on(shop: Shop) -> None:
    await paused(shop)
    status = await shop.rests.resume(person(BEN), BUTIK, ())
    assert status.subscription is not None
    assert status.subscription.owner == SOFIE


async def off(shop: Shop) -> None:
    await shop.stage.turn_off()


async def left(shop: Shop) -> None:
    shop.directory.people[SOFIE] = replace(shop.stage.sofie, is_gone=True)


async def unknown_to_slack(shop: Shop) -> None:
    del shop.directory.people[SOFIE]


async def erased(shop: Shop) -> None:
    async with transaction(shop.stage.sessions) as session:
        await erase_everywhere(session, workspace=WORKSPACE, member=SOFIE)


async def no_supervisor_any_more(shop: Shop) -> None:
    shop.subscriptions = Shop(shop.stage, frozenset({BEN})).subscriptions


@pytest.mark.parametrize("before", [off, left, unknown_to_slack, no_supervisor_any_more, erased])
async def test_where_nobody_looks_after_the_tips_it_is_who_turns_them_on(
    shop: Shop, before: Callable[[Shop], Awaitable[None]]
) -> None:
    await before(shop)
    assert await shop.bens_change() == BEN
    assert await homes_with_a_report(shop.stage) == [BEN]
