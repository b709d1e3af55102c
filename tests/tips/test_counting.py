"""Every tip that is skipped is counted once, with the reason, wherever that is decided."""

import asyncio
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update

from bot.db.engine import transaction
from bot.db.models import Subscription
from bot.errors import SendLater, SendRefused
from bot.metrics import Metrics
from bot.ports import ChannelId
from bot.tips.deliveries import Deliveries
from bot.tips.outcomes import SKIPS, Outcomes, skip_code
from bot.tips.records import LATE, LOST
from bot.tips.tempo import Tempo
from tests.fakes import WORKSPACE
from tests.tips.stage import BUTIK, RECEPTION, Stage
from tests.tips.test_deliveries import DAY, MINUTE, NINE
from tests.tips.test_planning import MONDAY
from tests.tips.test_resting import change

HOUR = timedelta(hours=1)


@pytest.fixture
def metrics(stage: Stage) -> Metrics:
    """What a process counts."""
    metrics = Metrics()
    stage.deliveries.on_settled(metrics.delivered)
    return metrics


def counted(metrics: Metrics) -> dict[str, int]:
    """How many there are of each state, and of each reason to skip, as `/metrics` says; none that is at zero."""
    families = text_string_to_metric_families(metrics.page().decode())
    samples = [one for family in families for one in family.samples if one.name == "takt_deliveries_total"]
    return {one.labels["reason"] or one.labels["state"]: int(one.value) for one in samples if one.value}


async def test_slots_of_a_long_downtime_are_counted_as_too_late(stage: Stage, metrics: Metrics) -> None:
    await stage.turn_on()
    await stage.tick_at(NINE + 5 * DAY + MINUTE)
    assert counted(metrics) == {"too-late": 5, "sent": 1}


async def test_a_slot_that_is_written_down_already_is_not_counted_again(stage: Stage, metrics: Metrics) -> None:
    await stage.turn_on()
    await stage.tick_at(NINE + 3 * HOUR)
    async with transaction(stage.sessions) as session:
        await session.execute(update(Subscription).values(next_due_at=NINE))
    await stage.tick_at(NINE + 4 * HOUR)
    assert counted(metrics) == {"too-late": 1}


async def test_replicas_that_race_count_each_slot_once(stage: Stage, metrics: Metrics) -> None:
    for number in range(12):
        await stage.turn_on(ChannelId(f"C{number}"))
    replicas: list[Deliveries] = [stage.another_process() for _ in range(4)]
    for replica in replicas:
        replica.on_settled(metrics.delivered)
    stage.clock.set(NINE + 3 * HOUR)
    await asyncio.gather(*(replica.tick() for replica in replicas))
    assert counted(metrics) == {"too-late": 12}


async def test_what_slack_took_too_late_is_counted_as_such(stage: Stage, metrics: Metrics) -> None:
    await stage.turn_on()
    stage.slack.answers = [SendLater(3 * HOUR)]
    await stage.tick_at(NINE)
    await stage.tick_at(NINE + 4 * HOUR)
    assert counted(metrics) == {"pending": 1, "slack-away": 1}


async def test_what_nobody_tried_in_time_is_counted_as_held_up(stage: Stage, metrics: Metrics) -> None:
    await stage.turn_on()
    stage.clock.set(NINE)
    await stage.deliveries.materialise()
    await stage.tick_at(NINE + 3 * HOUR)
    assert counted(metrics) == {"held-up": 1}


@pytest.mark.parametrize("late", [timedelta(), 3 * HOUR])
async def test_a_day_that_a_supervisor_skipped_is_no_trouble(stage: Stage, metrics: Metrics, late: timedelta) -> None:
    await stage.turn_on()
    await stage.planning.skip(stage.sofie, BUTIK, MONDAY)
    await stage.tick_at(NINE + late)
    assert counted(metrics) == {"left-out": 1}


async def test_a_tip_that_the_quiet_hours_held_is_no_trouble(stage: Stage, metrics: Metrics) -> None:
    await stage.turn_on()
    await change(stage, "quiet 09:30-08:00")
    await stage.tick_at(NINE + 45 * MINUTE)
    assert counted(metrics) == {"quiet-hours": 1}


async def waiting(stage: Stage) -> None:
    """A tip of each of two channels is written down and not sent yet."""
    await stage.turn_on()
    await stage.turn_on(RECEPTION)
    stage.clock.set(NINE)
    await stage.deliveries.materialise()


async def test_tips_turned_off_on_their_way_are_counted_by_the_order(stage: Stage, metrics: Metrics) -> None:
    await waiting(stage)
    await stage.turn_off()
    await stage.turn_off()
    assert counted(metrics) == {"turned-off": 1}


async def test_an_order_caught_after_the_claim_is_counted_by_the_order(stage: Stage, metrics: Metrics) -> None:
    await stage.turn_on()
    stage.slack.meanwhile = stage.turn_off
    await stage.tick_at(NINE)
    assert counted(metrics) == {"turned-off": 1}


async def test_tips_that_a_pause_stops_are_counted_as_paused(stage: Stage, metrics: Metrics) -> None:
    await waiting(stage)
    await stage.rests.pause(stage.sofie, BUTIK)
    assert counted(metrics) == {"paused": 1}


async def test_tips_of_a_day_that_is_skipped_on_their_way_are_counted_as_resting(
    stage: Stage, metrics: Metrics
) -> None:
    await waiting(stage)
    await change(stage, "skip today")
    assert counted(metrics) == {"rests": 1}


async def test_tips_of_a_workspace_that_removes_takt_are_counted_as_uninstalled(stage: Stage, metrics: Metrics) -> None:
    await waiting(stage)
    await stage.subscriptions.stop_workspace(WORKSPACE)
    assert counted(metrics) == {"uninstalled": 2}


async def test_tips_behind_one_that_slack_refused_are_counted_as_refused(stage: Stage, metrics: Metrics) -> None:
    await stage.turn_on()
    await stage.turn_on(RECEPTION)
    stage.tempo = Tempo(linger=0, at_once=1)
    sender = stage.another_process()
    sender.on_settled(metrics.delivered)
    stage.slack.answers = [SendRefused("token_revoked", "workspace")]
    stage.clock.set(NINE)
    await sender.tick()
    assert counted(metrics) == {"failed": 1, "refused": 1}


async def test_a_failure_to_send_carries_no_reason_to_skip(stage: Stage, metrics: Metrics) -> None:
    await stage.deliveries.send_now(stage.sofie, BUTIK, source_key="by hand")
    stage.slack.refuses[BUTIK] = SendRefused("not_in_channel", "channel")
    await stage.deliveries.send_now(stage.sofie, BUTIK, source_key="again")
    assert counted(metrics) == {"sent": 1, "failed": 1}


def test_reasons_are_a_closed_set_whatever_slack_says() -> None:
    assert set(SKIPS) >= LATE
    assert [skip_code(code) for code in SKIPS] == list(SKIPS)
    assert {skip_code(code) for code in (*LOST - set(SKIPS), "not_in_channel", "a_new_code")} == {"refused"}


def test_whoever_listens_hears_each_skip_once() -> None:
    heard: list[tuple[str, timedelta | None, str]] = []
    outcomes = Outcomes()
    outcomes.listeners.append(lambda *one: heard.append(one))
    outcomes.skipped("too-late", 2)
    outcomes.skipped("is_archived", 0)
    assert heard == 2 * [("skipped", None, "too-late")]
