"""Claims fence every later write; a slot is one row."""

from bot.db.engine import transaction
from bot.ports import TipMessage
from bot.tips import delivery_queries
from bot.tips.materialise import materialise
from bot.tips.records import Claim, State, Verdict
from bot.tips.selection import Shown
from bot.tips.wish import Wanted
from tests.tips.stage import GRACE, Stage
from tests.tips.test_deliveries import MINUTE, NINE

SENT = Verdict(State.SENT, slack_ts="1.0")


async def claim(stage: Stage) -> Claim | None:
    now = stage.clock.now()
    async with transaction(stage.sessions) as session:
        return await delivery_queries.claim_delivery(session, now=now, lease_until=now + 2 * MINUTE)


async def settle(stage: Stage, held: Claim) -> bool:
    async with transaction(stage.sessions) as session:
        return await delivery_queries.settle_delivery(session, claim=held, verdict=SENT, now=stage.clock.now())


async def keep(stage: Stage, held: Claim) -> bool:
    async with transaction(stage.sessions) as session:
        choice = Shown("greeting", 0)
        message = TipMessage("greeting", "Greeting", "Words", "Greet first.", "en")
        return await delivery_queries.keep_choice(
            session, claim=held, choice=choice, message=message, now=stage.clock.now()
        )


async def due(stage: Stage) -> None:
    """One delivery waits to be claimed."""
    await stage.turn_on()
    stage.clock.set(NINE)
    await materialise(stage.sessions, now=NINE, grace=GRACE)


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
