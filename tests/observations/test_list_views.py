"""The lists of observations: whole, without what was withdrawn, and with the buttons that still do something."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.catalogue.model import Catalogue, Level
from bot.i18n import Translator, translator
from bot.observations.records import Page
from bot.observations.steps import Story
from handlers.views import observation_lists, story
from tests.fakes import ANNA, MONDAY_MORNING, person
from tests.observations.shown import (
    OBSERVED,
    READER,
    catalogue,
    sent,
    t,
)

__all__ = ["catalogue", "t"]


def test_plain_text_of_a_full_page_holds_every_note(catalogue: Catalogue, t: Translator) -> None:
    page = Page(tuple(replace(OBSERVED, id=number, note=f"{number}" + "x" * 299) for number in range(8)), 0, 3)
    words = sent(observation_lists.mine(page, catalogue, READER, t, now=MONDAY_MORNING, kept_days=180))["text"]
    assert all(observed.note in words for observed in page.observations)
    assert "Vis ældre (3)" in words


@pytest.mark.parametrize("note", ["R&D <b>ok</b> " * 20, "&" * 299])
def test_page_ends_where_its_plain_text_is_full_and_the_next_begins_there(
    catalogue: Catalogue, t: Translator, note: str
) -> None:
    kept = tuple(replace(OBSERVED, id=number, note=f"N{number} {note}"[:300], place="&" * 80) for number in range(8))
    start = 0
    seen: list[int] = []
    while start < len(kept):
        page = Page(kept[start:], start, 0)
        wire = sent(observation_lists.mine(page, catalogue, READER, t, now=MONDAY_MORNING, kept_days=180))
        found = [number for number in range(8) if f"N{number} " in str(wire["blocks"])]
        assert found == [number for number in range(8) if f"N{number} " in wire["text"]]
        assert "Formål" in wire["text"], "nothing is clipped"
        seen, start = [*seen, *found], start + len(found)
        if start < len(kept):
            assert f"Vis ældre ({len(kept) - start})" in wire["text"]
    assert seen == list(range(8))


@pytest.mark.parametrize("note", ["fine", "&" * 299])
@pytest.mark.parametrize("only_fresh", [False, True])
def test_what_counts_as_read_is_what_is_shown(catalogue: Catalogue, t: Translator, note: str, only_fresh: bool) -> None:
    kept = tuple(replace(OBSERVED, id=number, note=note, place="") for number in range(10))
    page, reading = Page(kept, 0, 3, only_fresh=only_fresh), {"now": MONDAY_MORNING, "kept_days": 180}
    for whole, part, more in (
        (observation_lists.mine, observation_lists.mine_shown, reading),
        (observation_lists.recent, observation_lists.recent_shown, {"now": MONDAY_MORNING}),
    ):
        shown = part(page, catalogue, READER, t, **more)
        assert (len(shown.observations) == 10) == (note == "fine")
        assert shown.older == 13 - len(shown.observations)
        assert part(shown, catalogue, READER, t, **more) == shown
        wire = sent(whole(page, catalogue, READER, t, **reading))  # type: ignore[arg-type]
        assert wire == sent(whole(shown, catalogue, READER, t, **reading))  # type: ignore[arg-type]
        assert f"Vis ældre ({shown.older})" in wire["text"]


def test_older_ones_are_a_button_away(catalogue: Catalogue, t: Translator) -> None:
    some = tuple(replace(OBSERVED, id=number) for number in range(8))
    wire = sent(observation_lists.mine(Page(some, 8, 3), catalogue, READER, t, now=MONDAY_MORNING, kept_days=180))
    [older, export] = [
        element for block in wire["blocks"] if block["type"] == "actions" for element in block["elements"]
    ]
    assert (older["value"], older["text"]["text"]) == ("16", "Vis ældre (3)")
    assert export["action_id"] == "observe.export"


@pytest.mark.parametrize(("later", "says"), [(0, "is planned for Thu"), (15, "was planned for Thu")])
def test_day_of_a_follow_up_is_the_observer_s_to_a_reader_far_away(catalogue: Catalogue, later: int, says: str) -> None:
    nine_in_new_york = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
    ends = datetime(2026, 11, 27, 5, 0, tzinfo=UTC)
    planned = replace(OBSERVED, level=Level.NOT_YET, follow_up=date(2026, 11, 26), follow_up_ends=ends)
    sydney, now = person(ANNA, time_zone="Australia/Sydney"), nine_in_new_york + timedelta(hours=later)
    mine = observation_lists.mine(Page((planned,), 0, 0), catalogue, sydney, translator("en"), now=now, kept_days=180)
    assert says in sent(mine)["text"]
    told = story.story(Story(planned, {}, ()), catalogue, sydney, translator("en"), now=now)
    assert says in sent(told)["text"]


def test_withdrawn_observation_is_listed_without_its_note(catalogue: Catalogue, t: Translator) -> None:
    undone = replace(OBSERVED, undone_at=MONDAY_MORNING, note="secret")
    wire = sent(observation_lists.mine(Page((undone,), 0, 0), catalogue, READER, t, now=MONDAY_MORNING, kept_days=180))
    assert "Trukket tilbage" in wire["text"]
    assert "secret" not in str(wire)


def test_only_fresh_observations_offer_undo(catalogue: Catalogue, t: Translator) -> None:
    old = replace(OBSERVED, id=8, recorded_at=MONDAY_MORNING - timedelta(minutes=16))
    undone = replace(OBSERVED, id=9, undone_at=MONDAY_MORNING)
    wire = sent(
        observation_lists.recent(
            Page((OBSERVED, old, undone), 0, 0), catalogue, READER, t, now=MONDAY_MORNING, kept_days=180
        )
    )
    buttons = [element for block in wire["blocks"] if block["type"] == "actions" for element in block["elements"]]
    assert [button["value"] for button in buttons if button["action_id"].startswith("observe.undo")] == ["7"]
    assert [button["value"] for button in buttons if button["action_id"].startswith("step.correct")] == ["7", "8"]


def test_empty_lists_say_so(catalogue: Catalogue, t: Translator) -> None:
    assert (
        "ikke noteret noget om dig"
        in sent(observation_lists.mine(Page((), 0, 0), catalogue, READER, t, now=MONDAY_MORNING, kept_days=180))["text"]
    )
    empty = observation_lists.recent(Page((), 0, 0), catalogue, READER, t, now=MONDAY_MORNING, kept_days=180)
    assert "/observe" in sent(empty)["text"]
