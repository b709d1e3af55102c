"""A contest that no admin could be asked about: one is asked as soon as there is one, and once."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.db.engine import Sessions
from bot.errors import SendInDoubt, SendLater, SendNotOurs, SendRefused, SlackTrouble
from bot.observations.fairness import Fairness
from bot.observations.records import NewObservation, Observed, Outcome
from bot.observations.retention_queries import fold_about
from bot.observations.seeking import LEASE, Seeking
from bot.observations.step_telling import StepTelling
from bot.people.erasure import Erasure
from bot.people.members import People, Powers
from bot.ports import ChannelId, MemberId, StepMessage, WorkspaceId
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, FakeDirectory, person
from tests.observations.conftest import Shop, in_parallel

Seen = Callable[..., NewObservation]
KEPT, REASON = timedelta(days=180), "I was talking to a guest"
BY_SETTINGS = Powers(supervisors=frozenset({SOFIE}))


class DiedError(BaseException):
    """Nothing catches it, as a kill."""


@dataclass
class Post:
    """Asks admins; `troubles` come first, one for each try, and `arrives` says whether a failed try is there."""

    asked: list[tuple[MemberId, StepMessage]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    troubles: list[BaseException] = field(default_factory=list)
    arrives: bool = False
    may_look: bool = True
    on_send: Callable[[], None] = lambda: None

    async def ask_to_decide(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: StepMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> tuple[ChannelId, str]:
        self.on_send()
        if not may_send():
            raise SendNotOurs
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is None or self.arrives:
            self.asked.append((member, message))
            self.keys.append(key)
        if trouble is not None:
            raise trouble
        return ChannelId("D" + member[1:]), "1.1"

    async def direct_messages(self, workspace: WorkspaceId, member: MemberId) -> ChannelId:
        if not self.may_look:
            raise SendRefused("missing_scope", "workspace")
        return ChannelId("D" + member[1:])

    async def find_tip(self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: object) -> str | None:
        return "1.1" if delivery in self.keys else None


@dataclass
class Case:
    """What Anna contests in a shop without admins, and everything around it."""

    shop: Shop
    sessions: Sessions
    observed: Observed
    post: Post = field(default_factory=Post)
    powers: Powers = BY_SETTINGS

    @property
    def steps(self) -> Fairness:
        """One replica's steps."""
        people = self._people(self.shop.directory)
        return Fairness(self.sessions, self.shop.clock, people, self.shop.live, self._telling(people), KEPT)

    async def seek(self, directory: FakeDirectory | None = None) -> None:
        """The job, on one replica that has not looked anybody up yet."""
        people = self._people(directory or self.shop.directory)
        await Seeking(self.sessions, self.shop.clock, people, self._telling(people), self.post).seek()

    def appoint(self, *members: MemberId) -> None:
        """From now on these are the admins."""
        for one in self.shop.directory.people.values():
            self.shop.directory.people[one.member] = replace(one, is_admin=one.member in members)

    async def deciders(self) -> list[tuple[str, str]]:
        """Who was asked, and in which message."""
        async with self.sessions() as session:
            return [tuple(row) for row in await session.execute(text("SELECT member, ts FROM decider ORDER BY member"))]

    async def waiting(self) -> int:
        """How many contests wait for an admin, and were looked at."""
        async with self.sessions() as session:
            return int(await session.scalar(text("SELECT count(*) FROM seek")) or 0)

    def _people(self, directory: FakeDirectory) -> People:
        return People(directory, self.sessions, self.shop.clock, self.powers, person(ANNA))

    def _telling(self, people: People) -> StepTelling:
        return self.shop.tellers(self.sessions, people).steps


@pytest.fixture
async def case(shop: Shop, sessions: Sessions, seen: Seen) -> Case:
    """Anna contests what Sofie wrote, and nobody is an admin."""
    case = Case(shop, sessions, await shop.observations.record(seen()))
    await case.steps.contest(WORKSPACE, ANNA, case.observed.id, REASON, source_key="c")
    await shop.all_told()
    return case


async def test_admin_who_is_appointed_later_is_asked_once_as_at_first_and_the_colleague_hears_it(case: Case) -> None:
    await case.seek()
    case.appoint(BEN)
    for _ in range(3):
        case.shop.clock.advance(minutes=11)
        await case.seek()
    [(member, message)] = case.post.asked
    assert (member, message.step, message.actor, message.words) == (BEN, "contested", ANNA, REASON)
    assert (message.admin, message.about.note, message.about.language) == (BEN, "Warm welcome at the door", "en")
    assert await case.deciders() == [(BEN, "1.1"), (SOFIE, "2.0")]
    what, told, news = (await case.shop.all_told())[-1]
    assert (what, told, getattr(news, "admin", None)) == ("contested", ANNA, BEN)
    assert await case.waiting() == 0


async def test_nobody_is_asked_while_the_observer_and_the_colleague_are_the_only_admins(case: Case) -> None:
    case.appoint(ANNA, SOFIE)
    await case.seek()
    assert (case.post.asked, await case.waiting()) == ([], 1)


async def test_slack_that_did_not_say_who_the_admins_are_is_asked_again(case: Case) -> None:
    class SilentDirectory(FakeDirectory):
        async def admins(self, workspace: WorkspaceId) -> frozenset[MemberId]:
            raise SlackTrouble("internal_error")

    case.appoint(BEN)
    await case.seek(SilentDirectory(*case.shop.directory.people.values()))
    assert case.post.asked == []
    case.shop.clock.advance(minutes=11)
    await case.seek()
    assert [member for member, _ in case.post.asked] == [BEN]


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


async def undo(case: Case) -> None:
    await case.shop.observations.undo(WORKSPACE, SOFIE, case.observed.id)


async def chores_after(case: Case, minutes: int) -> list[MemberId]:
    """The other job some time later; whether Ben's question has lost its buttons by then."""
    case.shop.clock.advance(minutes=minutes)
    await case.shop.tellers(case.sessions, case._people(case.shop.directory)).chores.do_due()
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
