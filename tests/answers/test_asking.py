"""Questions to people: posted once, answered once, and the asker is kept only in between."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.answers.asking import Asking
from bot.db.engine import Sessions
from bot.db.models import Ask
from bot.errors import NobodyToAsk, NoLongerWaiting, OwnersUnreached, SendInDoubt, SendLater, SendRefused
from bot.people.scoped import owners_of
from bot.ports import ChannelId, WorkspaceId
from tests.answers.owners import FakeOwners
from tests.fakes import ANNA, SOFIE, WORKSPACE, FixedClock, person

OWNERS = ChannelId("C0OWNERS")


@pytest.fixture
def owners() -> FakeOwners:
    return FakeOwners()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def asking(sessions: Sessions, clock: FixedClock, owners: FakeOwners) -> Asking:
    return Asking(sessions, clock, owners, owners_of({OWNERS}), "en")


async def asks(asking: Asking, *, named: bool = True, source_key: str = "V1") -> None:
    await asking.ask(person(ANNA, "da"), " May I bring my dog? ", named=named, source_key=source_key)


async def stored(sessions: Sessions) -> list[Ask]:
    async with sessions() as session:
        return list(await session.scalars(select(Ask)))


@pytest.mark.parametrize(("named", "shown"), [(True, ANNA), (False, None)])
async def test_question_is_posted_with_the_name_that_may_be_shown(
    asking: Asking, owners: FakeOwners, named: bool, shown: str | None
) -> None:
    await asks(asking, named=named)
    ((ask, text, asker),) = owners.asked
    assert (text, asker) == ("May I bring my dog?", shown)
    assert await asking.waiting(WORKSPACE, ask) == "May I bring my dog?"


async def test_owners_read_what_was_typed_and_the_database_keeps_nothing_that_points_to_a_person(
    asking: Asking, owners: FakeOwners, sessions: Sessions
) -> None:
    words = "<@U0BEN> and @sofie (010190-1234)\ncall 12 34 56 78 or wri\u200bte to ben@example.com"
    await asking.ask(person(ANNA, "da"), words, named=True, source_key="V1")
    ((ask, text, _),) = owners.asked
    kept = "[mention] and [mention] ([CPR])\ncall [number] or write to [e-mail]"
    assert (text, await asking.waiting(WORKSPACE, ask)) == (words, kept)
    assert [row.text for row in await stored(sessions)] == [kept]
    assert (await asking.reply(WORKSPACE, ask, SOFIE, "Only guide dogs.")).text == kept


async def test_repeated_request_is_posted_once(asking: Asking, owners: FakeOwners) -> None:
    await asks(asking)
    await asks(asking)
    await asks(asking, source_key="V2")
    assert len(owners.asked) == 2


async def test_reply_reaches_the_asker_who_is_then_forgotten(
    asking: Asking, owners: FakeOwners, sessions: Sessions
) -> None:
    await asks(asking, named=False)
    asked = await asking.reply(WORKSPACE, owners.asked[0][0], SOFIE, "Only guide dogs.")
    assert owners.replies == [(ANNA, "Only guide dogs.")]
    assert asked.language == "da"
    (row,) = await stored(sessions)
    assert (row.asker, row.text) == (None, "")


async def test_second_reply_is_refused(asking: Asking, owners: FakeOwners) -> None:
    await asks(asking)
    ask = owners.asked[0][0]
    both = await asyncio.gather(
        asking.reply(WORKSPACE, ask, SOFIE, "one"), asking.reply(WORKSPACE, ask, ANNA, "two"), return_exceptions=True
    )
    assert [type(one) for one in both].count(NoLongerWaiting) == 1
    assert len(owners.replies) == 1
    with pytest.raises(NoLongerWaiting):
        await asking.waiting(WORKSPACE, ask)


async def test_other_workspace_cannot_reply(asking: Asking, owners: FakeOwners) -> None:
    await asks(asking)
    with pytest.raises(NoLongerWaiting):
        await asking.reply(WorkspaceId("T0OTHER"), owners.asked[0][0], SOFIE, "words")


async def test_question_that_slack_refuses_leaves_nothing_behind(
    asking: Asking, owners: FakeOwners, sessions: Sessions
) -> None:
    owners.failing = SendRefused("not_in_channel", "channel")
    with pytest.raises(OwnersUnreached) as unreached:
        await asks(asking)
    assert unreached.value.refused
    assert await stored(sessions) == []
    await asks(asking)
    assert len(owners.asked) == 1


async def test_question_in_doubt_can_be_sent_again_and_both_posts_can_be_answered(
    asking: Asking, owners: FakeOwners, sessions: Sessions
) -> None:
    owners.failing = SendInDoubt("timeout")
    with pytest.raises(OwnersUnreached):
        await asks(asking)
    await asks(asking)
    assert len(owners.asked) == 1
    for row in await stored(sessions):
        assert await asking.waiting(WORKSPACE, row.id)


async def test_reply_that_does_not_arrive_can_be_given_again(asking: Asking, owners: FakeOwners) -> None:
    await asks(asking)
    ask = owners.asked[0][0]
    owners.failing = SendLater(timedelta(seconds=1))
    with pytest.raises(SendLater):
        await asking.reply(WORKSPACE, ask, SOFIE, "words")
    await asking.reply(WORKSPACE, ask, SOFIE, "words")
    assert owners.replies == [(ANNA, "words")]


async def test_everything_is_deleted_after_90_days(asking: Asking, clock: FixedClock, sessions: Sessions) -> None:
    await asks(asking)
    clock.advance(days=89)
    await asking.forget()
    assert len(await stored(sessions)) == 1
    clock.advance(days=2)
    await asking.forget()
    assert await stored(sessions) == []


async def test_without_a_channel_there_is_nobody_to_ask(sessions: Sessions, owners: FakeOwners) -> None:
    with pytest.raises(NobodyToAsk):
        await asks(Asking(sessions, FixedClock(), owners, owners_of(()), "en"))
