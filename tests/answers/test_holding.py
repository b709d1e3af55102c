"""What is being typed finds names in a fixed order, and in a moment however many standards there are."""

import time
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.naming import Names
from bot.catalogue.model import Standard, StandardText

MOST, SHOWN = 2000, 50
KEY_MS = 5.0
LANGUAGES = ("en", "da")
NAMES = st.lists(st.text("ab ", min_size=1, max_size=7).filter(str.strip), min_size=1, max_size=3)


def standard(one: str, **names: list[str]) -> Standard:
    """A standard with a title and aliases in each language, and nothing that matters beside."""
    texts = {spoken: _text(name, more) for spoken, (name, *more) in names.items()}
    review = date(2099, 1, 1)
    return Standard.model_construct(id=one, area="a", value="v", owner="o", review_by=review, text=texts)


def _text(title: str, aliases: list[str]) -> StandardText:
    few = ("–", "–")
    return StandardText.model_construct(
        title=title, aliases=tuple(aliases), criterion="–", why="–", do=few, dont=few, tips=few
    )


def in_order(names: list[tuple[str, str, str]], typed: str, own: str) -> list[str]:
    """The standards of (language, folded name, standard), told word for word."""

    def rank(at: int) -> tuple[bool, bool, bool, int]:
        language, name, _ = names[at]
        first = next(place for place, one in enumerate(names) if one[:2] == (language, name))
        return (not name.startswith(typed), f" {typed}" not in f" {name}", language != own, first)

    held = [at for at, (_, name, _) in enumerate(names) if typed in name]
    return list(dict.fromkeys(names[at][2] for at in sorted(held, key=rank)))


@settings(deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES), max_size=6), st.text("ab ", max_size=3), st.integers(1, 6))
def test_beginnings_come_first_then_words_then_the_rest(
    named: list[tuple[list[str], list[str]]], typed: str, limit: int
) -> None:
    standards = [standard(f"s{at}", en=english, da=danish) for at, (english, danish) in enumerate(named)]
    spoken = [
        (lang, " ".join(name.split()), one.id) for lang in LANGUAGES for one in standards for name in _names(one, lang)
    ]
    folded = " ".join(typed.split())
    assert Names(standards, LANGUAGES).holding(folded, "da", limit) == in_order(spoken, folded, "da")[:limit]


def _names(one: Standard, language: str) -> Iterator[str]:
    yield one.id
    yield one.text[language].title
    yield from one.text[language].aliases


@pytest.fixture(scope="module")
def names() -> Names:
    return Names([_of_many(number) for number in range(MOST)], LANGUAGES)


def _of_many(number: int) -> Standard:
    name = f"greeting guests at door {number}"
    return standard(
        f"standard-{number}",
        en=[name, f"welcome {number}", f"{number} hello"],
        da=[f"hilsen {number}", f"goddag {number}"],
    )


@pytest.mark.parametrize("typed", ["", "g", "e", "gr", "door 19", "hilsen 1999", "nothing like it", "x" * 300])
def test_key_takes_milliseconds_among_thousands_of_standards(names: Names, typed: str) -> None:
    taken = []
    for _ in range(5):
        began = time.thread_time()
        names.holding(typed, "en", SHOWN)
        taken.append(1000 * (time.thread_time() - began))
    assert min(taken) < KEY_MS
