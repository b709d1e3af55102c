"""Reminders of follow-ups: at eight where the observer is, and once, whatever happens on the way."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.db.engine import Sessions
from bot.errors import SendInDoubt, SendLater, SendNotOurs, SendRefused, SlackTrouble
from bot.observations.records import NewObservation, Observed
from bot.observations.reminding import LEASE, Reminding
from bot.people.members import People, Powers
from bot.ports import ChannelId, MemberId, ObservationMessage, Profile, WorkspaceId
from tests.fakes import ANNA, SOFIE, WORKSPACE, FakeDirectory, person
from tests.observations.conftest import Shop, in_parallel
from tests.observations.test_follow_ups import FRIDAY, NOT_YET, THURSDAY, Floor, floor, missed

__all__ = ["floor", "missed"]

Seen = Callable[..., NewObservation]
EIGHT = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)  # in Copenhagen


@dataclass
class Post:
    """Brings reminders; `troubles` come first, one for each try, and `arrives` says whether a failed try is there."""

    told: list[tuple[MemberId, ObservationMessage]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    troubles: list[BaseException] = field(default_factory=list)
    arrives: bool = False
    may_look: bool = True
    on_send: Callable[[], None] = lambda: None

    async def tell_follow_up(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        message: ObservationMessage,
        *,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        self.on_send()
        if not may_send():
            raise SendNotOurs
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is None or self.arrives:
            self.told.append((member, message))
            self.keys.append(key)
        if trouble is not None:
            raise trouble

    async def direct_messages(self, workspace: WorkspaceId, member: MemberId) -> ChannelId:
        if not self.may_look:
            raise SendRefused("missing_scope", "workspace")
        return ChannelId("D" + member[1:])

    async def find_tip(
        self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: datetime
    ) -> str | None:
        return "1.1" if delivery in self.keys else None


def reminding(floor: Floor, post: Post) -> Reminding:
    """One replica, which has not looked anybody up yet."""
    shop = floor.shop
    people = People(shop.directory, floor.sessions, shop.clock, Powers(supervisors=frozenset({SOFIE})), person(ANNA))
    return Reminding(floor.sessions, shop.clock, people, shop.live, post)


@pytest.fixture
def post() -> Post:
    """What observers get."""
    return Post()


async def test_observer_is_reminded_at_eight_and_once(floor: Floor, missed: Observed, post: Post) -> None:
    replica, clock = reminding(floor, post), floor.shop.clock
    clock.set(EIGHT - timedelta(minutes=1))
    await replica.remind()
    assert post.told == []
    clock.set(EIGHT)
    for _ in range(3):
        await replica.remind()
        clock.advance(hours=1)
    [(member, message)] = post.told
    assert (member, message.subject, message.title, message.language) == (SOFIE, ANNA, "Hilsen", "da")


async def test_many_replicas_remind_once(floor: Floor, missed: Observed, post: Post) -> None:
    floor.shop.clock.set(EIGHT)
    await in_parallel(*(reminding(floor, post).remind() for _ in range(4)))
    assert len(post.told) == 1


async def test_it_comes_after_a_429(floor: Floor, missed: Observed, post: Post) -> None:
    post.troubles = [SendLater(timedelta(seconds=90))]
    floor.shop.clock.set(EIGHT)
    await reminding(floor, post).remind()
    await reminding(floor, post).remind()
    assert post.told == []
    floor.shop.clock.advance(seconds=91)
    await reminding(floor, post).remind()
    assert len(post.told) == 1


@pytest.mark.parametrize("arrives", [True, False])
async def test_try_in_doubt_is_looked_for_before_the_next(
    floor: Floor, missed: Observed, post: Post, arrives: bool
) -> None:
    post.troubles, post.arrives = [SendInDoubt("timeout")], arrives
    floor.shop.clock.set(EIGHT)
    for _ in range(4):
        await reminding(floor, post).remind()
        floor.shop.clock.advance(minutes=11)
    assert len(post.told) == 1


async def test_try_in_doubt_that_cannot_be_looked_for_is_never_sent_blindly(
    floor: Floor, missed: Observed, post: Post
) -> None:
    post.troubles, post.arrives, post.may_look = [SendInDoubt("timeout")], True, False
    floor.shop.clock.set(EIGHT)
    for _ in range(4):
        await reminding(floor, post).remind()
        floor.shop.clock.advance(minutes=11)
    assert len(post.told) == 1


@pytest.mark.parametrize("arrives", [True, False])
async def test_process_that_dies_while_it_sends_leaves_one_reminder(
    floor: Floor, missed: Observed, post: Post, arrives: bool
) -> None:
    class DiedError(BaseException):
        """Nothing catches it, as a kill."""

    post.troubles, post.arrives = [DiedError()], arrives
    floor.shop.clock.set(EIGHT)
    with pytest.raises(DiedError):
        await reminding(floor, post).remind()
    await reminding(floor, post).remind()
    assert len(post.told) == int(arrives)
    floor.shop.clock.advance(seconds=LEASE.total_seconds() + 1)
    await reminding(floor, post).remind()
    assert len(post.told) == 1


async def test_process_that_slept_over_its_lease_sends_nothing(floor: Floor, missed: Observed, post: Post) -> None:
    post.on_send = lambda: floor.shop.clock.advance(seconds=LEASE.total_seconds() + 1)
    floor.shop.clock.set(EIGHT)
    await reminding(floor, post).remind()
    assert post.told == []
    post.on_send = lambda: None
    await reminding(floor, post).remind()
    assert len(post.told) == 1


async def test_observer_who_has_moved_west_is_reminded_at_their_eight(
    floor: Floor, missed: Observed, post: Post
) -> None:
    floor.shop.directory.people[SOFIE] = person(SOFIE, "da", time_zone="America/New_York")
    floor.shop.clock.set(EIGHT)
    await reminding(floor, post).remind()
    assert post.told == []
    floor.shop.clock.set(EIGHT + timedelta(hours=6))
    await reminding(floor, post).remind()
    assert len(post.told) == 1


async def test_reminder_of_a_night_without_takt_comes_in_the_morning(
    floor: Floor, missed: Observed, post: Post
) -> None:
    floor.shop.clock.set(datetime(2026, 11, 27, 1, 0, tzinfo=UTC))
    await reminding(floor, post).remind()
    assert post.told == []
    floor.shop.clock.set(datetime(2026, 11, 27, 7, 0, tzinfo=UTC))
    await reminding(floor, post).remind()
    [(_, message)] = post.told
    assert message.follow_up == THURSDAY


async def test_moved_one_is_reminded_of_on_its_new_day_again(floor: Floor, missed: Observed, post: Post) -> None:
    floor.shop.clock.set(EIGHT)
    await reminding(floor, post).remind()
    await floor.follow_ups.plan(WORKSPACE, SOFIE, missed.id, FRIDAY)
    await reminding(floor, post).remind()
    assert len(post.told) == 1
    floor.shop.clock.set(EIGHT + timedelta(days=1))
    await reminding(floor, post).remind()
    assert len(post.told) == 2
    assert len(set(post.keys)) == 2


async def test_what_is_met_dropped_or_undone_is_not_reminded_of(
    floor: Floor, seen: Seen, missed: Observed, post: Post
) -> None:
    record = floor.shop.observations.record
    dropped = await record(seen(**NOT_YET, standard="queue", follow_up=THURSDAY))
    undone = await record(seen(**NOT_YET, subject=MemberId("U0BEN"), follow_up=THURSDAY))
    await record(seen())  # Anna meets the first
    await floor.follow_ups.drop(WORKSPACE, SOFIE, dropped.id)
    await floor.shop.observations.undo(WORKSPACE, SOFIE, undone.id)
    floor.shop.clock.set(EIGHT)
    await reminding(floor, post).remind()
    assert post.told == []


async def test_contested_one_is_reminded_of_when_it_stands(floor: Floor, missed: Observed, post: Post) -> None:
    await floor.steps.contest(WORKSPACE, ANNA, missed.id, "No", source_key="c")
    floor.shop.clock.set(EIGHT)
    await reminding(floor, post).remind()
    assert post.told == []


@pytest.mark.parametrize("who", [ANNA, SOFIE], ids=["the colleague", "the observer"])
async def test_nobody_is_reminded_when_either_has_left(
    floor: Floor, missed: Observed, post: Post, who: MemberId
) -> None:
    known = floor.shop.directory.people[who]
    floor.shop.directory.people[who] = replace(known, is_gone=True)
    floor.shop.clock.set(EIGHT)
    await reminding(floor, post).remind()
    assert (post.told, await floor.days()) == ([], [])


async def test_who_is_no_longer_a_supervisor_is_not_reminded(
    floor: Floor, sessions: Sessions, missed: Observed, post: Post, shop: Shop
) -> None:
    people = People(shop.directory, sessions, shop.clock, Powers(), person(ANNA))
    shop.clock.set(EIGHT)
    await Reminding(sessions, shop.clock, people, shop.live, post).remind()
    assert (post.told, await floor.days()) == ([], [])


async def test_nobody_is_reminded_by_a_guessed_zone_while_slack_does_not_say_who_they_are(
    floor: Floor, missed: Observed, post: Post, shop: Shop
) -> None:
    class SilentDirectory(FakeDirectory):
        async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
            raise SlackTrouble("internal_error")

    powers = Powers(supervisors=frozenset({SOFIE}))
    people = People(SilentDirectory(), floor.sessions, shop.clock, powers, person(ANNA))
    shop.clock.set(EIGHT)
    await Reminding(floor.sessions, shop.clock, people, shop.live, post).remind()
    assert (post.told, await floor.days()) == ([], [THURSDAY])
    shop.clock.advance(minutes=11)
    await reminding(floor, post).remind()
    assert len(post.told) == 1


@pytest.mark.parametrize(
    ("refusal", "later"),
    [(SendRefused("user_disabled", "channel"), 0), (SendRefused("token_revoked", "workspace"), 1)],
)
async def test_refusal_of_a_person_is_final_and_of_a_workspace_is_not(
    floor: Floor, missed: Observed, post: Post, refusal: SendRefused, later: int
) -> None:
    post.troubles = [refusal]
    floor.shop.clock.set(EIGHT)
    await reminding(floor, post).remind()
    floor.shop.clock.advance(minutes=11)
    await reminding(floor, post).remind()
    assert len(post.told) == later


async def test_more_than_fit_into_one_claim_all_go_out(floor: Floor, seen: Seen, post: Post) -> None:
    for _ in range(19):
        await floor.shop.observations.record(seen(**NOT_YET, follow_up=date(2026, 11, 24)))
    floor.shop.clock.set(datetime(2026, 11, 24, 7, 0, tzinfo=UTC))
    await reminding(floor, post).remind()
    assert len(post.told) == 19
