"""Somebody who looks at calibration again and again tries to find out how one colleague has rated."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache
from itertools import product

import pytest

from bot.catalogue.model import Level
from bot.db.engine import Sessions
from bot.observations.calibration import Calibration
from bot.observations.calibration_rules import Agreement, agreement_of, middle_of
from bot.observations.retention_queries import fold_about
from bot.people.erasure import Erasure
from bot.ports import MemberId
from tests.fakes import BEN, SOFIE, WORKSPACE
from tests.observations.conftest import Shop, in_parallel
from tests.observations.test_calibration import RATERS, calibration, send

__all__ = ["calibration"]

LEVELS = tuple(Level)
World = tuple[Level, ...]  # how each of the raters has rated a scenario
MIXED = (Level.MET, Level.NOT_YET, Level.EXAMPLE, Level.MET, Level.NOT_YET)


async def shown_to_admin(calibration: Calibration, admin: MemberId = BEN) -> tuple[Agreement, ...]:
    return (await calibration.agreement(WORKSPACE, admin))[0]


async def shown_to_rater(calibration: Calibration, member: MemberId) -> list[Level | None]:
    return [one.middle for one in await calibration.compare(WORKSPACE, member, "greeting")]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("rated", [5, 6])
async def test_one_more_rater_changes_nothing_that_anybody_is_shown(
    calibration: Calibration, rated: int, level: Level
) -> None:
    for number, one in enumerate(RATERS[:rated]):
        await send(calibration, one, *MIXED[number % 5 :], Level.MET)
    before = await shown_to_admin(calibration), [await shown_to_rater(calibration, one) for one in RATERS[:rated]]
    await send(calibration, SOFIE, level)
    after = await shown_to_admin(calibration), [await shown_to_rater(calibration, one) for one in RATERS[:rated]]
    assert after == before
    assert [one.raters for one in after[0]] == [5]


async def test_ten_are_two_groups_and_what_is_shown_is_their_mean(calibration: Calibration) -> None:
    for one in RATERS[:5]:
        await send(calibration, one, Level.MET, Level.NOT_YET)
    [alike] = await shown_to_admin(calibration)
    for one in RATERS[5:]:
        await send(calibration, one, Level.MET, Level.NOT_YET)
    assert await shown_to_admin(calibration) == (alike,)
    await send(calibration, SOFIE, Level.NOT_YET, Level.EXAMPLE)
    [found] = await shown_to_admin(calibration)
    assert (found.raters, found.percent) == (10, 80)
    assert found.alpha is not None
    assert (alike.alpha or 0) > found.alpha


async def test_admin_who_has_rated_is_not_shown_the_group_that_they_rated_in(calibration: Calibration) -> None:
    for one in (BEN, *RATERS[:4]):
        await send(calibration, one, Level.MET)
    assert await shown_to_admin(calibration) == ()
    assert await shown_to_rater(calibration, BEN) == [Level.MET] * 5
    for one in (*RATERS[4:8], SOFIE):
        assert await shown_to_admin(calibration) == ()
        await send(calibration, one, Level.MET, Level.NOT_YET)
    assert [one.raters for one in await shown_to_admin(calibration)] == [5]


@pytest.mark.parametrize("leaves", RATERS[:5])
async def test_group_that_a_leaver_was_in_is_shown_to_nobody_any_more_and_not_filled_up(
    calibration: Calibration, sessions: Sessions, shop: Shop, leaves: MemberId
) -> None:
    for one in RATERS[:5]:
        await send(calibration, one, *MIXED)
    await shown_to_admin(calibration)
    await Erasure(sessions, shop.clock, fold_about).erase(WORKSPACE, leaves)
    for one in (*RATERS[5:8], leaves):
        await send(calibration, one, *MIXED)
    assert await shown_to_admin(calibration) == ()
    stays = next(one for one in RATERS if one != leaves)
    assert await shown_to_rater(calibration, stays) == [None] * 5


async def test_looks_at_the_same_moment_make_the_same_groups(calibration: Calibration) -> None:
    for one in RATERS[:7]:
        await send(calibration, one, *MIXED)
    looks = await in_parallel(*(shown_to_admin(calibration) for _ in range(6)))
    assert {one.raters for found in looks for one in found} == {5}
    groups = [await shown_to_rater(calibration, one) for one in RATERS[:7]]
    assert groups.count([None] * 5) == 2


def looks_of_admin(world: World) -> Hashable:
    """What an admin is shown while ten rate, one after the other."""
    groups = [tuple(map(world[start : start + 5].count, LEVELS)) for start in range(0, len(world), 5)]
    return tuple(agreement_of_groups(tuple(groups[: count // 5])) for count in range(0, len(world) + 1, 5))


@cache
def agreement_of_groups(groups: tuple[tuple[int, ...], ...]) -> Agreement | None:
    return agreement_of("greeting", [[dict(zip(LEVELS, counts, strict=True))] for counts in groups])


def looks_of_first(world: World) -> Hashable:
    """What the first rater is shown and knows."""
    return world[0], middle_of(Counter(world))


@pytest.mark.parametrize(
    ("raters", "looks", "known"), [(7, looks_of_admin, 0), (10, looks_of_admin, 0), (5, looks_of_first, 1)]
)
def test_no_rating_of_a_colleague_follows_from_all_that_one_is_shown(
    raters: int, looks: Callable[[World], Hashable], known: int
) -> None:
    possible: dict[Hashable, list[set[Level]]] = defaultdict(lambda: [set() for _ in range(raters)])
    for world in product(LEVELS, repeat=raters):
        note(possible[looks(world)], world)
    assert len(possible) > 1, "something is shown"
    assert all(len(levels) > 1 for found in possible.values() for levels in found[known:])


def note(found: Sequence[set[Level]], world: Iterable[Level]) -> None:
    """Add a way in which people may have rated to those that fit what was shown."""
    for levels, level in zip(found, world, strict=True):
        levels.add(level)
