"""Was this helpful? Once per answer, without the voter, wherever the answer stands."""

import json
import sqlite3
from contextlib import closing

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import database_away, repeat_last

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)  # variants need only one way to travel


def votes(stage: Stage) -> list[tuple[str, int | None]]:
    """What is stored: texts and votes, oldest first."""
    with closing(sqlite3.connect(stage.database)) as database:
        return database.execute("SELECT text, helpful FROM question ORDER BY id").fetchall()


def read(stage: Stage) -> list[str | None]:
    """Which standards the questions led to, oldest first."""
    with closing(sqlite3.connect(stage.database)) as database:
        return [standard for (standard,) in database.execute("SELECT standard FROM question ORDER BY id")]


@pytest.mark.parametrize(
    ("person", "thumb", "thanks"),
    [
        ("ben", "👍", "Thank you, good to know."),
        ("anna", "👍", "Tak, det er rart at vide."),
        ("ben", "👎", "Thank you for saying so."),
        ("anna", "👎", "Tak, fordi du siger det."),
    ],
)
async def test_vote_takes_the_place_of_its_buttons_and_is_stored(
    stage: Stage, person: str, thumb: str, thanks: str
) -> None:
    someone = stage.slack.person(person)
    await someone.types("/standard hilsen")
    await someone.presses(thumb)
    voted = await someone.sees(thanks)
    assert voted.private
    assert "👍" not in voted.words
    assert "10" in voted.words  # the card is still there
    assert votes(stage) == [("hilsen", thumb == "👍")]


@OVER_SOCKET
async def test_answer_that_did_not_help_offers_a_person_and_the_areas(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard greeting")
    await ben.presses("👎")
    assert "Ask a person" in (await ben.sees("Thank you for saying so.")).words
    await ben.presses("Browse by area")
    await ben.sees("Pick an area")


async def test_vote_that_comes_twice_counts_once_and_shows_the_same(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    await ben.says("@takt greeting")
    await ben.sees("greeted out loud", channel="butikken")
    await ben.presses("👎", channel="butikken")
    await repeat_last(stage, "block_actions")
    assert "Ask a person" in (await ben.sees("Thank you for saying so.", channel="butikken")).words
    await ben.does_not_see("Somebody has already said", channel="butikken")
    assert votes(stage) == [("greeting", False)]


async def test_vote_on_a_mention_keeps_the_answer_as_it_was(slack: Workspace) -> None:
    anna, ben = slack.person("anna"), slack.person("ben")
    await anna.says("@takt hvor tæt må jeg stå på kunden?")
    await ben.sees("en meters afstand", channel="butikken")
    await ben.presses("👍", channel="butikken")
    voted = await anna.sees("Tak, det er rart at vide.", channel="butikken")
    assert "en meters afstand" in voted.words
    assert not voted.private


@OVER_SOCKET
async def test_card_behind_a_suggestion_is_voted_on_for_its_question(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    await ben.types("/standard what about the guest")
    await ben.presses("standard.suggestion.0")
    card = await ben.sees("*Why*")
    buttons = [one for block in card.blocks if block["type"] == "actions" for one in block["elements"]]
    carried = json.loads(next(one["value"] for one in buttons if one["action_id"] == "standard.unhelpful"))
    await ben.presses("👎")
    await ben.sees("Thank you for saying so.")
    assert votes(stage) == [("what about the guest", False)]
    assert read(stage) == [carried["standard"]]


@OVER_SOCKET
async def test_answer_on_home_is_voted_on_in_its_window(stage: Stage) -> None:
    anna = stage.slack.person("anna")
    await anna.opens_home()
    await anna.picks("hilsen", "standard.search")
    await anna.form("Hjalp det dig?")
    await anna.presses("👍")
    await anna.form("Tak, det er rart at vide.")
    assert votes(stage) == [("hilsen", True)]


@OVER_SOCKET
async def test_card_that_no_question_led_to_asks_for_no_vote(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/standard list")
    await ben.picks("greeting", "standard.pick")
    assert "Was this helpful?" not in (await ben.sees("greeted out loud")).words


@OVER_SOCKET
async def test_vote_while_the_database_is_away_leaves_the_buttons_for_another_try(stage: Stage) -> None:
    ben = stage.slack.person("ben")
    await ben.types("/standard greeting")
    await ben.sees("greeted out loud")
    async with database_away(stage):
        await ben.presses("👍")
        await ben.sees("Takt cannot save anything right now.")
    await ben.presses("👍")
    await ben.sees("Thank you, good to know.")
    assert votes(stage) == [("greeting", True)]


@OVER_SOCKET
async def test_buttons_speak_to_a_screen_reader(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/standard hilsen")
    card = await anna.sees("mundtlig hilsen")
    labels = [one.get("accessibility_label") for block in card.blocks for one in block.get("elements", [])]
    assert {"Ja, det hjalp", "Nej, det hjalp ikke"} <= set(labels)
