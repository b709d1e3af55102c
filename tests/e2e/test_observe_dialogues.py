"""`/observe` in one line, as the people of the shop meet it: Sofie supervises Anna and Ben; all but Ben are Danish."""

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import repeat_last


async def test_supervisor_logs_in_one_line_and_the_colleague_reads_it_at_once(slack: Workspace) -> None:
    anna, ben, sofie = slack.person("anna"), slack.person("ben"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen opfyldt Varm velkomst ved døren")
    saved = await sofie.sees("Gemt. <@U0ANNA> får besked nu.")
    assert saved.private
    assert "*Hilsen* · Opfyldt" in saved.words
    told = await anna.sees("<@U0SOFIE> har noteret noget, du gjorde.", channel="dm")
    assert "Varm velkomst ved døren" in told.words
    assert "mundtlig hilsen inden for 10 sekunder" in told.words
    await ben.does_not_see("Varm velkomst")
    await anna.does_not_see("Varm velkomst", channel="butikken")


async def test_colleague_is_told_in_their_own_language(slack: Workspace) -> None:
    ben, sofie = slack.person("ben"), slack.person("sofie")
    await sofie.types("/observe @ben kigger bare + Left the guest in peace", channel="reception")
    await sofie.sees("Gemt. <@U0BEN> får besked nu.")
    told = await ben.sees("<@U0SOFIE> has written down something they saw you do.", channel="dm")
    assert "*Approaching a customer* · *Met*" in told.words
    assert "`/observe mine`" in told.words


async def test_english_supervisor_is_answered_in_english(slack: Workspace) -> None:
    ben = slack.person("ben")
    await slack.change(user="ben", supervisor=True)
    await ben.types("/observe @anna greeting ! Walked the guest to the door")
    assert "*Greeting* · Example" in (await ben.sees("Saved. <@U0ANNA> gets a message now.")).words


async def test_command_works_in_the_direct_messages_with_takt(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Så ikke op", channel="dm")
    await sofie.sees("Gemt.", channel="dm")
    await anna.sees("Så ikke op", channel="dm")


async def test_message_to_the_colleague_opens_the_standard_and_everything_about_them(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Godt set")
    await anna.sees("Godt set", channel="dm")
    await anna.presses("Læs standarden", channel="dm")
    await anna.sees("Hils først", channel="dm")
    await anna.presses("Alt om mig", channel="dm")
    await anna.sees("Noteret om dig", channel="dm")


async def test_repeated_request_is_one_observation_and_the_same_answer(stage: Stage) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Én gang")
    await anna.sees("Én gang", channel="dm")
    assert (await repeat_last(stage, "slash_commands")).ok
    await anna.types("/observe mine", channel="dm")
    listed = await anna.sees("Noteret om dig", channel="dm")
    assert listed.text.count("Én gang") == 1
    assert len([seen for seen in await anna.messages("dm") if "har noteret noget" in seen.text]) == 1
    assert len([seen for seen in await sofie.messages("butikken") if "Gemt." in seen.text]) == 2


@pytest.mark.parametrize(
    "note",
    [
        "<!channel> <https://evil.dk|click> @channel",
        "see https://example.com & call #butikken",
        "=HYPERLINK(1) *bold* `code`",
        "<b>hej</b> 😀 שלום",
    ],
)
async def test_note_is_shown_as_typed_and_never_alive(slack: Workspace, note: str) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types(f"/observe @anna hilsen opfyldt {note}")
    told = await anna.sees("har noteret noget", channel="dm")
    [quote] = [block for block in told.blocks if block["type"] == "rich_text"]
    assert quote["elements"][0]["elements"] == [{"type": "text", "text": note}]
    assert not [token for token in ("<!channel>", "<https://", "<b>") if token in told.text]


async def test_observation_is_kept_and_observer_hears_when_the_colleague_cannot_be_reached(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await slack.fault("chat.postMessage", "error", error="cannot_dm_bot")
    await sofie.types("/observe @anna hilsen + Godt set")
    await sofie.sees("Min besked til <@U0ANNA> er måske ikke nået frem", channel="dm")
    await anna.types("/observe mine", channel="butikken")
    assert (await anna.sees("Godt set", channel="butikken")).private


async def test_busy_slack_delays_the_message_but_does_not_lose_it(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await slack.fault("chat.postMessage", "429", retry_after=1)
    await sofie.types("/observe @anna hilsen + Godt set")
    await sofie.sees("Gemt.")
    await anna.sees("Godt set", channel="dm")


@pytest.mark.parametrize(
    ("name", "words"), [("anna", "åbner en formular"), ("ben", "opens a form"), ("sofie", "åbner en formular")]
)
async def test_everybody_gets_help_in_their_language(slack: Workspace, name: str, words: str) -> None:
    person = slack.person(name)
    await person.types("/observe help")
    assert (await person.sees(words)).private


async def test_line_typed_twice_within_a_minute_is_one_observation_and_says_so(stage: Stage) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Varm velkomst")
    await sofie.sees("Gemt. <@U0ANNA> får besked nu.")
    await sofie.types("/observe @anna hilsen + Varm velkomst")
    again = await sofie.sees("Det har du lige noteret: Det tæller som én observation")
    assert "Fortryd" in again.words
    await sofie.types("/observe @anna hilsen + Varm velkomst igen")
    await anna.sees("Varm velkomst igen", channel="dm")
    told = [one for one in await anna.messages("dm") if "har noteret noget" in one.text]
    assert len(told) == 2


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("eksport csv", "Der er ingen observationer om dig."),
        ("export json", "Der er ingen observationer om dig."),
        ("mine observationer", "Der er ikke noteret noget om dig"),
        ("my observations", "Der er ikke noteret noget om dig"),
        ("hjælp mig", "åbner en formular"),
    ],
)
async def test_staff_get_what_is_their_own_in_more_words_too(slack: Workspace, words: str, answer: str) -> None:
    anna = slack.person("anna")
    await anna.types(f"/observe {words}")
    await anna.sees(answer)
