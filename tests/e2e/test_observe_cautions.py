"""Takt asks back about words that judge a person or are private, in one line and in the form, and never forbids."""

import contextlib
import sqlite3

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import database_away, repeat_last

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)  # variants need only one way to travel


async def english(slack: Workspace) -> None:
    """Ben, who is British, supervises too."""
    await slack.change(user="ben", supervisor=True)


async def test_line_with_a_trait_is_asked_back_about_and_logged_all_the_same(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Anna var doven og så ikke op")
    asked = await sofie.sees("»doven«: Det er det, du synes om personen")
    assert asked.private
    assert "Hvad så eller hørte du?" in asked.words
    assert "Anna var doven og så ikke op" in asked.words
    await anna.does_not_see("doven")
    await sofie.presses("Notér alligevel")
    await sofie.sees("Gemt. <@U0ANNA> får besked nu.")
    await anna.sees("Anna var doven og så ikke op", channel="dm")
    await sofie.types("/observe")
    assert "kladde" not in (await sofie.form("Hvem handler det om?")).words


async def test_words_are_changed_in_the_form_and_logged_once(stage: Stage) -> None:
    slack = stage.slack
    await english(slack)
    anna, ben = slack.person("anna"), slack.person("ben")
    await ben.types("/observe @anna greeting not yet Anna was rude")
    await ben.sees("“rude”: that is what you think of the person, not what the person did.")
    await ben.presses("Change the words")
    form = await ben.form("What did you see?")
    assert form.values["observe.note"]["observe.note"]["value"] == "Anna was rude"
    assert (await ben.submits({"observe.note": "Anna did not look up"}))["response_action"] is None
    await anna.sees("Anna did not look up", channel="dm")
    await ben.presses("Log it all the same", channel="butikken")
    await anna.types("/observe mine", channel="dm")
    listed = await anna.sees("Noteret om dig", channel="dm")
    assert "Anna did not look up" in listed.words
    assert "rude" not in listed.words


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("Hun er gravid", "»gravid«: Helbred er en privat sag"),
        ("Fordi han er muslim", "»muslim«: Religion er en privat sag"),
        ("Talte om fagforeningen", "»fagforeningen«: Fagforeningsforhold er en privat sag"),
        ("Efter sin skilsmisse", "»skilsmisse«: Familieliv er en privat sag"),
        ("Uhøflig over for gæsten", "»Uhøflig«: Det er det, du synes om personen"),
    ],
)
@OVER_SOCKET
async def test_private_matters_are_named_in_danish(slack: Workspace, note: str, sentence: str) -> None:
    sofie = slack.person("sofie")
    await sofie.types(f"/observe @anna hilsen - {note}")
    await sofie.sees(sentence)
    await slack.person("anna").does_not_see(note)


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("She is pregnant", "“pregnant”: health is private"),
        ("He is a Muslim", "“Muslim”: religion is private"),
        ("Talked about the union", "“union”: union matters are private"),
        ("Since her divorce", "“divorce”: family life is private"),
        ("A lazy day", "“lazy”: that is what you think of the person"),
    ],
)
@OVER_SOCKET
async def test_private_matters_are_named_in_english(slack: Workspace, note: str, sentence: str) -> None:
    await english(slack)
    ben = slack.person("ben")
    await ben.types(f"/observe @anna greeting - {note}")
    await ben.sees(sentence)


@OVER_SOCKET
async def test_line_that_was_asked_back_about_is_logged_once_however_often_it_is_pressed(stage: Stage) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - doven")
    await sofie.presses("Notér alligevel")
    await sofie.sees("Gemt.")
    await repeat_last(stage, "block_actions")
    await anna.types("/observe mine", channel="dm")
    assert (await anna.sees("Noteret om dig", channel="dm")).text.count("doven") == 1


