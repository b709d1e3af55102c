"""Whether two observers would judge a criterion alike: something to see, hear or count, and no matter of taste."""

import re
from collections.abc import Iterator

from bot.catalogue.lint.draft import Draft
from bot.catalogue.lint.findings import Remark
from bot.catalogue.lint.lexicon import Words

PLACE = ("criterion",)
DIGIT = re.compile(r"\d")


def vague_word(draft: Draft) -> Iterator[Remark]:
    """Words of taste in a criterion, unless they stand in a phrase that can be seen or heard."""
    for page in draft.pages:
        for word in _vague_words(page.text.criterion, page.words):
            yield page.remark(
                PLACE, f"`{word}` in the criterion is a matter of taste: say what an observer sees, hears or counts"
            )


def not_observable(draft: Draft) -> Iterator[Remark]:
    """A criterion without a number and without an act that can be seen or heard."""
    for page in draft.pages:
        if page.words.visible and not is_observable(page.text.criterion, page.words):
            yield page.remark(
                PLACE, "the criterion has nothing to see or count: add a number, or the act that an observer would see"
            )


def is_observable(criterion: str, words: Words) -> bool:
    """Whether there is a number in it, or an act that can be seen or heard."""
    return bool(DIGIT.search(criterion) or words.visible_pattern.search(criterion))


def _vague_words(criterion: str, words: Words) -> Iterator[str]:
    fine = [found.span() for found in words.fine_pattern.finditer(criterion)]
    for found in words.vague_pattern.finditer(criterion):
        start, end = found.span()
        if not any(first <= start and end <= last for first, last in fine):
            yield found.group()
