"""A contest that no admin could be asked about: one is asked as soon as there is one, and once."""

import contextlib
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import SendInDoubt, SendLater, SendRefused
from bot.observations.records import Outcome
from bot.observations.retention_queries import fold_about
from bot.observations.seeking import LEASE
from bot.people.erasure import Erasure
from bot.ports import MemberId
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, person
from tests.observations.conftest import in_parallel
from tests.observations.seeking_case import REASON, Case, DiedError, Seen, UnlistedDirectory, case
from tests.observations.test_reading_written_down import lines_read

__all__ = ["case"]


async def test_admin_who_is_appointed_later_is_asked_once_as_at_first_and_the_colleague_hears_it(case: Case) -> None:
    await case.seek()
    case.appoint(BEN)
    for _ in range(3):
        case.shop.clock.advance(minutes=11)
        await case.seek()
        await case.shop.all_told()
    [(member, message)] = case.post.asked
    assert (member, message.step, message.actor, message.words) == (BEN, "contested", ANNA, REASON)
    assert (message.admin, message.about.note, message.about.language) == (BEN, "Warm welcome at the door", "en")
    assert await case.deciders() == [(BEN, "1.1"), (SOFIE, "2.0")]
    what, told, news = (await case.shop.all_told())[-1]
    assert (what, told, getattr(news, "admin", None)) == ("contested", ANNA, BEN)
    assert await case.waiting() == 0


async def test_admin_who_is_asked_later_has_read_the_note(case: Case) -> None:
    case.post.troubles = [SendInDoubt("timeout")]
    case.appoint(BEN)
    for _ in range(3):
        await case.seek()
        case.shop.clock.advance(minutes=11)
    assert await lines_read(case.sessions) == [(BEN, ANNA, str(case.observed.id))]


async def test_nobody_is_asked_while_the_observer_and_the_colleague_are_the_only_admins(case: Case) -> None:
    case.appoint(ANNA, SOFIE)
    await case.seek()
    assert (case.post.asked, await case.waiting()) == ([], 1)


async def test_slack_that_did_not_say_who_the_admins_are_is_asked_again(case: Case) -> None:
    case.appoint(BEN)
    await case.seek(UnlistedDirectory(*case.shop.directory.people.values()))
    assert case.post.asked == []
    case.shop.clock.advance(minutes=11)
    await case.seek()
    assert [member for member, _ in case.post.asked] == [BEN]


async def test_admin_of_the_settings_is_asked_later_too_though_slack_says_nothing_of_its_own(case: Case) -> None:
    case.powers = replace(case.powers, admins=frozenset({BEN}))
    await case.seek(UnlistedDirectory(*case.shop.directory.people.values()))
    assert [member for member, _ in case.post.asked] == [BEN]


async def test_admin_who_is_known_already_is_asked_though_slack_lists_nobody(case: Case) -> None:
    case.appoint(BEN)
    people = case.people(case.shop.directory)
    await people.look_anew(WORKSPACE, BEN)
    await people.flush()
    await case.seek(UnlistedDirectory(*case.shop.directory.people.values()))
    assert [member for member, _ in case.post.asked] == [BEN]


async def test_who_was_an_admin_and_is_none_is_not_asked(case: Case) -> None:
    case.appoint(BEN)
    people = case.people(case.shop.directory)
    await people.look_anew(WORKSPACE, BEN)
    await people.flush()
    case.appoint()
    await case.seek()
    assert (case.post.asked, await case.waiting()) == ([], 1)


async def test_contest_of_an_observer_who_was_erased_goes_to_the_admin_alone(case: Case) -> None:
    await Erasure(case.sessions, case.shop.clock, fold_about).erase(WORKSPACE, SOFIE)
    case.appoint(BEN)
    await case.seek()
    [(_, message)] = case.post.asked
    assert (message.about.observer, message.admin) == ("", BEN)
    assert await case.deciders() == [(BEN, "1.1")]


async def test_many_replicas_ask_once(case: Case) -> None:
    case.appoint(BEN)
    await in_parallel(*(case.seek() for _ in range(4)))
    assert len(case.post.asked) == 1


async def test_who_was_asked_at_first_is_the_only_one(case: Case, seen: Seen) -> None:
    case.appoint(BEN)
    other = await case.shop.observations.record(seen(standard="queue"))
    await case.steps.contest(WORKSPACE, ANNA, other.id, REASON, source_key="d")
    await case.seek()
    assert [message.about.standard for _, message in case.post.asked] == ["greeting"]


