"""Who a person is: profile and role, asked of Slack and cached for minutes.

Roles fail closed: what may be done comes from the settings or from Slack itself, never from an old profile.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from bot.db.engine import Sessions, transaction
from bot.errors import NotAllowed, RoleUnknown, SlackTrouble, StorageAway, UnknownMember
from bot.people import queries
from bot.people.patience import patiently
from bot.people.remembering import Seen, remember
from bot.people.roles import PERMISSIONS, Action, Role, lowest, role_of
from bot.people.scoped import ids_in
from bot.ports import Clock, Directory, MemberId, Profile, WorkspaceId

FRESH = timedelta(minutes=5)
MOST_CACHED = 10_000
MOST_KNOWN = 5  # admins of before that are looked up before a workspace is listed

T = TypeVar("T")


@dataclass(frozen=True)
class Powers:
    """Who is a supervisor or an admin by configuration; an id may be given to one workspace of many."""

    supervisor_groups: frozenset[str] = frozenset()
    supervisors: frozenset[str] = frozenset()
    admins: frozenset[str] = frozenset()

    def within(self, workspace: WorkspaceId) -> "Powers":
        """What of it is meant in a workspace."""
        given = (self.supervisor_groups, self.supervisors, self.admins)
        return Powers(*(ids_in(workspace, ids) for ids in given))


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
        self._unsaved: dict[tuple[str, str], Seen] = {}

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """The person's profile; an old one, never an admin's, while Slack does not answer.

        Raises `UnknownMember`; `SlackTrouble` when neither Slack nor the database knows.
        """
        try:
            return await self._current_profile(workspace, member)
        except SlackTrouble:
            return await self._remembered(workspace, member)

    async def speaker(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """The profile of whoever is acting; a plain one with the defaults where there is nobody, or no answer."""
        with contextlib.suppress(SlackTrouble, UnknownMember):
            if member:
                return await self.profile(workspace, member)
        return self.stranger(workspace, member)

    async def known_name(self, workspace: WorkspaceId, member: MemberId) -> str:
        """The person's name where it is known without asking Slack; empty where it is not."""
        if cached := self._fresh(self._profiles, (workspace, member)):
            return cached.name
        with contextlib.suppress(SlackTrouble):
            return (await self._remembered(workspace, member)).name
        return ""

    def stranger(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """A plain profile with the defaults, for somebody who has not been looked up."""
        plain = self._default
        return Profile(workspace, member, plain.name, plain.language, plain.time_zone)

    async def role(self, workspace: WorkspaceId, member: MemberId) -> Role:
        """The person's role as far as it is known: what only Slack can say does not count while it does not answer."""
        return (await self._standing(workspace, member)).role

    async def require(self, workspace: WorkspaceId, member: MemberId, action: Action) -> None:
        """Raise `NotAllowed` unless the person's role permits the action; `RoleUnknown` when Slack does not say.

        Whoever has the role by the settings needs no answer from Slack.
        """
        await self.require_one_of(workspace, member, PERMISSIONS[action], own_instead=action is Action.SUBSCRIBE)

    async def require_one_of(
        self, workspace: WorkspaceId, member: MemberId, roles: frozenset[Role], *, own_instead: bool = False
    ) -> None:
        """Raise `NotAllowed` unless the person has one of the roles; `RoleUnknown` when Slack does not say."""
        if self._configured(workspace, member) in roles:
            return
        standing = await self._standing(workspace, member)
        if standing.role in roles:
            return
        if standing.unanswered is not None:
            raise RoleUnknown(standing.unanswered.code) from standing.unanswered
        raise NotAllowed(needs=lowest(roles), own_instead=own_instead)

    async def sought_admin(self, workspace: WorkspaceId, parties: Collection[MemberId]) -> MemberId | None:
        """One of the admins who is none of these, for a job: the settings' first, then those known to be one before.

        A large workspace is not listed as long as there is one of them. Raises `SlackTrouble` when Slack does not say.
        """
        if (named := await self._named_beside(workspace, parties)) is not None:
            return named
        async with transaction(self._sessions) as session:
            known = await queries.known_admins(session, workspace=workspace, limit=MOST_KNOWN + len(parties))
        for member in known:
            if member not in parties and await self.is_admin_now(workspace, member):
                return member
        return min((await self._directory.admins(workspace, parties)).difference(parties), default=None)

    async def admin_beside(self, workspace: WorkspaceId, parties: Collection[MemberId]) -> MemberId | None:
        """The first of the admins who is none of these; somebody waits for it.

        A large workspace takes minutes to list: Slack's own are asked for where the settings name nobody. None where it
        does not say in time who they are.
        """
        if (named := await self._named_beside(workspace, parties)) is not None:
            return named
        with contextlib.suppress(SlackTrouble):
            found = await patiently(partial(self._directory.admins, workspace, parties))
            return min(found.difference(parties), default=None)
        return None

    async def is_admin_now(self, workspace: WorkspaceId, member: MemberId) -> bool:
        """Whether somebody is there, and an admin by the settings or by what Slack says now. Raises `SlackTrouble`."""
        try:
            profile = await self._current_profile(workspace, member, anew=True)
        except UnknownMember:
            return False
        return not profile.is_gone and (profile.is_admin or self._configured(workspace, member) is Role.ADMIN)

    async def has_left(self, workspace: WorkspaceId, member: MemberId) -> bool:
        """Whether Slack says so; while it does not answer nobody has."""
        try:
            return (await self._current_profile(workspace, member)).is_gone
        except UnknownMember:
            return True
        except SlackTrouble:
            return False

    async def supervisors(self, workspace: WorkspaceId) -> tuple[MemberId, ...]:
        """The supervisors now, by the settings and by their groups. Raises `SlackTrouble` when Slack does not say.

        Nothing of it is kept: a job that asks must not keep a person waiting who has become a supervisor since.
        """
        powers = self._powers.within(workspace)
        groups = [
            await patiently(partial(self._directory.group_members, workspace, group))
            for group in sorted(powers.supervisor_groups)
        ]
        return tuple(sorted({MemberId(one) for one in powers.supervisors}.union(*groups)))

    async def profile_now(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """What Slack says of the person now; nothing is kept. Raises `UnknownMember`, `SlackTrouble`."""
        return await patiently(partial(self._directory.profile, workspace, member))

    async def look_anew(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """What Slack says of the person now, in place of all that is kept. Raises `UnknownMember`, `SlackTrouble`."""
        return await self._current_profile(workspace, member, anew=True)

    async def ask_anew(self, workspace: WorkspaceId, member: MemberId) -> None:
        """Have the next answers on the person's role come from what Slack says now, as far as it answers in time."""
        if self._configured(workspace, member) is Role.ADMIN:
            return
        groups = sorted(self._powers.within(workspace).supervisor_groups)
        asked = (self._members_of(workspace, group, anew=True) for group in groups)
        # What fails is not kept: what Slack said within the last minutes stays, and is what `require` goes by.
        await asyncio.gather(self._current_profile(workspace, member, anew=True), *asked, return_exceptions=True)

    async def _named_beside(self, workspace: WorkspaceId, parties: Collection[MemberId]) -> MemberId | None:
        """The first admin of the settings who is none of these and has not left."""
        for member in sorted(MemberId(one) for one in self._powers.within(workspace).admins):
            if member not in parties and not await self.has_left(workspace, member):
                return member
        return None

    def _configured(self, workspace: WorkspaceId, member: MemberId) -> Role:
        powers = self._powers.within(workspace)
        return role_of(is_admin=member in powers.admins, is_supervisor=member in powers.supervisors)

    async def _standing(self, workspace: WorkspaceId, member: MemberId) -> "_Standing":
        """Everything that gives a role, asked at the same time, for a person waits for it."""
        configured = self._configured(workspace, member)
        if configured is Role.ADMIN:
            return _Standing(configured)
        groups = sorted(self._powers.within(workspace).supervisor_groups)
        first, *others = [
            _answer(self._is_admin(workspace, member)),
            *(_answer(self._is_in(workspace, member, group)) for group in groups),
        ]
        is_admin, *in_groups = await asyncio.gather(first, *others) if others else [await first]
        is_supervisor = configured is Role.SUPERVISOR or any(answer is True for answer in in_groups)
        troubles = [answer for answer in (is_admin, *in_groups) if isinstance(answer, SlackTrouble)]
        role = role_of(is_admin=is_admin is True, is_supervisor=is_supervisor)
        return _Standing(role, troubles[0] if troubles else None)

    async def _is_admin(self, workspace: WorkspaceId, member: MemberId) -> bool:
        with contextlib.suppress(UnknownMember):
            return (await self._current_profile(workspace, member)).is_admin
        return False

    async def _is_in(self, workspace: WorkspaceId, member: MemberId, group: str) -> bool:
        return member in await self._members_of(workspace, group)

    async def _members_of(self, workspace: WorkspaceId, group: str, *, anew: bool = False) -> frozenset[MemberId]:
        key = (workspace, group)
        found = None if anew else self._fresh(self._groups, key)
        if found is None:
            found = await patiently(lambda: self._directory.group_members(workspace, group))
            self._keep(self._groups, key, found)
        return found

    async def _current_profile(self, workspace: WorkspaceId, member: MemberId, *, anew: bool = False) -> Profile:
        """What Slack says now, or has said within the last five minutes. Raises `UnknownMember`, `SlackTrouble`."""
        key = (workspace, member)
        found = None if anew else self._fresh(self._profiles, key)
        if found is None:
            found = await patiently(lambda: self._directory.profile(workspace, member))
            if not found.is_gone:  # who has left is looked up, and not kept
                self._unsaved[key] = Seen(found, self._clock.now())
            self._keep(self._profiles, key, found)
        return found

    async def flush(self) -> tuple[Profile, ...]:
        """Write the profiles seen since the last flush, which it returns; they wait while the database is away."""
        waiting, self._unsaved = self._unsaved, {}
        try:
            return await remember(self._sessions, seen=waiting.values(), now=self._clock.now())
        except StorageAway:
            self._unsaved = waiting | self._unsaved
            return ()

    def forget(self, workspace: WorkspaceId, member: MemberId) -> None:
        """Let go of what is in memory about a person."""
        self._profiles.pop((workspace, member), None)
        self._unsaved.pop((workspace, member), None)

    def forget_workspace(self, workspace: WorkspaceId) -> None:
        """Let go of what is in memory about a workspace's people."""
        caches: tuple[dict[tuple[str, str], Any], ...] = (self._profiles, self._groups, self._unsaved)
        for cache in caches:
            for key in [key for key in cache if key[0] == workspace]:
                del cache[key]

    def forget_everything(self) -> None:
        """Ask Slack anew from now on."""
        self._profiles.clear()
        self._groups.clear()

    async def _remembered(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """The profile as it was last written down, without the power that it may have had. Raises `SlackTrouble`."""
        with contextlib.suppress(StorageAway):
            async with transaction(self._sessions) as session:
                known = await queries.known_member(session, workspace=workspace, member=member)
            if known is not None:
                return replace(known, is_admin=False)
        raise SlackTrouble("profile_unavailable")

    def _fresh(self, cache: dict[tuple[str, str], tuple[datetime, T]], key: tuple[str, str]) -> T | None:
        kept = cache.get(key)
        return kept[1] if kept and self._clock.now() - kept[0] < FRESH else None

    def _keep(self, cache: dict[tuple[str, str], tuple[datetime, T]], key: tuple[str, str], value: T) -> None:
        if len(cache) >= MOST_CACHED:
            cache.clear()
        cache[key] = (self._clock.now(), value)


@dataclass(frozen=True)
class _Standing:
    """A role as far as it is known, and why more is not."""

    role: Role
    unanswered: SlackTrouble | None = None


async def _answer(question: Awaitable[bool]) -> bool | SlackTrouble:
    try:
        return await question
    except SlackTrouble as trouble:
        return trouble
