"""Who somebody is: asked of Slack, kept for minutes, and never more than what is certain."""

from collections.abc import Callable

import pytest

from bot.db.engine import Sessions
from bot.errors import NotAllowed, RoleUnknown, SlackTrouble, UnknownMember
from bot.observations.retention_queries import fold_about
from bot.people.erasure import Erasure
from bot.people.members import People, Powers
from bot.people.roles import Action, Role
from bot.ports import MemberId, Profile, WorkspaceId
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, FakeDirectory, FixedClock, person
from tests.furnished import observation

SUPERVISORS_GROUP = "S0SUPERS"


class Slack(FakeDirectory):
    """A directory that can be away, as a whole or for groups alone."""

    away = False
    groups_away = False
    profiles_away = False

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        if self.away or self.profiles_away:
            raise SlackTrouble("unreachable")
        return await super().profile(workspace, member)

    async def group_members(self, workspace: WorkspaceId, group: str) -> frozenset[MemberId]:
        if self.away or self.groups_away:
            raise SlackTrouble("unreachable")
        return await super().group_members(workspace, group)


@pytest.fixture
def slack() -> Slack:
    return Slack(
        person(ANNA, "da"),
        person(BEN, "en", is_admin=True),
        person(SOFIE, "da"),
        groups={SUPERVISORS_GROUP: frozenset({SOFIE})},
    )


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def start(slack: Slack, sessions: Sessions, clock: FixedClock) -> Callable[..., People]:
    """Starts Takt anew, with an empty cache."""

    def begin(**powers: frozenset[str]) -> People:
        configured = Powers(**({"supervisor_groups": frozenset({SUPERVISORS_GROUP})} | powers))
        return People(slack, sessions, clock, configured, person(MemberId("nobody"), "xx", time_zone="UTC"))

    return begin


@pytest.mark.parametrize(("member", "role"), [(ANNA, Role.STAFF), (BEN, Role.ADMIN), (SOFIE, Role.SUPERVISOR)])
async def test_role_comes_from_slack(start: Callable[..., People], member: MemberId, role: Role) -> None:
    assert await start().role(WORKSPACE, member) is role


async def test_role_comes_from_the_settings_too(start: Callable[..., People]) -> None:
    people = start(supervisors=frozenset({ANNA}), admins=frozenset({SOFIE}))
    assert await people.role(WORKSPACE, ANNA) is Role.SUPERVISOR
    assert await people.role(WORKSPACE, SOFIE) is Role.ADMIN


async def test_staff_are_refused_and_supervisors_are_not(start: Callable[..., People]) -> None:
    people = start()
    await people.require(WORKSPACE, SOFIE, Action.OBSERVE)
    with pytest.raises(NotAllowed):
        await people.require(WORKSPACE, ANNA, Action.OBSERVE)


async def test_slack_is_asked_once_in_five_minutes(
    start: Callable[..., People], slack: Slack, clock: FixedClock
) -> None:
    people = start()
    for _ in range(3):
        await people.role(WORKSPACE, SOFIE)
    assert slack.asked == 2  # the profile and the group
    clock.advance(minutes=5)
    await people.role(WORKSPACE, SOFIE)
    assert slack.asked == 4


async def test_supervisor_who_leaves_the_group_is_staff_within_minutes(
    start: Callable[..., People], slack: Slack, clock: FixedClock
) -> None:
    people = start()
    await people.role(WORKSPACE, SOFIE)
    slack.groups[SUPERVISORS_GROUP] = frozenset()
    clock.advance(minutes=5)
    assert await people.role(WORKSPACE, SOFIE) is Role.STAFF


async def test_nobody_is_a_supervisor_while_slack_does_not_answer(start: Callable[..., People], slack: Slack) -> None:
    before = start()
    for member in (SOFIE, BEN):
        await before.role(WORKSPACE, member)
    await before.flush()
    slack.away = True
    people = start()
    assert await people.role(WORKSPACE, SOFIE) is Role.STAFF
    assert await people.role(WORKSPACE, BEN) is Role.STAFF
    assert not (await people.profile(WORKSPACE, BEN)).is_admin


@pytest.mark.parametrize("member", [ANNA, BEN, SOFIE])
async def test_role_that_slack_does_not_tell_is_said_to_be_unknown(
    start: Callable[..., People], slack: Slack, member: MemberId
) -> None:
    slack.away = True
    with pytest.raises(RoleUnknown):
        await start().require(WORKSPACE, member, Action.OBSERVE)


async def test_supervisor_may_while_profiles_alone_are_away(start: Callable[..., People], slack: Slack) -> None:
    slack.profiles_away = True
    people = start()
    await people.require(WORKSPACE, SOFIE, Action.OBSERVE)
    with pytest.raises(RoleUnknown):
        await people.require(WORKSPACE, BEN, Action.OBSERVE)


@pytest.mark.parametrize("power", ["supervisors", "admins"])
async def test_who_is_in_the_settings_needs_no_answer_from_slack(
    start: Callable[..., People], slack: Slack, power: str
) -> None:
    people = start(**{power: frozenset({ANNA})})
    await people.require(WORKSPACE, ANNA, Action.OBSERVE)
    assert slack.asked == 0


