"""What stands behind `/tips focus`, in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import translator
from bot.tips.focus_words import FocusWish, read_focus
from bot.tips.wish import Verb
from bot.tips.wording import read
from handlers.views.tip_focus import unknown
from tests.tips.words import catalogue, standard


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("greeting 1w", FocusWish("greeting", 7)),
        ("greeting", FocusWish("greeting", 7)),
        ("hilsen 1 uge", FocusWish("hilsen", 7)),
        ("hilsen i to dage", FocusWish("hilsen", 2)),
        ("hilsen to uger", FocusWish("hilsen", 14)),
        ("greeting two weeks", FocusWish("greeting", 14)),
        ("Personal space for Three days", FocusWish("Personal space", 3)),
        ("fire uger", FocusWish("", 28)),
        ("one two", FocusWish("one two", 7)),
        ("hilsen i 2 uger", FocusWish("hilsen", 14)),
        ("hilsen en uge", FocusWish("hilsen", 7)),
        ("Personal space for 3 days", FocusWish("Personal space", 3)),
        ("name badge a week", FocusWish("name badge", 7)),
        ("off", FocusWish(off=True)),
        ("fra", FocusWish(off=True)),
        ("Slut", FocusWish(off=True)),
        ("", FocusWish()),
        ("2 weeks", FocusWish("", 14)),
    ],
)
def test_name_and_length_are_understood(text: str, wish: FocusWish) -> None:
    assert read_focus(text) == wish


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("på hilsen 1 uge", ("på hilsen", "hilsen")),
        ("on greeting", ("on greeting", "greeting")),
        ("on the phone", ("on the phone", "the phone", "phone")),
        ("hilsen", ("hilsen",)),
        ("på", ("på",)),
    ],
)
def test_what_stands_in_front_of_a_name_may_be_left_out(text: str, names: tuple[str, ...]) -> None:
    assert read_focus(text).names == names


@pytest.mark.parametrize(("text", "is_too_long"), [("x 8w", False), ("x 9 weeks", True), ("x 0 days", True)])
def test_lengths_that_nobody_can_mean_are_refused(text: str, is_too_long: bool) -> None:
    assert read_focus(text).is_too_long is is_too_long


@pytest.mark.parametrize("verb", ["focus", "fokus", "Fokus"])
def test_the_verb_keeps_what_follows_it(verb: str) -> None:
    reading = read(f"{verb} Åbne spørgsmål 1w", ("en", "da"))
    assert (reading.verb, reading.rest) == (Verb.FOCUS, "Åbne spørgsmål 1w")


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(text: str) -> None:
    read_focus(text)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "“Farewell da” is retired, so it gets no tips"),
        ("da", "»Farewell da« er udgået, så der kommer ingen tips"),
    ],
)
def test_a_retired_standard_is_named_as_such_and_suggestions_keep_the_length(language: str, words: str) -> None:
    known = catalogue(standard("greeting"), standard("farewell").model_copy(update={"retired": True}))
    told = unknown(read_focus("Farewell da 2 weeks"), ["greeting"], known, translator(language)).text
    assert words in told
    assert f"greeting {language} 2 weeks`" in told
    assert "retired" not in unknown(FocusWish("nothing"), [], known, translator("en")).text
