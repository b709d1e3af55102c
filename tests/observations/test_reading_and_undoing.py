"""What people see of observations, and how one is taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.db.engine import Sessions
from bot.errors import NotAllowed
from bot.observations.errors import TooLateToUndo, UnknownObservation
from bot.observations.notice import Notice
from bot.observations.records import NewObservation
from bot.observations.service import Observations
from bot.people.members import People, Powers
from bot.ports import WorkspaceId
from tests.fakes import ANNA, BEN, MONDAY_MORNING, SOFIE, WORKSPACE, person
from tests.observations.conftest import KEPT, Shop, in_parallel

Seen = Callable[..., NewObservation]


async def test_person_sees_what_is_about_them_and_nothing_else(shop: Shop, seen: Seen) -> None:
    about_anna = await shop.observations.record(seen(subject=ANNA))
    await shop.observations.record(seen(subject=BEN))
    assert (await shop.observations.about(WORKSPACE, ANNA)).observations == (about_anna,)
    assert (await shop.observations.about(WorkspaceId("T0OTHER"), ANNA)).observations == ()


async def test_newest_comes_first_and_the_rest_is_counted(shop: Shop, seen: Seen) -> None:
    for days in range(20):
        await shop.observations.record(seen(note=str(days), seen_at=MONDAY_MORNING - timedelta(days=days)))
    first = await shop.observations.about(WORKSPACE, ANNA)
    last = await shop.observations.about(WORKSPACE, ANNA, start=16)
    assert [observed.note for observed in first.observations] == [str(days) for days in range(8)]
    assert (first.older, [observed.note for observed in last.observations], last.older) == (
        12,
        ["16", "17", "18", "19"],
        0,
    )


async def test_supervisor_sees_their_own_last_ten(shop: Shop, seen: Seen) -> None:
    for number in range(12):
        await shop.observations.record(seen(note=str(number)))
        shop.clock.advance(minutes=1)
    latest = (await shop.observations.latest(WORKSPACE, SOFIE)).observations
    assert [observed.note for observed in latest] == [str(number) for number in range(11, 1, -1)]


async def test_all_that_one_recorded_can_be_paged_to(shop: Shop, seen: Seen) -> None:
    for number in range(12):
        await shop.observations.record(seen(note=str(number)))
    first = await shop.observations.latest(WORKSPACE, SOFIE)
    last = await shop.observations.latest(WORKSPACE, SOFIE, start=10)
    assert (first.older, [observed.note for observed in last.observations], last.older) == (2, ["1", "0"], 0)


async def test_who_is_no_supervisor_any_more_sees_what_they_may_still_correct_and_no_more(
    shop: Shop, seen: Seen, sessions: Sessions
) -> None:
    await shop.observations.record(seen(note="yesterday"))
    shop.clock.advance(hours=1)
    await shop.observations.record(seen(note="today"))
    shop.clock.advance(hours=23, seconds=1)
    demoted = without_supervisors(shop, sessions)
    page = await demoted.latest(WORKSPACE, SOFIE)
    assert ([observed.note for observed in page.observations], page.older, page.only_fresh) == (["today"], 0, True)
    shop.clock.advance(hours=1)
    with pytest.raises(NotAllowed):
        await demoted.latest(WORKSPACE, SOFIE)


async def test_staff_have_no_list_of_recorded_ones(shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        await shop.observations.latest(WORKSPACE, ANNA)


async def test_undo_within_fifteen_minutes_tells_the_subject(shop: Shop, seen: Seen) -> None:
    observed = await shop.observations.record(seen())
    await shop.all_told()
    shop.clock.advance(minutes=15)
    assert (await shop.observations.undo(WORKSPACE, SOFIE, observed.id)).undone
    assert [(what, member) for what, member, _ in await shop.all_told()] == [("recorded", ANNA), ("withdrawn", ANNA)]
    [kept] = (await shop.observations.about(WORKSPACE, ANNA)).observations
    assert kept.undone


async def test_undo_pressed_many_times_counts_once(shop: Shop, seen: Seen) -> None:
    observed = await shop.observations.record(seen())
    await shop.all_told()
    first = await shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    shop.clock.advance(minutes=30)
    again = await in_parallel(*(shop.observations.undo(WORKSPACE, SOFIE, observed.id) for _ in range(3)))
    assert again == [first] * 3
    assert [what for what, _, _ in await shop.all_told()] == ["recorded", "withdrawn"]


async def test_undo_after_fifteen_minutes_is_too_late(shop: Shop, seen: Seen) -> None:
    observed = await shop.observations.record(seen())
    shop.clock.advance(minutes=15, seconds=1)
    with pytest.raises(TooLateToUndo):
        await shop.observations.undo(WORKSPACE, SOFIE, observed.id)


@pytest.mark.parametrize(("workspace", "member"), [(WORKSPACE, ANNA), (WORKSPACE, BEN), ("T0OTHER", SOFIE)])
async def test_nobody_undoes_what_another_recorded(shop: Shop, seen: Seen, workspace: str, member: str) -> None:
    observed = await shop.observations.record(seen())
    with pytest.raises(UnknownObservation):
        await shop.observations.undo(WorkspaceId(workspace), member, observed.id)  # type: ignore[arg-type]
    assert not (await shop.observations.about(WORKSPACE, ANNA)).observations[0].undone


async def test_observation_about_a_standard_that_is_gone_is_still_shown_and_told(shop: Shop, seen: Seen) -> None:
    observed = await shop.observations.record(seen())
    await shop.all_told()
    shop.live.replace(type(shop.live.current)(("en",), {}, {}, {}))
    await shop.observations.undo(WORKSPACE, SOFIE, observed.id)
    assert [what for what, _, _ in await shop.all_told()] == ["recorded", "withdrawn"]


async def test_who_is_no_longer_a_supervisor_still_takes_back_their_own(
    shop: Shop, seen: Seen, sessions: Sessions
) -> None:
    observed = await shop.observations.record(seen())
    demoted = without_supervisors(shop, sessions)
    with pytest.raises(NotAllowed):
        await demoted.require_observer(WORKSPACE, SOFIE)
    assert (await demoted.undo(WORKSPACE, SOFIE, observed.id)).undone


def without_supervisors(shop: Shop, sessions: Sessions) -> Observations:
    """The service after Sofie has lost her role."""
    people = People(shop.directory, sessions, shop.clock, Powers(), person(BEN))
    notice = Notice(sessions, shop.clock, people, 0, "Europe/Copenhagen")
    return Observations(sessions, shop.clock, people, shop.live, notice, shop.tellers(sessions, people), KEPT)
