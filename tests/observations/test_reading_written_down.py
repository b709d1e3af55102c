"""Who read what about whom is written down for each person whom it is about."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from bot.catalogue.model import Level
from bot.db.engine import Sessions
from bot.db.models import Alias, Audit
from bot.observations.fairness import Fairness
from bot.observations.follow_rules import local_day
from bot.observations.follow_ups import FollowUps
from bot.observations.records import NewObservation
from bot.people.members import People, Powers
from bot.ports import MemberId
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, person
from tests.observations.conftest import Shop

Seen = Callable[..., NewObservation]
ABOUT_BOTH = {(SOFIE, ANNA, "2"), (SOFIE, BEN, "1")}


async def lines_read(sessions: Sessions) -> list[tuple[str, str, str]]:
    """Who read about whom, and how much."""
    async with sessions() as session:
        names = {row.alias: row.member for row in await session.scalars(select(Alias))}
        lines = await session.scalars(select(Audit).where(Audit.action == "read"))
        return sorted((names[line.actor], names[line.subject or ""], line.detail) for line in lines)


async def see_both(shop: Shop, seen: Seen, **changes: object) -> None:
    """Anna twice, and Ben once."""
    for subject in (ANNA, BEN, ANNA):
        await shop.observations.record(seen(subject=subject, **changes))


async def test_what_somebody_recorded_last_is_read_about_each_person_in_it(
    shop: Shop, seen: Seen, sessions: Sessions
) -> None:
    await see_both(shop, seen)
    await shop.observations.latest(WORKSPACE, SOFIE)
    assert await lines_read(sessions) == sorted(ABOUT_BOTH)


async def test_what_did_not_fit_and_was_not_shown_was_not_read(shop: Shop, seen: Seen, sessions: Sessions) -> None:
    await see_both(shop, seen)
    page = await shop.observations.latest(WORKSPACE, SOFIE, fit=lambda page: page.first(2))
    assert [one.subject for one in page.observations] == [ANNA, BEN]
    assert page.older == 1
    own = await shop.observations.about(WORKSPACE, ANNA, fit=lambda page: page.first(1))
    assert (len(own.observations), own.older) == (1, 1)
    assert await lines_read(sessions) == sorted([(SOFIE, ANNA, "1"), (SOFIE, BEN, "1"), (ANNA, ANNA, "1")])


async def test_open_follow_ups_are_read_about_each_person_in_them(shop: Shop, seen: Seen, sessions: Sessions) -> None:
    day = local_day(shop.clock.now(), "Europe/Copenhagen") + timedelta(days=3)
    await see_both(shop, seen, level=Level.NOT_YET, follow_up=day)
    people = People(shop.directory, sessions, shop.clock, Powers(supervisors=frozenset({SOFIE})), person(BEN))
    told_by = shop.tellers(sessions, people)
    steps = Fairness(sessions, shop.clock, people, shop.live, told_by.steps, timedelta(days=180))
    await FollowUps(sessions, shop.clock, people, steps).mine(WORKSPACE, SOFIE)
    assert await lines_read(sessions) == sorted(ABOUT_BOTH)


async def test_what_is_about_oneself_is_one_line_and_an_empty_list_none(
    shop: Shop, seen: Seen, sessions: Sessions
) -> None:
    await see_both(shop, seen)
    await shop.observations.about(WORKSPACE, ANNA)
    await shop.observations.about(WORKSPACE, MemberId("U0NOBODY"))
    assert await lines_read(sessions) == [(ANNA, ANNA, "2")]
