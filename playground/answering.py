"""Answers to an act: through its response url, or in a command's acknowledgement."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from playground.errors import SlackError
from playground.failing import answered
from playground.messages import Message
from playground.posting import Content, edit, post, read_content, withdraw
from playground.slack import Slack
from playground.teams import Teams
from playground.tickets import ResponseUrl

Json = dict[str, Any]
_GONE = ("used_url", "expired_url", "invalid_url")


class ResponseUrls:
    """Serves `/response/<team>/<key>`."""

    def __init__(self, teams: Teams) -> None:
        self._teams = teams

    async def endpoint(self, request: web.Request) -> web.StreamResponse:
        """One use of one response url."""
        slack = self._teams.named(request.match_info["team"])
        return await answered(slack, "response_url", request, lambda: _answer(slack, request))


async def _answer(slack: Slack, request: web.Request) -> web.Response:
    text = await request.text()
    try:
        source = _object(text)
        respond(slack, _redeemed(slack, request.match_info["key"]), source)
    except SlackError as error:
        slack.traffic.add("in", "response_url", {"body": text}, error.code)
        return web.json_response(error.body(), status=404 if error.code in _GONE else 400)
    slack.traffic.add("in", "response_url", source, "ok")
    return web.Response(text="ok")


def _redeemed(slack: Slack, key: str) -> ResponseUrl:
    url = slack.state.tickets.check_url(key)
    url.uses += 1
    return url


def _object(text: str) -> Json:
    try:
        source = json.loads(text)
    except ValueError as error:
        raise SlackError("invalid_payload") from error
    if not isinstance(source, dict):
        raise SlackError("invalid_payload")
    return source


def respond(slack: Slack, url: ResponseUrl, source: Mapping[str, Any]) -> None:
    """Put an answer on the screen: private unless in_channel; after a click it replaces the original."""
    origin = slack.state.messages.find(url.channel, url.origin_ts) if url.origin_ts else None
    if _flag(source, "delete_original", default=False):
        if origin is not None and url.from_message:
            withdraw(slack, origin)
        return
    content = read_content(source)
    if origin is not None and url.from_message and _flag(source, "replace_original", default=True):
        _replace(slack, origin, content)
        return
    private = source.get("response_type", "ephemeral") != "in_channel"
    if not private and url.typed_command:
        _reveal(slack, url)
    thread_ts = source.get("thread_ts") or url.thread_ts
    post(slack, url.channel, content, ephemeral_to=url.user if private else None, thread_ts=thread_ts)


def _replace(slack: Slack, origin: Message, content: Content) -> None:
    whole = Content(content.text or "", content.blocks or [], content.attachments or [], content.metadata)
    edit(slack, origin, whole)


def _reveal(slack: Slack, url: ResponseUrl) -> None:
    """Everybody sees the command that a public answer belongs to."""
    typed = Message(url.channel, slack.state.next_ts(), url.user, str(url.typed_command))
    slack.state.post(typed)
    url.typed_command = None


def _flag(source: Mapping[str, Any], name: str, *, default: bool) -> bool:
    value = source.get(name, default)
    return value is True or str(value).lower() == "true"
