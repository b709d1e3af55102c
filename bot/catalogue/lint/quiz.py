"""Whether the checks can be passed without knowing anything: by the longest option, or always the same place."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.catalogue.lint.draft import Draft
from bot.catalogue.lint.findings import Remark
from bot.catalogue.model import Check

FEWEST_CHECKS = 20
TOO_OFTEN = 0.45  # chance is a third


def give_away(draft: Draft) -> Iterator[Remark]:
    """Over the whole pack, per language: the right option is the longest, or at one place, too often."""
    for language in draft.catalogue.languages:
        checks = [check for page in draft.in_language(language) for check in page.text.checks]
        if len(checks) >= FEWEST_CHECKS:
            for message in _given_away(checks):
                yield draft.remark_on_pack(f"in `{language}` {message}")


def right_place(check: Check) -> int:
    """The place of the right option, from 0."""
    return next(place for place, option in enumerate(check.options) if option.right)


def right_is_longest(check: Check) -> bool:
    """Whether the right option is longer than each of the others."""
    lengths = [len(option.text) for option in check.options]
    right = lengths.pop(right_place(check))
    return right > max(lengths)


def _given_away(checks: Sequence[Check]) -> Iterator[str]:
    longest = sum(map(right_is_longest, checks)) / len(checks)
    if longest > TOO_OFTEN:
        yield f"the longest option is the right one in {longest:.0%} of the checks: make wrong ones as long"
    place, count = Counter(map(right_place, checks)).most_common(1)[0]
    if count / len(checks) > TOO_OFTEN:
        yield f"option {place + 1} is the right one in {count / len(checks):.0%} of the checks: mix the places"
