"""A contest whose admin is one no longer: taken from them, and brought to another who is there."""

from dataclasses import replace

import pytest

from bot.observations.handing_on import HandingOn
from bot.observations.records import Outcome
from bot.people.members import People, Powers
from bot.ports import MemberId
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, person
from tests.observations.conftest import MIKKEL
from tests.observations.seeking_case import Case, case

__all__ = ["case"]

TINE = MemberId("U0TINE")


@pytest.fixture
async def asked(case: Case) -> Case:
    """Ben was appointed, and asked."""
    case.shop.directory.people[TINE] = person(TINE)
    case.appoint(BEN)
    await case.seek()
    return case


async def hand_on(case: Case, *admins: MemberId) -> None:
    """Both jobs, with some admins by the settings."""
    powers = Powers(supervisors=frozenset({SOFIE}), admins=frozenset(admins))
    people = People(case.shop.directory, case.sessions, case.shop.clock, powers, person(ANNA))
    await HandingOn(case.sessions, people).hand_on()
    case.powers = powers
    await case.seek()


def left(case: Case, member: MemberId) -> None:
    """Somebody was deactivated."""
    case.shop.directory.people[member] = replace(case.shop.directory.people[member], is_gone=True)


async def test_who_lost_the_role_is_replaced(asked: Case) -> None:
    asked.appoint(TINE)
    await hand_on(asked)
    assert [member for member, _ in asked.post.asked] == [BEN, TINE]
    assert [member for member, _ in await asked.deciders()] == [SOFIE, TINE]


@pytest.mark.parametrize("known", [True, False], ids=["deactivated", "unknown to Slack"])
async def test_who_is_named_in_the_settings_and_has_left_is_replaced(asked: Case, known: bool) -> None:
    left(asked, BEN)
    if not known:
        del asked.shop.directory.people[BEN]
    await hand_on(asked, BEN, TINE)
    assert [member for member, _ in asked.post.asked] == [BEN, TINE]


async def test_who_is_named_in_the_settings_needs_no_role_of_slack_s(asked: Case) -> None:
    asked.appoint(TINE)
    await hand_on(asked, BEN)
    assert [member for member, _ in asked.post.asked] == [BEN]


async def test_who_has_left_is_not_asked_at_first_either(case: Case) -> None:
    case.shop.directory.people[TINE] = person(TINE)
    await hand_on(case, MIKKEL, TINE)
    assert [member for member, _ in case.post.asked] == [TINE]


async def test_contest_waits_while_the_observer_is_the_only_admin(asked: Case) -> None:
    asked.appoint(SOFIE)
    await hand_on(asked)
    assert await asked.waiting() == 1
    assert [member for member, _ in await asked.deciders()] == [SOFIE]


async def test_contest_that_is_decided_stays_with_who_was_asked(asked: Case) -> None:
    await asked.steps.decide(WORKSPACE, SOFIE, asked.observed.id, Outcome.WITHDRAWN, "You are right", source_key="u")
    asked.appoint(TINE)
    await hand_on(asked)
    assert [member for member, _ in asked.post.asked] == [BEN]


async def test_observer_who_lost_the_role_decides_no_more(asked: Case) -> None:
    powers = Powers(admins=frozenset({BEN}))
    people = People(asked.shop.directory, asked.sessions, asked.shop.clock, powers, person(ANNA))
    await HandingOn(asked.sessions, people).hand_on()
    assert [member for member, _ in await asked.deciders()] == [BEN]
