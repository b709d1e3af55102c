"""Calls to Slack's Web API and to response urls, with every way to fail told as `SlackTrouble`."""

import json
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SlackTrouble

UNREACHABLE = (TimeoutError, aiohttp.ClientError, SlackRequestError, OSError)
RESPONSE_SECONDS = 10


async def call(client: AsyncWebClient, method: str, **arguments: Any) -> Any:
    """One call of a Web API method; arguments go as JSON. Raises `SlackTrouble` with Slack's error code."""
    try:
        return await client.api_call(method, json=arguments)
    except SlackApiError as error:
        raise SlackTrouble(slack_code(error)) from error
    except UNREACHABLE as error:
        raise SlackTrouble("unreachable") from error


async def read(client: AsyncWebClient, method: str, **arguments: Any) -> Any:
    """One call of a Web API method that only takes form values. Raises `SlackTrouble` with Slack's error code."""
    try:
        return await client.api_call(method, params=arguments)
    except SlackApiError as error:
        raise SlackTrouble(slack_code(error)) from error
    except UNREACHABLE as error:
        raise SlackTrouble("unreachable") from error


async def respond(client: AsyncWebClient, url: str, message: Mapping[str, Any]) -> None:
    """Answer at a response url, on the client's own connections. Raises `SlackTrouble` unless Slack took it."""
    session = client.session
    if session is None:
        raise SlackTrouble("no_session")
    body, patience = json.dumps(message), aiohttp.ClientTimeout(total=RESPONSE_SECONDS)
    headers = {"Content-Type": "application/json; charset=utf-8"}
    try:
        async with session.post(
            url,
            data=body.encode(),
            headers=headers,
            timeout=patience,
            proxy=client.proxy,  # which the SDK has from the environment, for its own calls alone
            trace_request_ctx="response_url",
        ) as answer:
            if answer.status != 200:
                raise SlackTrouble(f"response_url_{answer.status}")
    except UNREACHABLE as error:
        raise SlackTrouble("unreachable") from error


def slack_code(error: SlackApiError) -> str:
    """Slack's error code; `unreadable` where the answer was none of Slack's (a proxy's page, say)."""
    data = getattr(error.response, "data", None)
    return str(data.get("error", "unknown")) if isinstance(data, Mapping) else "unreadable"


def slack_status(error: SlackApiError) -> int:
    """The HTTP status of the answer."""
    response: Any = error.response
    return int(getattr(response, "status_code", None) or getattr(response, "status", None) or 0)
