"""A tiny real Bolt app, in Socket Mode or over HTTP, that the playground's tests talk to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from playground.server import Playground

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(text: str, action_id: str, value: str = "") -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, **({"value": value} if value else {})}


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def card(name: str) -> list[Json]:
    actions = [button("Share in channel", "share", name), button("Note", "note"), button("Break", "break")]
    return [section(f"*{name}*"), {"type": "actions", "block_id": "card", "elements": actions}]


def text_input(block_id: str, label: str, *, optional: bool = False, **element: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": f"{block_id}_text", **element}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }


def person_menu() -> Json:
    element = {"type": "external_select", "action_id": "who_menu", "min_query_length": 1}
    return {"type": "input", "block_id": "who", "label": plain("Who"), "element": element, "optional": True}


def form(title: str = "Note", *blocks: Json, **more: Any) -> Json:
    view = {"type": "modal", "callback_id": "note", "title": plain(title), "submit": plain("Save")}
    note = text_input("note", "What you saw", initial_value="Good", max_length=20)
    return {**view, "notify_on_close": True, "blocks": [note, person_menu(), *blocks], **more}


class TinyApp:
    """The app's listeners; `calls` collects every request body that reaches it."""

    def __init__(self, client: AsyncWebClient, calls: list[Json]) -> None:
        self._client = client
        self._calls = calls

    def register(self, app: AsyncApp) -> None:
        app.use(self.note_call)
        app.command("/standard")(self.show)
        app.command("/silent")(self.silence)
        app.action("share")(self.share)
        app.action("note")(self.open_form)
        app.action("go")(self.nothing)
        app.view("note")(self.save)
        app.view_closed("note")(self.nothing)
        app.options("who_menu")(self.offer)
        app.event("app_mention")(self.greet)
        app.event("app_home_opened")(self.publish)
        for event in ("message", "app_uninstalled", "tokens_revoked"):
            app.event(event)(self.silence)
        app.shortcut("write_note")(self.open_form)
        app.shortcut("about_message")(self.nothing)

    async def note_call(self, body: Json, next: Any) -> None:  # noqa: A002
        self._calls.append(body)
        await next()

    async def show(self, ack: AsyncAck, command: Json) -> None:
        await ack(text=command["text"], blocks=card(command["text"] or "all"), response_type="ephemeral")

    async def share(self, ack: AsyncAck, body: Json, action: Json, respond: AsyncRespond) -> None:
        await ack()
        name = f"<@{body['user']['id']}> shared {action['value']}"
        await self._client.chat_postMessage(channel=body["channel"]["id"], text=name)
        await respond(delete_original=True)

    async def open_form(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        await self._client.views_open(trigger_id=body["trigger_id"], view=form())

    async def save(self, ack: AsyncAck, view: Json, body: Json) -> None:
        text = view["state"]["values"]["note"]["note_text"]["value"]
        if text == "bad":
            await ack(response_action="errors", errors={"note": "Say it kindly."})
        elif text == "more":
            await ack(response_action="push", view=form("More"))
        else:
            await ack()
            await self._client.chat_postMessage(channel=body["user"]["id"], text=f"Saved: {text}")

    async def offer(self, ack: AsyncAck, payload: Json) -> None:
        await ack(options=[{"text": plain(f"{payload['value']}-1"), "value": "one"}])

    async def greet(self, event: Json, say: AsyncSay) -> None:
        await say(text=f"Hello <@{event['user']}>", thread_ts=event["ts"])

    async def publish(self, event: Json) -> None:
        actions = {"type": "actions", "elements": [button("Go", "go")]}
        view = {"type": "home", "blocks": [section("Welcome home"), actions]}
        await self._client.views_publish(user_id=event["user"], view=view)

    async def nothing(self, ack: AsyncAck) -> None:
        await ack()

    async def silence(self) -> None:
        """Never acknowledges."""


def tiny_app(playground: Playground, calls: list[Json]) -> AsyncApp:
    """The app as Bolt runs it."""
    client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
    app = AsyncApp(client=client, signing_secret=playground.signing_secret, process_before_response=True)
    TinyApp(client, calls).register(app)
    return app


@asynccontextmanager
async def in_socket_mode(playground: Playground, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app, playground.app_token, ping_interval=1)
    handler.client.web_client = AsyncWebClient(token=playground.app_token, base_url=playground.api_url)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def over_http(app: AsyncApp, port: int) -> AsyncIterator[None]:
    runner = web.AppRunner(app.web_app(path="/slack/events"), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield
    finally:
        await runner.cleanup()
