"""What each area and each value of a catalogue has, and what is thin; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.catalogue.model import Catalogue, Standard

FEWEST_STANDARDS = 2
ENOUGH = {"questions": 8, "tips": 4, "checks": 3}  # per standard and language


@dataclass(frozen=True)
class Counts:
    """How much some standards have in one language."""

    questions: int
    tips: int
    checks: int


@dataclass(frozen=True)
class Row:
    """An area or a value, and what its standards have in each language, in the pack's order."""

    id: str
    title: str
    standards: int
    languages: Sequence[Counts]


def areas(catalogue: Catalogue, language: str) -> list[Row]:
    """A row for each area."""
    return [_row(one, catalogue.area_title(one, language), "area", catalogue) for one in catalogue.areas]


def values(catalogue: Catalogue, language: str) -> list[Row]:
    """A row for each value."""
    return [_row(one, catalogue.value_title(one, language), "value", catalogue) for one in catalogue.values]


def thin(catalogue: Catalogue) -> Iterator[str]:
    """What there should be more of, in sentences."""
    for kind, rows in (("area", areas), ("value", values)):
        for row in rows(catalogue, catalogue.default_language):
            if row.standards < FEWEST_STANDARDS:
                yield f"{kind} {row.id}: {row.standards or 'no'} standard{'' if row.standards == 1 else 's'}"
    for standard in catalogue.standards:
        for language in catalogue.languages:
            if lacking := list(_lacking(standard, language)):
                yield f"{standard.id} in {language}: {', '.join(lacking)}"


def _row(one: str, title: str, kind: str, catalogue: Catalogue) -> Row:
    members = [standard for standard in catalogue.standards if getattr(standard, kind) == one]
    return Row(one, title, len(members), [_counts(members, language) for language in catalogue.languages])


def _counts(standards: Sequence[Standard], language: str) -> Counts:
    texts = [standard.text[language] for standard in standards if language in standard.text]
    return Counts(*(sum(len(getattr(text, name)) for text in texts) for name in ENOUGH))


def _lacking(standard: Standard, language: str) -> Iterator[str]:
    for name, enough in ENOUGH.items():
        count = len(getattr(standard.text.get(language), name, ()))
        if count < enough:
            yield f"{count} of {enough} {name}"
