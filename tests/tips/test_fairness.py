"""Many at once: nobody waits for another workspace, nothing is claimed that cannot be sent, a stop gives back."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.engine import transaction
from bot.db.models import Subscription
from bot.errors import SendLater, SendNotOurs, SendRefused
from bot.insight.need_queries import needs_of_teams
from bot.ports import ChannelId, Need, Team, TipMessage, WorkspaceId
from bot.tips.deliveries import Deliveries
from bot.tips.materialise import AT_ONCE as PORTION
from bot.tips.tempo import Tempo
from tests.fakes import FixedClock
from tests.tips.stage import FakeSlack, Stage
from tests.tips.test_deliveries import DAY, MINUTE, NINE, SECOND

HASTE = Tempo(linger=0, poll=0.01, slow=0.02, at_once=4, in_all=64, per_workspace=4, per_slow_workspace=2)
HANGS = WorkspaceId("T0HANGS")


class HangingSlack(FakeSlack):
    """Never answers one workspace; takes everybody else's tips at once."""

    underway = 0
    most = 0
    awaited = 20  # tips of the others

    def __init__(self, clock: FixedClock) -> None:
        super().__init__(clock)
        self.hung, self.served = asyncio.Event(), asyncio.Event()

    async def post_tip(
        self,
        workspace: WorkspaceId,
        channel: ChannelId,
        tip: TipMessage,
        *,
        delivery: str,
        may_send: Callable[[], bool],
    ) -> str:
        self.underway += 1
        self.most = max(self.most, self.underway)
        try:
            if workspace == HANGS:
                if not may_send():
                    raise SendNotOurs
                self.hung.set()
                await asyncio.Event().wait()
            await asyncio.sleep(0)
            slack_ts = await super().post_tip(workspace, channel, tip, delivery=delivery, may_send=may_send)
            if len(self.posts) == self.awaited:
                self.served.set()
            return slack_ts
        finally:
            self.underway -= 1


async def subscribed(stage: Stage, workspace: str, channels: int, due: datetime = NINE) -> None:
    """A workspace's channels get tips at nine."""
    row = {"owner": "U0OWNER", "local_time": due.time(), "time_zone": "UTC", "weekdays": "0123456", "language": "en"}
    async with transaction(stage.sessions) as session:
        for number in range(channels):
            channel = f"C{number}{workspace[-5:]}"
            session.add(
                Subscription(
                    **row,
                    workspace=workspace,
                    channel=channel,
                    active=True,
                    next_due_at=due,
                    created_at=due,
                    changed_at=due,
                )
            )


def hanging(stage: Stage, tempo: Tempo = HASTE) -> tuple[Deliveries, HangingSlack]:
    """A sender whose Slack hangs for one workspace."""
    slack = HangingSlack(stage.clock)
    stage.slack, stage.tempo = slack, tempo
    return stage.another_process(), slack


async def test_a_workspace_whose_slack_hangs_holds_up_none_but_itself(stage: Stage) -> None:
    await subscribed(stage, HANGS, 20)
    await subscribed(stage, "T0OTHER", 20)
    stage.clock.set(NINE)
    deliveries, slack = hanging(stage)
    ticking = asyncio.create_task(deliveries.tick())
    async with asyncio.timeout(10):
        await slack.served.wait()
    await deliveries.stop(0)
    await ticking
    assert {post.workspace for post in slack.posts} == {"T0OTHER"}


async def test_nobody_waits_for_who_hangs_while_there_is_room(stage: Stage) -> None:
    await subscribed(stage, HANGS, 2)
    await subscribed(stage, "T0OTHER", 20)
    stage.clock.set(NINE)
    deliveries, slack = hanging(stage, replace(HASTE, poll=60, per_workspace=2))
    ticking = asyncio.create_task(deliveries.tick())
    async with asyncio.timeout(10):
        await slack.served.wait()
    await deliveries.stop(0)
    await ticking


async def test_no_more_is_in_the_air_than_may_be(stage: Stage) -> None:
    await subscribed(stage, "T0OTHER", 30)
    deliveries, slack = hanging(stage)
    stage.clock.set(NINE)
    await deliveries.tick()
    assert len(slack.posts) == 30
    assert slack.most <= HASTE.at_once


async def test_a_tick_sends_the_last_slot_too_where_they_are_more_than_a_portion(stage: Stage) -> None:
    await subscribed(stage, "T0LARGE", PORTION + 1)
    stage.clock.set(NINE)
    await stage.another_process().tick()
    assert len({post.channel for post in stage.slack.posts}) == len(stage.slack.posts) == PORTION + 1


async def test_every_workspaces_first_comes_before_any_ones_second(stage: Stage) -> None:
    await subscribed(stage, "T0LARGE", 10)
    await subscribed(stage, "T0SMALL", 1)
    stage.tempo = Tempo(linger=0, at_once=1, per_workspace=1)
    stage.clock.set(NINE)
    await stage.another_process().tick()
    assert "T0SMALL" in [post.workspace for post in stage.slack.posts[:2]]
    assert len(stage.slack.posts) == 11


