"""Response urls: five uses in thirty minutes, private or public, replacing or adding."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from playground.client import Workspace
from playground.server import Playground
from tests.playground.bolt import card
from tests.playground.conftest import Clock

Json = dict[str, Any]


def from_command(playground: Playground) -> AsyncWebhookClient:
    """The response url of Anna's command in butikken."""
    url = playground.state.tickets.new_url("U0ANNA", "C0BUTIK")
    url.typed_command = "/standard greeting"
    return AsyncWebhookClient(playground.slack.response_url(url.key))


async def from_click(playground: Playground, client: AsyncWebClient, *, private: bool) -> AsyncWebhookClient:
    """The response url of Anna's click on a card in butikken."""
    where: Json = {"channel": "C0BUTIK", "text": "Card", "blocks": card("Card")}
    posted = await (client.chat_postEphemeral(user="U0ANNA", **where) if private else client.chat_postMessage(**where))
    url = playground.state.tickets.new_url("U0ANNA", "C0BUTIK")
    url.origin_ts, url.from_message = posted.get("ts") or posted["message_ts"], True
    return AsyncWebhookClient(playground.slack.response_url(url.key))


async def test_sixth_use_is_refused(playground: Playground) -> None:
    hook = from_command(playground)
    statuses = [(await hook.send(text=str(number))).status_code for number in range(6)]
    assert statuses == [200] * 5 + [404]


async def test_url_dies_after_thirty_minutes(playground: Playground, clock: Clock) -> None:
    hook = from_command(playground)
    clock.now += 30 * 60 + 1
    answer = await hook.send(text="Late")
    assert (answer.status_code, "expired_url" in answer.body) == (404, True)


async def test_answer_is_private_unless_in_channel(playground: Playground, slack: Workspace) -> None:
    hook, ben = from_command(playground), slack.person("ben")
    await hook.send(text="Private")
    await hook.send(text="Public", response_type="in_channel")
    assert [seen.text for seen in await ben.messages("butikken")] == ["/standard greeting", "Public"]
    assert (await slack.person("anna").sees("Private")).private


async def test_command_is_revealed_once(playground: Playground, slack: Workspace) -> None:
    hook = from_command(playground)
    for text in ("One", "Two"):
        await hook.send(text=text, response_type="in_channel")
    seen = [message.text for message in await slack.person("ben").messages("butikken")]
    assert seen == ["/standard greeting", "One", "Two"]


async def test_replace_original_does_nothing_after_a_command(playground: Playground, slack: Workspace) -> None:
    hook = from_command(playground)
    await hook.send(text="One")
    await hook.send(text="Two", replace_original=True)
    assert [seen.text for seen in await slack.person("anna").messages("butikken")] == ["One", "Two"]


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("more", [{}, {"replace_original": True}])
async def test_answer_to_a_click_replaces_the_original_by_default(
    playground: Playground, client: AsyncWebClient, slack: Workspace, private: bool, more: Json
) -> None:
    hook = await from_click(playground, client, private=private)
    await hook.send(text="Done", **more)
    (seen,) = await slack.person("anna").messages("butikken")
    assert (seen.text, seen.blocks, seen.private) == ("Done", [], private)


async def test_answer_to_a_click_can_leave_the_original(
    playground: Playground, client: AsyncWebClient, slack: Workspace
) -> None:
    hook = await from_click(playground, client, private=False)
    await hook.send(text="Also", replace_original=False)
    assert [seen.text for seen in await slack.person("anna").messages("butikken")] == ["Card", "Also"]
    assert [seen.text for seen in await slack.person("ben").messages("butikken")] == ["Card"]


@pytest.mark.parametrize("private", [True, False])
async def test_original_can_be_deleted(
    playground: Playground, client: AsyncWebClient, slack: Workspace, private: bool
) -> None:
    hook = await from_click(playground, client, private=private)
    await hook.send(delete_original=True)
    assert await slack.person("anna").messages("butikken") == []


async def test_answer_works_where_the_app_is_no_member(playground: Playground, slack: Workspace) -> None:
    url = playground.state.tickets.new_url("U0ANNA", "C0KANTINE")
    await AsyncWebhookClient(playground.slack.response_url(url.key)).send(text="Here")
    await slack.person("anna").sees("Here", channel="kantinen")


@pytest.mark.parametrize(
    ("body", "error"),
    [({"text": ""}, "no_text"), ({"blocks": [{"type": "hologram"}]}, "invalid_blocks"), ("?", "invalid_payload")],
)
async def test_malformed_answer_is_refused(playground: Playground, body: Any, error: str) -> None:
    url = playground.slack.response_url(playground.state.tickets.new_url("U0ANNA", "C0BUTIK").key)
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
        assert (response.status, (await response.json())["error"]) == (400, error)


@pytest.mark.parametrize(("kind", "status"), [("429", 429), ("500", 500)])
async def test_response_url_can_fail(playground: Playground, slack: Workspace, kind: str, status: int) -> None:
    hook = from_command(playground)
    await slack.fault("response_url", kind)
    assert (await hook.send(text="One")).status_code == status
    assert (await hook.send(text="Two")).status_code == 200


async def test_dropped_answer_was_shown_all_the_same(playground: Playground, slack: Workspace) -> None:
    hook = from_command(playground)
    hook.retry_handlers = []
    await slack.fault("response_url", "drop")
    with pytest.raises(aiohttp.ClientConnectionError):
        await hook.send(text="One")
    await slack.person("anna").sees("One")