@pytest.mark.parametrize("arrives", [True, False])
@pytest.mark.parametrize("trouble", [SendInDoubt("timeout"), DiedError()], ids=["in doubt", "killed"])
async def test_try_that_may_have_arrived_is_looked_for_and_its_message_kept(
    case: Case, arrives: bool, trouble: BaseException
) -> None:
    case.appoint(BEN)
    case.post.troubles, case.post.arrives = [trouble], arrives
    with contextlib.suppress(DiedError):
        await case.seek()
    await case.seek()
    assert len(case.post.asked) == int(arrives)
    for _ in range(2):
        case.shop.clock.advance(minutes=11)
        await case.seek()
    assert len(case.post.asked) == 1
    assert (BEN, "1.1") in await case.deciders()


@pytest.mark.parametrize("trouble", [SendInDoubt("timeout"), DiedError()], ids=["in doubt", "killed"])
async def test_where_takt_may_not_look_the_admin_is_asked_rather_twice_than_never(
    case: Case, trouble: BaseException
) -> None:
    case.appoint(BEN)
    case.post.troubles, case.post.may_look = [trouble], False
    with contextlib.suppress(DiedError):
        await case.seek()
    for _ in range(2):
        case.shop.clock.advance(minutes=11)
        await case.seek()
    assert [member for member, _ in case.post.asked] == [BEN]
    assert (BEN, "1.1") in await case.deciders()


async def test_process_that_slept_over_its_lease_sends_nothing(case: Case) -> None:
    case.appoint(BEN)
    case.post.on_send = lambda: case.shop.clock.advance(seconds=LEASE.total_seconds() + 1)
    await case.seek()
    assert case.post.asked == []
    case.post.on_send = lambda: None
    await case.seek()
    assert len(case.post.asked) == 1


async def test_it_comes_after_a_429_and_to_who_is_an_admin_then(case: Case) -> None:
    case.appoint(BEN)
    case.post.troubles = [SendLater(timedelta(seconds=90))]
    await case.seek()
    await case.seek()
    assert case.post.asked == []
    case.appoint(MemberId("U0MIKKEL"))
    case.shop.directory.people[MemberId("U0MIKKEL")] = person(MemberId("U0MIKKEL"), is_admin=True)
    case.shop.clock.advance(seconds=91)
    await case.seek()
    assert [member for member, _ in case.post.asked] == ["U0MIKKEL"]
    assert [member for member, _ in await case.deciders()] == ["U0MIKKEL", SOFIE]


async def test_who_cannot_be_reached_is_not_asked_again_and_again(case: Case) -> None:
    case.appoint(BEN)
    case.post.troubles = [SendRefused("user_disabled", "channel")]
    for _ in range(3):
        await case.seek()
        case.shop.clock.advance(minutes=11)
    assert case.post.asked == []


@pytest.mark.parametrize("how", ["decided", "undone"])
async def test_contest_that_is_over_is_brought_to_nobody(case: Case, how: str) -> None:
    await case.seek()
    if how == "decided":
        where = (WORKSPACE, SOFIE, case.observed.id)
        await case.steps.decide(*where, Outcome.UPHELD, "I saw it", source_key="u")
    else:
        await case.shop.observations.undo(WORKSPACE, SOFIE, case.observed.id)
    case.appoint(BEN)
    case.shop.clock.advance(minutes=11)
    await case.seek()
    assert case.post.asked == []


async def test_erasing_the_colleague_ends_the_search(case: Case) -> None:
    await case.seek()
    await Erasure(case.sessions, case.shop.clock, fold_about).erase(WORKSPACE, ANNA)
    assert await case.waiting() == 0
    case.appoint(BEN)
    case.shop.clock.advance(minutes=11)
    await case.seek()
    assert case.post.asked == []


async def test_more_than_fit_into_one_claim_are_all_brought(case: Case, seen: Seen) -> None:
    for number in range(8):
        other = await case.shop.observations.record(seen())
        await case.steps.contest(WORKSPACE, ANNA, other.id, REASON, source_key=f"more-{number}")
    case.appoint(BEN)
    await case.seek()
    assert len(case.post.asked) == 9
