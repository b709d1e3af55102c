"""The details of an observation: every step with its whole words, a page at a time, and what corrections changed."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.catalogue.model import Catalogue, Level
from bot.i18n import Translator, translator
from bot.observations.records import Outcome
from bot.observations.steps import Happened, Step, Story, as_kept
from bot.ports import MemberId, StepMessage
from handlers.views import steps as step_views
from handlers.views import story as views
from handlers.views.parts import TEXT_LIMIT
from tests.fakes import ANNA, BEN, MONDAY_MORNING, SOFIE
from tests.observations.shown import MESSAGE, OBSERVED, READER, catalogue, sent, t

__all__ = ["catalogue", "t"]
Json = dict[str, Any]


def happened(step: Step, words: str = "", member: MemberId = ANNA, minutes: int = 0) -> Happened:
    return Happened(step, member, words, MONDAY_MORNING + timedelta(minutes=minutes))


def shown(story: Story, catalogue: Catalogue, t: Translator, until: int | None = None) -> Json:
    return sent(views.story(story, catalogue, READER, t, now=MONDAY_MORNING, until=until))


def buttons(wire: Json) -> dict[str, str]:
    """The values of the buttons, by their labels."""
    rows = [block["elements"] for block in wire["blocks"] if block["type"] == "actions"]
    return {one["text"]["text"]: one.get("value", "") for row in rows for one in row}


def long_story(words: str = "ord " * 80) -> Story:
    replies = [happened(Step.REPLIED, f"Svar {number}: {words}SLUT{number}", minutes=number) for number in range(12)]
    decided = [
        happened(Step.CONTESTED, "GRUND " + "bla " * 240 + "ENDEN", minutes=20),
        happened(Step.UPHELD, "DOM " + "bla " * 240 + "ENDELIGT", BEN, minutes=30),
    ]
    return Story(replace(OBSERVED, note="Så op"), {}, (*replies, *decided))


def test_newest_steps_stand_there_with_their_whole_words(catalogue: Catalogue, t: Translator) -> None:
    wire = shown(long_story(), catalogue, t)
    for said in (wire["text"], str(wire["blocks"])):
        assert all(word in said for word in ("ENDEN", "ENDELIGT", "SLUT11"))
        assert "…" not in said
    assert len(wire["text"]) <= TEXT_LIMIT


@pytest.mark.parametrize("words", ["ord " * 80, "&<>" * 300, ""])
def test_every_step_is_found_on_the_pages_before(catalogue: Catalogue, t: Translator, words: str) -> None:
    told, until, pages = long_story(words), None, []
    for _ in told.steps:
        wire = shown(told, catalogue, t, until)
        pages.append(str(wire["blocks"]))
        earlier = next((value for label, value in buttons(wire).items() if "Vis tidligere" in label), None)
        if earlier is None:
            break
        assert "Trin " in wire["text"], "it says that these are not all"
        until = int(earlier.partition("/")[2])
    found = [int(number) for page in reversed(pages) for number in re.findall(r"SLUT(\d+)", page)]
    assert found == list(range(12))
    assert (len(pages) > 1) is bool(words)


def test_older_page_leads_back_to_the_newest(catalogue: Catalogue, t: Translator) -> None:
    assert buttons(shown(long_story(), catalogue, t, until=2))["Vis de nyeste trin"] == "7"


@pytest.mark.parametrize("until", [0, 999])
def test_page_that_is_none_shows_some(catalogue: Catalogue, t: Translator, until: int) -> None:
    assert "Svar" in shown(long_story(), catalogue, t, until)["text"]


PLACES = [
    ("da", "Ændret: sted. Før stod der: *Greeting* · *Ikke endnu* · Så ikke op · Sted: intet"),
    ("da", "Ændret: sted. Før stod der: *Greeting* · *Ikke endnu* · Så ikke op · Sted: Kasse 1"),
    ("en", "Changed: place. It said before: *Greeting* · *Not yet* · Så ikke op · Place: Kasse 1"),
]


@pytest.mark.parametrize(("language", "says"), PLACES)
def test_details_say_what_each_correction_changed(catalogue: Catalogue, language: str, says: str) -> None:
    first = replace(OBSERVED, level=Level.NOT_YET, note="Så ikke op", place="")
    second = replace(first, place="Kasse 1")
    steps = tuple(
        Happened(Step.CORRECTED, SOFIE, "", MONDAY_MORNING, before=as_kept(before)) for before in (first, second)
    )
    told = Story(replace(first, place="Kasse 2"), {}, steps)
    reader = replace(READER, language=language)
    words = sent(views.story(told, catalogue, reader, translator(language), now=MONDAY_MORNING))["text"]
    assert says.replace("Greeting", catalogue.localise(catalogue.standards[0], language).text.title) in words


@pytest.mark.parametrize(("language", "says"), [("da", "Ændret: niveau og sted."), ("en", "Changed: level and place.")])
def test_colleague_is_told_what_a_correction_changed(language: str, says: str) -> None:
    before = replace(MESSAGE, language=language, level="not-yet", note="Så op", place="Kasse 1")
    after = replace(before, level="met", place="")
    message = StepMessage("corrected", SOFIE, after, before=before)
    words = sent(step_views.step(message, ANNA, translator(language)))["text"]
    assert says in words
    assert ": Kasse 1" in words


@pytest.mark.parametrize("outcome", [None, Outcome.WITHDRAWN])
def test_details_of_what_was_taken_back_show_no_words_that_a_correction_replaced(
    catalogue: Catalogue, t: Translator, outcome: Outcome | None
) -> None:
    first = replace(OBSERVED, note="Stod og sov", place="Lageret")
    last = replace(first, note="Så ikke op", place="Kasse 2", undone_at=MONDAY_MORNING, outcome=outcome)
    steps = (Happened(Step.CORRECTED, SOFIE, "", MONDAY_MORNING, before=as_kept(first)),)
    wire = shown(Story(last, {}, steps), catalogue, t)
    assert "Ændret: note og sted." in wire["text"]
    for words in ("Stod og sov", "Lageret", "Så ikke op"):
        assert words not in str(wire)
