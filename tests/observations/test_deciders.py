"""Whom a contest goes to: the admins of the settings first, and the workspace is not listed for them."""

import asyncio
from dataclasses import replace
from typing import cast

import pytest

from bot.db.engine import Sessions
from bot.errors import SlackTrouble
from bot.i18n import translator
from bot.people.members import People, Powers
from bot.ports import MemberId, StepMessage, WorkspaceId
from handlers.views import steps
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, FakeDirectory, FixedClock, person
from tests.observations.conftest import MIKKEL
from tests.observations.seeking_case import (
    BY_SETTINGS,
    REASON,
    Case,
    EndlessDirectory,
    Seen,
    UnlistedDirectory,
    case,
)
from tests.people.test_patience import at_once

__all__ = ["case"]


class SilentDirectory(FakeDirectory):
    """Does not say who is in a group."""

    async def group_members(self, workspace: WorkspaceId, group: str) -> frozenset[MemberId]:
        raise SlackTrouble("ratelimited")


DIRECTORIES = [FakeDirectory, UnlistedDirectory, EndlessDirectory]


async def contested(case: Case, seen: Seen, directory: type[FakeDirectory], *admins: MemberId) -> list[MemberId]:
    """Whom another contest of Anna's goes to, with admins by the settings."""
    case.shop.directory = directory(*case.shop.directory.people.values())
    case.powers = replace(BY_SETTINGS, admins=frozenset(admins))
    other = await case.shop.observations.record(seen(standard="queue"))
    async with asyncio.timeout(30):
        await case.steps.contest(WORKSPACE, ANNA, other.id, REASON, source_key="d")
    told = await case.shop.all_told()
    about = [(who, news) for what, who, news in told if what == "contested" and news.about.standard == "queue"]  # type: ignore[attr-defined]
    return sorted(who for who, _ in about if who != ANNA)


@pytest.mark.parametrize("directory", DIRECTORIES)
async def test_admin_of_the_settings_is_asked_whatever_becomes_of_the_list(
    case: Case, seen: Seen, directory: type[FakeDirectory]
) -> None:
    assert await contested(case, seen, directory, BEN) == [BEN, SOFIE]


@pytest.mark.parametrize("directory", DIRECTORIES)
async def test_neither_of_the_two_nor_who_has_left_is_asked_as_admin(
    case: Case, seen: Seen, directory: type[FakeDirectory]
) -> None:
    tine = MemberId("U0TINE")
    case.shop.directory.people[tine] = person(tine)
    assert await contested(case, seen, directory, ANNA, MIKKEL, SOFIE, tine) == [SOFIE, tine]


async def test_admin_of_slack_s_own_is_asked_where_the_settings_name_the_two_alone(case: Case, seen: Seen) -> None:
    case.appoint(BEN)
    assert await contested(case, seen, FakeDirectory, ANNA, SOFIE) == [BEN, SOFIE]


async def test_contest_is_with_the_observer_where_the_list_fails_and_the_settings_name_nobody(
    case: Case, seen: Seen
) -> None:
    case.appoint(BEN)
    assert await contested(case, seen, UnlistedDirectory) == [SOFIE]
    case.shop.directory = FakeDirectory(*case.shop.directory.people.values())
    case.shop.clock.advance(minutes=11)
    await case.seek()
    assert {member for member, _ in case.post.asked} == {BEN}


def test_list_that_never_ends_is_not_waited_for() -> None:
    async def dialogue() -> None:
        sessions = cast(Sessions, None)  # nobody is remembered
        people = People(EndlessDirectory(person(ANNA)), sessions, FixedClock(), BY_SETTINGS, person(ANNA))
        assert await people.admin_beside(WORKSPACE, {ANNA, SOFIE}) is None

    at_once(dialogue)


@pytest.mark.parametrize(
    ("admins", "asked", "says"),
    [
        (
            (BEN,),
            [BEN],
            "er sendt til <@U0BEN> alene: Den, der har noteret det her, er ikke længere leder.",
        ),
        ((), [], "Den, der har noteret det her, er ikke længere leder, og jeg kender ingen administrator"),
    ],
)
async def test_observer_who_is_a_supervisor_no_more_is_not_asked_and_the_colleague_knows(
    case: Case, seen: Seen, admins: tuple[MemberId, ...], asked: list[MemberId], says: str
) -> None:
    other = await case.shop.observations.record(seen(standard="queue"))
    case.powers = Powers(admins=frozenset(admins))
    await case.steps.contest(WORKSPACE, ANNA, other.id, REASON, source_key="d")
    told = {who: news for _, who, news in await case.shop.all_told() if getattr(news, "step", "") == "contested"}
    about = {who: news for who, news in told.items() if news.about.standard == "queue"}  # type: ignore[attr-defined]
    assert sorted(set(about) - {ANNA}) == asked
    message = cast("StepMessage", about[ANNA])
    words = steps.step(message, ANNA, translator("da")).text
    assert says in words
    assert "<@U0SOFIE>" not in words.replace(message.about.note, "")
    for who in asked:
        assert "You decide alone" in steps.step(cast("StepMessage", about[who]), who, translator("en")).text


async def test_observer_of_whom_slack_does_not_say_is_asked(case: Case, seen: Seen) -> None:
    other = await case.shop.observations.record(seen(standard="queue"))
    case.shop.directory = SilentDirectory(*case.shop.directory.people.values())
    case.powers = Powers(supervisor_groups=frozenset({"S0SUPERS"}))
    await case.steps.contest(WORKSPACE, ANNA, other.id, REASON, source_key="d")
    assert [member for member, _ in await case.deciders()].count(SOFIE) == 2
