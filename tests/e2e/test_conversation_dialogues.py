"""Direct messages and mentions: Takt answers where it is spoken to, once, and only people."""

from typing import Any

import pytest

from playground.client import Workspace
from playground.wire import Envelope
from tests.e2e.conftest import Stage

CARD = "10 sekunder"
OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)  # variants need only one way to travel


@OVER_SOCKET
@pytest.mark.parametrize(
    ("person", "text", "answer"),
    [
        ("anna", "hilsen", CARD),
        ("anna", "hvor tæt må jeg stå på kunden?", "en meters afstand"),
        ("ben", "How close may I stand to a customer?", "about one metre"),
        ("ben", "what about the guest", "I am not sure what you mean"),
        ("anna", "hvad er hovedstaden i Peru", "Der er ingen standard om"),
        ("anna", "hej", "Spørg mig, hvordan vi gør her"),
        ("ben", "hello", "Ask me how we do things here"),
        ("anna", "mange tak!", "Spørg mig, hvordan vi gør her"),
        ("ben", "help", "Ask me how we do things here"),
        ("ben", "<!channel>", "Ask me how we do things here"),
        ("ben", ":fire:", "Ask me how we do things here"),
        ("anna", "hilsen:wave::skin-tone-2:", CARD),
        ("anna", "hvad er standarden for hilsen?", CARD),
        ("ben", "what is the standard for greeting", "greeted out loud"),
        ("ben", "show me the greeting standard", "greeted out loud"),
        ("anna", "kan jeg få en standard om hilsen", CARD),
        ("anna", "Hej Takt, hvad er reglerne om kø?", "mere end tre kunder"),
        ("ben", "what's our policy on the dress code", "every item on the dress list"),
        ("anna", "hvad med hygiejne?", "Hænderne vaskes"),
        ("ben", "what about hygiene", "Hands are cleaned"),
        ("ben", "what about the capital of Peru", "There is no standard on"),
        ("anna", "må jeg spørge om noget?", "Spørg mig, hvordan vi gør her"),
        ("ben", "can somebody help me", "Ask me how we do things here"),
        ("anna", "hvorfor?", "Jeg skal bruge et par ord"),
        ("anna", "hislen", CARD),
        ("anna", "Hvem kan se, hvad jeg spørger om?", "er det kun dig, der kan se"),
        ("ben", "who can I ask?", "Press the button, and put your question"),
        ("anna", "kan jeg snakke med et menneske?", "Tryk på knappen, og stil dit spørgsmål"),
        ("anna", "rend mig i røven", "Spørg mig, hvordan vi gør her"),
        ("ben", "That’s not what I asked!", "I am sorry. Put it in other words"),
        ("anna", "Nej, noget andet", "Beklager. Prøv med andre ord"),
        ("ben", "nothing", "As you like. Ask me whenever"),
        ("anna", "jeg mener ikke kø", "Helt i orden. Spørg bare"),
        ("anna", "vaerdier", "Hver standard bygger på en af de her værdier"),
        ("ben", "go to hell", "Ask me how we do things here"),
        ("anna", "glem det", "Helt i orden. Spørg bare"),
        ("ben", "not greeting", "As you like. Ask me whenever"),
        ("anna", "å", "Jeg skal bruge et par ord"),
        ("anna", "liste", "Alle standarder"),
        ("ben", "values", "Every standard serves one of these values"),
        ("ben", "gaps", "Only admins can do this"),
        ("anna", "hvor tæt må jeg stå på kunden? " + "bla " * 100, "en meters afstand"),
    ],
)
async def test_direct_message_is_answered(slack: Workspace, person: str, text: str, answer: str) -> None:
    someone = slack.person(person)
    await someone.dm(text)
    assert not (await someone.sees(answer, channel="dm")).private