async def test_a_stop_gives_back_what_does_not_end_in_time_and_it_is_looked_for(stage: Stage) -> None:
    await subscribed(stage, HANGS, 1)
    stage.clock.set(NINE)
    deliveries, slack = hanging(stage)
    ticking = asyncio.create_task(deliveries.tick())
    async with asyncio.timeout(10):
        await slack.hung.wait()
    await deliveries.stop(0.01)
    await ticking
    (row,) = await stage.rows()
    assert (row.state, row.doubt, row.reason) == ("pending", True, "released")


async def test_after_a_stop_nothing_more_is_claimed(stage: Stage) -> None:
    await subscribed(stage, "T0OTHER", 1)
    stage.clock.set(NINE)
    deliveries = stage.another_process()
    await deliveries.stop(0)
    await deliveries.tick()
    assert (await stage.states(), stage.slack.posts) == (["pending"], [])


async def test_what_is_being_claimed_when_the_stop_comes_is_given_back(stage: Stage) -> None:
    await subscribed(stage, "T0OTHER", 3)
    stage.clock.set(NINE)
    claiming, go_on = asyncio.Event(), asyncio.Event()

    async def needed(
        session: AsyncSession, *, teams: Sequence[Team], now: datetime
    ) -> Mapping[Team, Mapping[str, Need]]:
        claiming.set()
        await go_on.wait()
        return await needs_of_teams(session, teams=teams, now=now)

    deliveries = Deliveries(stage.sessions, stage.clock, stage.people, stage.slack, stage.live, stage.tempo, needed)
    ticking = asyncio.create_task(deliveries.tick())
    async with asyncio.timeout(10):
        await claiming.wait()
        await deliveries.stop(0)
        go_on.set()
        await ticking
    rows = await stage.rows()
    assert [(row.state, row.doubt, row.reason) for row in rows] == 3 * [("pending", False, "released")]
    assert stage.slack.posts == []


async def test_results_are_written_while_there_is_more_to_claim(stage: Stage) -> None:
    await subscribed(stage, "T0OTHER", 40)
    deliveries, slack = hanging(stage)
    stage.clock.set(NINE)
    unwritten: list[int] = []
    deliveries.on_settled(lambda _state, _late, _reason: unwritten.append(deliveries.unwritten))
    await deliveries.tick()
    assert len(slack.posts) == 40
    assert max(unwritten) <= 2 * HASTE.at_once


async def test_a_busy_slack_holds_one_workspace_on_every_replica_and_no_other(stage: Stage) -> None:
    await subscribed(stage, "T0BUSY0", 3)
    stage.clock.set(NINE)
    stage.tempo = Tempo(linger=0, at_once=1)
    stage.slack.answers = [SendLater(MINUTE)]
    await stage.another_process().tick()
    await subscribed(stage, "T0OTHER", 1)
    await stage.another_process().tick()
    assert [post.workspace for post in stage.slack.posts] == ["T0OTHER"]
    stage.clock.advance(minutes=2)
    await stage.another_process().tick()
    assert len(stage.slack.posts) == 4


async def test_where_one_channel_refuses_the_others_of_its_workspace_get_theirs_in_the_same_run(stage: Stage) -> None:
    await subscribed(stage, "T0OTHER", 3)
    stage.slack.refuses[ChannelId("C0OTHER")] = SendRefused("not_in_channel", "channel")
    stage.clock.set(NINE)
    stage.tempo = Tempo(linger=0, at_once=1)
    await stage.another_process().tick()
    assert sorted(post.channel for post in stage.slack.posts) == ["C1OTHER", "C2OTHER"]


async def test_an_owner_hears_once_of_an_outage_however_many_channels_and_days_it_was(stage: Stage) -> None:
    await subscribed(stage, "T0OTHER", 2)
    await stage.tick_at(NINE + 3 * DAY - SECOND)
    await stage.tick_at(NINE + 3 * DAY)
    (told,) = stage.slack.late
    assert told == ("T0OTHER", "U0OWNER", ["C0OTHER", "C1OTHER"], "en")
    await stage.tick_at(NINE + 6 * DAY)
    assert len(stage.slack.late) == 2


async def test_an_owner_hears_once_however_many_channels_refuse_for_the_same_reason(stage: Stage) -> None:
    await subscribed(stage, "T0OTHER", 3)
    for number in range(3):
        stage.slack.refuses[ChannelId(f"C{number}OTHER")] = SendRefused("not_in_channel", "channel")
    await stage.tick_at(NINE)
    assert [channels for _, _, channels, _, _ in stage.slack.paused] == [["C0OTHER", "C1OTHER", "C2OTHER"]]
