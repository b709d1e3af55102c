"""What can go wrong with an observation: each is answered, stored or refused, and nothing typed is lost."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from bot.library import Library, open_library
from bot.settings import DEFAULT_CONTENT
from playground.client import Workspace
from tests.e2e.conftest import Stage

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)
LOCALES = pytest.mark.parametrize("locale", ["da-DK", "en-GB"])
TITLE = {"da-DK": "Notér en observation", "en-GB": "Log an observation"}
ZALGO = ("z̷̢͔̓a̴l̶g̵o̷" * 40)[:300]


@pytest.fixture
def library() -> Library:
    """A library of its own for each dialogue: some retire standards."""
    return open_library(DEFAULT_CONTENT)


def stored(stage: Stage) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(stage.database)) as database:
        return database.execute("SELECT subject, note FROM observation ORDER BY id").fetchall()


def retire(stage: Stage, standard: str) -> None:
    """The standard is no longer in force from now on."""
    live = stage.takt.services.catalogue
    retired = live.current.everything[standard].model_copy(update={"retired": True})
    live.replace(replace(live.current, everything={**live.current.everything, standard: retired}))


async def speaks(slack: Workspace, locale: str) -> None:
    await slack.change(user="sofie", locale=locale)


@pytest.mark.parametrize(
    ("locale", "who", "sentence"),
    [
        ("en-GB", "sofie", "You cannot log an observation about yourself."),
        ("en-GB", "kalender", "That is an app, not a colleague."),
        ("en-GB", "mikkel", "This person has left the workspace."),
        ("en-GB", "gaest", "This person belongs to another workspace."),
        ("da-DK", "sofie", "Du kan ikke notere en observation om dig selv."),
        ("da-DK", "kalender", "Det er en app, ikke en kollega."),
        ("da-DK", "mikkel", "Personen er ikke længere i jeres workspace."),
        ("da-DK", "gaest", "Personen hører til et andet workspace."),
    ],
)
@OVER_SOCKET
async def test_wrong_person_in_a_line_and_in_the_form(stage: Stage, locale: str, who: str, sentence: str) -> None:
    sofie = stage.slack.person("sofie")
    await speaks(stage.slack, locale)
    await sofie.types(f"/observe @{who} greeting met Hello there")
    assert f"/observe @{who} greeting met Hello there" in (await sofie.sees(sentence)).words
    await sofie.types("/observe")
    await sofie.form(TITLE[locale])
    filled = {"observe.standard": "greeting", "observe.level": "met", "observe.note": "Hello there"}
    await sofie.submits(filled | {"observe.subject": who})
    form = await sofie.form(sentence)
    assert form.values["observe.note"]["observe.note"]["value"] == "Hello there"
    assert stored(stage) == []


@LOCALES
@OVER_SOCKET
async def test_of_two_people_with_like_names_nobody_is_guessed(stage: Stage, locale: str) -> None:
    sofie = stage.slack.person("sofie")
    await speaks(stage.slack, locale)
    await stage.slack.change(user="U0BEN", name="Anna")
    await sofie.types("/observe anna greeting met Hello there")
    form = await sofie.form("anna")
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == []
    assert stored(stage) == []
    await sofie.submits({"observe.subject": "U0BEN"})
    assert stored(stage) == [("U0BEN", "Hello there")]
    await stage.slack.person("U0ANNA").does_not_see("Hello there", channel="dm")


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [("da-DK", "Standarden gælder ikke længere."), ("en-GB", "This standard is no longer in force.")],
)
@OVER_SOCKET
async def test_standard_that_is_retired_while_the_form_is_open(stage: Stage, locale: str, sentence: str) -> None:
    sofie = stage.slack.person("sofie")
    await speaks(stage.slack, locale)
    await sofie.types("/observe @anna greeting")
    await sofie.form(TITLE[locale])
    retire(stage, "greeting")
    await sofie.submits({"observe.level": "met", "observe.note": "Hello there"})
    form = await sofie.form(sentence)
    assert list(form.errors) == ["observe.standard"]
    assert form.values["observe.note"]["observe.note"]["value"] == "Hello there"
    assert stored(stage) == []


@pytest.mark.parametrize(
    ("locale", "typed", "sentence"),
    [
        ("da-DK", "hilsen", "»hilsen« gælder ikke længere: Vælg en anden standard herunder."),
        ("en-GB", "greeting", "“greeting” is no longer in force: choose another standard below."),
    ],
)
@OVER_SOCKET
async def test_standard_that_was_retired_yesterday_is_named_in_a_line(
    stage: Stage, locale: str, typed: str, sentence: str
) -> None:
    sofie = stage.slack.person("sofie")
    await speaks(stage.slack, locale)
    retire(stage, "greeting")
    await sofie.types(f"/observe @anna {typed} met Hello there")
    form = await sofie.form(sentence)
    assert "Hello there" in form.values["observe.note"]["observe.note"]["value"]
    assert form.values["observe.level"]["observe.level"]["selected_option"]["value"] == "met"


@OVER_SOCKET
async def test_button_of_an_old_card_says_that_its_standard_is_retired(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/standard hilsen")
    await sofie.sees("Notér en observation")
    retire(stage, "greeting")
    await sofie.presses("observe.open_form")
    form = await sofie.form("Standarden gælder ikke længere. Vælg en anden.")
    assert form.values["observe.standard"]["observe.standard"]["selected_option"] is None


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [("da-DK", "Det er kun for ledere og administratorer."), ("en-GB", "Only supervisors and admins can do this.")],
)
async def test_supervisor_who_left_the_group_while_the_form_was_open(stage: Stage, locale: str, sentence: str) -> None:
    sofie = stage.slack.person("sofie")
    await speaks(stage.slack, locale)
    await sofie.types("/observe @anna greeting")
    await sofie.form(TITLE[locale])
    await stage.slack.change(user="sofie", supervisor=False)
    answer = await sofie.submits({"observe.level": "met", "observe.note": "Hello there"})
    assert answer["response_action"] == "errors"
    form = await sofie.form(sentence)
    assert form.values["observe.note"]["observe.note"]["value"] == "Hello there"
    assert stored(stage) == []
    await stage.slack.person("anna").does_not_see("Hello there")


@pytest.mark.parametrize(
    "note",
    [
        "=HYPERLINK(1;2)",
        '+cmd|" /C calc"!A0',
        "<b>hej</b> <script>alert(1)</script> &amp; &lt;",
        "😀 👩‍👩‍👧 🇩🇰",
        "שלום \u202eabc\u202c العربية",
        ZALGO,
    ],
)
@LOCALES
@OVER_SOCKET
async def test_strange_note_is_stored_word_for_word_and_never_alive(stage: Stage, locale: str, note: str) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await speaks(stage.slack, locale)
    await sofie.types(f"/observe @anna greeting met {note}")
    await sofie.sees("Gemt." if locale == "da-DK" else "Saved.")
    told = await anna.sees("har noteret noget", channel="dm")
    assert "<script>" not in told.text
    assert "\u202e" not in told.text
    await sofie.types("/observe")
    await sofie.form(TITLE[locale])
    filled = {"observe.subject": "anna", "observe.standard": "greeting", "observe.level": "met", "observe.note": note}
    assert (await sofie.submits(filled))["response_action"] is None
    assert stored(stage) == [("U0ANNA", note)] * 2


@OVER_SOCKET
async def test_note_of_more_than_300_signs_of_zalgo_is_refused_and_comes_back(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types(f"/observe @anna hilsen opfyldt {ZALGO}{ZALGO}")
    await sofie.form("Din note er på 600 tegn, og der er plads til 300.")
    assert ZALGO * 2 in (await sofie.sees("Din note er på 600 tegn")).words
    assert stored(stage) == []
