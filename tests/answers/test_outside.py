"""Of the questions that no standard answers, content with few questions of its own gets few."""

import pytest

from bot.answers.cache import Cache
from bot.answers.index import FEWEST_OUTSIDE, OUTSIDE, Index
from bot.answers.outside import elsewhere
from bot.catalogue.model import Catalogue
from tests.answers.catalogues import catalogue_of, queue, standard, text


def asking(number: int) -> Catalogue:
    """A catalogue with so many questions, and a standard beside it."""
    asked = [f"may sign number {at} hang above shelf {at}" for at in range(number)]
    return catalogue_of(standard("signs", text("Signs", questions=asked), text("Skilte")), queue())


def outside(catalogue: Catalogue) -> list[str]:
    """What of its index is outside."""
    texts = set(elsewhere())
    return [line for line in Index(catalogue.searched, Cache(None)).texts() if line in texts]


@pytest.mark.parametrize("number", [5, 150, 400])
def test_few_questions_get_few_lines_outside(number: int) -> None:
    catalogue = asking(number)
    own = sum(len(one.questions) for found in catalogue.searched for one in found.text.values())
    found = outside(catalogue)
    most = max(FEWEST_OUTSIDE, OUTSIDE * own)
    assert most / 3 < len(found) <= most < len(elsewhere())


def test_those_few_are_in_each_language() -> None:
    found = set(outside(asking(5)))
    for language in ("en", "da"):
        assert len(found & set(elsewhere({language}))) > FEWEST_OUTSIDE / 6


def test_many_questions_get_all_that_none_of_them_is_like() -> None:
    assert len(outside(asking(1000))) > 0.9 * len(elsewhere())
