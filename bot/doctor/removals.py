"""Looks at workspaces that have removed Takt, and at the day on which their data goes; pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.doctor.findings import Finding, warning
from bot.installs.installed import Going

ABOUT = "removed"
AGAIN = (
    "If that was not meant, install Takt again before then: an admin of it opens https://…/slack/install; "
    "where there is but one workspace, put its new bot token into SLACK_BOT_TOKEN and start Takt."
)


def removal_findings(going: Sequence[Going], now: datetime) -> Iterator[Finding]:
    """One for each workspace whose data is to be deleted (UTC)."""
    for one in going:
        what = f"Slack refuses {one.workspace}'s token" if one.was_refused else f"{one.workspace} has removed Takt"
        when = "within the hour" if one.purge_at <= now else f"on {one.purge_at:%Y-%m-%d %H:%M} UTC"
        yield warning(ABOUT, f"{what}; its data is deleted {when}.", AGAIN)
