"""Writes down profiles that were seen, and not those of people who have been erased since."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import queries
from bot.people.erasure import tombstone
from bot.ports import Profile


@dataclass(frozen=True)
class Seen:
    """A profile, and when Slack said so (UTC)."""

    profile: Profile
    at: datetime


async def remember(session: AsyncSession, *, seen: Collection[Seen], now: datetime) -> tuple[Profile, ...]:
    """Keep the profiles; returns them without those of people who were erased after they were seen."""
    kept = await _still_there(session, seen)
    for profile in sorted(kept, key=_in_order):  # replicas that write in one order never wait in a circle
        await queries.remember_member(session, profile=profile, now=now)
    return kept


async def _still_there(session: AsyncSession, seen: Collection[Seen]) -> tuple[Profile, ...]:
    """A tombstone takes long to work out: that of nobody in whose workspace nobody was erased meanwhile."""
    since = min((one.at for one in seen), default=None)
    erased = await queries.erased_since(session, since=since) if since else {}
    if not erased:
        return tuple(one.profile for one in seen)
    return await asyncio.to_thread(_without, seen, erased)


def _without(seen: Collection[Seen], erased: Mapping[tuple[str, str], datetime]) -> tuple[Profile, ...]:
    workspaces = {workspace for workspace, _ in erased}
    return tuple(one.profile for one in seen if one.profile.workspace not in workspaces or not _is_gone(one, erased))


def _is_gone(one: Seen, erased: Mapping[tuple[str, str], datetime]) -> bool:
    workspace = one.profile.workspace
    erased_at = erased.get((workspace, tombstone(workspace, one.profile.member)))
    return erased_at is not None and erased_at >= one.at


def _in_order(profile: Profile) -> tuple[str, str]:
    return profile.workspace, profile.member