@OVER_SOCKET
async def test_line_whose_question_is_gone_comes_back_with_the_form(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Anna var doven")
    await sofie.types("/observe")
    form = await sofie.form("Det her er din kladde fra kl.")
    assert form.values["observe.note"]["observe.note"]["value"] == "Anna var doven"
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == ["U0ANNA"]


@OVER_SOCKET
async def test_line_stays_in_sight_while_the_database_is_away(stage: Stage) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    async with database_away(stage):
        await sofie.types("/observe @anna hilsen - doven")
        await sofie.sees("»doven«")
        await sofie.presses("Notér alligevel")
        await sofie.sees("Takt kan ikke gemme noget lige nu.")
    await sofie.presses("Notér alligevel")
    await anna.sees("doven", channel="dm")


async def test_staff_are_not_asked_back_but_refused(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/observe @anna greeting - lazy")
    await ben.sees("Only supervisors and admins")
    await ben.does_not_see("that is what you think")


async def test_form_asks_back_once_keeps_everything_and_saves_all_the_same(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen")
    await sofie.form("Hvem handler det om?")
    filled = {"observe.level": "not-yet", "observe.note": "Anna var doven", "observe.place": "Indgangen"}
    assert (await sofie.submits(filled))["response_action"] == "update"
    form = await sofie.form("»doven«: Det er det, du synes om personen")
    assert form.raw["submit"]["text"] == "Notér alligevel"
    assert form.values["observe.note"]["observe.note"]["value"] == "Anna var doven"
    assert form.values["observe.place"]["observe.place"]["value"] == "Indgangen"
    await anna.does_not_see("doven")
    assert (await sofie.submits())["response_action"] is None
    await anna.sees("Anna var doven", channel="dm")


async def test_form_asks_back_again_only_about_a_further_word(slack: Workspace) -> None:
    await english(slack)
    anna, ben = slack.person("anna"), slack.person("ben")
    await ben.types("/observe @anna greeting")
    await ben.form("Who is it about?")
    await ben.submits({"observe.level": "not-yet", "observe.note": "Anna was lazy"})
    await ben.submits({"observe.note": "Anna was lazy and stupid"})
    form = await ben.form("“stupid”: that is what you think of the person")
    assert "“lazy”" not in form.words
    assert (await ben.submits({"observe.note": "Anna did not look up"}))["response_action"] is None
    await anna.sees("Anna did not look up", channel="dm")


async def test_a_correction_is_asked_back_about_and_sent_all_the_same(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Så ikke op")
    await sofie.sees("Gemt. <@U0ANNA> får besked nu.")
    await sofie.presses("Ret", channel="butikken")
    await sofie.form("Hvad så du?")
    changed = {"observe.level": "met", "observe.note": "Anna var doven"}
    assert (await sofie.submits(changed))["response_action"] == "update"
    asked = await sofie.form("»doven«: Det er det, du synes om personen")
    assert asked.values["observe.note"]["observe.note"]["value"] == "Anna var doven"
    await anna.does_not_see("doven")
    assert (await sofie.submits(changed | {"observe.note": "Anna var doven og gravid"}))["response_action"] == "update"
    again = await sofie.form("»gravid«: Helbred er en privat sag")
    assert "»doven«" not in again.words
    assert (await sofie.submits(changed | {"observe.note": "Anna var doven og gravid"}))["response_action"] is None
    told = await anna.sees("<@U0SOFIE> har rettet det, der er noteret om dig.", channel="dm")
    assert "*Hilsen* · *Opfyldt*" in told.words


async def test_a_decision_that_corrects_is_asked_back_about(slack: Workspace) -> None:
    await slack.change(user="ben", is_admin=True)
    anna, ben, sofie = slack.person("anna"), slack.person("ben"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Så ikke op")
    await anna.sees("Så ikke op", channel="dm")
    await anna.presses("Gør indsigelse", channel="dm")
    await anna.submits({"step.words": "Jeg talte med en gæst"})
    await ben.sees("contests what <@U0SOFIE> wrote", channel="dm")
    await ben.presses("step.amend", channel="dm")
    words = {"observe.note": "She was rude", "step.words": "You are both right"}
    assert (await ben.submits(words))["response_action"] == "update"
    await ben.form("“rude”: that is what you think of the person")
    assert (await ben.submits(words | {"observe.note": "She did not look up"}))["response_action"] is None
    await anna.sees("She did not look up", channel="dm")


@OVER_SOCKET
async def test_line_that_is_logged_all_the_same_is_of_when_it_was_typed(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - doven")
    await sofie.presses("Notér alligevel")
    await sofie.sees("Gemt.")
    with contextlib.closing(sqlite3.connect(stage.database)) as database:
        [(seen_at, recorded_at)] = database.execute("SELECT seen_at, recorded_at FROM observation").fetchall()
    assert seen_at < recorded_at
