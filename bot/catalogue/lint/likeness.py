"""Tips that say nearly the same: in one standard or in two of them."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from bot.catalogue.lint.draft import Draft, Page
from bot.catalogue.lint.findings import Remark
from bot.catalogue.names import fold

TOO_ALIKE = 80  # per cent of the letters, after the words are sorted; 69 is the most in the default pack


def near_duplicate_tip(draft: Draft) -> Iterator[Remark]:
    """Every tip that is nearly the same as one before it in its language."""
    for language in draft.catalogue.languages:
        yield from _alike([(page, number) for page in draft.in_language(language) for number in _numbers(page)])


def _alike(tips: list[tuple[Page, int]]) -> Iterator[Remark]:
    folded = [_sorted_words(page.text.tips[number]) for page, number in tips]
    for later in range(1, len(tips)):
        found = process.extractOne(
            folded[later], folded[:later], scorer=fuzz.ratio, score_cutoff=TOO_ALIKE, processor=None
        )
        if found:
            page, number = tips[later]
            other, earlier = tips[found[2]]
            message = f"nearly the same as tip {earlier + 1} of `{other.standard.id}`: give it another thing to do"
            yield page.remark(("tips", number), message)


def _sorted_words(tip: str) -> str:
    return " ".join(sorted(fold(tip).split()))


def _numbers(page: Page) -> range:
    return range(len(page.text.tips))
