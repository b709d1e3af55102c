"""What an error of Slack's posting methods means for the message, by the codes that Slack documents; pure."""

from datetime import timedelta

from slack_sdk.errors import SlackApiError

from bot.errors import SendInDoubt, SendLater, SendRefused
from handlers.calls import slack_code, slack_status

STOPS_CHANNEL = frozenset(
    [
        "channel_not_found",
        "is_archived",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "no_permission",
        "ekm_access_denied",
        "access_denied",
        "user_disabled",  # these are about whom a direct message is to: they have left
        "user_not_found",
        "user_not_visible",
    ]
)
STOPS_WORKSPACE = frozenset(
    [
        "account_inactive",
        "token_revoked",
        "invalid_auth",
        "not_authed",
        "missing_scope",
        "team_access_not_granted",
        "two_factor_setup_required",
        "token_expired",
    ]
)
LATER = frozenset(
    [
        "ratelimited",
        "rate_limited",
        "message_limit_exceeded",
        "team_added_to_org",
        "org_login_required",
        "service_unavailable",
    ]
)
IN_DOUBT = frozenset({"fatal_error", "internal_error", "request_timeout", "unreadable"})
LATER_WAIT = timedelta(seconds=30)
SEALED_WAIT = timedelta(minutes=5)  # until an operator puts the key back that opens a workspace's token


def sending_error(error: SlackApiError) -> SendLater | SendInDoubt | SendRefused:
    """What an error of a posting method means for the message."""
    code, status = slack_code(error), slack_status(error)
    if status == 429 or code in LATER:
        return SendLater(timedelta(seconds=_retry_after(error)))
    if status >= 500 or code in IN_DOUBT:
        return SendInDoubt(code)
    if code in STOPS_CHANNEL:
        return SendRefused(code, "channel")
    return SendRefused(code, "workspace" if code in STOPS_WORKSPACE else "ours")


def _retry_after(error: SlackApiError) -> float:
    try:
        return float(error.response.headers.get("Retry-After", LATER_WAIT.total_seconds()))
    except ValueError:
        return LATER_WAIT.total_seconds()
