"""Languages that nobody has written word lists for."""

from collections.abc import Iterator

from bot.catalogue.lint.draft import Draft
from bot.catalogue.lint.findings import Remark


def no_words(draft: Draft) -> Iterator[Remark]:
    """A language of the pack in which vague words, jargon and criteria cannot be looked at."""
    for language in draft.without_words:
        yield draft.remark_on_pack(
            f"no word lists for `{language}`: vague words and office terms go unseen; write words/{language}.yaml"
        )