async def test_button_under_an_answer_opens_the_card_in_the_direct_message(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.dm("what about the guest")
    await ben.presses("standard.suggestion.0", channel="dm")
    assert "*Why*" in (await ben.sees("*Why*", channel="dm")).words


async def test_mention_is_answered_in_its_thread_for_all_to_see(slack: Workspace) -> None:
    anna, ben = slack.person("anna"), slack.person("ben")
    await anna.says("@takt hvor tæt må jeg stå på kunden?")
    answer = await ben.sees("en meters afstand", channel="butikken")
    question = await ben.sees("hvor tæt må jeg stå", channel="butikken")
    assert not answer.private
    assert answer.raw["thread_ts"] == question.ts


async def test_mention_in_a_thread_is_answered_in_that_thread(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.says("Morning all")
    first = await ben.sees("Morning all")
    await ben.says("@takt greeting", thread_ts=first.ts)
    assert (await ben.sees("greeted out loud")).raw["thread_ts"] == first.ts


@OVER_SOCKET
@pytest.mark.parametrize("text", ["@takt", "@takt help", "@takt hi", "@takt :wave:"])
async def test_mention_without_a_question_gets_the_help(slack: Workspace, text: str) -> None:
    ben = slack.person("ben")
    await ben.says(text)
    await ben.sees("Ask me how we do things here", channel="butikken")


async def test_repeated_event_is_answered_once(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    await ben.dm("greeting")
    await ben.sees("greeted out loud", channel="dm")
    assert await _repeat_last_event(stage)
    await ben.dm("queue")
    await ben.sees("Queue", channel="dm")
    answers = [seen for seen in await ben.messages("dm") if "greeted out loud" in seen.words]
    assert len(answers) == 1


@OVER_SOCKET
async def test_page_asked_for_in_a_channel_is_shown_to_who_asked_alone(slack: Workspace) -> None:
    anna, ben = slack.person("anna"), slack.person("ben")
    await anna.says("@takt liste")
    assert (await anna.sees("Alle standarder", channel="butikken")).private
    await ben.does_not_see("Alle standarder")


@OVER_SOCKET
@pytest.mark.parametrize(
    ("words", "page"), [("list", "All standards"), ("That's not what I asked!", "I am sorry. Put it in other words")]
)
async def test_page_asked_for_in_a_thread_of_a_direct_message_comes_in_that_thread(
    slack: Workspace, words: str, page: str
) -> None:
    ben = slack.person("ben")
    await ben.dm("greeting")
    card = await ben.sees("greeted out loud", channel="dm")
    await ben.says(words, channel="dm", thread_ts=card.ts)
    assert (await ben.sees(page, channel="dm")).raw.get("thread_ts") == card.ts


@OVER_SOCKET
async def test_direct_message_that_is_only_a_file_is_asked_for_words(stage: Stage) -> None:
    file = {"type": "message", "subtype": "file_share", "channel": "D0BEN", "channel_type": "im", "ts": "1.1"}
    assert await _hears(stage, file | {"text": "", "files": [{"id": "F0"}]})
    await stage.slack.person("ben").sees("I need a few words to search by", channel="dm")


@OVER_SOCKET
async def test_name_that_is_small_talk_too_gets_the_help_and_the_way_to_its_standard(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.dm("goodbye")
    assert "Ask me how we do things here" in (await ben.sees("“Farewell” is a standard, too:", channel="dm")).words
    await ben.presses("Farewell", channel="dm")
    await ben.sees("*Why*", channel="dm")


async def test_mention_that_is_edited_is_not_answered_again(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    said = await ben.says("@takt greeting")
    await ben.sees("greeted out loud", channel="butikken")
    edited = {"text": "<@U0TAKT> queue", "edited": {"user": "U0BEN", "ts": said["ts"]}}
    assert await _hears(stage, {"type": "app_mention", "channel": "C0BUTIK", "ts": said["ts"]} | edited)
    await ben.dm("queue")
    await ben.sees("more than three customers", channel="dm")
    await ben.does_not_see("more than three customers", channel="butikken")


@OVER_SOCKET
async def test_question_that_is_deleted_meanwhile_gets_no_answer_and_no_complaint(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    gone = {"type": "app_mention", "channel": "C0BUTIK", "ts": "1111.000001", "text": "<@U0TAKT> greeting"}
    assert await _hears(stage, gone)
    await ben.dm("greeting")
    await ben.sees("greeted out loud", channel="dm")
    assert await ben.messages("butikken") == []


@OVER_SOCKET
@pytest.mark.parametrize(
    "noise",
    [
        {"subtype": "channel_topic", "text": "set the topic: greeting"},
        {"subtype": "message_changed", "user": "", "message": {"text": "greeting", "user": "U0BEN"}},
        {"subtype": "message_deleted", "deleted_ts": "1111.000001"},
        {"user": "USLACKBOT", "text": "Reminder: greeting"},
        {"user": "U0KALENDER", "bot_id": "B0KALENDER", "text": "greeting"},
    ],
)
async def test_what_nobody_wrote_themselves_is_left_alone(stage: Stage, noise: dict[str, Any]) -> None:
    ben = stage.slack.person("ben")
    assert await _hears(stage, {"type": "message", "channel": "D0BEN", "channel_type": "im", "ts": "1.1"} | noise)
    await ben.dm("queue")
    await ben.sees("more than three customers", channel="dm")
    await ben.does_not_see("greeted out loud", channel="dm")


async def test_what_people_say_to_each_other_is_left_alone(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.says("How close may I stand to a customer?")
    await ben.dm("greeting")
    await ben.sees("greeted out loud", channel="dm")
    await ben.does_not_see("about one metre", channel="butikken")


async def _hears(stage: Stage, event: dict[str, Any]) -> bool:
    """Takt is told of an event that the playground does not make by itself; by Ben, where it does not say."""
    ids = {"type": "event_callback", "team_id": "T0TAKT", "event_id": stage.playground.state.new_id("Ev")}
    told = Envelope("events_api", ids | {"event_time": 1, "event": {"user": "U0BEN"} | event})
    return (await stage.playground.slack.send(told)).ok


async def _repeat_last_event(stage: Stage) -> bool:
    slack = stage.playground.slack
    events = [one for one in slack.traffic.entries() if (one["direction"], one["method"]) == ("out", "message")]
    return (await slack.send(Envelope("events_api", events[-1]["body"], retry_num=1))).ok
