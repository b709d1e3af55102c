"""A standard is found by its name however it is spelt, and never by a guess."""

import pytest

from bot.answers.answers import Answers, Outcome
from bot.catalogue.live import LiveCatalogue
from tests.answers.catalogues import catalogue_of, default_answers, standard, text


@pytest.fixture(scope="module")
def answers() -> Answers:
    return default_answers()


@pytest.mark.parametrize(
    ("typed", "language", "found"),
    [
        ("greeting", "en", "greeting"),
        ("GREETING", "en", "greeting"),
        ("Greetings", "en", "greeting"),
        ("  greeting! ", "en", "greeting"),
        ("gretting", "en", "greeting"),
        ("greeitng", "en", "greeting"),
        ("say hello", "en", "greeting"),
        ("hilsen", "da", "greeting"),
        ("Hilsnen", "da", "greeting"),
        ("hilsenen", "da", "greeting"),
        ("hilsenerne", "da", "greeting"),
        ("hilsen", "en", "greeting"),
        ("greeting", "da", "greeting"),
        ("name-badge", "en", "name-badge"),
        ("name badge", "da", "name-badge"),
        ("namebadge", "en", "name-badge"),
        ("navneskilt", "da", "name-badge"),
        ("navneskiltet", "da", "name-badge"),
        ("navne skilt", "da", "name-badge"),
        ("kø", "da", "queue"),
        ("koe", "da", "queue"),
        ("KØEN", "da", "queue"),
        ("oejenkontakt", "da", "eye-contact-and-smile"),
        ("øjenkontakt", "da", "eye-contact-and-smile"),
        ("ojenkontakt", "da", "eye-contact-and-smile"),
        ("paaklaedning", "da", "dress-code"),
        ("påklædning", "da", "dress-code"),
        ("complaints", "en", "complaint-handling"),
        ("greeting", "sv", "greeting"),
    ],
)
def test_name_in_any_spelling_is_the_standard(answers: Answers, typed: str, language: str, found: str) -> None:
    answer = answers.answer(typed, language)
    assert (answer.outcome, answer.standard, answer.exact) == (Outcome.MATCH, found, True)
    assert answer.confidence == 1
    assert answer.candidates[0].standard == found
    assert answers.name(typed, language) == found


@pytest.mark.parametrize(
    "typed",
    [
        *("vending", "pending", "lending", "mall", "chart", "cheat", "kiss", "chill", "thread", "treat", "pasture"),
        *("bury", "tasse", "masse", "kaste", "jurist", "flugt", "havn", "stil", "smid"),
    ],
)
@pytest.mark.parametrize("language", ["en", "da"])
def test_another_word_that_is_one_letter_away_from_a_name_is_no_answer(
    answers: Answers, typed: str, language: str
) -> None:
    answer = answers.answer(typed, language)
    assert (answer.outcome is Outcome.MATCH, answer.exact) == (False, False)


@pytest.mark.parametrize(("typed", "language", "found"), [("hilsn", "da", "greeting"), ("farewll", "en", "farewell")])
def test_misspelt_name_still_leads_to_its_standard(answers: Answers, typed: str, language: str, found: str) -> None:
    assert answers.answer(typed, language).suggestions[0] == found


@pytest.mark.parametrize(("typed", "name"), [("penge", "penne"), ("støj", "støv"), ("fine", "line")])
def test_a_small_catalogue_takes_no_other_word_for_its_name(typed: str, name: str) -> None:
    only = Answers(LiveCatalogue(catalogue_of(_named("something"), standard("other", text(name), None))))
    answer = only.answer(typed, "en")
    assert (answer.outcome is Outcome.MATCH, answer.exact) == (False, False)


@pytest.mark.parametrize(
    "typed", ["", "x", "?", "kat", "hus", "what", "how close may I stand?", "<@U1|greeting>", "a" * 5000]
)
def test_what_is_no_name_is_not_taken_for_one(answers: Answers, typed: str) -> None:
    assert answers.name(typed, "en") is None


def test_typing_error_that_may_mean_two_standards_is_asked_back() -> None:
    two = Answers(LiveCatalogue(catalogue_of(_named("meeting"), _named("heeting"))))
    answer = two.answer("geeting", "en")
    assert answer.outcome is Outcome.SUGGESTIONS
    assert set(answer.suggestions) == {"meeting", "heeting"}
    assert two.name("geeting", "en") is None


def test_a_name_of_two_standards_offers_those_and_no_other() -> None:
    files = (standard(one, text("Opening"), None) for one in ("opening-hours", "opening-a-talk"))
    answer = Answers(LiveCatalogue(catalogue_of(*files, _named("queue"), _named("greeting")))).answer("opening", "en")
    assert (answer.outcome, answer.suggestions) == (Outcome.SUGGESTIONS, ("opening-hours", "opening-a-talk"))


@pytest.mark.parametrize("typed", ["say no", "sxy hello", "cue"])
def test_short_words_must_be_right(typed: str) -> None:
    only = Answers(LiveCatalogue(catalogue_of(_named("say-hello"), _named("say-nope"), _named("due"))))
    assert only.name(typed, "en") is None


def test_name_in_the_asker_s_language_goes_first() -> None:
    both = catalogue_of(
        standard("present", text("Gift"), text("Gave")),
        standard("poison", text("Poison"), text("Gift")),
    )
    answers = Answers(LiveCatalogue(both))
    assert (answers.name("gift", "da"), answers.name("gift", "en")) == ("poison", "present")


def test_type_ahead_puts_beginnings_before_the_rest(answers: Answers) -> None:
    near = answers.near("na", "en", 5)
    assert near[0] == "name-badge"
    assert len(near) == 5


def test_type_ahead_finds_by_any_part_and_by_search(answers: Answers) -> None:
    assert "name-badge" in answers.near("badge", "en", 3)
    assert answers.near("hvad hedder du skiltet", "da", 3)


def test_type_ahead_without_letters_offers_the_first_ones(answers: Answers) -> None:
    assert len(answers.near("", "en", 10)) == 10


def _named(one: str) -> dict[str, object]:
    return standard(one, text(one.replace("-", " ").title()), None)
