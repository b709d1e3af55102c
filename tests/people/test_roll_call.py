"""Who left while Takt was down is found at night, by asking Slack, and erased."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.db.engine import Sessions
from bot.errors import SlackTrouble
from bot.observations.retention_queries import fold_about
from bot.people import queries
from bot.people.erasure import Erasure
from bot.people.members import People, Powers
from bot.people.roll_call import MOST, PORTION, RollCall
from bot.ports import MemberId, Profile, WorkspaceId
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, FakeDirectory, FixedClock, person

EVENING, NIGHT = datetime(2026, 11, 23, 22, tzinfo=UTC), datetime(2026, 11, 24, 2, tzinfo=UTC)  # 03:00 in Copenhagen
GONE = person(ANNA, is_gone=True)


class Slack(FakeDirectory):
    """Keeps who was asked about, and refuses once it has answered so often."""

    def __init__(self, *people: Profile) -> None:
        super().__init__(*people)
        self.looked_up: list[MemberId] = []
        self.answers = 1_000_000

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        if not self.answers:
            raise SlackTrouble("ratelimited")
        self.answers -= 1
        self.looked_up.append(member)
        await asyncio.sleep(0)
        return await super().profile(workspace, member)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(EVENING)


@pytest.fixture
def slack() -> Slack:
    return Slack(GONE, person(BEN), person(SOFIE))


@pytest.fixture
def replica(slack: Slack, sessions: Sessions, clock: FixedClock) -> Callable[..., RollCall]:
    """Takt, started anew."""

    def begin(**bounds: int) -> RollCall:
        people = People(slack, sessions, clock, Powers(), person(MemberId("nobody")))
        return RollCall(sessions, clock, people, Erasure(sessions, clock, fold_about), "Europe/Copenhagen", **bounds)

    return begin


async def remember(sessions: Sessions, *people: Profile) -> None:
    """Takt knows these from before."""
    async with sessions.begin() as session:
        for one in people:
            await queries.remember_member(session, profile=one, now=EVENING)


async def known(sessions: Sessions) -> list[str]:
    async with sessions() as session:
        return list(await session.scalars(text("SELECT member FROM member ORDER BY member")))


async def night_falls(replica: Callable[..., RollCall], clock: FixedClock) -> None:
    """Takt has run since the evening."""
    await replica().call(WORKSPACE)
    clock.set(NIGHT)


@pytest.fixture
async def three(sessions: Sessions) -> None:
    """Anna, who has left since, Ben and Sofie are known."""
    await remember(sessions, person(ANNA), person(BEN), person(SOFIE))


async def test_who_left_without_a_word_is_erased_at_night(
    replica: Callable[..., RollCall], clock: FixedClock, sessions: Sessions, slack: Slack, three: None
) -> None:
    await night_falls(replica, clock)
    assert slack.looked_up == []
    await replica().call(WORKSPACE)
    assert await known(sessions) == [BEN, SOFIE]
    async with sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM tombstone")) == 1


async def test_who_stands_in_an_observation_alone_is_asked_about(
    replica: Callable[..., RollCall], clock: FixedClock, sessions: Sessions, slack: Slack
) -> None:
    columns = "workspace, observer, subject, standard, standard_version, level, note, place, seen_at, recorded_at"
    async with sessions.begin() as session:
        await session.execute(
            text(
                f"INSERT INTO observation ({columns}, source_key) VALUES "
                f"('{WORKSPACE}', '{SOFIE}', '{ANNA}', 'greeting', 'v1', 'met', '', '', :at, :at, 'k')"
            ),
            {"at": "2026-11-20 08:00:00+00:00"},
        )
    await night_falls(replica, clock)
    await replica().call(WORKSPACE)
    assert slack.looked_up == [ANNA, SOFIE]
    async with sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM observation")) == 0


async def test_who_slack_does_not_know_stays(
    replica: Callable[..., RollCall], clock: FixedClock, sessions: Sessions, slack: Slack, three: None
) -> None:
    slack.people.clear()
    await night_falls(replica, clock)
    await replica().call(WORKSPACE)
    assert slack.looked_up == [ANNA, BEN, SOFIE]
    assert await known(sessions) == [ANNA, BEN, SOFIE]


async def test_nobody_is_asked_about_twice_in_a_night(
    replica: Callable[..., RollCall], clock: FixedClock, slack: Slack, three: None
) -> None:
    await night_falls(replica, clock)
    for _ in range(5):
        await replica().call(WORKSPACE)
        clock.advance(minutes=1)
    assert slack.looked_up == [ANNA, BEN, SOFIE]
    clock.advance(hours=24)
    await replica().call(WORKSPACE)
    assert slack.looked_up[3:] == [BEN, SOFIE], "in the next night again, without who is erased"


async def test_of_several_replicas_one_asks(
    replica: Callable[..., RollCall], clock: FixedClock, slack: Slack, three: None
) -> None:
    await night_falls(replica, clock)
    await asyncio.gather(*(replica().call(WORKSPACE) for _ in range(3)))
    assert slack.looked_up == [ANNA, BEN, SOFIE]


async def test_busy_slack_is_left_in_peace_and_asked_about_the_others_later(
    replica: Callable[..., RollCall], clock: FixedClock, sessions: Sessions, slack: Slack, three: None
) -> None:
    slack.people[SOFIE] = replace(slack.people[SOFIE], is_gone=True)
    slack.answers = 2
    await night_falls(replica, clock)
    for _ in range(3):
        await replica().call(WORKSPACE)
        clock.advance(minutes=1)
    assert slack.looked_up == [ANNA, BEN]
    slack.answers = 9
    clock.advance(minutes=10)
    await replica().call(WORKSPACE)
    assert slack.looked_up == [ANNA, BEN, SOFIE]
    assert await known(sessions) == [BEN]


async def test_process_that_dies_meanwhile_leaves_it_to_the_next(
    replica: Callable[..., RollCall], clock: FixedClock, slack: Slack, three: None
) -> None:
    await night_falls(replica, clock)
    dying = replica()
    await dying._claim(WORKSPACE)
    await replica().call(WORKSPACE)
    assert slack.looked_up == []
    clock.advance(minutes=6)
    await replica().call(WORKSPACE)
    assert slack.looked_up == [ANNA, BEN, SOFIE]


async def test_calls_of_a_minute_and_of_a_night_are_bounded_and_the_next_night_goes_on(
    replica: Callable[..., RollCall], clock: FixedClock, sessions: Sessions, slack: Slack
) -> None:
    assert (PORTION, MOST) == (20, 2000), "of the hundred a minute that Slack allows"
    bounds = {"portion": 3, "most": 6}
    everybody = [person(MemberId(f"U{number:03}")) for number in range(8)]
    slack.people.update({one.member: one for one in everybody})
    await remember(sessions, *everybody)
    await night_falls(replica, clock)
    await replica(**bounds).call(WORKSPACE)
    assert len(slack.looked_up) == 3
    for _ in range(5):
        clock.advance(minutes=1)
        await replica(**bounds).call(WORKSPACE)
    assert len(slack.looked_up) == 6
    clock.advance(hours=24)
    for _ in range(3):
        await replica(**bounds).call(WORKSPACE)
        clock.advance(minutes=1)
    assert slack.looked_up == [one.member for one in everybody]


async def test_each_workspace_has_a_roll_of_its_own(
    replica: Callable[..., RollCall], clock: FixedClock, sessions: Sessions, slack: Slack, three: None
) -> None:
    other = WorkspaceId("T0OTHER")
    lise = replace(person(MemberId("U0LISE"), is_gone=True), workspace=other)
    slack.people[lise.member] = lise
    await remember(sessions, replace(lise, is_gone=False))
    await replica().call(other)
    await night_falls(replica, clock)
    await replica().call(other)
    assert slack.looked_up == [lise.member], "nobody of the first is asked about in the other's name"
    assert await known(sessions) == [ANNA, BEN, SOFIE]
    await replica().call(WORKSPACE)
    assert slack.looked_up[1:] == [ANNA, BEN, SOFIE], "its turn is not taken by the other's"
    assert await known(sessions) == [BEN, SOFIE]
    async with sessions() as session:
        stones = await session.execute(text("SELECT workspace, count(*) FROM tombstone GROUP BY workspace"))
        assert {(str(workspace), int(count)) for workspace, count in stones} == {(other, 1), (WORKSPACE, 1)}
