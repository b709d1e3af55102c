"""Whether staff understand at once what they read."""

import re
from collections.abc import Iterator

from bot.catalogue.lint.draft import Draft
from bot.catalogue.lint.findings import Remark
from bot.catalogue.lint.lexicon import Readability
from bot.catalogue.lint.readability import FORMULAS

NAMES = {"lix": "LIX", "flesch-kincaid": "Flesch-Kincaid grade"}
EXPLAINED_AFTER = re.compile(r"[\"'”»]?\s*\([^()]{3,}\)")
IN_BRACKETS = re.compile(r"\w[\w ,-]*\(\s*$")


def hard_to_read(draft: Draft) -> Iterator[Remark]:
    """A standard whose running text is above its language's limit."""
    for page in draft.pages:
        measure = page.words.readability or Readability()
        lines = [line for _, line in page.prose()]
        found = FORMULAS[measure.formula](lines)
        if found > measure.limit:
            message = (
                f"{NAMES[measure.formula]} is {found:.0f} (at most {measure.limit:g}): shorter sentences and words"
            )
            yield page.remark((), f"hard to read in `{page.language}`: {message}")


def unknown_term(draft: Draft) -> Iterator[Remark]:
    """A word of the office that is not explained in brackets; each word once for a text."""
    for page in draft.pages:
        told: set[str] = set()
        for place, line in page.everything():
            for found in page.words.jargon_pattern.finditer(line):
                term = found.group()
                if term.casefold() not in told and not _explained(line, found):
                    told.add(term.casefold())
                    yield page.remark(
                        place,
                        f"`{term}` may not be understood: use an everyday word, or explain it in brackets after it",
                    )


def _explained(line: str, found: re.Match[str]) -> bool:
    """Whether brackets explain the term, or the term stands in brackets after its explanation."""
    before, after = line[: found.start()], line[found.end() :]
    return bool(EXPLAINED_AFTER.match(after) or (IN_BRACKETS.search(before) and after.lstrip().startswith(")")))
