"""The one place that acknowledges, turns payloads into acts, and turns an exception into a polite answer."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncBoltContext
from slack_bolt.kwargs_injection.async_args import AsyncArgs
from slack_sdk.models.blocks import Option

from bot.errors import StorageAway, TaktError
from bot.i18n import translator
from bot.ports import ChannelId, MemberId, WorkspaceId
from bot.services import Services
from handlers.act import Act
from handlers.payloads import read_payload
from handlers.views.errors import copy_back, explain
from handlers.views.parts import plain_message

log = structlog.get_logger()

Handler = Callable[[Act, Services], Awaitable[None]]
FormHandler = Callable[[Act, Services], Awaitable[Mapping[str, Any] | None]]
Listener = Callable[[AsyncArgs], Awaitable[None]]


class Guard:
    """Wraps plain handlers into Bolt listeners."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def soon(self, handler: Handler) -> Listener:
        """Acknowledge at once, then work: for commands, clicks, shortcuts and events."""

        async def listener(args: AsyncArgs) -> None:
            await args.ack()
            self._services.tasks.spawn(self._work(handler, args))

        return listener

    def form(self, handler: FormHandler) -> Listener:
        """Work, then acknowledge with what the handler returns (`response_action` …; None closes the view)."""

        async def listener(args: AsyncArgs) -> None:
            act: Act | None = None
            try:
                act = await self._act(args)
                answer = await handler(act, self._services)
            except Exception as error:  # the boundary: whatever happens, the form stays open with what was typed
                _note(error, handler.__name__)
                answer = _keep_open(args, explain(error, act.t if act else self._default_texts()))
            await args.ack(**(answer or {}))

        return listener

    def options(self, handler: Callable[[Act, Services], Awaitable[list[Option]]]) -> Listener:
        """Answer a type-ahead with options; an error answers with none."""

        async def listener(args: AsyncArgs) -> None:
            options: list[Option] = []
            try:
                options = await handler(await self._act(args), self._services)
            except Exception as error:  # the boundary: type-ahead never fails in a person's face
                _note(error, handler.__name__)
            await args.ack(options=[option.to_dict() for option in options])

        return listener

    async def ignore(self, args: AsyncArgs) -> None:
        """Acknowledge what nobody handles, so that Slack does not repeat it."""
        await args.ack()

    async def _work(self, handler: Handler, args: AsyncArgs) -> None:
        act: Act | None = None
        try:
            act = await self._act(args)
            await handler(act, self._services)
        except Exception as error:  # the boundary: a person never meets silence or a traceback
            _note(error, handler.__name__)
            if act is not None:
                await _apologise(act, error)

    async def _act(self, args: AsyncArgs) -> Act:
        payload = read_payload(args.body)
        person = await self._services.people.speaker(WorkspaceId(payload.workspace), MemberId(payload.member))
        return Act(
            person=person,
            t=translator(person.language, self._services.default_language),
            source_key=payload.source_key,
            client=args.client,
            respond=args.respond if _has_response_url(args.context, args.body) else None,
            channel=ChannelId(payload.channel) if payload.channel else None,
            text=payload.text,
            value=payload.value,
            action=payload.action,
            trigger=payload.trigger,
            ts=payload.ts,
            thread=payload.thread,
            view=payload.view,
        )

    def _default_texts(self) -> Any:
        return translator(self._services.default_language)


async def _apologise(act: Act, error: Exception) -> None:
    sentence = explain(error, act.t)
    if (act.text and not isinstance(error, TaktError)) or (isinstance(error, StorageAway) and act.text):
        sentence = f"{sentence}\n{copy_back(act.text, act.t)}"
    try:
        await act.reply(plain_message(sentence))
    except Exception as second:  # the boundary: Slack itself is away; there is nobody left to tell
        _note(second, "apologise")


def _keep_open(args: AsyncArgs, sentence: str) -> dict[str, Any]:
    view = args.body.get("view", {})
    blocks = [block["block_id"] for block in view.get("blocks", []) if block.get("type") == "input"]
    return {"response_action": "errors", "errors": {blocks[-1]: sentence}} if blocks else {}


def _has_response_url(context: AsyncBoltContext, body: Mapping[str, Any]) -> bool:
    return bool(context.response_url or body.get("response_url"))


def _note(error: Exception, handler: str) -> None:
    if isinstance(error, TaktError):
        log.info("refused", handler=handler, error=type(error).__name__)
    else:
        log.error("handler_failed", handler=handler, error=type(error).__name__, exc_info=error)
