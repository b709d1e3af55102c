"""Ask a person: the question reaches the content owners, the reply comes back word for word, and nothing is lost."""

import asyncio
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import database_away, repeat_last

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)  # variants need only one way to travel
OWNERS = "reception"


def kept(stage: Stage) -> list[Any]:
    """What is stored of questions to people: who asked, and the words."""
    with closing(sqlite3.connect(stage.database)) as database:
        return database.execute("SELECT asker, text FROM ask").fetchall()


async def test_question_and_reply_find_each_other(stage: Stage) -> None:
    ben, sofie = stage.slack.person("ben"), stage.slack.person("sofie")
    await ben.types("/standard what is the capital of Peru")
    await ben.presses("Ask a person")
    form = await ben.form("goes to those who look after the standards")
    assert form.values["ask.text"]["ask.text"]["value"] == "what is the capital of Peru"
    await ben.submits()
    await ben.form("Your question is on its way.")
    post = await sofie.sees("<@U0BEN> asks:", channel=OWNERS)
    assert "what is the capital of Peru" in post.words
    await sofie.presses("Reply", channel=OWNERS)
    assert "what is the capital of Peru" in (await sofie.form("Spørgsmålet:")).words
    await sofie.submits({"reply.text": "Lima, of course.\n*Not* a standard <yet> & <!here>"})
    reply = await ben.sees("<@U0SOFIE> answers:", channel="dm")
    assert "Lima, of course.\n*Not* a standard <yet> & <!here>" in reply.words
    assert "<!here>" not in reply.text
    done = await sofie.sees("Answered by <@U0SOFIE>", channel=OWNERS)
    assert done.ts == post.ts
    assert "Reply" not in done.words
    assert kept(stage) == [(None, "")]


async def test_without_a_name_nobody_sees_who_asks(stage: Stage) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await anna.types("/standard hvad er hovedstaden i Peru")
    await anna.presses("Spørg et menneske")
    await anna.submits({"ask.text": "Må jeg have min hund med?", "ask.how": ["ask.without_name"]})
    await anna.form("Dit spørgsmål er sendt.")
    post = await sofie.sees("A colleague asks, without a name:", channel=OWNERS)
    assert "U0ANNA" not in str(post.raw)
    await sofie.presses("Reply", channel=OWNERS)
    await sofie.submits({"reply.text": "Kun førerhunde."})
    await anna.sees("Kun førerhunde.", channel="dm")
    assert "U0ANNA" not in str((await sofie.sees("Answered by", channel=OWNERS)).raw)


async def test_question_stays_in_the_form_when_the_owners_are_out_of_reach(stage: Stage) -> None:
    ben, sofie = stage.slack.person("ben"), stage.slack.person("sofie")
    await _opens_form(stage.slack)
    await stage.slack.fault("chat.postMessage", "error", error="service_unavailable", times=1)
    await ben.submits({"ask.text": "May I bring my dog?"})
    form = await ben.form("I could not reach those who look after the standards.")
    assert form.values["ask.text"]["ask.text"]["value"] == "May I bring my dog?"
    assert kept(stage) == []
    await ben.submits()
    await ben.form("Your question is on its way.")
    await sofie.sees("May I bring my dog?", channel=OWNERS)


@OVER_SOCKET
@pytest.mark.parametrize("closed", [{"bot": False}, {"archived": True}])
async def test_who_cannot_be_reached_for_long_is_no_invitation_to_try_again(
    stage: Stage, closed: dict[str, bool]
) -> None:
    ben = stage.slack.person("ben")
    await _opens_form(stage.slack)
    await stage.slack.change(channel=OWNERS, **closed)
    await ben.submits({"ask.text": "May I bring my dog?"})
    form = await ben.form("Please tell your Takt admin. Your words are still here.")
    assert form.values["ask.text"]["ask.text"]["value"] == "May I bring my dog?"


@OVER_SOCKET
@pytest.mark.parametrize(
    ("person", "words", "button", "label"),
    [
        ("ben", "can I talk to a person?", "Ask a person", "goes to those who look after the standards"),
        ("anna", "Spørg et menneske", "Spørg et menneske", "går til dem, der har ansvaret for standarderne"),
    ],
)
async def test_person_can_be_asked_for_in_words(
    slack: Workspace, person: str, words: str, button: str, label: str
) -> None:
    someone = slack.person(person)
    await someone.dm(words)
    await someone.presses(button, channel="dm")
    form = await someone.form(label)
    assert form.values["ask.text"]["ask.text"]["value"] is None
    await someone.submits({"ask.text": "Må jeg have min hund med?"})
    await slack.person("sofie").sees("Må jeg have min hund med?", channel=OWNERS)


@OVER_SOCKET
async def test_spaces_are_no_question_and_no_reply(slack: Workspace) -> None:
    ben, sofie = slack.person("ben"), slack.person("sofie")
    await _opens_form(slack)
    await ben.submits({"ask.text": " \n "})
    await ben.form("Please write a few words first.")
    await ben.submits({"ask.text": "May I bring my dog?"})
    await sofie.presses("Reply", channel=OWNERS)
    await sofie.submits({"reply.text": "   "})
    await sofie.form("Skriv et par ord først.")
    await sofie.submits({"reply.text": "Only guide dogs."})
    await ben.sees("Only guide dogs.", channel="dm")
    assert len(await sofie.messages(OWNERS)) == 1


