"""The judge of a chaos run sees what it is there to see."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from benchmarks._chaos_check import Posted, Row, check
from benchmarks._chaos_plan import make_plan

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PLAN = {("C1", NOON): frozenset({"sent"}), ("C2", NOON): frozenset({"skipped"})}
SENT, SKIPPED = Row("a", "C1", NOON, "sent"), Row("b", "C2", NOON, "skipped")
POST = Posted("C1", "a")


def test_everything_in_its_place_is_clean() -> None:
    assert check(PLAN, [SENT, SKIPPED], [POST]).is_clean


def test_slot_of_tomorrow_does_not_count() -> None:
    tomorrow = Row("c", "C1", NOON + timedelta(days=1), "pending")
    assert check(PLAN, [SENT, SKIPPED, tomorrow], [POST]).is_clean


@pytest.mark.parametrize(
    "rows",
    [
        [SKIPPED],
        [replace(SENT, state="pending"), SKIPPED],
        [replace(SENT, state="sending"), SKIPPED],
        [replace(SENT, state="skipped"), SKIPPED],
        [replace(SENT, state="failed"), SKIPPED],
        [SENT, SKIPPED],
    ],
)
def test_slot_that_slack_never_got_is_lost(rows: list[Row]) -> None:
    result = check(PLAN, rows, [])
    assert (result.lost, result.is_clean) == ((("C1", NOON),), False)


def test_message_twice_under_one_id_is_a_duplicate() -> None:
    assert check(PLAN, [SENT, SKIPPED], [POST, POST]).duplicates == 1


def test_second_message_in_a_channel_is_a_duplicate_whatever_its_id() -> None:
    assert check(PLAN, [SENT, SKIPPED], [POST, Posted("C1", "other")]).duplicates == 1


def test_message_of_a_slot_that_was_given_up_is_strange() -> None:
    result = check(PLAN, [SENT, SKIPPED], [POST, Posted("C2", "b")])
    assert (result.strangers, result.is_clean) == (1, False)


def test_uncertain_is_neither_lost_nor_clean() -> None:
    result = check(PLAN, [replace(SENT, state="uncertain"), SKIPPED], [])
    assert (result.uncertain, result.lost, result.is_clean) == (1, (), False)


@pytest.mark.parametrize("slots", [1, 4, 500])
def test_plan_has_exactly_the_slots_that_were_asked_for(slots: int) -> None:
    plan = make_plan(slots, seconds=60, now=NOON, random=Random(1))
    assert len(plan.slots) == slots


def test_same_seed_plans_the_same_channels_at_any_time() -> None:
    plans = [make_plan(200, seconds=60, now=now, random=Random(7)) for now in (NOON, NOON + timedelta(hours=1))]
    first, second = ([(one.id, one.stale, one.archived) for one in plan.channels] for plan in plans)
    assert first == second
