"""Ids that settings give to one workspace of many, as `T0SHOP:U0ANNA`; without a workspace there is but one."""

from collections.abc import Callable, Iterable

from bot.ports import ChannelId, WorkspaceId

Owners = Callable[[WorkspaceId], ChannelId | None]  # the channel of a workspace's content owners


def ids_in(workspace: WorkspaceId, scoped: Iterable[str]) -> frozenset[str]:
    """The ids that are meant in a workspace."""
    parted = (one.rpartition(":") for one in scoped)
    return frozenset(known for team, _, known in parted if team in ("", workspace))


def owners_of(scoped: Iterable[str]) -> Owners:
    """Finds the channel that is meant in a workspace."""
    given = frozenset(scoped)
    return lambda workspace: next(map(ChannelId, sorted(ids_in(workspace, given))), None)
