"""Who asks on in a thread is understood from what the thread is about; who asks something new is answered anew."""

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)  # variants need only one way to travel


@pytest.mark.parametrize(
    ("person", "first", "card", "then", "kept"),
    [
        ("ben", "greeting", "greeted out loud", "and on Sundays?", "Greeting"),
        ("anna", "hilsen", "mundtlig hilsen", "og når jeg har travlt?", "Hilsen"),
        ("ben", "greeting", "greeted out loud", "and if she is with a child?", "Greeting"),
        ("anna", "hilsen", "mundtlig hilsen", "og hvis hun har et barn med?", "Hilsen"),
        ("ben", "greeting", "greeted out loud", "ok and on Sundays?", "Greeting"),
        ("anna", "hilsen", "mundtlig hilsen", "okay, og når jeg har travlt?", "Hilsen"),
        ("ben", "queue", "more than three customers", "why?", "more than three customers"),
        ("anna", "kø", "mere end tre kunder", "hvorfor?", "mere end tre kunder"),
        ("ben", "greeting", "greeted out loud", "does that go for Sundays too?", "Greeting"),
        ("anna", "hilsen", "mundtlig hilsen", "gælder det også om natten?", "Hilsen"),
    ],
)
async def test_mention_in_the_thread_keeps_its_standard(
    slack: Workspace, person: str, first: str, card: str, then: str, kept: str
) -> None:
    someone = slack.person(person)
    await someone.says(f"@takt {first}")
    thread = (await someone.sees(card, channel="butikken")).raw["thread_ts"]
    await someone.says(f"@takt {then}", thread_ts=thread)
    answer = await someone.answer("butikken")
    assert answer.raw["thread_ts"] == thread
    assert kept in answer.words


async def test_follow_up_about_something_else_shows_it_and_leads_back(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.dm("greeting")
    await ben.sees("greeted out loud", channel="dm")
    await ben.dm("and if she is with a child?")
    answer = await ben.answer("dm")
    assert "Children" in answer.words
    assert "Greeting" in answer.words


@pytest.mark.parametrize(
    ("person", "first", "then", "criterion", "why", "back"),
    [
        ("ben", "greeting", "and the queue?", "more than three customers", "*Why*", "Greeting"),
        ("anna", "hilsen", "okay, og hvad med kø?", "mere end tre kunder", "*Hvorfor*", "Hilsen"),
    ],
)
async def test_who_goes_on_to_another_standard_by_its_name_gets_its_card_and_the_way_back(
    slack: Workspace, person: str, first: str, then: str, criterion: str, why: str, back: str
) -> None:
    someone = slack.person(person)
    await someone.dm(first)
    await someone.sees(why, channel="dm")
    await someone.dm(then)
    card = await someone.sees(criterion, channel="dm")
    assert why in card.words
    assert back in card.words


@OVER_SOCKET
@pytest.mark.parametrize(
    ("person", "first", "then", "kept"),
    [
        ("ben", "queue", "is it always like that?", "more than three customers"),
        ("ben", "queue", "I don't get it", "more than three customers"),
        ("ben", "queue", "does this apply to me too?", "more than three customers"),
        ("anna", "kø", "gælder det også for mig?", "mere end tre kunder"),
        ("anna", "kø", "det fatter jeg ikke", "mere end tre kunder"),
    ],
)
async def test_words_that_are_about_what_was_said_show_it_again(
    slack: Workspace, person: str, first: str, then: str, kept: str
) -> None:
    someone = slack.person(person)
    await someone.dm(first)
    shown = await someone.sees(kept, channel="dm")
    await someone.dm(then)
    again = await someone.answer("dm")
    assert again.ts != shown.ts
    assert again.words == shown.words


async def test_thread_under_an_answer_in_a_direct_message_is_about_it(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.dm("hilsen")
    answer = await anna.sees("mundtlig hilsen", channel="dm")
    await anna.dm("kø")
    await anna.sees("Kø", channel="dm")
    await anna.says("og om søndagen?", channel="dm", thread_ts=answer.ts)
    assert "Hilsen" in (await anna.answer("dm")).words


async def test_new_question_in_a_thread_is_answered_anew(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.says("@takt greeting")
    thread = (await ben.sees("greeted out loud")).raw["thread_ts"]
    await ben.says("@takt How close may I stand to a customer?", thread_ts=thread)
    assert "Greeting" not in (await ben.sees("about one metre")).words
    await ben.says("@takt what is the capital of Peru", thread_ts=thread)
    await ben.sees("There is no standard on")


async def test_thread_is_still_known_after_a_restart(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    await ben.says("@takt greeting")
    thread = (await ben.sees("greeted out loud")).raw["thread_ts"]
    stage.takt.services.threads._talks.clear()  # all that a process keeps in memory
    await ben.says("@takt and on Sundays?", thread_ts=thread)
    assert "Greeting" in (await ben.answer("butikken")).words


@OVER_SOCKET
async def test_question_without_words_of_its_own_is_about_the_talk(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.dm("hvorfor?")
    await anna.dm("kø")
    await anna.sees("mere end tre kunder", channel="dm")
    await anna.dm("hvorfor?")
    assert "mere end tre kunder" in (await anna.answer("dm")).words


@OVER_SOCKET
async def test_words_that_go_on_from_nothing_are_a_question_like_any_other(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.dm("and the capital of Peru?")
    await ben.sees("There is no standard on", channel="dm")
