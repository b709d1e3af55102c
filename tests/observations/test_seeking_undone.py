"""A question to decide that may have arrived, or is under way, when the observation is undone: its buttons go."""

import contextlib
from typing import Any

import pytest

from bot.errors import SendInDoubt
from bot.observations.records import Outcome
from bot.ports import ChannelId, MemberId
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE
from tests.observations.seeking_case import Case, DiedError, Post, case
from tests.observations.test_reading_written_down import lines_read

__all__ = ["case"]


async def undo(case: Case) -> None:
    await case.shop.observations.undo(WORKSPACE, SOFIE, case.observed.id)


async def chores_after(case: Case, minutes: int) -> list[MemberId]:
    """The other job some time later; whether Ben's question has lost its buttons by then."""
    case.shop.clock.advance(minutes=minutes)
    await case.shop.tellers(case.sessions, case.people(case.shop.directory)).chores.do_due()
    return [who for what, who, _ in await case.shop.all_told() if what == "closed" and who.endswith(BEN[1:])]


@pytest.mark.parametrize("trouble", [SendInDoubt("timeout"), DiedError()], ids=["in doubt", "killed"])
@pytest.mark.parametrize("arrives", [True, False])
async def test_question_that_may_have_arrived_before_it_was_undone_is_looked_for_and_loses_its_buttons(
    case: Case, trouble: BaseException, arrives: bool
) -> None:
    case.appoint(BEN)
    case.post.troubles, case.post.arrives = [trouble], arrives
    with contextlib.suppress(DiedError):
        await case.seek()
    case.shop.messenger.posted += [(ChannelId(f"D{BEN}"), "1.1", key) for key in case.post.keys]
    await undo(case)
    assert await chores_after(case, 3) == [f"D{BEN}"] * int(arrives)
    assert await case.waiting() == 0


async def test_question_that_is_under_way_while_it_is_undone_loses_its_buttons(case: Case) -> None:
    class SlowPost(Post):
        async def ask_to_decide(self, *args: Any, **more: Any) -> tuple[ChannelId, str]:
            await undo(case)
            return await super().ask_to_decide(*args, **more)

    case.appoint(BEN)
    case.post = SlowPost()
    await case.seek()
    assert await chores_after(case, 0) == [], "it may still be sent"
    assert await chores_after(case, 3) == [f"D{BEN[1:]}"]
    assert await lines_read(case.sessions) == [(BEN, ANNA, str(case.observed.id))], "it was sent all the same"


async def test_question_that_is_under_way_while_it_is_decided_loses_its_buttons(case: Case) -> None:
    class SlowPost(Post):
        async def ask_to_decide(self, *args: Any, **more: Any) -> tuple[ChannelId, str]:
            where = (WORKSPACE, SOFIE, case.observed.id, Outcome.WITHDRAWN)
            await case.steps.decide(*where, "My mistake", source_key="d")
            return await super().ask_to_decide(*args, **more)

    case.appoint(BEN)
    case.post = SlowPost()
    await case.seek()
    await case.shop.all_told()  # else both may be at it, and what one leaves waits for its next turn
    assert await chores_after(case, 3) == [f"D{BEN[1:]}"]
    assert await lines_read(case.sessions) == [(BEN, ANNA, str(case.observed.id))], "it was sent all the same"
    assert await case.waiting() == 0


async def test_question_that_is_found_while_it_is_undone_was_read(case: Case) -> None:
    class SlowPost(Post):
        async def find_tip(self, *args: Any, **more: Any) -> str | None:
            await undo(case)
            return await super().find_tip(*args, **more)

    case.appoint(BEN)
    case.post = SlowPost(troubles=[SendInDoubt("timeout")], arrives=True)
    await case.seek()
    case.shop.clock.advance(minutes=11)
    await case.seek()
    assert await lines_read(case.sessions) == [(BEN, ANNA, str(case.observed.id))]
