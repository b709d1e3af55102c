"""What a look at Slack with a token shows."""

from dataclasses import dataclass
from datetime import timedelta

SEALED = "sealed"  # no key opens the token


@dataclass(frozen=True)
class SlackSight:
    """What Slack says of a token: its error code, or workspace, bot and scopes; and Slack's clock beside ours."""

    trouble: str | None = None  # or `SEALED`
    workspace: str = ""  # its name; its id where there is trouble with one of several
    bot: str = ""
    scopes: frozenset[str] | None = None  # none: Slack did not say
    skew: timedelta | None = None  # how far this machine's clock is ahead
