"""The Web API against the real SDK: tokens, scopes, posts, histories."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from playground.client import Workspace
from playground.server import Playground
from tests.playground.expecting import refused

METADATA = {"event_type": "takt_delivery", "event_payload": {"delivery": "42"}}


async def test_auth_test_names_the_bot_and_its_workspace(client: AsyncWebClient) -> None:
    answer = await client.auth_test()
    assert (answer["team_id"], answer["user_id"], answer["user"]) == ("T0TAKT", "U0TAKT", "takt")
    assert "chat:write" in answer.headers["X-OAuth-Scopes"]


async def test_wrong_token_is_invalid(client: AsyncWebClient) -> None:
    with refused("invalid_auth"):
        await client.auth_test(token="xoxb-somebody-else")


async def test_app_token_is_no_bot_token(client: AsyncWebClient, playground: Playground) -> None:
    with refused("not_allowed_token_type"):
        await client.auth_test(token=playground.app_token)


async def test_unknown_method_is_refused(client: AsyncWebClient) -> None:
    with refused("unknown_method"):
        await client.api_call("chat.teleport")


@pytest.mark.parametrize("form", ["json", "data", "params"])
async def test_arguments_come_as_json_form_or_query(playground: Playground, form: str) -> None:
    arguments: dict[str, Any] = {form: {"channel": "C0BUTIK", "text": "Hello"}}
    headers = {"Authorization": f"Bearer {playground.bot_token}"}
    url = f"{playground.api_url}chat.postMessage"
    async with aiohttp.ClientSession(headers=headers) as session, session.post(url, **arguments) as response:
        assert (await response.json())["message"]["text"] == "Hello"


async def test_token_in_a_json_body_does_not_count(playground: Playground) -> None:
    url, body = f"{playground.api_url}auth.test", {"token": playground.bot_token}
    async with aiohttp.ClientSession() as session:
        async with session.post(url, json=body) as response:
            assert (await response.json())["error"] == "not_authed"
        async with session.post(url, data=body) as response:
            assert (await response.json())["ok"] is True


async def test_missing_scope_says_which(client: AsyncWebClient) -> None:
    with refused("missing_scope"):
        await client.conversations_open(users="U0ANNA")


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0KANTINE", "not_in_channel"),
        ("butikken", "channel_not_found"),
        ("#butikken", "channel_not_found"),
        ("C0NOWHERE", "channel_not_found"),
        ("U0MIKKEL", "channel_not_found"),
        ("U0GAEST", "channel_not_found"),
    ],
)
async def test_posting_where_the_app_may_not_is_refused(client: AsyncWebClient, channel: str, error: str) -> None:
    with refused(error):
        await client.chat_postMessage(channel=channel, text="Hello")


async def test_archived_channel_takes_no_post(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.change(channel="butikken", archived=True)
    with refused("is_archived"):
        await client.chat_postMessage(channel="C0BUTIK", text="Hello")


async def test_private_channel_without_the_bot_is_not_found(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.change(channel="butikken", private=True, bot=False)
    with refused("channel_not_found"):
        await client.chat_postMessage(channel="C0BUTIK", text="Hello")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"blocks": []}, "no_text"),
        ({"blocks": "{"}, "invalid_blocks_format"),
        ({"blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "a", "markdown_text": "b"}, "markdown_text_conflict"),
        ({"text": "a", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"text": "a", "metadata": METADATA | {"event_payload": {"a": "x" * 16_000}}}, "metadata_too_large"),
        ({"text": "a", "thread_ts": "1.000001"}, "cannot_reply_to_message"),
        ({"text": "a", "username": "Boss"}, "missing_scope"),
    ],
)
async def test_malformed_post_is_refused(client: AsyncWebClient, arguments: dict[str, Any], error: str) -> None:
    with refused(error):
        await client.chat_postMessage(channel="C0BUTIK", **arguments)


async def test_timestamps_are_unique_and_rise_even_when_the_clock_stands(client: AsyncWebClient) -> None:
    posts = [await client.chat_postMessage(channel="C0BUTIK", text=str(number)) for number in range(3)]
    stamps = [post["ts"] for post in posts]
    assert stamps == sorted(set(stamps))


async def test_stray_reserved_characters_are_stored_escaped(client: AsyncWebClient) -> None:
    answer = await client.chat_postMessage(channel="C0BUTIK", text="a < b & <@U0ANNA> &amp; <https://x.example|x>")
    assert answer["message"]["text"] == "a &lt; b &amp; <@U0ANNA> &amp; <https://x.example|x>"


async def test_metadata_comes_back_in_full_only_on_request(client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C0BUTIK", text="Tip", metadata=METADATA)
    bare = await client.conversations_history(channel="C0BUTIK")
    full = await client.conversations_history(channel="C0BUTIK", include_all_metadata=True)
    assert bare["messages"][0]["metadata"] == {"event_type": "takt_delivery"}
    assert full["messages"][0]["metadata"] == METADATA


async def test_history_is_newest_first_in_pages_after_oldest(client: AsyncWebClient) -> None:
    posts = [await client.chat_postMessage(channel="C0BUTIK", text=str(number)) for number in range(4)]
    first = await client.conversations_history(channel="C0BUTIK", oldest=posts[0]["ts"], limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.conversations_history(channel="C0BUTIK", oldest=posts[0]["ts"], limit=2, cursor=cursor)
    texts = [message["text"] for page in (first, second) for message in page["messages"]]
    assert (texts, first["has_more"], second["has_more"]) == (["3", "2", "1"], True, False)


async def test_history_has_neither_private_messages_nor_replies(client: AsyncWebClient) -> None:
    parent = await client.chat_postMessage(channel="C0BUTIK", text="Parent")
    await client.chat_postMessage(channel="C0BUTIK", text="Reply", thread_ts=parent["ts"])
    await client.chat_postEphemeral(channel="C0BUTIK", user="U0ANNA", text="Private")
    history = await client.conversations_history(channel="C0BUTIK")
    replies = await client.conversations_replies(channel="C0BUTIK", ts=parent["ts"])
    assert [message["text"] for message in history["messages"]] == ["Parent"]
    assert history["messages"][0]["reply_count"] == 1
    assert [message["text"] for message in replies["messages"]] == ["Parent", "Reply"]


async def test_history_needs_the_scope_of_that_kind_of_channel(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.change(scope="channels:history", granted=False)
    with refused("missing_scope"):
        await client.conversations_history(channel="C0BUTIK")
    assert (await client.conversations_history(channel="D0ANNA"))["messages"] == []


async def test_private_post_is_seen_by_one_person_and_cannot_be_edited(
    client: AsyncWebClient, slack: Workspace
) -> None:
    answer = await client.chat_postEphemeral(channel="C0BUTIK", user="U0ANNA", text="Psst")
    assert (await slack.person("anna").sees("Psst")).private
    await slack.person("ben").does_not_see("Psst")
    with refused("message_not_found"):
        await client.chat_update(channel="C0BUTIK", ts=answer["message_ts"], text="Louder")


@pytest.mark.parametrize("user", ["U0MIKKEL", "U0GAEST", "U0NOBODY"])
async def test_private_post_needs_an_active_member(client: AsyncWebClient, user: str) -> None:
    with refused("user_not_in_channel"):
        await client.chat_postEphemeral(channel="C0BUTIK", user=user, text="Psst")


async def test_update_keeps_what_it_does_not_mention_and_marks_the_edit(
    client: AsyncWebClient, slack: Workspace
) -> None:
    posted = await client.chat_postMessage(channel="C0BUTIK", text="One", metadata=METADATA)
    await client.chat_update(channel="C0BUTIK", ts=posted["ts"], text="Two")
    seen = await slack.person("anna").sees("Two")
    assert (seen.raw["edited"], seen.raw["metadata"]) == (True, METADATA)


async def test_only_own_messages_can_be_edited_or_deleted(client: AsyncWebClient, slack: Workspace) -> None:
    said = await slack.person("anna").says("Mine")
    with refused("cant_update_message"):
        await client.chat_update(channel="C0BUTIK", ts=said["ts"], text="Yours")
    with refused("cant_delete_message"):
        await client.chat_delete(channel="C0BUTIK", ts=said["ts"])


async def test_deleted_message_is_gone(client: AsyncWebClient, slack: Workspace) -> None:
    posted = await client.chat_postMessage(channel="C0BUTIK", text="Oops")
    await client.chat_delete(channel="C0BUTIK", ts=posted["ts"])
    await slack.person("anna").does_not_see("Oops")
    with refused("message_not_found"):
        await client.chat_getPermalink(channel="C0BUTIK", message_ts=posted["ts"])


async def test_locale_comes_only_on_request(client: AsyncWebClient) -> None:
    bare = (await client.users_info(user="U0ANNA"))["user"]
    full = (await client.users_info(user="U0ANNA", include_locale=True))["user"]
    assert "locale" not in bare
    assert (full["locale"], full["tz"]) == ("da-DK", "Europe/Copenhagen")


async def test_directory_marks_the_deactivated_the_strangers_and_the_bots(client: AsyncWebClient) -> None:
    marked = {user["id"]: user for user in (await client.users_list())["members"]}
    assert marked["U0MIKKEL"]["deleted"]
    assert marked["U0GAEST"]["is_stranger"]
    assert marked["U0KALENDER"]["is_bot"]


async def test_group_lists_its_active_members(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.change(user="mikkel", supervisor=True)
    await slack.change(user="ben", supervisor=True)
    assert (await client.usergroups_users_list(usergroup="S0SUPERS"))["users"] == ["U0SOFIE", "U0BEN"]
    with refused("no_such_subteam"):
        await client.usergroups_users_list(usergroup="S0NOBODY")


async def test_channel_info_tells_archive_membership_and_locale(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.change(channel="reception", archived=True)
    info = (await client.conversations_info(channel="C0RECEP", include_locale=True))["channel"]
    assert (info["is_archived"], info["is_member"], info["locale"]) == (True, True, "en-GB")


async def test_own_channels_are_those_with_the_bot(client: AsyncWebClient) -> None:
    mine = await client.users_conversations()
    assert [channel["id"] for channel in mine["channels"]] == ["C0BUTIK", "C0RECEP"]


async def test_second_message_within_a_second_is_refused_when_rates_are_strict() -> None:
    playground = Playground(strict_rate=True, clock=lambda: 1_800_000_000.0)
    await playground.start()
    client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url, retry_handlers=[])
    await client.chat_postMessage(channel="C0BUTIK", text="One")
    with refused("ratelimited"):
        await client.chat_postMessage(channel="C0BUTIK", text="Two")
    await client.chat_postMessage(channel="C0RECEP", text="Elsewhere")
    await playground.stop()


async def test_posting_to_a_person_needs_the_messages_tab() -> None:
    playground = Playground({"oauth_config": {"scopes": {"bot": ["chat:write"]}}})
    await playground.start()
    client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url, retry_handlers=[])
    with refused("messages_tab_disabled"):
        await client.chat_postMessage(channel="U0ANNA", text="Hello")
    await playground.stop()
