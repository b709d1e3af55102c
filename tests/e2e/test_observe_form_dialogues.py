"""The form of `/observe`: opened, filled in, corrected, closed half-way, and sent while the database is away."""

import time
from collections.abc import Mapping
from copy import deepcopy

import pytest

from playground.client import Actor, Workspace
from playground.wire import Envelope
from tests.e2e.conftest import Stage
from tests.e2e.trouble import database_away, repeat_last

HOUR = 3600


async def fill(sofie: Actor, changes: Mapping[str, object] | None = None) -> dict[str, object]:
    """Sofie picks Anna, types until Greeting is offered, picks it, and sends the form."""
    await sofie.form("Hvem handler det om?")
    await sofie.suggests("observe.standard", "hils")
    answer = {
        "observe.subject": "anna",
        "observe.standard": "greeting",
        "observe.level": "met",
        "observe.note": "Varm velkomst",
    }
    return await sofie.submits(answer | dict(changes or {}))


async def test_form_without_words_saves_and_confirms(slack: Workspace) -> None:
    anna, ben, sofie = slack.person("anna"), slack.person("ben"), slack.person("sofie")
    await sofie.types("/observe")
    assert (await sofie.form("Hvem handler det om?")).title == "Notér en observation"
    assert (await fill(sofie, {"observe.place": "Indgangen"}))["response_action"] is None
    await sofie.sees("Gemt. <@U0ANNA> får besked nu.", channel="dm")
    told = await anna.sees("Varm velkomst", channel="dm")
    assert "Indgangen" in told.words
    await ben.does_not_see("Varm velkomst")


async def test_form_is_english_for_an_english_supervisor(slack: Workspace) -> None:
    ben = slack.person("ben")
    await slack.change(user="ben", supervisor=True)
    await ben.types("/observe")
    form = await ben.form("How did it go?")
    assert form.title == "Log an observation"
    assert "Met, and worth sharing with the team" in form.words


async def test_missing_parts_are_named_and_the_rest_is_filled_in(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe @anna hilsen")
    form = await sofie.form("Der mangler stadig: niveau.")
    await sofie.submits({"observe.level": "example"})
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == ["U0ANNA"]
    assert "Forbilledligt" in (await sofie.sees("Gemt.", channel="dm")).words


@pytest.mark.parametrize(
    ("name", "line", "hint"),
    [
        ("sofie", "/observe anna", "Skriv @ foran en kollegas navn, for eksempel `@anna`."),
        ("ben", "/observe anna +", "A colleague’s name begins with @, such as `@anna`."),
    ],
)
async def test_a_name_without_its_sign_gets_a_hint(slack: Workspace, name: str, line: str, hint: str) -> None:
    person = slack.person(name)
    await slack.change(user=name, supervisor=True)
    await person.types(line)
    await person.form(hint)


@pytest.mark.parametrize(
    ("name", "typed", "title"),
    [("sofie", "hils", "Hilsen"), ("sofie", "kigger", "At henvende sig til kunden"), ("ben", "gree", "Greeting")],
)
async def test_type_ahead_offers_standards_in_the_persons_language(
    slack: Workspace, name: str, typed: str, title: str
) -> None:
    person = slack.person(name)
    await slack.change(user=name, supervisor=True)
    await person.types("/observe")
    assert (await person.suggests("observe.standard", typed))[0] == title


async def test_type_ahead_offers_standards_before_the_first_letter_and_none_for_nonsense(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe")
    assert len(await sofie.suggests("observe.standard", "")) == 30
    assert await sofie.suggests("observe.standard", "qqqqqq") == []


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"observe.subject": "sofie"}, "observe.subject", "Du kan ikke notere en observation om dig selv."),
        ({"observe.subject": "kalender"}, "observe.subject", "Det er en app, ikke en kollega."),
        ({"observe.subject": "mikkel"}, "observe.subject", "Personen er ikke længere i jeres workspace."),
        ({"observe.subject": "gaest"}, "observe.subject", "Personen hører til et andet workspace."),
        ({"observe.seen_at": int(time.time()) + HOUR}, "observe.seen_at", "Det tidspunkt ligger i fremtiden."),
        ({"observe.seen_at": int(time.time()) - 900 * HOUR}, "observe.seen_at", "Det er mere end 30 dage siden."),
    ],
)
async def test_wrong_field_keeps_the_form_open_with_everything_in_it(
    slack: Workspace, changes: dict[str, object], field: str, sentence: str
) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe")
    answer = await fill(sofie, changes)
    assert answer["response_action"] == "errors"
    form = await sofie.form(sentence)
    assert list(form.errors) == [field]
    assert form.values["observe.note"]["observe.note"]["value"] == "Varm velkomst"


