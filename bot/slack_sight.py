"""What a look at Slack with a token shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.installs.installed import Sealing

SEALED = "sealed"  # no key opens the token


@dataclass(frozen=True)
class SlackSight:
    """What Slack says of a token: its error code, or workspace, bot and scopes; and Slack's clock beside ours."""

    trouble: str | None = None  # or `SEALED`
    workspace: str = ""  # its name; its id where there is trouble with one of several
    bot: str = ""
    scopes: frozenset[str] | None = None  # none: Slack did not say
    skew: timedelta | None = None  # how far this machine's clock is ahead


@dataclass(frozen=True)
class InstalledSight:
    """What is seen of workspaces that installed Takt: how all their tokens are kept, and what Slack says of some."""

    sights: Sequence[SlackSight]
    sealing: Sealing
    asked_for: str = ""  # the one workspace that was to be asked about, by its id; empty for the first of them
