"""The control API: one clear sentence for bad input, and the small print of acting."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from playground.client import RefusedError, Workspace
from playground.picking import entry_for
from playground.server import Playground
from playground.world import hotel_world
from tests.playground.bolt import button, card, form, plain, section

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("name", "body", "sentence"),
    [
        ("message", {"user": "nobody", "channel": "butikken", "text": "x"}, "no person called 'nobody'"),
        ("message", {"user": "anna", "channel": "nowhere", "text": "x"}, "no channel called 'nowhere'"),
        ("message", {"user": "mikkel", "channel": "butikken", "text": "x"}, "Nobody can act as Mikkel"),
        ("message", {"user": "anna", "channel": "butikken"}, '"text" is required'),
        ("message", {"user": "anna", "channel": "butikken", "text": " "}, "needs a text"),
        ("message", {"user": "anna", "channel": "butikken", "text": "x", "thread_ts": "1.2"}, "no message 1.2"),
        ("message", {"user": "anna", "channel": "D0BEN", "text": "x"}, "Anna is not in ben"),
        ("click", {"user": "anna", "action_id": "x"}, "Say where"),
        ("click", {"user": "anna", "channel": "butikken", "ts": "1.2", "action_id": "x"}, "sees no message 1.2"),
        ("click", {"user": "anna", "view_id": "V1", "action_id": "x"}, "does not have the view V1"),
        ("view", {"user": "anna", "view_id": "V1"}, "does not have the view V1"),
        ("shortcut", {"user": "anna", "callback_id": "none"}, "no shortcut 'none'"),
        ("shortcut", {"user": "anna", "callback_id": "about_message"}, "is a message shortcut"),
        ("world", {}, "Say what to change"),
        ("teleport", {}, "no /control/teleport"),
    ],
)
async def test_senseless_act_is_refused_in_one_sentence(slack: Workspace, name: str, body: Json, sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence):
        await slack.post(name, body)


async def test_other_websites_cannot_act(playground: Playground) -> None:
    url, headers = f"{playground.url}/control/reset", {"Origin": "http://evil.example"}
    async with aiohttp.ClientSession() as session, session.post(url, data="{}", headers=headers) as response:
        assert response.status == 415


@pytest.mark.parametrize("user", ["anna", "@Anna", "U0ANNA", "u0anna"])
@pytest.mark.parametrize("channel", ["butikken", "#Butikken", "C0BUTIK"])
async def test_people_and_channels_answer_to_ids_and_names(slack: Workspace, user: str, channel: str) -> None:
    await slack.post("message", {"user": user, "channel": channel, "text": "Hello"})
    assert (await slack.person("ben").sees("Hello")).raw["user"] == "U0ANNA"


async def test_typed_text_is_stored_escaped_with_mentions_as_tokens(slack: Workspace) -> None:
    await slack.person("anna").says("@ben <b> & #reception @nobody a@anna.example")
    seen = await slack.person("ben").sees("@nobody")
    assert seen.text == "<@U0BEN> &lt;b&gt; &amp; <#C0RECEP> @nobody a@anna.example"


async def test_direct_messages_are_seen_by_their_owner_only(slack: Workspace) -> None:
    await slack.person("anna").dm("Between us")
    assert (await slack.person("anna").sees("Between us")).channel == "D0ANNA"
    with pytest.raises(RefusedError, match="Ben is not in anna"):
        await slack.person("ben").messages("D0ANNA")


async def test_private_message_cannot_be_clicked_by_another(client: AsyncWebClient, slack: Workspace) -> None:
    posted = await client.chat_postEphemeral(channel="C0BUTIK", user="U0ANNA", text="Card", blocks=card("Card"))
    where = {"channel": "butikken", "ts": posted["message_ts"], "action_id": "share"}
    with pytest.raises(RefusedError, match="Ben sees no message"):
        await slack.post("click", {"user": "ben", **where})


async def test_click_on_what_is_not_there_names_what_is(client: AsyncWebClient, slack: Workspace) -> None:
    posted = await client.chat_postMessage(channel="C0BUTIK", text="Card", blocks=card("Card"))
    where = {"channel": "butikken", "ts": posted["ts"], "action_id": "fly"}
    with pytest.raises(RefusedError, match="one can use: share, note, break"):
        await slack.post("click", {"user": "ben", **where})


async def test_prefix_and_value_single_out_a_button(client: AsyncWebClient, slack: Workspace) -> None:
    elements = [button("One", "answer:1", "one"), button("Two", "answer:2", "two")]
    blocks = [{"type": "actions", "elements": elements}]
    posted = await client.chat_postMessage(channel="C0BUTIK", text="Quiz", blocks=blocks)
    where = {"user": "anna", "channel": "butikken", "ts": posted["ts"], "action_id": "answer:"}
    with pytest.raises(RefusedError, match="add block_id or value"):
        await slack.post("click", where)
    await slack.post("click", where | {"value": "two"})
    sent = [entry for entry in (await slack.state())["traffic"] if entry["method"] == "block_actions"]
    assert sent[-1]["body"]["actions"][0]["action_id"] == "answer:2"


async def test_picks_become_slacks_own_shapes(client: AsyncWebClient, slack: Workspace) -> None:
    options = [{"text": plain("Nine"), "value": "9"}, {"text": plain("Ten"), "value": "10"}]
    elements: list[Json] = [
        {"type": "static_select", "action_id": "hour", "options": options},
        {"type": "users_select", "action_id": "who"},
        {"type": "timepicker", "action_id": "time"},
        {"type": "overflow", "action_id": "more", "options": options},
    ]
    await client.chat_postMessage(channel="C0BUTIK", text="Pick", blocks=[{"type": "actions", "elements": elements}])
    anna = slack.person("anna")
    for menu, value in {"hour": "Ten", "who": "@ben", "time": "09:30", "more": "9"}.items():
        await anna.picks(value, menu)
    sent = [entry["body"] for entry in (await slack.state())["traffic"] if entry["method"] == "block_actions"]
    hour, who, time, more = [body["actions"][0] for body in sent]
    assert hour["selected_option"]["value"] == "10"
    assert (who["selected_user"], time["selected_time"]) == ("U0BEN", "09:30")
    assert more["selected_option"]["value"] == "9"
    (values,) = sent[-1]["state"]["values"].values()
    assert values["who"]["selected_user"] == "U0BEN"


async def test_field_of_a_form_keeps_its_value_without_telling_the_app(
    playground: Playground, client: AsyncWebClient, slack: Workspace
) -> None:
    trigger = playground.state.tickets.new_trigger("U0ANNA").id
    view = (await client.views_open(trigger_id=trigger, view=form()))["view"]
    body = {"user": "anna", "view_id": view["id"], "action_id": "note_text", "value": "Typed"}
    assert (await slack.post("click", body))["sent"] is False
    opened = await slack.person("anna").form()
    assert opened.values["note"]["note_text"]["value"] == "Typed"


async def test_unknown_field_is_refused_with_those_that_exist(
    playground: Playground, client: AsyncWebClient, slack: Workspace
) -> None:
    trigger = playground.state.tickets.new_trigger("U0ANNA").id
    await client.views_open(trigger_id=trigger, view=form())
    with pytest.raises(RefusedError, match=r"note \(What you saw\)"):
        await slack.person("anna").submits(nonsense="x")


async def test_command_can_be_typed_where_the_app_is_no_member(slack: Workspace) -> None:
    answer = await slack.person("anna").types("/standard greeting", channel="kantinen")
    assert answer["error"] == "dispatch_failed"


async def test_archived_channel_takes_no_message(slack: Workspace) -> None:
    await slack.change(channel="butikken", archived=True)
    with pytest.raises(RefusedError, match="butikken is archived"):
        await slack.person("anna").says("Hello")


async def test_world_changes_are_seen_by_the_app(client: AsyncWebClient, slack: Workspace) -> None:
    await slack.change(user="ben", locale="da-DK", tz="Europe/Copenhagen", supervisor=True)
    await slack.change(channel="lager", create=True)
    user = (await client.users_info(user="U0BEN", include_locale=True))["user"]
    assert (user["locale"], user["tz"]) == ("da-DK", "Europe/Copenhagen")
    state = await slack.state()
    assert {person["id"]: person["role"] for person in state["people"]}["U0BEN"] == "supervisor"
    assert "lager" in [channel["name"] for channel in state["channels"]]


async def test_reset_forgets_messages_and_views(client: AsyncWebClient, slack: Workspace) -> None:
    await client.chat_postMessage(channel="C0BUTIK", text="Old")
    await client.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": [section("Old")]})
    await slack.reset()
    anna = slack.person("anna")
    assert await anna.messages() == []
    assert (await slack.get("views", {"as": "anna"}))["home"] is None


async def test_state_names_people_channels_and_commands(slack: Workspace) -> None:
    state = await slack.state()
    assert [person["name"] for person in state["people"]] == ["Anna", "Ben", "Sofie"]
    assert {channel["name"]: channel["bot"] for channel in state["channels"]} == {
        "butikken": True,
        "reception": True,
        "kantinen": False,
    }
    assert state["commands"][0] | {"should_escape": True} == {
        "command": "/standard",
        "description": "Find a standard",
        "usage_hint": "[word]",
        "should_escape": True,
    }
    assert state["connected"] is False


async def test_traffic_holds_no_tokens(playground: Playground, client: AsyncWebClient, slack: Workspace) -> None:
    await client.chat_postMessage(channel="C0BUTIK", text=f"My token is {playground.bot_token}")
    traffic = (await slack.state())["traffic"]
    assert traffic[-1]["method"] == "chat.postMessage"
    assert playground.bot_token not in str(traffic)


def test_form_takes_values_in_slacks_own_shape() -> None:
    typed = {"type": "plain_text_input", "value": "Warm"}
    assert entry_for({"type": "plain_text_input", "action_id": "note"}, typed, hotel_world()) == typed


async def test_plain_body_is_read_as_json_but_not_from_another_website(playground: Playground) -> None:
    body = b'{"user": "anna", "channel": "butikken", "text": "hello"}'
    async with aiohttp.ClientSession() as http:
        address = f"{playground.url}/control/message"
        own = await http.post(address, data=body)
        foreign = await http.post(address, data=body, headers={"Origin": "http://evil.example"})
        assert (own.status, foreign.status) == (200, 415)
