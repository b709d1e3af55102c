"""Writes down profiles that were seen, and not those of people who have been erased since."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.db.engine import Sessions, reading, transaction
from bot.people import queries
from bot.people.tombstones import tombstone
from bot.ports import MemberId, Profile, WorkspaceId

Key = tuple[WorkspaceId, MemberId]
Erased = Mapping[tuple[WorkspaceId, str], datetime]  # when, by workspace and tombstone


@dataclass(frozen=True)
class Seen:
    """A profile, and when Slack said so (UTC)."""

    profile: Profile
    at: datetime


async def remember(sessions: Sessions, *, seen: Collection[Seen], now: datetime) -> tuple[Profile, ...]:
    """Keep the profiles; returns them without those of people who were erased after they were seen.

    A tombstone takes long to work out: only those of workspaces in which somebody was erased meanwhile are, and before
    the transaction that writes, so that nobody waits for them. Raises `StorageAway`.
    """
    since = min((one.at for one in seen), default=None)
    if since is None:
        return ()
    stones: dict[Key, str] = {}
    async with reading(sessions) as session:
        erased = await queries.erased_since(session, since=since)
    while True:
        missing = _missing(seen, erased, stones)
        if missing:
            stones |= await asyncio.to_thread(_stones, missing)
        async with transaction(sessions) as session:
            erased = await queries.erased_since(session, since=since)
            if _missing(seen, erased, stones):  # somebody was erased in the meantime, in a workspace of none before
                continue
            kept = tuple(one.profile for one in seen if not _is_gone(one, erased, stones))
            for profile in sorted(kept, key=_key):  # replicas that write in one order never wait in a circle
                await queries.remember_member(session, profile=profile, now=now)
        return kept


def _missing(seen: Collection[Seen], erased: Erased, stones: Mapping[Key, str]) -> set[Key]:
    """Those who may be among the erased, and whose tombstones are not worked out yet."""
    workspaces = {workspace for workspace, _ in erased}
    return {_key(one.profile) for one in seen if one.profile.workspace in workspaces} - stones.keys()


def _stones(people: Collection[Key]) -> dict[Key, str]:
    return {(workspace, member): tombstone(workspace, member) for workspace, member in people}


def _is_gone(one: Seen, erased: Erased, stones: Mapping[Key, str]) -> bool:
    workspace, stone = one.profile.workspace, stones.get(_key(one.profile), "")
    erased_at = erased.get((workspace, stone))
    return erased_at is not None and erased_at >= one.at


def _key(profile: Profile) -> Key:
    return profile.workspace, profile.member
