"""Why a tip did not come, or does not come any more, and what an operator does about each; pure."""

from collections.abc import Mapping

from bot.tips.records import (
    BAD_RULE,
    HELD_UP,
    LOST,
    NO_STANDARDS,
    NOBODY_KNOWS,
    SLACK_AWAY,
    TOO_LATE,
    UNINSTALLED,
)

MISSING_SCOPE = "missing_scope"
NOT_IN = ("not_in_channel", "channel_not_found")
MAY_NOT_POST = (
    *("restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel"),
    *("no_permission", "access_denied", "ekm_access_denied"),
)
HAVE_LEFT = ("user_disabled", "user_not_found", "user_not_visible")
GO_ON = "put the new token into SLACK_BOT_TOKEN, if you use it, and start Takt. Where tips stay paused: /tips on"
INSTALL = (
    "Install the app again (api.slack.com/apps → Install App; with many workspaces an admin opens "
    f"https://…/slack/install), {GO_ON}"
)
ADVICE: Mapping[str, str] = {
    **dict.fromkeys(NOT_IN, "Invite Takt into the channel (/invite @Takt), then: /tips on"),
    "is_archived": "Unarchive the channel, then: /tips on. Or leave it: nothing more is sent there.",
    **dict.fromkeys(MAY_NOT_POST, "Ask a workspace admin to let Takt post in the channel, then: /tips on"),
    **dict.fromkeys(
        HAVE_LEFT, "The person has left, or may not be written to: nothing to mend; takt erase forgets them."
    ),
    **dict.fromkeys(LOST, INSTALL),
    MISSING_SCOPE: (
        "Add the scopes of manifest.yaml under OAuth & Permissions at api.slack.com/apps, then install the app in the "
        f"workspace again, {GO_ON}"
    ),
    UNINSTALLED: "The workspace removed Takt. If that was not meant, install it again: tips go on by themselves.",
    "two_factor_setup_required": "Let who installed Takt set up two-factor authentication in Slack, then: /tips on",
    BAD_RULE: "Their time zone no longer exists: type /tips in the channel and choose another.",
    NO_STANDARDS: "No standard may be a tip: put some that are not retired into TAKT_CONTENT_DIR (takt content check).",
    NOBODY_KNOWS: (
        "Look into the channel; if the tip is not there: /tips now. So that Takt can look itself, grant "
        "channels:history and groups:history (OAuth & Permissions at api.slack.com/apps), install the app again, and "
        "invite Takt into the channel."
    ),
    TOO_LATE: "Takt was not running when they were due: keep it running (see its log).",
    SLACK_AWAY: (
        "Slack took nothing until it was too late: see status.slack.com and the way out of the network; or no key in "
        "TAKT_ENCRYPTION_KEYS opens the workspace's token (token_sealed in Takt's log): put the key back."
    ),
    HELD_UP: "Takt was not running, or Slack wanted no more, until it was too late: see its log and status.slack.com.",
}
ELSE = "Slack said no: see tip_refused in Takt's log. If /tips status says that tips are paused, then: /tips on"


def advice(reason: str) -> str:
    """What to do about a reason: Slack's code, or one of our own."""
    return ADVICE.get(reason, ELSE)