async def test_form_stays_open_while_the_database_is_away_and_saves_afterwards(stage: Stage) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await sofie.types("/observe")
    async with database_away(stage):
        assert (await fill(sofie))["response_action"] == "errors"
        form = await sofie.form("Takt kan ikke gemme noget lige nu.")
    assert form.values["observe.note"]["observe.note"]["value"] == "Varm velkomst"
    assert (await sofie.submits())["response_action"] is None
    await anna.sees("Varm velkomst", channel="dm")


async def test_form_closed_half_way_saves_nothing(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen")
    await sofie.closes()
    assert await sofie.forms() == []
    await anna.types("/observe mine")
    await anna.sees("Der er ikke noteret noget om dig")


async def test_form_sent_twice_is_one_observation(stage: Stage) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await sofie.types("/observe")
    await fill(sofie, {"observe.note": "Én gang"})
    await anna.sees("Én gang", channel="dm")
    assert (await repeat_last(stage, "view_submission")).ok
    await anna.types("/observe mine", channel="dm")
    assert (await anna.sees("Noteret om dig", channel="dm")).text.count("Én gang") == 1


async def test_form_sent_twice_is_confirmed_once_also_by_who_words_it_otherwise(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe")
    await fill(sofie, {"observe.note": "Én gang"})
    await sofie.sees("Gemt.", channel="dm")
    await stage.slack.change(user="sofie", locale="en-GB")
    stage.takt.services.people.forget_everything()
    assert (await repeat_last(stage, "view_submission")).ok
    await sofie.types("/observe help", channel="dm")
    await sofie.sees("log what you saw", channel="dm")
    await sofie.does_not_see("Saved.", channel="dm")


async def test_form_that_is_changed_after_it_was_saved_says_what_was_saved(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe")
    await fill(sofie)
    await sofie.sees("Gemt.", channel="dm")
    entries = stage.playground.slack.traffic.entries()
    body = deepcopy(next(one["body"] for one in reversed(entries) if one["method"] == "view_submission"))
    body["view"]["state"]["values"]["observe.note"]["observe.note"]["value"] = "Varm velkomst og et smil"
    ack = await stage.playground.slack.send(Envelope("interactive", body))
    assert ack.body["response_action"] == "errors"
    assert "allerede gemt sådan her: Hilsen · Opfyldt · Varm velkomst." in ack.body["errors"]["observe.note"]
    body["view"]["state"]["values"]["observe.level"]["observe.level"]["selected_option"]["value"] = "not-seen"
    ack = await stage.playground.slack.send(Envelope("interactive", body))
    assert "allerede gemt" in ack.body["errors"]["observe.level"]


async def test_links_and_calls_in_the_forms_note_are_dead(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe")
    await fill(sofie, {"observe.note": "<!channel> <https://evil.dk|klik>"})
    told = await anna.sees("har noteret noget", channel="dm")
    assert "&lt;!channel&gt; &lt;https://evil.dk|klik&gt;" in told.text
    assert "<!channel>" not in told.text


async def test_note_may_be_left_empty(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe")
    await fill(sofie, {"observe.note": ""})
    told = await anna.sees("har noteret noget", channel="dm")
    assert "rich_text" not in [block["type"] for block in told.blocks]


async def test_button_of_the_help_opens_the_form(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe hjælp")
    await sofie.presses("Notér en observation")
    await fill(sofie)
    await anna.sees("Varm velkomst", channel="dm")


async def test_form_is_confirmed_where_it_was_opened_and_by_direct_message(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/observe @anna hilsen")
    await sofie.form("Notér en observation")
    await sofie.submits({"observe.level": "met"})
    await sofie.sees("Gemt.", channel="butikken")
    await sofie.sees("Gemt.", channel="dm")
    await slack.person("ben").does_not_see("Gemt.")


@pytest.mark.parametrize(
    ("locale", "asks", "field", "hints"),
    [
        ("da-DK", "Hvem handler det om?", "Hvad så du?", ["Situation: ", "Adfærd: ", "Virkning: "]),
        ("en-GB", "Who is it about?", "What did you see?", ["Situation: ", "Behaviour: ", "Impact: "]),
    ],
)
async def test_note_asks_for_situation_behaviour_and_impact(
    slack: Workspace, locale: str, asks: str, field: str, hints: list[str]
) -> None:
    await slack.change(user="sofie", locale=locale)
    sofie = slack.person("sofie")
    await sofie.types("/observe")
    form = await sofie.form(asks)
    [note] = [block for block in form.blocks if block["block_id"] == "observe.note"]
    assert note["label"]["text"] == field
    assert [hint for hint in hints if hint not in note["hint"]["text"]] == []
