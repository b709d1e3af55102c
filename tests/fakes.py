"""Stand-ins for what the services need from outside: small, honest, and shared by all tests."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from bot.errors import UnknownMember
from bot.ports import MemberId, Profile, WorkspaceId

WORKSPACE = WorkspaceId("T0TAKT")
ANNA, BEN, SOFIE = MemberId("U0ANNA"), MemberId("U0BEN"), MemberId("U0SOFIE")
MONDAY_MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class FixedClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = MONDAY_MORNING) -> None:
        self._now = now

    def now(self) -> datetime:
        """The moment that the test has set, in UTC."""
        return self._now

    def set(self, now: datetime) -> None:
        """Move the clock to a moment."""
        self._now = now.astimezone(UTC)

    def advance(self, **by: float) -> None:
        """Move the clock forward, by `minutes=5` for example."""
        self._now += timedelta(**by)


class FakeDirectory:
    """A directory of the people that a test puts in."""

    def __init__(self, *people: Profile, groups: dict[str, frozenset[MemberId]] | None = None) -> None:
        self.people = {person.member: person for person in people}
        self.groups = groups or {}
        self.asked = 0

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """The person, or `UnknownMember`."""
        self.asked += 1
        if member not in self.people:
            raise UnknownMember(member)
        return self.people[member]

    async def group_members(self, workspace: WorkspaceId, group: str) -> frozenset[MemberId]:
        """Who the test put into the group."""
        self.asked += 1
        return self.groups.get(group, frozenset())

    async def admins(self, workspace: WorkspaceId, besides: Collection[MemberId] = ()) -> frozenset[MemberId]:
        """Whom the test made an admin."""
        self.asked += 1
        return frozenset(one.member for one in self.people.values() if one.is_admin and not one.is_gone)

    async def headcount(self, workspace: WorkspaceId) -> int:
        """Whom the test put in and who works there."""
        self.asked += 1
        return sum(not (one.is_gone or one.is_bot or one.is_guest) for one in self.people.values())


def person(member: MemberId, language: str = "en", **changes: object) -> Profile:
    """A person with sensible defaults."""
    values: dict[str, object] = {"name": member.removeprefix("U0").title(), "time_zone": "Europe/Copenhagen"} | changes
    return Profile(workspace=WORKSPACE, member=member, language=language, **values)  # type: ignore[arg-type]
