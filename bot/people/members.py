"""Who a person is: profile and role, asked of Slack, cached for minutes, failing closed."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.db.engine import Sessions, transaction
from bot.errors import NotAllowed, SlackTrouble, StorageAway, UnknownMember
from bot.people import queries
from bot.people.roles import Action, Role, allows, least_for, role_of
from bot.ports import Clock, Directory, MemberId, Profile, WorkspaceId

FRESH = timedelta(minutes=5)
PATIENCE_SECONDS = 1.5  # a trigger id lives for three
MOST_CACHED = 10_000

T = TypeVar("T")


@dataclass(frozen=True)
class Powers:
    """Who is a supervisor or an admin by configuration."""

    supervisor_groups: frozenset[str] = frozenset()
    supervisors: frozenset[str] = frozenset()
    admins: frozenset[str] = frozenset()


class People:
    """Answers who somebody is and what they may do."""

    def __init__(
        self, directory: Directory, sessions: Sessions, clock: Clock, powers: Powers, default: Profile
    ) -> None:
        self._directory = directory
        self._sessions = sessions
        self._clock = clock
        self._powers = powers
        self._default = default
        self._profiles: dict[tuple[str, str], tuple[datetime, Profile]] = {}
        self._groups: dict[tuple[str, str], tuple[datetime, frozenset[MemberId]]] = {}
        self._unsaved: dict[tuple[str, str], Profile] = {}

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """The person's profile. Raises `UnknownMember`; `SlackTrouble` when neither Slack nor the database knows."""
        key = (workspace, member)
        found = self._fresh(self._profiles, key)
        if found is None:
            found = await self._ask_profile(workspace, member)
            self._keep(self._profiles, key, found)
        return found

    async def speaker(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """The profile of whoever is acting; a plain one with the defaults where there is nobody, or no answer."""
        with contextlib.suppress(SlackTrouble, UnknownMember):
            if member:
                return await self.profile(workspace, member)
        plain = self._default
        return Profile(workspace, member, plain.name, plain.language, plain.time_zone)

    async def role(self, workspace: WorkspaceId, member: MemberId) -> Role:
        """The person's role; staff while Slack does not answer."""
        is_admin = member in self._powers.admins
        with contextlib.suppress(SlackTrouble, UnknownMember):
            is_admin = is_admin or (await self.profile(workspace, member)).is_admin
        is_supervisor = member in self._powers.supervisors or await self._in_groups(workspace, member)
        return role_of(is_admin=is_admin, is_supervisor=is_supervisor)

    async def require(self, workspace: WorkspaceId, member: MemberId, action: Action) -> None:
        """Raise `NotAllowed` unless the person's role permits the action."""
        if not allows(await self.role(workspace, member), action):
            raise NotAllowed(needs=least_for(action))

    async def _in_groups(self, workspace: WorkspaceId, member: MemberId) -> bool:
        for group in sorted(self._powers.supervisor_groups):
            with contextlib.suppress(SlackTrouble):
                if member in await self._members_of(workspace, group):
                    return True
        return False

    async def _members_of(self, workspace: WorkspaceId, group: str) -> frozenset[MemberId]:
        key = (workspace, group)
        found = self._fresh(self._groups, key)
        if found is None:
            found = await _patiently(lambda: self._directory.group_members(workspace, group))
            self._keep(self._groups, key, found)
        return found

    async def _ask_profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        try:
            profile = await _patiently(lambda: self._directory.profile(workspace, member))
        except SlackTrouble:
            return await self._remembered(workspace, member)
        self._unsaved[(workspace, member)] = profile
        return profile

    async def flush(self) -> None:
        """Write the profiles seen since the last flush; they wait while the database is away."""
        waiting, self._unsaved = self._unsaved, {}
        try:
            async with transaction(self._sessions) as session:
                for profile in waiting.values():
                    await queries.remember_member(session, profile=profile, now=self._clock.now())
        except StorageAway:
            self._unsaved = waiting | self._unsaved

    async def _remembered(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        with contextlib.suppress(StorageAway):
            async with transaction(self._sessions) as session:
                known = await queries.known_member(session, workspace=workspace, member=member)
            if known is not None:
                return known
        raise SlackTrouble("profile_unavailable")

    def _fresh(self, cache: dict[tuple[str, str], tuple[datetime, T]], key: tuple[str, str]) -> T | None:
        kept = cache.get(key)
        return kept[1] if kept and self._clock.now() - kept[0] < FRESH else None

    def _keep(self, cache: dict[tuple[str, str], tuple[datetime, T]], key: tuple[str, str], value: T) -> None:
        if len(cache) >= MOST_CACHED:
            cache.clear()
        cache[key] = (self._clock.now(), value)


async def _patiently(ask: Callable[[], Awaitable[T]]) -> T:
    try:
        return await asyncio.wait_for(ask(), PATIENCE_SECONDS)
    except TimeoutError:
        raise SlackTrouble("timeout") from None
