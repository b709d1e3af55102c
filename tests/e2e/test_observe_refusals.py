"""`/observe` with something wrong: one clear sentence that says what to do, and nothing typed is lost."""

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import database_away

REFUSALS = [("anna", "Det er kun for ledere og administratorer."), ("ben", "Only supervisors and admins")]


@pytest.mark.parametrize(("name", "words"), REFUSALS)
@pytest.mark.parametrize("text", ["@sofie greeting met Hi", "recent"])
async def test_staff_are_refused_politely_and_nothing_is_stored(
    slack: Workspace, name: str, words: str, text: str
) -> None:
    person, sofie = slack.person(name), slack.person("sofie")
    await person.types(f"/observe {text}")
    assert (await person.sees(words)).private
    assert await person.forms() == []
    await sofie.types("/observe mine")
    await sofie.sees("Der er ikke noteret noget om dig")


@pytest.mark.parametrize(("name", "words"), REFUSALS)
@pytest.mark.parametrize("text", ["", " @sofie blorf"])
async def test_staff_who_would_need_the_form_are_refused_in_its_place(
    slack: Workspace, name: str, words: str, text: str
) -> None:
    await slack.person(name).types(f"/observe{text}")
    assert (await slack.person(name).form(words)).values == {}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("@sofie hilsen + Mig selv", "Du kan ikke notere en observation om dig selv."),
        ("@kalender hilsen + Robotten", "Det er en app, ikke en kollega."),
        ("@mikkel hilsen + Han er rejst", "Personen er ikke længere i jeres workspace."),
        ("@gaest hilsen + Fra et andet hus", "Personen hører til et andet workspace."),
    ],
)
async def test_wrong_person_is_refused_and_the_words_come_back(slack: Workspace, text: str, sentence: str) -> None:
    sofie = slack.person("sofie")
    await sofie.types(f"/observe {text}")
    answer = await sofie.sees(sentence)
    assert answer.private
    assert f"/observe {text}" in answer.words


async def test_unknown_person_opens_the_form_with_the_rest_filled_in(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe @ingen hilsen opfyldt Varm velkomst")
    form = await sofie.form("Hvem handler det om? Jeg er ikke sikker på »@ingen«.")
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == []
    assert form.values["observe.standard"]["observe.standard"]["selected_option"]["value"] == "greeting"
    assert form.values["observe.level"]["observe.level"]["selected_option"]["value"] == "met"
    assert form.values["observe.note"]["observe.note"]["value"] == "Varm velkomst"


async def test_unknown_standard_opens_the_form_with_the_rest_filled_in(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe @anna xyzzy opfyldt Varm velkomst")
    form = await sofie.form("Jeg kender ingen standard, der hedder »xyzzy«.")
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == ["U0ANNA"]
    assert form.values["observe.level"]["observe.level"]["selected_option"]["value"] == "met"
    assert "Varm velkomst" in form.values["observe.note"]["observe.note"]["value"]


NOT_SURE = [
    ("hilsn opfyldt Varm velkomst", "Mener du standarden herunder med »hilsn«?", "greeting", "met"),
    ("hilsen ikke et smil", "Er niveauet herunder rigtigt? »ikke«", "greeting", "not-yet"),
    ("+ åben og venlig over for gæsten", "Der mangler stadig", None, "met"),
    ("- fine ord uden indhold", "Der mangler stadig", None, "not-yet"),
]


@pytest.mark.parametrize(("text", "question", "standard", "level"), NOT_SURE)
async def test_what_may_be_a_name_or_a_level_is_asked_back_about_and_never_saved(
    slack: Workspace, text: str, question: str, standard: str | None, level: str
) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types(f"/observe @anna {text}")
    form = await sofie.form(question)
    chosen = form.values["observe.standard"]["observe.standard"]["selected_option"]
    assert (chosen and chosen["value"]) == standard
    assert form.values["observe.level"]["observe.level"]["selected_option"]["value"] == level
    assert form.values["observe.note"]["observe.note"]["value"] == text.removeprefix("+ ").removeprefix(
        "- "
    ).removeprefix("hilsen ")
    await anna.types("/observe mine")
    await anna.sees("Der er ikke noteret noget om dig")


async def test_level_that_is_none_opens_the_form_with_the_rest_filled_in(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe @anna hilsen fantastisk Varm velkomst")
    form = await sofie.form("»fantastisk« er ikke et niveau, jeg kender.")
    assert form.values["observe.level"]["observe.level"]["selected_option"] is None
    assert form.values["observe.note"]["observe.note"]["value"] == "fantastisk Varm velkomst"


async def test_note_of_5000_characters_opens_the_form_and_comes_back_whole(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    note = "".join(f"{number:04d} " for number in range(999)) + "slut."
    await sofie.types(f"/observe @anna hilsen opfyldt {note}")
    form = await sofie.form("Din note er på 5000 tegn, og der er plads til 300.")
    assert form.values["observe.note"]["observe.note"]["value"] == note[:300]
    answer = await sofie.sees("Din note er på 5000 tegn")
    boxes = [block["elements"][0]["elements"][0]["text"] for block in answer.blocks if block["type"] == "rich_text"]
    assert "".join(boxes) == f"/observe @anna hilsen opfyldt {note}"


async def test_slow_trigger_gives_the_words_back(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await slack.fault("views.open", "error", error="expired_trigger_id")
    await sofie.types("/observe @anna xyzzy opfyldt Varm velkomst")
    answer = await sofie.sees("Det tog for lang tid for Slack.")
    assert "/observe @anna xyzzy opfyldt Varm velkomst" in answer.words


async def test_database_that_is_away_gives_the_words_back_and_the_second_try_saves(stage: Stage) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    async with database_away(stage):
        await sofie.types("/observe @anna hilsen opfyldt Varm <3 velkomst")
        answer = await sofie.sees("Takt kan ikke gemme noget lige nu.")
    assert "/observe @anna hilsen opfyldt Varm <3 velkomst" in answer.words
    await anna.does_not_see("Varm")
    await sofie.types("/observe @anna hilsen opfyldt Varm <3 velkomst")
    await anna.sees("Varm <3 velkomst", channel="dm")
