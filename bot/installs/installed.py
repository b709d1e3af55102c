"""How Takt is installed in a workspace, and which ones are about to go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.ports import WorkspaceId

MOST_NAMED = 20  # workspaces


@dataclass(frozen=True)
class Installed:
    """How Takt is installed in a workspace: by which token it speaks, as which bot and bot user, since when (UTC)."""

    workspace: WorkspaceId
    token: str
    bot: str
    bot_user: str
    at: datetime


@dataclass(frozen=True)
class Sealing:
    """How the tokens of an app are kept, and of how many installations of other apps no key opens the tokens."""

    workspaces: int
    lost: tuple[WorkspaceId, ...] = ()  # whose newest token no key opens
    spare: tuple[WorkspaceId, ...] = ()  # others, of which no key opens a token that Takt does not speak by
    plain: int = 0  # tokens that everybody can read who can read the database
    others: int = 0
    has_keys: bool = True


@dataclass(frozen=True)
class Going:
    """A workspace that has removed Takt, or whose token Slack refuses; when (UTC) its data is deleted."""

    workspace: WorkspaceId
    purge_at: datetime
    was_refused: bool


def named(workspaces: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = len(workspaces) - MOST_NAMED
    return ", ".join(workspaces[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
