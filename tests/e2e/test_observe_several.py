"""Several people in one form, and what was not seen."""

import sqlite3
from contextlib import closing

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import repeat_last

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)
BOTH = {
    "observe.subject": ["anna", "ben"],
    "observe.standard": "greeting",
    "observe.level": "met",
    "observe.note": "Varm velkomst",
}


def stored(stage: Stage) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(stage.database)) as database:
        return database.execute("SELECT subject, note FROM observation ORDER BY id").fetchall()


async def test_each_of_several_gets_a_row_and_a_message_and_can_be_undone(stage: Stage) -> None:
    anna, ben, sofie = (stage.slack.person(name) for name in ("anna", "ben", "sofie"))
    await sofie.types("/observe")
    await sofie.form("Hvem handler det om?")
    assert (await sofie.submits(BOTH))["response_action"] is None
    saved = await sofie.sees("Gemt, én gang for hver af dem. De får besked nu.", channel="dm")
    assert "<@U0ANNA>" in saved.words
    assert "<@U0BEN>" in saved.words
    assert "<@U0BEN>" not in (await anna.sees("Varm velkomst", channel="dm")).words
    assert "<@U0ANNA>" not in (await ben.sees("Varm velkomst", channel="dm")).words
    assert stored(stage) == [("U0ANNA", "Varm velkomst"), ("U0BEN", "Varm velkomst")]
    await sofie.presses("Fortryd", channel="dm")
    await anna.sees("har trukket observationen om *Hilsen*", channel="dm")
    await ben.does_not_see("has taken back")


@OVER_SOCKET
async def test_form_about_several_that_is_sent_twice_is_one_row_each(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe")
    await sofie.form("Hvem handler det om?")
    await sofie.submits(BOTH)
    assert (await repeat_last(stage, "view_submission")).ok
    assert len(stored(stage)) == 2
    anna = stage.slack.person("anna")
    assert len([seen for seen in await anna.messages("dm") if "har noteret noget" in seen.text]) == 1


@pytest.mark.parametrize(
    ("locale", "wrong", "sentence"),
    [
        ("da-DK", "mikkel", "mikkel: Personen er ikke længere i jeres workspace."),
        ("da-DK", "gaest", "gaest: Personen hører til et andet workspace."),
        ("da-DK", "kalender", "kalender: Det er en app, ikke en kollega."),
        ("da-DK", "sofie", "Du kan ikke notere en observation om dig selv."),
        ("en-GB", "mikkel", "mikkel: This person has left the workspace."),
        ("en-GB", "gaest", "gaest: This person belongs to another workspace."),
        ("en-GB", "kalender", "kalender: That is an app, not a colleague."),
        ("en-GB", "sofie", "You cannot log an observation about yourself."),
    ],
)
@OVER_SOCKET
async def test_one_wrong_person_is_named_and_nobody_is_saved(
    stage: Stage, locale: str, wrong: str, sentence: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe")
    await sofie.form("Log an observation" if locale == "en-GB" else "Notér en observation")
    answer = await sofie.submits(BOTH | {"observe.subject": ["anna", wrong]})
    assert answer["response_action"] == "errors"
    form = await sofie.form(sentence)
    assert list(form.errors) == ["observe.subject"]
    assert form.values["observe.note"]["observe.note"]["value"] == "Varm velkomst"
    assert stored(stage) == []
    await stage.slack.person("anna").does_not_see("Varm velkomst")


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "line", "asks"),
    [
        ("da-DK", "@anna @ben hilsen opfyldt", "Du har nævnt flere kolleger. Fjern dem, du ikke mener."),
        ("da-DK", "hilsen opfyldt @anna og @ben", "Du har nævnt flere kolleger."),
        ("en-GB", "@anna, @ben greeting met", "You named several people. Take out whom you do not mean."),
    ],
)
async def test_line_with_two_people_opens_the_form_with_both(stage: Stage, locale: str, line: str, asks: str) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types(f"/observe {line} Varm velkomst")
    form = await sofie.form(asks)
    assert "ikke sikker" not in form.words, "both are known"
    assert "not sure" not in form.words
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == ["U0ANNA", "U0BEN"]
    await sofie.submits()
    await stage.slack.person("ben").sees("Varm velkomst", channel="dm")
    assert len(stored(stage)) == 2


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        (
            "sofie",
            "@anna hilsen ikke set Ingen kom ind",
            "Ikke set: Intet er noteret om <@U0ANNA>, og ingen får besked.",
        ),
        ("ben", "@anna greeting not seen Nobody came", "Not seen: nothing is recorded about <@U0ANNA>"),
    ],
)
async def test_what_was_not_seen_is_typed_and_not_recorded(stage: Stage, name: str, typed: str, sentence: str) -> None:
    await stage.slack.change(user=name, supervisor=True)
    observer = stage.slack.person(name)
    await observer.types(f"/observe {typed}")
    assert (await observer.sees(sentence)).private
    assert stored(stage) == []
    assert await stage.slack.person("anna").messages("dm") == []


async def test_what_was_not_seen_is_chosen_in_the_form_and_not_recorded(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe")
    form = await sofie.form("Der var ikke anledning til det. Intet bliver noteret om nogen.")
    assert "Opfyldt og værd at dele med teamet" in form.words
    await sofie.submits(BOTH | {"observe.level": "not-seen"})
    answer = await sofie.sees("Ikke set: Intet er noteret om <@U0ANNA>, <@U0BEN>, og ingen får besked.", channel="dm")
    assert "Varm velkomst" in answer.words
    assert stored(stage) == []
    assert await stage.slack.person("anna").messages("dm") == []


async def test_staff_hear_that_they_may_not_even_say_what_they_did_not_see(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/observe @anna greeting not seen")
    await ben.sees("Only supervisors and admins")


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "note", "line"),
    [
        ("da-DK", "Annas hilsen var god, og ben smilede", "»Anna«, »ben«: Alle, du har valgt, læser det samme."),
        ("en-GB", "Both said hello, and Anna smiled", "“Anna”: everybody you have chosen reads the same note."),
    ],
)
async def test_name_in_a_note_that_several_would_read_is_asked_back_about_once(
    stage: Stage, locale: str, note: str, line: str
) -> None:
    await stage.slack.change(user="sofie", locale=locale)
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe")
    await sofie.form("?")
    assert (await sofie.submits(BOTH | {"observe.note": note}))["response_action"] == "update"
    await sofie.form(line)
    assert stored(stage) == []
    assert (await sofie.submits({}))["response_action"] is None
    assert stored(stage) == [("U0ANNA", note), ("U0BEN", note)]


@OVER_SOCKET
async def test_names_are_asked_of_slack_all_at_once_for_the_form_waits(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe")
    await sofie.form("Hvem handler det om?")
    await stage.slack.fault("users.info", "slow", seconds=1, times=None)
    several = BOTH | {"observe.subject": ["anna", "ben", "mikkel", "gaest"], "observe.note": "Anna smilede"}
    assert (await sofie.submits(several))["response_action"] == "update"


@OVER_SOCKET
async def test_name_of_the_only_one_who_reads_the_note_is_fine(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe")
    await sofie.form("Hvem handler det om?")
    only_anna = BOTH | {"observe.subject": ["anna"], "observe.note": "Anna smilede"}
    assert (await sofie.submits(only_anna))["response_action"] is None
    assert stored(stage) == [("U0ANNA", "Anna smilede")]
