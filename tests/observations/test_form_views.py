"""The form that records an observation: what was understood, what is missing, and what it carries along."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue, Level
from bot.i18n import Translator
from bot.observations.draft import Draft, of_line
from bot.observations.understood import Part, Understood
from bot.ports import MemberId
from handlers import ids
from handlers.views import observation_form, step_forms
from handlers.views.carried import Carried, carried_by
from handlers.views.observation_unclear import unclear
from tests.catalogue.packs import greeting, queue, write_pack
from tests.fakes import ANNA, BEN, MONDAY_MORNING
from tests.observations.shown import OBSERVED, READER, catalogue, fields, opened, t

__all__ = ["catalogue", "t"]


def test_form_shows_what_was_understood(catalogue: Catalogue, t: Translator) -> None:
    said = Draft((ANNA, BEN), "greeting", Level.EXAMPLE, "Varm velkomst", "Indgang", MONDAY_MORNING)
    elements = fields(opened(observation_form.form(said, catalogue, "da", t, carried=Carried())))
    assert elements["observe.subject"]["initial_users"] == ["U0ANNA", "U0BEN"]
    assert elements["observe.place"]["initial_value"] == "Indgang"
    assert elements["observe.seen_at"]["initial_date_time"] == int(MONDAY_MORNING.timestamp())
    assert elements["observe.standard"]["initial_option"]["text"]["text"] == "Hilsen"
    assert elements["observe.level"]["initial_option"]["value"] == "example"
    assert elements["observe.note"]["initial_value"] == "Varm velkomst"


def test_form_names_what_is_unclear_and_what_is_missing(catalogue: Catalogue, t: Translator) -> None:
    said = Understood(standard="greeting", unclear={Part.SUBJECT: "@<!channel>"})
    lines = [unclear(said, t)]
    wire = opened(
        observation_form.form(of_line(said, MONDAY_MORNING.date()), catalogue, "da", t, carried=Carried(), lines=lines)
    )
    line = wire["blocks"][0]["text"]["text"]
    assert "»@&lt;!channel&gt;«" in line
    assert "Der mangler stadig: niveau." in line


def test_empty_form_asks_without_complaint(catalogue: Catalogue, t: Translator) -> None:
    wire = opened(observation_form.form(Draft(), catalogue, "da", t, carried=Carried(), lines=[""]))
    assert wire["blocks"][0]["type"] == "input"


def test_form_with_a_note_that_is_too_long_holds_its_beginning_and_says_so(catalogue: Catalogue, t: Translator) -> None:
    said = Understood(subject=ANNA, note="ord " * 1250)
    lines = [unclear(said, t)]
    wire = opened(
        observation_form.form(of_line(said, MONDAY_MORNING.date()), catalogue, "da", t, carried=Carried(), lines=lines)
    )
    assert "5000 tegn" in wire["blocks"][0]["text"]["text"]
    assert len(fields(wire)["observe.note"]["initial_value"]) == 300


def test_retired_standard_is_not_filled_in(tmp_path: Path, t: Translator) -> None:
    catalogue = load(write_pack(tmp_path, greeting(retired=True), queue()))
    draft = Draft(standard="greeting")
    elements = fields(opened(observation_form.form(draft, catalogue, "da", t, carried=Carried())))
    assert "initial_option" not in elements["observe.standard"]


def test_form_offers_three_levels_with_their_sentence_and_not_seen(catalogue: Catalogue, t: Translator) -> None:
    wire = opened(observation_form.form(Draft(), catalogue, "da", t, carried=Carried()))
    options = fields(wire)["observe.level"]["options"]
    assert [option["value"] for option in options] == ["not-yet", "met", "example", "not-seen"]
    assert all(option["description"]["text"] for option in options)


def test_new_turn_gives_every_field_a_new_place_so_that_slack_forgets_what_was_typed(
    catalogue: Catalogue, t: Translator
) -> None:
    first = opened(observation_form.form(Draft(), catalogue, "da", t, carried=Carried("C1")))
    second = opened(observation_form.form(Draft(), catalogue, "da", t, carried=Carried("C1", turn=1)))
    assert not set(fields(first)) & set(fields(second))
    assert carried_by(second) == Carried("C1", turn=1)


def test_what_the_form_carries_is_read_back_whole(catalogue: Catalogue, t: Translator) -> None:
    carried = Carried("C1", "key", "V1", 2, ("doven", "»syg«"))
    wire = opened(observation_form.form(Draft(), catalogue, "da", t, carried=carried))
    assert carried_by(wire) == carried
    assert carried_by({"private_metadata": "C0BUTIK"}) == Carried("C0BUTIK")
    assert carried_by(None) == Carried()


@pytest.mark.parametrize("blocks", [{}, {"blocks": None}, {"blocks": []}])
def test_form_that_came_without_its_blocks_is_left_as_it_is(blocks: dict[str, None], t: Translator) -> None:
    draft = replace(Draft(), level=Level.NOT_YET)
    assert observation_form.with_follow_up({"id": "V1", **blocks}, draft, observation_form.WHOLE, Carried(), t) is None


@pytest.mark.parametrize("sent", [{}, {"blocks": None, "title": None}])
def test_step_that_came_without_its_blocks_is_asked_about_all_the_same(sent: dict[str, None], t: Translator) -> None:
    shown = step_forms.asking_back(sent, {"step": "correct", "observation": 1}, ["lazy"], [], t).to_dict()
    assert [block["block_id"] for block in shown["blocks"]] == [step_forms.ASKS_BACK]


def test_choice_of_the_type_ahead_is_what_slacks_models_would_make_of_it(catalogue: Catalogue) -> None:
    long = catalogue.standards[0].model_copy(deep=True)
    long.text["da"].__dict__["title"] = "Hilsen & <farvel> " * 10
    for standard in (*catalogue.standards, long):
        for language in ("da", "en", "sv"):
            made = observation_form.standard_option(standard, catalogue, language)
            assert observation_form.standard_choice(standard, catalogue, language) == made.to_dict()


def test_correction_says_whom_it_is_about(catalogue: Catalogue, t: Translator) -> None:
    wire = opened(step_forms.form(ids.STEP_CORRECT, OBSERVED, catalogue, READER, t))
    assert "<@U0SOFIE> om <@U0ANNA>" in wire["blocks"][0]["text"]["text"]


def test_people_who_do_not_fit_into_the_form_are_named(catalogue: Catalogue, t: Translator) -> None:
    everyone = tuple(MemberId(f"U0KOLLEGA{number}") for number in range(12))
    wire = opened(observation_form.form(Draft(everyone), catalogue, "da", t, carried=Carried()))
    assert fields(wire)["observe.subject"]["initial_users"] == list(everyone[:10])
    says = "Der er plads til 10 kolleger i én formular. Udeladt her: <@U0KOLLEGA10>, <@U0KOLLEGA11>."
    assert says in wire["blocks"][0]["text"]["text"]
    wire = opened(observation_form.form(Draft(everyone[:10]), catalogue, "da", t, carried=Carried()))
    assert wire["blocks"][0]["type"] == "input"
