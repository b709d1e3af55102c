"""Faults on demand, as the real SDK meets them."""

from random import Random

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from playground.client import RefusedError, Workspace
from playground.faults import Fault, Faults
from playground.server import Playground
from tests.playground.expecting import refused


async def texts(slack: Workspace) -> list[str]:
    return [seen.text for seen in await slack.person("anna").messages("butikken")]


async def test_rate_limit_says_when_to_come_back(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.fault("chat.postMessage", "429", retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0BUTIK", text="Tip")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "7")
    assert await texts(slack) == []


async def test_rate_limit_ends_after_its_times(playground: Playground, slack: Workspace) -> None:
    client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url, retry_handlers=[])
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=2))
    await slack.fault("chat.postMessage", "429", times=2, retry_after=0)
    await client.chat_postMessage(channel="C0BUTIK", text="Tip")
    assert await texts(slack) == ["Tip"]


@pytest.mark.parametrize("kind", ["500", "503"])
async def test_server_error_has_no_effect(client: AsyncWebClient, slack: Workspace, kind: str) -> None:
    await slack.fault("chat.postMessage", kind)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0BUTIK", text="Tip")
    assert caught.value.response.status_code == int(kind)
    assert await texts(slack) == []


async def test_dropped_connection_hides_that_the_message_was_posted(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.fault("chat.postMessage", "drop")
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel="C0BUTIK", text="Tip")
    assert await texts(slack) == ["Tip"]


async def test_late_server_error_hides_that_the_message_was_posted(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.fault("chat.postMessage", "500_after")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0BUTIK", text="Tip")
    assert caught.value.response.status_code == 500
    assert await texts(slack) == ["Tip"]


def test_share_hits_a_part_of_the_calls() -> None:
    faults = Faults(Random(1))
    faults.add(Fault("auth.test", "500", times=None, share=0.25))
    hit = sum(faults.take("auth.test") is not None for _ in range(1000))
    assert 200 < hit < 300
    assert faults.happened == {"500": hit}


async def test_mending_one_method_leaves_the_others_broken(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.fault("auth.test", "error", error="fatal_error", times=None)
    await slack.fault("users.info", "error", error="fatal_error", times=None)
    await slack.post("mend", {"method": "auth.test"})
    await client.auth_test()
    with refused("fatal_error"):
        await client.users_info(user="U0ANNA")


async def test_everything_posted_can_be_looked_at(client: AsyncWebClient, slack: Workspace) -> None:
    metadata = {"event_type": "delivery", "event_payload": {"id": "1"}}
    await slack.fault("chat.postMessage", "500_after")
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel="C0BUTIK", text="Tip", metadata=metadata)
    look = await slack.get("posted", {})
    assert [(post["channel"], post["metadata"]) for post in look["posted"]] == [("C0BUTIK", metadata)]
    assert look["faults"] == {"500_after": 1}


async def test_connection_dropped_before_has_no_effect(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.fault("chat.postMessage", "drop_before")
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel="C0BUTIK", text="Tip")
    assert await texts(slack) == []


async def test_default_sdk_client_posts_twice_after_a_dropped_connection(
    playground: Playground, slack: Workspace
) -> None:
    client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
    await slack.fault("chat.postMessage", "drop")
    await client.chat_postMessage(channel="C0BUTIK", text="Tip")
    assert await texts(slack) == ["Tip", "Tip"]


async def test_slow_answer_comes_after_the_effect(playground: Playground, slack: Workspace) -> None:
    client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url, timeout=1, retry_handlers=[])
    await slack.fault("chat.postMessage", "slow", seconds=3)
    with pytest.raises(TimeoutError):
        await client.chat_postMessage(channel="C0BUTIK", text="Tip")
    assert await texts(slack) == ["Tip"]


async def test_any_error_code_on_any_method(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.fault("*", "error", error="token_revoked", times=2)
    with refused("token_revoked"):
        await client.auth_test()
    with refused("token_revoked"):
        await client.users_info(user="U0ANNA")
    await client.auth_test()


async def test_reset_disarms_a_lasting_fault(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.fault("auth.test", "error", error="fatal_error", times=None)
    for _ in range(3):
        with refused("fatal_error"):
            await client.auth_test()
    await slack.reset()
    await client.auth_test()


@pytest.mark.parametrize("fault", [{"method": "auth.test", "kind": "earthquake"}, {"kind": "500"}])
async def test_senseless_fault_is_refused(slack: Workspace, fault: dict[str, str]) -> None:
    with pytest.raises(RefusedError):
        await slack.post("fault", fault)
