"""Profiles that were seen are written down without keeping others from writing."""

import asyncio

from bot.db.engine import Sessions, transaction
from bot.observations.retention_queries import fold_about
from bot.people import queries
from bot.people.erasure import Erasure
from bot.people.members import People, Powers
from bot.ports import MemberId
from tests.fakes import ANNA, BEN, WORKSPACE, FakeDirectory, FixedClock, person

CROWD = [MemberId(f"U0CROWD{number:02}") for number in range(20)]  # a second and more of working out tombstones


async def test_others_write_while_it_is_worked_out_who_was_erased(sessions: Sessions) -> None:
    clock = FixedClock()
    directory = FakeDirectory(*(person(one) for one in (ANNA, BEN, *CROWD)))
    people = People(directory, sessions, clock, Powers(), person(BEN))
    for one in (ANNA, *CROWD):
        await people.profile(WORKSPACE, one)
    clock.advance(minutes=1)
    async with transaction(sessions) as session:
        await queries.remember_member(session, profile=person(ANNA), now=clock.now())
    await Erasure(sessions, clock, fold_about).erase(WORKSPACE, ANNA)
    flushing = asyncio.create_task(people.flush())
    await asyncio.sleep(0.1)
    async with transaction(sessions) as session:
        await queries.remember_member(session, profile=person(BEN), now=clock.now())
    assert not flushing.done(), "it was waited for"
    assert [one.member for one in await flushing] == CROWD
