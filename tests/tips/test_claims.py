"""Claims fence every later write; a slot is one row."""

from bot.db.engine import transaction
from bot.db.models import Hold
from bot.ports import ChannelId, WorkspaceId
from bot.tips.choosing import tip_message
from bot.tips.claim_queries import Room, pick_deliveries, settle_deliveries, take_deliveries
from bot.tips.delivery_queries import keep_choices
from bot.tips.hold_queries import hold_workspaces
from bot.tips.materialise import materialise
from bot.tips.outcomes import Outcomes
from bot.tips.records import Chosen, Claim, Settled, State, Verdict
from bot.tips.situation import Selected
from bot.tips.wish import Wanted
from tests.fakes import WORKSPACE
from tests.tips.stage import BUTIK, Stage
from tests.tips.test_deliveries import MINUTE, NINE

AMPLE = Room(many=10, per_workspace=10)
OTHER = WorkspaceId("T0OTHER")
SENT = Verdict(State.SENT, slack_ts="1.0")


async def claims(stage: Stage, room: Room = AMPLE) -> list[Claim]:
    now = stage.clock.now()
    async with transaction(stage.sessions) as session:
        picked = await pick_deliveries(session, room=room, now=now, lease_until=now + 2 * MINUTE)
        await take_deliveries(session, claims=picked)
        return picked


async def claim(stage: Stage) -> Claim | None:
    claimed = await claims(stage)
    return claimed[0] if claimed else None


async def settle(stage: Stage, held: Claim) -> bool:
    async with transaction(stage.sessions) as session:
        return held.id in await settle_deliveries(session, settled=[Settled(held, SENT)], now=stage.clock.now())


async def keep(stage: Stage, held: Claim) -> bool:
    async with transaction(stage.sessions) as session:
        return held.id in await keep_choices(session, chosen=[chosen(stage, held)], now=stage.clock.now())


def chosen(stage: Stage, held: Claim) -> Chosen:
    choice = Selected("greeting", 0)
    return Chosen(held, choice, tip_message(stage.live.current, choice, held, asks=False))


async def due(stage: Stage, *channels: ChannelId) -> None:
    """One delivery waits to be claimed, or one of each channel."""
    for channel in channels or (BUTIK,):
        await stage.turn_on(channel)
    stage.clock.set(NINE)
    portions = [written async for written in materialise(stage.sessions, stage.tempo, Outcomes(), now=NINE)]
    assert portions == [len(channels or (BUTIK,))]


async def test_a_claimed_delivery_is_nobody_elses_while_the_lease_runs(stage: Stage) -> None:
    await due(stage)
    first = await claim(stage)
    assert first is not None
    assert (first.number, first.doubt) == (1, False)
    stage.clock.advance(seconds=119)
    assert await claim(stage) is None


async def test_one_that_was_about_to_be_sent_is_in_doubt_when_its_lease_is_over(stage: Stage) -> None:
    await due(stage)
    first = await claim(stage)
    assert first is not None
    assert await keep(stage, first)
    stage.clock.advance(minutes=2)
    second = await claim(stage)
    assert second is not None
    assert (second.number, second.doubt) == (2, True)
    assert not await keep(stage, first)


async def test_what_was_picked_is_claimed_by_the_statement_that_writes_its_tip_down(stage: Stage) -> None:
    await due(stage)
    async with transaction(stage.sessions) as session:
        (picked,) = await pick_deliveries(session, room=AMPLE, now=NINE, lease_until=NINE + 2 * MINUTE)
        assert await keep_choices(session, chosen=[chosen(stage, picked)], now=NINE) == {picked.id}
    assert await claim(stage) is None
    stage.clock.advance(minutes=2)
    second = await claim(stage)
    assert second is not None
    assert (second.number, second.doubt) == (picked.number + 1, True)


async def test_what_was_picked_and_not_written_down_is_as_it_was(stage: Stage) -> None:
    await due(stage)
    async with transaction(stage.sessions) as session:
        assert await pick_deliveries(session, room=AMPLE, now=NINE, lease_until=NINE + 2 * MINUTE)
    first = await claim(stage)
    assert first is not None
    assert (first.number, first.doubt) == (1, False)


async def test_one_whose_sender_died_before_sending_is_sent_after_all(stage: Stage) -> None:
    await due(stage)
    await claim(stage)
    await stage.tick_at(NINE + 2 * MINUTE)
    assert await stage.states() == ["sent"]
    assert len(stage.slack.posts) == 1


async def test_only_the_newest_claim_may_write(stage: Stage) -> None:
    await due(stage)
    first = await claim(stage)
    stage.clock.advance(minutes=2)
    second = await claim(stage)
    assert first is not None
    assert second is not None
    assert [await settle(stage, first), await settle(stage, second), await settle(stage, second)] == [
        False,
        True,
        False,
    ]


async def test_a_clock_that_jumps_back_does_not_bring_a_slot_twice(stage: Stage) -> None:
    await stage.turn_on()
    await stage.tick_at(NINE)
    stage.clock.set(NINE - 30 * MINUTE)
    await stage.turn_on(wanted=Wanted(weekdays=frozenset({1})))
    await stage.turn_on(wanted=Wanted(weekdays=frozenset(range(7))))
    await stage.tick_at(NINE)
    assert len(stage.slack.posts) == 1
    assert await stage.states() == ["sent"]


async def test_no_more_is_claimed_than_there_is_room_for(stage: Stage) -> None:
    await due(stage, *(ChannelId(f"C{number}") for number in range(8)))
    assert len(await claims(stage, Room(many=3, per_workspace=10))) == 3
    assert len(await claims(stage, Room(many=10, per_workspace=2))) == 2
    assert len(await claims(stage, Room(10, 3, per_slow_workspace=1, slow=[WORKSPACE]))) == 1
    assert await claims(stage, Room(10, 10, busy=[WORKSPACE])) == []
    assert len(await claims(stage)) == 2


async def test_one_that_is_in_our_own_hands_is_not_claimed_again_whatever_the_clock_says(stage: Stage) -> None:
    await due(stage)
    first = await claim(stage)
    assert first is not None
    stage.clock.advance(hours=1)
    assert await claims(stage, Room(10, 10, held=[first.id])) == []


async def test_after_a_jump_of_the_clock_nobodys_lease_is_believed_to_be_over(stage: Stage) -> None:
    await due(stage)
    await claim(stage)
    stage.clock.advance(hours=1)
    assert await claims(stage, Room(10, 10, trust_leases=False)) == []
    assert len(await claims(stage)) == 1


async def test_a_hold_keeps_one_workspace_from_being_claimed_and_the_longer_one_stays(stage: Stage) -> None:
    await due(stage)
    async with transaction(stage.sessions) as session:
        await hold_workspaces(session, Hold, holds={WORKSPACE: NINE + 2 * MINUTE, OTHER: NINE + MINUTE})
        await hold_workspaces(session, Hold, holds={WORKSPACE: NINE + MINUTE})
    stage.clock.advance(minutes=1, seconds=30)
    assert await claim(stage) is None
    stage.clock.advance(minutes=1)
    assert await claim(stage) is not None
