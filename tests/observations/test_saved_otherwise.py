"""A form that took too long was saved after all: what is changed in it afterwards is not dropped without a word."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.catalogue.model import Level
from bot.observations.errors import SavedOtherwise
from bot.observations.fair_errors import TakenOtherwise
from bot.observations.records import NewObservation, Observed, Outcome, for_each
from bot.observations.steps import Change
from tests.fakes import ANNA, BEN, MONDAY_MORNING, SOFIE, WORKSPACE
from tests.observations.conftest import Shop
from tests.observations.test_follow_ups import FRIDAY, NOT_YET, THURSDAY, Floor, floor

__all__ = ["floor"]

Seen = Callable[..., NewObservation]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"note": "Warm welcome, and a smile"}, "note"),
        ({"level": Level.EXAMPLE}, "level"),
        ({"standard": "queue"}, "standard"),
        ({"place": "Kasse 2"}, "place"),
        ({"seen_at": MONDAY_MORNING - timedelta(hours=2)}, "seen_at"),
    ],
)
async def test_what_is_changed_after_it_was_saved_is_refused_with_what_was_saved(
    shop: Shop, seen: Seen, changes: dict[str, Any], field: str
) -> None:
    new = seen(source_key="V1")
    [first] = await shop.observations.record_together(for_each(new, [ANNA]))
    with pytest.raises(SavedOtherwise) as refused:
        await shop.observations.record_together(for_each(replace(new, **changes), [ANNA]))
    said = refused.value
    assert (said.field, said.level, said.note, said.titles["da"]) == (field, Level.MET, new.note, "Hilsen")
    assert (await shop.observations.about(WORKSPACE, ANNA)).observations == (first,)
    assert await shop.observations.record_together(for_each(new, [ANNA])) == (first,)


async def test_clock_that_goes_ahead_changes_nothing(shop: Shop, seen: Seen) -> None:
    ahead = seen(source_key="V1", seen_at=MONDAY_MORNING + timedelta(seconds=90))
    [saved] = await shop.observations.record_together(for_each(ahead, [ANNA]))
    assert saved.seen_at == MONDAY_MORNING
    assert await shop.observations.record_together(for_each(ahead, [ANNA])) == (saved,)


@pytest.mark.parametrize(("first", "then"), [(THURSDAY, FRIDAY), (THURSDAY, None), (None, FRIDAY)])
async def test_day_of_follow_up_that_is_changed_after_it_was_saved_is_refused(
    floor: Floor, seen: Seen, first: date | None, then: date | None
) -> None:
    new = seen(**NOT_YET, source_key="V1", follow_up=first)
    await floor.shop.observations.record_together(for_each(new, [ANNA]))
    with pytest.raises(SavedOtherwise) as refused:
        await floor.shop.observations.record_together(for_each(replace(new, follow_up=then), [ANNA]))
    assert refused.value.field == "follow_up"
    assert await floor.days() == ([first] if first else [])
    [again] = await floor.shop.observations.record_together(for_each(new, [ANNA]))
    assert again.follow_up == first


@pytest.mark.parametrize("how", ["moved", "dropped"])
async def test_follow_up_that_was_changed_since_says_nothing_of_what_the_request_said(
    floor: Floor, seen: Seen, how: str
) -> None:
    new = for_each(seen(**NOT_YET, source_key="V1", follow_up=THURSDAY), [ANNA])
    [first] = await floor.shop.observations.record_together(new)
    floor.shop.clock.advance(minutes=1)
    if how == "moved":
        await floor.follow_ups.plan(WORKSPACE, SOFIE, first.id, FRIDAY)
    else:
        await floor.follow_ups.drop(WORKSPACE, SOFIE, first.id)
    [again] = await floor.shop.observations.record_together(new)
    assert (again.id, again.follow_up) == (first.id, FRIDAY if how == "moved" else None)


async def test_who_was_taken_out_of_it_is_not_left_in_without_a_word(shop: Shop, seen: Seen) -> None:
    new = seen(source_key="V1")
    await shop.observations.record_together(for_each(new, [ANNA, BEN]))
    with pytest.raises(SavedOtherwise) as refused:
        await shop.observations.record_together(for_each(new, [BEN]))
    assert refused.value.field == "subject"
    with pytest.raises(SavedOtherwise):
        await shop.observations.require_unsaved(WORKSPACE, SOFIE, "V1")
    await shop.observations.require_unsaved(WORKSPACE, SOFIE, "V")


async def test_request_that_was_put_right_since_is_repeated_as_ever(floor: Floor, seen: Seen) -> None:
    new = for_each(seen(source_key="V1"), [ANNA])
    [first] = await floor.shop.observations.record_together(new)
    await floor.steps.correct(WORKSPACE, SOFIE, first.id, Change("", None, "Better", ""), source_key="c")
    [again] = await floor.shop.observations.record_together(new)
    assert (again.id, again.note) == (first.id, "Better")


@pytest.fixture
async def seen_one(floor: Floor, seen: Seen) -> Observed:
    """What Sofie saw Anna do."""
    return await floor.shop.observations.record(seen())


async def test_words_that_were_changed_after_they_were_sent_are_refused(floor: Floor, seen_one: Observed) -> None:
    where = (WORKSPACE, ANNA, seen_one.id)
    for step in (floor.steps.reply, floor.steps.contest):
        await step(*where, "First words", source_key=step.__name__)
        await step(*where, "First words", source_key=step.__name__)
        with pytest.raises(TakenOtherwise, match="First words"):
            await step(*where, "Other words", source_key=step.__name__)
    decided = (WORKSPACE, BEN, seen_one.id, Outcome.UPHELD)
    await floor.steps.decide(*decided, "It stands", source_key="d")
    with pytest.raises(TakenOtherwise, match="It stands"):
        await floor.steps.decide(*decided, "It stands, really", source_key="d")


async def test_correction_that_was_changed_after_it_was_saved_is_refused(floor: Floor, seen_one: Observed) -> None:
    where = (WORKSPACE, SOFIE, seen_one.id)
    first = Change("", None, "Better", "")
    await floor.steps.correct(*where, first, source_key="c")
    await floor.steps.correct(*where, first, source_key="c")
    with pytest.raises(TakenOtherwise):
        await floor.steps.correct(*where, replace(first, note="Better still"), source_key="c")
