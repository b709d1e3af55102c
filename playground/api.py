"""The Web API's door: reads a call, runs the method, answers in Slack's shape."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from playground.errors import SlackError
from playground.failing import answered
from playground.methods import METHODS
from playground.methods.call import Call
from playground.slack import Slack
from playground.teams import Teams

Json = dict[str, Any]


class Api:
    """Serves `/api/<method>`."""

    def __init__(self, teams: Teams) -> None:
        self._teams = teams

    async def endpoint(self, request: web.Request) -> web.StreamResponse:
        """One call of one method."""
        name = request.match_info["method"]
        slack = self._teams.of_token(_bearer(request))
        return await answered(slack, name, request, lambda: self._answer(slack, name, request))

    async def _answer(self, slack: Slack, name: str, request: web.Request) -> web.Response:
        arguments: Json = {}
        try:
            arguments = await read_arguments(request)
            answer = {"ok": True, **self._run(slack, name, request, arguments)}
        except SlackError as error:
            answer = error.body()
        slack.traffic.add("in", name, {**arguments, "answer": answer}, answer.get("error", "ok"))
        return _response(slack, answer)

    def _run(self, slack: Slack, name: str, request: web.Request, arguments: Json) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        token = None
        if method.token is not None:
            token = self._teams.tokens.check(_bearer(request) or arguments.pop("token", None))
            slack = self._teams.named(token.team_id)
            if token.kind != method.token:
                raise SlackError("not_allowed_token_type")
        call = Call(slack, arguments, token, self._teams, request.headers.get("Authorization", ""))
        if method.scope:
            call.need(method.scope)
        return method.run(call)


def _response(slack: Slack, answer: Json) -> web.Response:
    scopes = ",".join(sorted(slack.bot.scopes))
    if answer.get("error") == "ratelimited":
        return web.json_response(answer, status=429, headers={"Retry-After": "1"})
    return web.json_response(answer, headers={"X-OAuth-Scopes": scopes})


async def read_arguments(request: web.Request) -> Json:
    """The call's arguments from its query and its body, form or JSON; raises SlackError."""
    arguments: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError as error:
            raise SlackError("invalid_json") from error
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
        return arguments | {key: value for key, value in body.items() if value is not None and key != "token"}
    form: Mapping[str, Any] = await request.post()
    return arguments | dict(form)


def _bearer(request: web.Request) -> str | None:
    """The token in the header; else it may be in the query or form, never in a JSON body, as at Slack."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    return value if scheme.lower() == "bearer" else None
