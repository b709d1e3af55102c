"""What search reads of a standard, and how much each part counts; pure."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.normalise import plain
from bot.catalogue.model import Standard, StandardText
from bot.catalogue.names import fold

if TYPE_CHECKING:
    from bot.answers.postings import Field

QUESTION_WEIGHT = 1.5
FORM = b"11"  # a new one when ranking or what is kept changes, so that nothing kept is taken for it


@dataclass(frozen=True)
class Line:
    """A line that a question may be like: of which standard (its position), as written and folded."""

    standard: int
    text: str
    folded: str
    is_question: bool


def lines_of(standards: Sequence[Standard]) -> list[Line]:
    """Titles, aliases, questions and criteria, in every language, in the order of the standards."""
    return [line for position, standard in enumerate(standards) for line in _lines(position, standard)]


def thinned(lines: Sequence[Line], most: int) -> list[Line]:
    """No more than so many of the lines: fewer of the standards that have the most; questions go first, names last.

    Which ones stay hangs on their words, so that a line more or less changes little of it.
    """
    sizes = sorted(Counter(line.standard for line in lines).values())
    room, share = most, 0
    for place, size in enumerate(sizes):  # the fewest first: what they leave is for the others
        share = room // (len(sizes) - place)
        if size > share:
            break
        room -= size
    else:
        return list(lines)
    kept: Counter[int] = Counter()
    chosen: set[int] = set()
    for place in sorted(range(len(lines)), key=lambda place: (lines[place].is_question, key_of(lines[place].text))):
        if kept[lines[place].standard] < share:
            kept[lines[place].standard] += 1
            chosen.add(place)
    return [line for place, line in enumerate(lines) if place in chosen]


def signature(standards: Sequence[Standard]) -> str:
    """Sixteen digits that change when a word changes that search reads."""
    meaning = hashlib.blake2b(FORM, digest_size=8)
    for standard in standards:
        for language, text in standard.text.items():
            words = (language, standard.id, *(line for line, _ in _weighted(standard, text)))
            meaning.update("\x1f".join(words).encode("utf-8", "replace"))
    return meaning.hexdigest()


def index_name(kind: str, of: str) -> str:
    """Under which name a part of the index of a catalogue with this signature is kept."""
    return f"index-{kind}-{of}"


def key_of(text: str) -> bytes:
    """Eight bytes that stand for a text."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()


def lines_outside(texts: Sequence[str], position: int) -> list[Line]:
    """Lines that no standard answers, as if of one more standard at this position."""
    return [Line(position, text, folded, is_question=True) for text in texts if (folded := fold(text))]


def fields_of(standard: Standard) -> "list[Field]":
    """All that is searched by letters, in every language: one document."""
    found: dict[Field, None] = {}
    for text in standard.text.values():
        for words, weight in _weighted(standard, text):
            if folded := fold(words):
                found[folded, weight] = None
    return list(found)


def _lines(position: int, standard: Standard) -> Iterator[Line]:
    seen: set[str] = set()
    for text in standard.text.values():
        asked = set(text.questions)
        for line in (text.title, *text.aliases, *text.questions, text.criterion):
            folded = fold(line)
            if folded and folded not in seen:
                seen.add(folded)
                yield Line(position, plain(line), folded, line in asked)


def _weighted(standard: Standard, text: StandardText) -> "Iterator[Field]":
    yield standard.id, 0.5
    yield text.title, 1
    groups = ((text.aliases, 2), (text.questions, QUESTION_WEIGHT), ((*text.do, *text.dont, text.criterion), 0.5))
    for lines, weight in groups:
        for line in lines:
            yield line, weight
    for line in (text.why, *text.say, *text.tips, text.exception or "", *(check.ask for check in text.checks)):
        yield line, 0.3
