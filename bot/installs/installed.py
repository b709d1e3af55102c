"""How Takt is installed in one workspace."""

from dataclasses import dataclass
from datetime import datetime

from bot.ports import WorkspaceId


@dataclass(frozen=True)
class Installed:
    """How Takt is installed in a workspace: by which token it speaks, as which bot and bot user, since when (UTC)."""

    workspace: WorkspaceId
    token: str
    bot: str
    bot_user: str
    at: datetime