async def test_old_profile_is_not_taken_for_a_fresh_one(start: Callable[..., People], slack: Slack) -> None:
    before = start()
    await before.profile(WORKSPACE, BEN)
    await before.flush()
    slack.away = True
    people = start()
    await people.profile(WORKSPACE, BEN)
    slack.away = False
    assert await people.role(WORKSPACE, BEN) is Role.ADMIN


async def test_admin_stays_admin_while_groups_do_not_answer(start: Callable[..., People], slack: Slack) -> None:
    slack.groups_away = True
    people = start()
    assert await people.role(WORKSPACE, BEN) is Role.ADMIN
    assert await people.role(WORKSPACE, SOFIE) is Role.STAFF


async def test_failure_is_not_remembered(start: Callable[..., People], slack: Slack) -> None:
    slack.away = True
    people = start()
    await people.role(WORKSPACE, SOFIE)
    slack.away = False
    assert await people.role(WORKSPACE, SOFIE) is Role.SUPERVISOR


async def test_profile_of_yesterday_serves_while_slack_is_away(start: Callable[..., People], slack: Slack) -> None:
    before = start()
    await before.profile(WORKSPACE, ANNA)
    await before.flush()
    slack.away = True
    assert await start().profile(WORKSPACE, ANNA) == person(ANNA, "da")


async def test_stranger_while_slack_is_away_gets_the_defaults(start: Callable[..., People], slack: Slack) -> None:
    slack.away = True
    people = start()
    with pytest.raises(SlackTrouble):
        await people.profile(WORKSPACE, ANNA)
    speaker = await people.speaker(WORKSPACE, ANNA)
    assert (speaker.member, speaker.language, speaker.time_zone, speaker.is_admin) == (ANNA, "xx", "UTC", False)


async def test_unknown_member_is_said_to_be_unknown(start: Callable[..., People]) -> None:
    with pytest.raises(UnknownMember):
        await start().profile(WORKSPACE, MemberId("U0NOBODY"))


async def test_who_left_the_group_a_moment_ago_is_no_supervisor_when_asked_anew(
    slack: Slack, start: Callable[..., People]
) -> None:
    people = start()
    await people.require(WORKSPACE, SOFIE, Action.OBSERVE)
    slack.groups[SUPERVISORS_GROUP] = frozenset()
    await people.require(WORKSPACE, SOFIE, Action.OBSERVE)
    await people.ask_anew(WORKSPACE, SOFIE)
    with pytest.raises(NotAllowed):
        await people.require(WORKSPACE, SOFIE, Action.OBSERVE)


async def test_what_slack_said_minutes_ago_counts_when_it_does_not_answer_anew(
    slack: Slack, start: Callable[..., People], clock: FixedClock
) -> None:
    people = start()
    await people.require(WORKSPACE, SOFIE, Action.OBSERVE)
    slack.away = True
    await people.ask_anew(WORKSPACE, SOFIE)
    await people.require(WORKSPACE, SOFIE, Action.OBSERVE)
    clock.advance(minutes=6)
    with pytest.raises(RoleUnknown):
        await people.require(WORKSPACE, SOFIE, Action.OBSERVE)


async def test_name_is_known_without_asking_slack_once_somebody_was_looked_up(
    slack: Slack, start: Callable[..., People]
) -> None:
    people = start()
    assert await people.known_name(WORKSPACE, ANNA) == ""
    await people.profile(WORKSPACE, ANNA)
    await people.flush()
    asked = slack.asked
    assert await start().known_name(WORKSPACE, ANNA) == await people.known_name(WORKSPACE, ANNA) == "Anna"
    assert slack.asked == asked


@pytest.mark.parametrize("again", [False, True])
async def test_profile_of_who_was_erased_meanwhile_does_not_come_back(
    start: Callable[..., People], sessions: Sessions, clock: FixedClock, again: bool
) -> None:
    erasure = Erasure(sessions, clock, fold_about)
    if again:
        await erasure.erase(WORKSPACE, ANNA)
        clock.advance(minutes=1)
        async with sessions.begin() as session:
            session.add(observation(1, SOFIE, ANNA, "Back again"))
    replica = start()
    await replica.profile(WORKSPACE, ANNA)
    await replica.profile(WORKSPACE, BEN)
    clock.advance(minutes=1)
    await erasure.erase(WORKSPACE, ANNA)
    assert [one.member for one in await replica.flush()] == [BEN]
    assert await start().known_name(WORKSPACE, ANNA) == ""
    assert await start().known_name(WORKSPACE, BEN) == "Ben"


async def test_profile_of_who_is_back_after_an_erasure_is_kept(
    start: Callable[..., People], sessions: Sessions, clock: FixedClock
) -> None:
    await Erasure(sessions, clock, fold_about).erase(WORKSPACE, ANNA)
    clock.advance(minutes=1)
    replica = start()
    await replica.profile(WORKSPACE, ANNA)
    assert [one.member for one in await replica.flush()] == [ANNA]
