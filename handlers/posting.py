"""Calls of Slack's that send or look for messages; what goes wrong is said as an error of sending."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SendInDoubt
from handlers.calls import UNREACHABLE
from handlers.sending_errors import sending_error

DELIVERY_EVENT, NOTICE_EVENT = "takt_delivery", "takt_notice"  # a tip; anything else that comes once


async def post_ready(client: AsyncWebClient, channel: str, arguments: Mapping[str, Any]) -> Any:
    body = {"channel": channel, "unfurl_links": False, "unfurl_media": False, **arguments}
    return await send(client, "chat.postMessage", body)


async def send(client: AsyncWebClient, method: str, body: dict[str, Any]) -> Any:
    return await _call(client, method, json=body)


async def read(client: AsyncWebClient, method: str, arguments: Mapping[str, Any]) -> Any:
    return await _call(client, method, params=dict(arguments))


async def _call(client: AsyncWebClient, method: str, **arguments: Any) -> Any:
    try:
        return await client.api_call(method, **arguments)
    except SlackApiError as error:
        raise sending_error(error) from error
    except UNREACHABLE as error:
        raise SendInDoubt(type(error).__name__) from error


def metadata_of(delivery: str, event: str = DELIVERY_EVENT, *, mark: str | None = None) -> dict[str, Any]:
    """By which a message is found again: an opaque id or two, for any app in the workspace can read it.

    A `mark` is shared by several messages, and the other is of this one alone.
    """
    payload = {"delivery": mark, "step": delivery} if mark else {"delivery": delivery}
    return {"event_type": event, "event_payload": payload}


def carries(message: Mapping[str, Any], key: str) -> bool:
    """Whether a message is found by this id."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") not in {DELIVERY_EVENT, NOTICE_EVENT}:
        return False
    payload = metadata.get("event_payload") or {}
    return key in {payload.get("delivery"), payload.get("step")}
