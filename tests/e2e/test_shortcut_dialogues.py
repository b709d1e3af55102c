"""The shortcut on a message, Home as supervisors and staff see it, and clicks that come twice."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import repeat_last

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)  # variants need only one way to travel


@pytest.mark.parametrize(
    ("person", "message", "card"),
    [
        ("ben", "How close may I stand to a customer?", "about one metre"),
        ("anna", "hvor tæt må jeg stå på kunden?", "en meters afstand"),
    ],
)
async def test_standard_for_somebody_s_message_is_shown_to_the_curious_alone(
    slack: Workspace, person: str, message: str, card: str
) -> None:
    someone, sofie = slack.person(person), slack.person("sofie")
    await sofie.says(message)
    await someone.uses("find_standard", on=await someone.sees(message))
    assert (await someone.sees(card)).private
    await sofie.does_not_see(card)


@OVER_SOCKET
async def test_words_of_somebody_s_message_are_not_kept(stage: Stage) -> None:
    ben, sofie = stage.slack.person("ben"), stage.slack.person("sofie")
    await sofie.says("How close may I stand to a customer?")
    await ben.uses("find_standard", on=await ben.sees("How close"))
    await ben.presses("👍")
    await ben.sees("Thank you, good to know.")
    with closing(sqlite3.connect(stage.database)) as database:
        stored = database.execute("SELECT surface, text, outcome, helpful FROM question").fetchall()
    assert stored == [("shortcut", "", "match", 1)]


@OVER_SOCKET
async def test_message_without_words_is_answered_kindly(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.says("?!")
    await ben.uses("find_standard", on=await ben.sees("?!"))
    await ben.sees("I need a few words to search by")


@pytest.mark.parametrize(
    ("person", "sentence", "value"),
    [("ben", "Recently changed", "Respect"), ("anna", "Ændret for nylig", "Respekt")],
)
async def test_home_shows_values_and_what_changed_last(
    slack: Workspace, person: str, sentence: str, value: str
) -> None:
    someone = slack.person(person)
    home = await someone.opens_home()
    assert sentence in home.words
    await someone.presses("standard.open.0")
    await someone.form("*")
    await someone.closes()
    await someone.presses(value)
    assert "•" not in (await someone.form(value)).title


@OVER_SOCKET
async def test_supervisor_logs_an_observation_from_home_and_staff_do_not(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    assert "Registrér en observation" not in (await anna.opens_home()).words
    await sofie.opens_home()
    await sofie.presses("observe.open_form")
    assert (await sofie.form()).values


async def test_share_that_is_clicked_twice_is_posted_once(stage: Stage) -> None:
    anna, ben = stage.slack.person("anna"), stage.slack.person("ben")
    await ben.types("/standard greeting")
    await asyncio.gather(ben.presses("Share in channel"), ben.presses("Share in channel"))
    await repeat_last(stage, "block_actions")
    await ben.sees("“Greeting” is in the channel already.")
    shared = [seen for seen in await anna.messages("butikken") if "shared a standard" in seen.words]
    assert len(shared) == 1
