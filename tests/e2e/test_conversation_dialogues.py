"""Direct messages and mentions: Takt answers where it is spoken to, once, and only people."""

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
        ("ben", "what about the customer", "I am not sure what you mean"),
        ("anna", "hvad er hovedstaden i Peru", "Der er ingen standard om"),
        ("anna", "hej", "Spørg mig, hvordan vi gør her"),
        ("ben", "hello", "Ask me how we do things here"),
        ("anna", "mange tak!", "Spørg mig, hvordan vi gør her"),
        ("ben", "help", "Ask me how we do things here"),
        ("ben", "<!channel>", "Ask me how we do things here"),
    ],
)
async def test_direct_message_is_answered(slack: Workspace, person: str, text: str, answer: str) -> None:
    someone = slack.person(person)
    await someone.dm(text)
    assert not (await someone.sees(answer, channel="dm")).private


async def test_button_under_an_answer_opens_the_card_in_the_direct_message(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.dm("what about the customer")
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
@pytest.mark.parametrize("text", ["@takt", "@takt help", "@takt hi"])
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


async def test_what_people_say_to_each_other_is_left_alone(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.says("How close may I stand to a customer?")
    await ben.dm("greeting")
    await ben.sees("greeted out loud", channel="dm")
    await ben.does_not_see("about one metre", channel="butikken")


async def _repeat_last_event(stage: Stage) -> bool:
    slack = stage.playground.slack
    events = [one for one in slack.traffic.entries() if (one["direction"], one["method"]) == ("out", "message")]
    return (await slack.send(Envelope("events_api", events[-1]["body"], retry_num=1))).ok
