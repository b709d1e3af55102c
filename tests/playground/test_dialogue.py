"""The playground and a real Bolt app in conversation, in both modes."""

import pytest

from playground.client import RefusedError
from tests.playground.conftest import Office


async def test_card_is_private_until_it_is_shared(office: Office) -> None:
    anna, ben = office.slack.person("anna"), office.slack.person("ben")
    await anna.types("/standard greeting", channel="butikken")
    assert (await anna.sees("greeting")).private
    await ben.does_not_see("greeting")
    await anna.presses("Share in channel")
    await ben.sees("<@U0ANNA> shared greeting", channel="butikken")
    await anna.does_not_see("*greeting*")


async def test_form_keeps_initial_value_and_saves_it(office: Office) -> None:
    anna = office.slack.person("anna")
    await anna.types("/standard greeting")
    await anna.presses("Note")
    form = await anna.form("What you saw")
    assert form.values["note"]["note_text"]["value"] == "Good"
    assert (await anna.submits())["response_action"] is None
    await anna.sees("Saved: Good", channel="dm")
    assert await anna.forms() == []


async def test_form_stays_open_with_what_was_typed_when_the_app_refuses_it(office: Office) -> None:
    anna = office.slack.person("anna")
    await anna.uses("write_note")
    answer = await anna.submits({"What you saw": "bad"})
    assert answer["errors"] == {"note": "Say it kindly."}
    form = await anna.form("Say it kindly.")
    assert form.values["note"]["note_text"]["value"] == "bad"


async def test_pushed_form_lies_on_top_and_returns_to_the_first(office: Office) -> None:
    anna = office.slack.person("anna")
    await anna.uses("write_note")
    assert (await anna.submits(note="more"))["response_action"] == "push"
    assert [form.title for form in await anna.forms()] == ["Note", "More"]
    await anna.closes()
    assert [form.title for form in await anna.forms()] == ["Note"]
    assert office.call("view_closed")["is_cleared"] is False


async def test_empty_required_field_is_refused_before_it_reaches_the_app(office: Office) -> None:
    anna = office.slack.person("anna")
    await anna.uses("write_note")
    answer = await anna.submits(note="")
    assert (answer["sent"], answer["response_action"]) == (False, "errors")
    assert not [call for call in office.calls if call.get("type") == "view_submission"]


async def test_text_above_max_length_is_refused_before_it_reaches_the_app(office: Office) -> None:
    anna = office.slack.person("anna")
    await anna.uses("write_note")
    assert "20 characters" in (await anna.submits(note="x" * 21))["errors"]["note"]


async def test_external_select_offers_what_the_app_answers(office: Office) -> None:
    anna = office.slack.person("anna")
    await anna.uses("write_note")
    assert await anna.suggests("who_menu", "gre") == ["gre-1"]
    await anna.submits(who="gre-1")
    chosen = office.call("view_submission")["view"]["state"]["values"]["who"]["who_menu"]
    assert chosen["selected_option"]["value"] == "one"


async def test_external_select_takes_what_the_app_offers_when_it_is_typed(office: Office) -> None:
    anna = office.slack.person("anna")
    await anna.uses("write_note")
    await anna.submits(who="one")
    assert office.call("block_suggestion")["value"] == "one"


async def test_external_select_refuses_what_the_app_does_not_offer(office: Office) -> None:
    anna = office.slack.person("anna")
    await anna.uses("write_note")
    with pytest.raises(RefusedError, match="has no option 'two'"):
        await anna.submits(who="two")


async def test_mention_is_answered_in_its_thread(office: Office) -> None:
    anna = office.slack.person("anna")
    asked = await anna.says("@takt how do I greet?")
    answer = await office.slack.person("ben").sees("Hello <@U0ANNA>")
    assert answer.raw["thread_ts"] == asked["ts"]


async def test_direct_message_reaches_the_app_and_nobody_else(office: Office) -> None:
    anna = office.slack.person("anna")
    await anna.dm("How quickly do I say hello?")
    event = office.call("event_callback")["event"]
    assert (event["type"], event["channel_type"], event["channel"]) == ("message", "im", "D0ANNA")
    await office.slack.person("ben").does_not_see("How quickly")


async def test_home_is_published_when_it_is_opened(office: Office) -> None:
    home = await office.slack.person("sofie").opens_home()
    assert "Welcome home" in home.words
    assert office.call("event_callback")["event"]["tab"] == "home"


async def test_button_on_the_home_carries_the_view_and_no_response_url(office: Office) -> None:
    sofie = office.slack.person("sofie")
    await sofie.opens_home()
    await sofie.presses("Go")
    payload = office.call("block_actions")
    assert payload["container"]["type"] == "view"
    assert "response_url" not in payload


async def test_silent_app_shows_a_timeout_to_that_person_alone(office: Office) -> None:
    anna = office.slack.person("anna")
    answer = await anna.types("/silent")
    assert answer["ok"] is False
    assert (await anna.sees('/silent failed with the error "')).private
    await office.slack.person("ben").does_not_see("/silent failed")


async def test_message_shortcut_carries_the_message_and_a_response_url(office: Office) -> None:
    anna = office.slack.person("anna")
    await office.slack.person("ben").says("A question")
    await anna.uses("about_message", on=await anna.sees("A question"))
    payload = office.call("message_action")
    assert payload["message"]["text"] == "A question"
    assert "response_url" in payload


async def test_global_shortcut_has_no_channel_and_no_response_url(office: Office) -> None:
    await office.slack.person("anna").uses("write_note")
    assert not {"channel", "response_url"} & set(office.call("shortcut"))


async def test_app_is_told_once_that_it_was_uninstalled(office: Office) -> None:
    await office.slack.change(app="uninstall")
    told = [call["event"]["type"] for call in office.calls]
    assert told == ["tokens_revoked", "app_uninstalled"]
