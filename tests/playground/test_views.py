"""Views against the real SDK: trigger ids, stacks, hashes, what was typed."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from playground.client import Workspace
from playground.server import Playground
from tests.playground.bolt import form, plain, section, text_input
from tests.playground.conftest import Clock
from tests.playground.expecting import refused

HOME = {"type": "home", "blocks": [section("Hello")]}


def trigger_of(playground: Playground, user: str = "U0ANNA", view_id: str | None = None) -> str:
    return playground.state.tickets.new_trigger(user, "C0BUTIK", view_id).id


async def opened(playground: Playground, client: AsyncWebClient, view: Any = None) -> Any:
    answer = await client.views_open(trigger_id=trigger_of(playground), view=view or form())
    return answer["view"]


async def test_trigger_opens_one_view_only(playground: Playground, client: AsyncWebClient) -> None:
    trigger = trigger_of(playground)
    await client.views_open(trigger_id=trigger, view=form())
    with refused("exchanged_trigger_id"):
        await client.views_open(trigger_id=trigger, view=form())


async def test_trigger_dies_after_three_seconds(playground: Playground, client: AsyncWebClient, clock: Clock) -> None:
    trigger = trigger_of(playground)
    clock.now += 3.1
    with refused("expired_trigger_id"):
        await client.views_open(trigger_id=trigger, view=form())


async def test_made_up_trigger_is_refused(client: AsyncWebClient) -> None:
    with refused("invalid_arguments"):
        await client.views_open(trigger_id="1.2.abc", view=form())


async def test_fourth_view_does_not_fit_on_the_stack(playground: Playground, client: AsyncWebClient) -> None:
    root = await opened(playground, client)
    top = root
    for _ in range(2):
        answer = await client.views_push(trigger_id=trigger_of(playground, view_id=top["id"]), view=form("More"))
        top = answer["view"]
    assert (top["root_view_id"], top["previous_view_id"] != root["id"]) == (root["id"], True)
    with refused("push_limit_reached"):
        await client.views_push(trigger_id=trigger_of(playground, view_id=top["id"]), view=form())


async def test_push_needs_a_trigger_from_a_modal(playground: Playground, client: AsyncWebClient) -> None:
    await opened(playground, client)
    with refused("invalid_arguments"):
        await client.views_push(trigger_id=trigger_of(playground), view=form())


async def test_stale_hash_is_a_conflict(playground: Playground, client: AsyncWebClient) -> None:
    view = await opened(playground, client)
    await client.views_update(view_id=view["id"], hash=view["hash"], view=form("Two"))
    with refused("hash_conflict"):
        await client.views_update(view_id=view["id"], hash=view["hash"], view=form("Three"))


async def test_stale_home_hash_is_a_conflict(client: AsyncWebClient) -> None:
    first = await client.views_publish(user_id="U0ANNA", view=HOME)
    await client.views_publish(user_id="U0ANNA", view=HOME)
    with refused("hash_conflict"):
        await client.views_publish(user_id="U0ANNA", view=HOME, hash=first["view"]["hash"])


async def test_update_keeps_what_was_typed_where_the_ids_stay(
    playground: Playground, client: AsyncWebClient, slack: Workspace
) -> None:
    view = await opened(playground, client)
    await slack.post("click", {"user": "anna", "view_id": view["id"], "action_id": "note_text", "value": "Typed"})
    updated = await client.views_update(view_id=view["id"], view=form("Two", text_input("other", "Other")))
    values = updated["view"]["state"]["values"]
    assert values["note"]["note_text"]["value"] == "Typed"
    assert values["other"]["other_text"]["value"] is None


async def test_closed_view_cannot_be_updated(playground: Playground, client: AsyncWebClient, slack: Workspace) -> None:
    view = await opened(playground, client, form(notify_on_close=False))
    await slack.person("anna").closes()
    with refused("not_found"):
        await client.views_update(view_id=view["id"], view=form())


async def test_external_id_finds_the_view_and_is_unique(playground: Playground, client: AsyncWebClient) -> None:
    await opened(playground, client, form(external_id="mine"))
    await client.views_update(external_id="mine", view=form("Two", external_id="mine"))
    with refused("duplicate_external_id"):
        await client.views_publish(user_id="U0BEN", view=HOME | {"external_id": "mine"})


@pytest.mark.parametrize(
    ("view", "error"),
    [
        (form("x" * 25), "invalid_arguments"),
        (form(private_metadata="x" * 3001), "invalid_arguments"),
        (form(colour="red"), "invalid_arguments"),
        (form(blocks=[section("x")] * 101), "invalid_blocks"),
        (form(blocks=[{"type": "markdown", "text": "x"}]), "invalid_blocks"),
        ({key: value for key, value in form().items() if key != "submit"}, "invalid_arguments"),
        (form(blocks=[section("æ" * 2999) for _ in range(45)]), "view_too_large"),
        (HOME, "invalid_arguments"),
    ],
)
async def test_view_that_slack_would_not_open(
    playground: Playground, client: AsyncWebClient, view: Any, error: str
) -> None:
    with refused(error):
        await client.views_open(trigger_id=trigger_of(playground), view=view)


async def test_refused_view_does_not_use_up_the_trigger(playground: Playground, client: AsyncWebClient) -> None:
    trigger = trigger_of(playground)
    with refused("invalid_arguments"):
        await client.views_open(trigger_id=trigger, view=form("x" * 25))
    await client.views_open(trigger_id=trigger, view=form())


async def test_home_is_not_enabled_without_the_tab() -> None:
    playground = Playground({"oauth_config": {"scopes": {"bot": ["chat:write"]}}})
    await playground.start()
    client = AsyncWebClient(token=playground.bot_token, base_url=playground.api_url)
    with refused("not_enabled"):
        await client.views_publish(user_id="U0ANNA", view=HOME)
    await playground.stop()


async def test_every_person_has_their_own_home(client: AsyncWebClient, slack: Workspace) -> None:
    await client.views_publish(user_id="U0ANNA", view=HOME)
    assert "Hello" in (await slack.person("anna").home()).words
    with pytest.raises(AssertionError, match="empty Home"):
        await slack.person("ben").home()


async def test_menu_of_conversations_starts_where_the_form_was_opened(
    playground: Playground, client: AsyncWebClient
) -> None:
    element = {"type": "conversations_select", "action_id": "where", "default_to_current_conversation": True}
    block = {"type": "input", "block_id": "where", "label": plain("Where"), "element": element}
    view = await opened(playground, client, form("Where", block))
    assert view["state"]["values"]["where"]["where"]["selected_conversation"] == "C0BUTIK"


async def test_home_shows_a_new_picture_at_the_second_look(client: AsyncWebClient) -> None:
    uploaded = await client.files_upload_v2(content=b"drawn", filename="a.png")
    picture = {"type": "image", "slack_file": {"id": uploaded["files"][0]["id"]}, "alt_text": "A"}
    home = HOME | {"blocks": [picture]}
    with refused("invalid_blocks"):
        await client.views_publish(user_id="U0ANNA", view=home)
    assert (await client.views_publish(user_id="U0ANNA", view=home))["ok"]
