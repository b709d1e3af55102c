"""A question in a language that a catalogue lacks is answered by meaning alone, and not taken for nothing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.answers.answers import Answers, Outcome
from bot.answers.cache import Cache
from bot.answers.choosing import default_encoder
from bot.answers.foreign import Foreign
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.settings import DEFAULT_CONTENT

FEW = 10
ASKED = {  # in words that the pack has in Danish only
    "age-restricted-sale": "hvor gammel skal man være for at købe øl",
    "lost-property": "nogen har glemt en paraply hos os",
    "dress-code": "må jeg have kasket på",
    "complaint-handling": "kunden klager over maden",
    "queue": "køen er alt for lang",
    "accessibility": "gæsten sidder i kørestol",
}


@pytest.mark.parametrize(
    ("spoken", "words", "foreign"),
    [
        (["en"], "hvor tæt må jeg stå på en gæst", True),
        (["en"], "how close may I stand to a guest", False),
        (["da"], "how close may I stand to a guest", True),
        (["en", "da"], "hvor tæt må jeg stå på en gæst", False),
        (["en"], "xyzzy", False),
        ([], "how close may I stand to a guest", True),
    ],
)
def test_a_language_that_takt_knows_and_the_content_lacks_is_foreign(
    spoken: list[str], words: str, *, foreign: bool
) -> None:
    assert Foreign(spoken).has(words) is foreign


def test_there_are_examples_of_nothing_where_a_language_is_lacking() -> None:
    assert Foreign(["en", "da"]).examples() == []
    assert 200 < len(Foreign(["en"]).examples()) < 700


def english_only() -> Catalogue:
    """The default pack in English alone, with a few questions for each standard and no more words than that."""
    whole = load(DEFAULT_CONTENT)
    few = {}
    for one in whole.everything.values():
        text = one.text["en"].model_copy(update={"questions": one.text["en"].questions[:FEW]})
        few[one.id] = one.model_copy(update={"text": {"en": text}})
    return replace(whole, languages=("en",), everything=few, phrasings={})


@pytest.fixture(scope="module")
def english() -> Iterator[Answers]:
    content = english_only()
    answers = Answers(LiveCatalogue(content), default_encoder(content), Cache(None))
    answers.learn()
    yield answers
    answers.close()


def test_danish_questions_find_english_standards(english: Answers) -> None:
    found = {one: english.answer(asked, "da") for one, asked in ASKED.items()}
    right = sum(one in answer.suggestions for one, answer in found.items())
    assert right >= len(ASKED) - 1
    assert sum(answer.outcome is not Outcome.NONE for answer in found.values()) >= len(ASKED) - 1


def test_what_no_standard_answers_is_no_match_in_a_foreign_language_either(english: Answers) -> None:
    for asked in ("hvornår falder lønnen", "hvad hedder hovedstaden i Peru", "må jeg bytte vagt på lørdag"):
        assert english.answer(asked, "da").outcome is not Outcome.MATCH
