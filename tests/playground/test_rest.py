"""Files, installation, the change feed, the manifest, and the guard over everything sent."""

import asyncio
import base64
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from playground.client import Workspace
from playground.manifest import read_manifest
from playground.server import Playground
from playground.slack import CLIENT_ID, CLIENT_SECRET
from tests.playground.bolt import card, section
from tests.playground.expecting import refused
from tests.playground.guard import check_all
from tests.playground.manifests import manifest
from tests.playground.stub import Stub

Json = dict[str, Any]


async def test_uploaded_file_is_shared_in_the_channel(
    playground: Playground, client: AsyncWebClient, slack: Workspace
) -> None:
    answer = await client.files_upload_v2(
        channel="C0BUTIK", content="a,b", filename="report.csv", title="Report", initial_comment="Here you are"
    )
    seen = await slack.person("ben").sees("Here you are")
    assert seen.raw["files"][0]["title"] == "Report"
    file = answer["files"][0]
    async with aiohttp.ClientSession() as session:
        shown = await session.get(f"{playground.url}/control/files/{file['id']}")
        assert (await shown.text(), shown.content_type) == ("a,b", "text/csv")
        assert (await session.get(file["url_private"])).status == 403


async def test_upload_of_another_length_is_refused(client: AsyncWebClient) -> None:
    announced = await client.files_getUploadURLExternal(filename="a.txt", length=9)
    async with aiohttp.ClientSession() as session, session.post(announced["upload_url"], data=b"abc") as response:
        assert response.status == 400
    with refused("file_not_found"):
        await client.files_completeUploadExternal(files=[{"id": announced["file_id"]}])


async def test_file_needs_membership_where_it_is_shared(client: AsyncWebClient) -> None:
    with refused("not_in_channel"):
        await client.files_upload_v2(channel="C0KANTINE", content="a", filename="a.txt")


async def test_installation_exchanges_a_code_once(playground: Playground, client: AsyncWebClient) -> None:
    query = {"client_id": CLIENT_ID, "state": "s 1", "redirect_uri": "https://app.example/back"}
    async with aiohttp.ClientSession() as session:
        page = await session.get(f"{playground.url}/oauth/v2/authorize", params=query, allow_redirects=False)
    back = URL(page.headers["Location"])
    assert (back.host, back.query["state"]) == ("app.example", "s 1")
    code = back.query["code"]
    answer = await client.oauth_v2_access(client_id=CLIENT_ID, client_secret=CLIENT_SECRET, code=code)
    assert (answer["access_token"], answer["team"]["id"]) == (playground.bot_token, "T0TAKT")
    with refused("invalid_code"):
        await client.oauth_v2_access(client_id=CLIENT_ID, client_secret=CLIENT_SECRET, code=code)


async def test_installation_takes_basic_authentication(playground: Playground) -> None:
    playground.slack.tokens.codes["c"] = "T0TAKT"
    pair = base64.b64encode(f"{CLIENT_ID}:wrong".encode()).decode()
    url, headers = f"{playground.api_url}oauth.v2.access", {"Authorization": f"Basic {pair}"}
    async with aiohttp.ClientSession() as session, session.post(url, data={"code": "c"}, headers=headers) as response:
        assert (await response.json())["error"] == "bad_client_secret"


async def test_revoked_token_stays_revoked_and_the_app_is_told(stub: Stub) -> None:
    client = AsyncWebClient(token=stub.playground.bot_token, base_url=stub.playground.api_url)
    await client.auth_revoke()
    with refused("token_revoked"):
        await client.auth_test()
    received = await stub.until(2)
    assert [item.event["event"]["type"] for item in received] == ["tokens_revoked", "app_uninstalled"]


async def test_events_without_the_scope_are_not_sent(stub: Stub) -> None:
    await stub.slack.change(scope="app_mentions:read", granted=False)
    await stub.slack.person("anna").says("@takt hello")
    assert stub.received == []


async def test_app_is_not_told_about_channels_without_it(stub: Stub) -> None:
    await stub.slack.person("anna").says("@takt hello", channel="kantinen")
    assert stub.received == []


async def test_app_hears_its_own_direct_messages_too(stub: Stub) -> None:
    client = AsyncWebClient(token=stub.playground.bot_token, base_url=stub.playground.api_url)
    posted = await client.chat_postMessage(channel="U0ANNA", text="Hello")
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="Hello again")
    first, second = await stub.until(2)
    assert first.event["event"]["bot_id"] == "B0TAKT"
    assert second.event["event"]["subtype"] == "message_changed"


async def test_validator_answers_like_the_methods(client: AsyncWebClient) -> None:
    await client.blocks_validate(blocks=card("Card"))
    with refused("invalid_blocks"):
        await client.blocks_validate(blocks=[{"type": "hologram"}])
    with refused("invalid_arguments"):
        await client.blocks_validate(view={"type": "modal", "blocks": []})


async def test_feed_tells_who_can_see_a_change(playground: Playground, client: AsyncWebClient) -> None:
    changes = playground.state.subscribe()
    upcoming = asyncio.ensure_future(anext(changes))
    await asyncio.sleep(0)
    await client.chat_postEphemeral(channel="C0BUTIK", user="U0ANNA", text="Psst")
    change = await upcoming
    assert (change.kind, change.channel, change.user) == ("message", "C0BUTIK", "U0ANNA")


async def test_everything_sent_is_kept_for_a_guard_even_after_a_reset(
    playground: Playground, client: AsyncWebClient, slack: Workspace
) -> None:
    await client.chat_postMessage(channel="C0BUTIK", text="Card", blocks=card("Card"))
    await client.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": [section("Home")]})
    await slack.reset()
    assert [item.kind for item in playground.sent] == ["message", "home"]
    check_all(playground.sent)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("display_information", "name"), "x" * 36),
        (("features", "slash_commands"), [{"command": "standard", "description": "No slash"}]),
        (("features", "slash_commands"), [{"command": "/s", "description": "x" * 2001}]),
        (("features", "shortcuts"), [{"name": "x" * 25, "callback_id": "a", "description": "b", "type": "global"}]),
    ],
)
def test_manifest_beyond_slacks_limits_is_refused(path: tuple[str, str], value: Any) -> None:
    source = manifest()
    source[path[0]][path[1]] = value
    with pytest.raises(ValueError, match="Slack would refuse this manifest"):
        read_manifest(source)


def test_optional_scopes_are_granted_too() -> None:
    assert "im:write" in read_manifest(manifest(bot_optional=["im:write"])).scopes
