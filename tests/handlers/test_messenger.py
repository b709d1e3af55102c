"""What Slack's no means for a message: later, in doubt, or refused, and then what must pause."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import SendError, SendInDoubt, SendLater, SendRefused
from handlers.calls import slack_status
from handlers.sending_errors import sending_error

HALF_A_MINUTE = timedelta(seconds=30)


def answer(code: str | None, status: int = 200, **headers: str) -> SlackApiError:
    """The SDK's error for an answer with this error code; without one, for a page of HTML."""
    response = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url="https://slack.com/api/chat.postMessage",
        req_args={},
        data=None if code is None else {"ok": False, "error": code},  # type: ignore[arg-type]
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        status_code=status,
    )
    return SlackApiError("refused", response)  # type: ignore[no-untyped-call]


def garbled(status: int = 200, **headers: str) -> SlackApiError:
    """The SDK's error for an answer that says it is JSON and is not: it carries aiohttp's response."""
    found = {name.replace("_", "-"): value for name, value in headers.items()}
    return SlackApiError("unexpected", SimpleNamespace(status=status, headers=found))  # type: ignore[no-untyped-call]


def named(value: object) -> str | None:
    """The test's name: the status and the code."""
    if not isinstance(value, SlackApiError):
        return None
    data = getattr(value.response, "data", "garbled")
    return f"{slack_status(value)}-{data['error'] if isinstance(data, dict) else data}"


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (answer("ratelimited", 429, Retry_After="7"), SendLater(timedelta(seconds=7))),
        (answer("ratelimited", 429), SendLater(HALF_A_MINUTE)),
        (answer("ratelimited", 429, Retry_After="soon"), SendLater(HALF_A_MINUTE)),
        (answer("ratelimited"), SendLater(HALF_A_MINUTE)),
        (answer("message_limit_exceeded"), SendLater(HALF_A_MINUTE)),
        (answer("service_unavailable", 503), SendLater(HALF_A_MINUTE)),
        (garbled(429, Retry_After="3"), SendLater(timedelta(seconds=3))),
        (answer("anything", 500), SendInDoubt("anything")),
        (answer("fatal_error"), SendInDoubt("fatal_error")),
        (answer("internal_error"), SendInDoubt("internal_error")),
        (answer("request_timeout"), SendInDoubt("request_timeout")),
        (answer(None, 502), SendInDoubt("unreadable")),
        (answer(None), SendInDoubt("unreadable")),
        (answer(None, 429, Retry_After="3"), SendLater(timedelta(seconds=3))),
        (garbled(), SendInDoubt("unreadable")),
        (garbled(503), SendInDoubt("unreadable")),
        (answer("channel_not_found"), SendRefused("channel_not_found", "channel")),
        (answer("is_archived"), SendRefused("is_archived", "channel")),
        (answer("not_in_channel"), SendRefused("not_in_channel", "channel")),
        (answer("restricted_action"), SendRefused("restricted_action", "channel")),
        (answer("token_revoked"), SendRefused("token_revoked", "workspace")),
        (answer("account_inactive"), SendRefused("account_inactive", "workspace")),
        (answer("invalid_auth"), SendRefused("invalid_auth", "workspace")),
        (answer("missing_scope"), SendRefused("missing_scope", "workspace")),
        (answer("invalid_blocks"), SendRefused("invalid_blocks", "ours")),
        (answer("msg_too_long"), SendRefused("msg_too_long", "ours")),
        (answer("an_error_of_next_year"), SendRefused("an_error_of_next_year", "ours")),
    ],
    ids=named,
)
def test_what_an_error_means_for_the_message(error: SlackApiError, meaning: SendError) -> None:
    found = sending_error(error)
    assert (type(found), vars(found)) == (type(meaning), vars(meaning))
