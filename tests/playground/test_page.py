"""The page as it is served: first paint, parts, events, files and their headers."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from playground.messages import Message
from playground.server import Playground
from playground.views import View

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Takt"},
    "features": {
        "slash_commands": [{"command": "/standard", "description": "Find", "usage_hint": "[word]"}],
        "shortcuts": [{"name": "Observe this", "type": "message", "callback_id": "obs", "description": "Log it"}],
    },
}


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    made = Playground(MANIFEST)
    await made.start()
    yield made
    await made.stop()


async def fetched(playground: Playground, path: str) -> tuple[int, str, str]:
    """Status, body and Content-Security-Policy."""
    async with aiohttp.ClientSession() as session, session.get(playground.url + path) as answer:
        return answer.status, await answer.text(), answer.headers.get("Content-Security-Policy", "")


async def main_part(playground: Playground, query: str) -> str:
    _, body, _ = await fetched(playground, f"/page/parts?{query}")
    return str(json.loads(body)["parts"]["main"])


def post(playground: Playground, channel: str, user: str, text: str, **more: Any) -> Message:
    state = playground.state
    return state.post(Message(channel, state.next_ts(), user, text, **more))


@pytest.mark.parametrize(
    ("person", "language", "tip", "first_try"),
    [
        ("U0ANNA", "da", "Næste tip nu", "/standard hilsen"),
        ("U0BEN", "en", "Next tip now", "/standard greeting"),
        ("U0SOFIE", "da", "Næste tip nu", "/observe @anna hilsen + Varm velkomst ved døren"),
    ],
)
async def test_page_speaks_the_language_of_the_person_and_offers_them_something_to_try(
    playground: Playground, person: str, language: str, tip: str, first_try: str
) -> None:
    status, html, _ = await fetched(playground, f"/?as={person}&channel=C0BUTIK")
    assert status == 200
    assert f'<html lang="{language}">' in html
    assert tip in html
    assert f'data-try="{first_try}"' in html


async def test_page_has_the_hooks_that_browser_tests_use(playground: Playground) -> None:
    _, html, _ = await fetched(playground, "/?as=U0ANNA&channel=C0BUTIK")
    hooks = "composer send home next-tip wire-toggle reset person-U0ANNA person-U0SOFIE channel-C0RECEP channel-D0ANNA"
    assert [hook for hook in hooks.split() if f'data-testid="{hook}"' not in html] == []


async def test_page_allows_no_script_but_its_own_files(playground: Playground) -> None:
    _, html, policy = await fetched(playground, "/")
    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy
    assert " style=" not in html
    assert "onclick" not in html


async def test_what_a_person_writes_is_shown_as_text(playground: Playground) -> None:
    post(playground, "C0BUTIK", "U0BEN", "</script><script>alert(1)</script>")
    _, html, _ = await fetched(playground, "/?as=U0ANNA&channel=C0BUTIK")
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


async def test_only_the_addressed_person_sees_a_private_message(playground: Playground) -> None:
    post(playground, "C0BUTIK", "U0TAKT", "psst", ephemeral_to="U0ANNA", from_app=True)
    for_anna = await main_part(playground, "as=U0ANNA&channel=C0BUTIK")
    for_ben = await main_part(playground, "as=U0BEN&channel=C0BUTIK")
    assert "psst" in for_anna
    assert "Kun synlig for dig" in for_anna
    assert "psst" not in for_ben


async def test_replies_stand_under_the_message_that_they_answer(playground: Playground) -> None:
    first = post(playground, "C0BUTIK", "U0ANNA", "question")
    post(playground, "C0BUTIK", "U0SOFIE", "something else")
    post(playground, "C0BUTIK", "U0BEN", "answer", thread_ts=first.ts)
    html = await main_part(playground, "as=U0ANNA&channel=C0BUTIK")
    assert html.index("question") < html.index("answer") < html.index("something else")


async def test_modal_keeps_what_was_typed_when_the_page_is_loaded_again(playground: Playground) -> None:
    element = {"type": "plain_text_input", "action_id": "note"}
    block = {"type": "input", "block_id": "b", "optional": False, "label": {"type": "plain_text", "text": "Note"}}
    body = {"type": "modal", "title": {"type": "plain_text", "text": "Log"}, "blocks": [{**block, "element": element}]}
    view = View("V1", "U0ANNA", body, "h", "V1", errors={"b": "Too short"})
    view.typed = {"b": {"note": {"type": "plain_text_input", "value": "Warm"}}}
    playground.state.views.open_root(view)
    _, html, _ = await fetched(playground, "/?as=U0ANNA")
    assert 'value="Warm"' in html
    assert "Too short" in html


async def test_unknown_person_or_channel_shows_the_first_there_is(playground: Playground) -> None:
    status, html, _ = await fetched(playground, "/?as=nobody&channel=nowhere")
    assert status == 200
    assert "<h1>butikken</h1>" in html


async def test_wire_panel_lists_the_newest_exchange_first(playground: Playground) -> None:
    playground.slack.traffic.add("in", "chat.postMessage", {"text": "<b>"}, "ok")
    playground.slack.traffic.add("out", "slash_commands", {"command": "/standard"}, "operation_timeout")
    _, body, _ = await fetched(playground, "/page/parts?as=U0BEN&wire=1")
    wire = json.loads(body)["parts"]["wire"]
    assert wire.index("slash_commands") < wire.index("chat.postMessage")
    assert 'class="wire-status bad">operation_timeout' in wire
    assert "<b>" not in wire


async def test_event_stream_says_that_something_changed(playground: Playground) -> None:
    async with aiohttp.ClientSession() as session, session.get(playground.url + "/page/events") as stream:
        assert await stream.content.readuntil(b"\n\n") == b"event: ready\ndata: {}\n\n"
        post(playground, "C0BUTIK", "U0BEN", "hi")
        assert b'event: changed\ndata: {"kind": "message"}' in await stream.content.readuntil(b"\n\n")


async def test_open_event_stream_does_not_keep_the_server_from_stopping() -> None:
    playground = Playground(MANIFEST)
    await playground.start()
    async with aiohttp.ClientSession() as session, session.get(playground.url + "/page/events") as stream:
        await stream.content.readuntil(b"\n\n")
        await asyncio.wait_for(playground.stop(), timeout=0.9)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/js/main.js", 200),
        ("/static/css/base.css", 200),
        ("/static/icon.svg", 200),
        ("/static/js/nothing.js", 404),
        ("/static/../page.py", 404),
        ("/static/js/%2e%2e/%2e%2e/page.py", 404),
    ],
)
async def test_static_files_come_from_the_static_folder_only(playground: Playground, path: str, status: int) -> None:
    assert (await fetched(playground, path))[0] == status