@OVER_SOCKET
async def test_form_of_the_reply_opens_before_the_question_is_read(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await _asks(slack)
    await slack.fault("views.open", "slow", seconds=1)
    press = asyncio.ensure_future(sofie.presses("Reply", channel=OWNERS))
    await sofie.form("Et øjeblik …")
    await press
    await sofie.form("Spørgsmålet:")


@OVER_SOCKET
async def test_form_of_the_reply_says_that_the_database_is_away(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await _asks(stage.slack)
    async with database_away(stage):
        await sofie.presses("Reply", channel=OWNERS)
        await sofie.form("Takt kan ikke gemme noget lige nu.")


@OVER_SOCKET
async def test_reply_to_who_has_left_says_so(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await _asks(slack)
    await sofie.presses("Reply", channel=OWNERS)
    await sofie.form("Spørgsmålet:")
    await slack.change(user="ben", deleted=True)
    await sofie.submits({"reply.text": "Only guide dogs."})
    await sofie.form("den, der spurgte, her ikke længere")


@OVER_SOCKET
async def test_question_stays_in_the_form_while_the_database_is_away(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    await _opens_form(stage.slack)
    async with database_away(stage):
        await ben.submits({"ask.text": "May I bring my dog?"})
    assert (await ben.form()).values["ask.text"]["ask.text"]["value"] == "May I bring my dog?"
    await ben.submits()
    await ben.form("Your question is on its way.")


@OVER_SOCKET
async def test_repeated_submission_posts_once(stage: Stage) -> None:
    ben, sofie = stage.slack.person("ben"), stage.slack.person("sofie")
    await _opens_form(stage.slack)
    await ben.submits({"ask.text": "May I bring my dog?"})
    await repeat_last(stage, "view_submission")
    posts = [seen for seen in await sofie.messages(OWNERS) if "May I bring my dog?" in seen.words]
    assert len(posts) == 1


@OVER_SOCKET
async def test_reply_stays_in_the_form_when_the_asker_is_out_of_reach(stage: Stage) -> None:
    ben, sofie = stage.slack.person("ben"), stage.slack.person("sofie")
    await _asks(stage.slack)
    await sofie.presses("Reply", channel=OWNERS)
    await stage.slack.fault("chat.postMessage", "error", error="internal_error", times=1)
    await sofie.submits({"reply.text": "Only guide dogs."})
    assert (await sofie.form()).errors
    await sofie.submits()
    await ben.sees("Only guide dogs.", channel="dm")


@OVER_SOCKET
async def test_second_owner_hears_that_the_reply_is_given(slack: Workspace) -> None:
    anna, ben, sofie = slack.person("anna"), slack.person("ben"), slack.person("sofie")
    await _asks(slack)
    await anna.presses("Reply", channel=OWNERS)
    await sofie.presses("Reply", channel=OWNERS)
    await sofie.submits({"reply.text": "Only guide dogs."})
    await ben.sees("Only guide dogs.", channel="dm")
    await anna.submits({"reply.text": "No dogs."})
    await anna.form("Nogen har allerede svaret")
    await ben.does_not_see("No dogs.")


@OVER_SOCKET
async def test_person_is_asked_from_a_window_over_home_too(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.opens_home()
    await ben.picks("what is the capital of Peru", "standard.search")
    await ben.form("There is no standard on")
    await ben.presses("Ask a person")
    await ben.form("goes to those who look after the standards")
    assert len(await ben.forms()) == 2
    await ben.submits()
    await ben.form("Your question is on its way.")


@OVER_SOCKET
async def test_words_of_the_asker_never_come_alive(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await _asks(slack, "<!channel> <@U0ANNA> *bold* call 12345678")
    post = await sofie.sees("asks:", channel=OWNERS)
    assert "<!channel>" not in post.text
    assert "call 12345678" in post.words  # what a person chooses to send is sent


@OVER_SOCKET
async def test_owners_get_the_words_and_the_whole_database_holds_none_that_points_to_a_person(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    secrets = ("ben@example.com", "010190-1234", "12345678")
    await _asks(stage.slack, f"May <@U0ANNA> call {secrets[2]}, or write to {secrets[0]} ({secrets[1]})?")
    post = await sofie.sees("asks:", channel=OWNERS)
    assert all(secret in post.words for secret in secrets)
    files = [file.read_bytes() for file in stage.database.parent.glob(f"{stage.database.name}*")]
    assert b"[CPR]" in b"".join(files)
    assert not [secret for secret in (*secrets, "<@U0ANNA>") for file in files if secret.encode() in file]
    await sofie.presses("Reply", channel=OWNERS)
    await sofie.form("May [mention] call [number], or write to [e-mail] ([CPR])?")


async def _opens_form(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard what is the capital of Peru")
    await ben.presses("Ask a person")
    await ben.form("goes to those who look after the standards")


async def _asks(slack: Workspace, question: str = "May I bring my dog?") -> None:
    ben = slack.person("ben")
    await _opens_form(slack)
    await ben.submits({"ask.text": question})
    await ben.form("Your question is on its way.")
