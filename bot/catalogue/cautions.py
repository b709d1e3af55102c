"""Words of a note that judge a person or touch what is private: which they are is content; how they are found, pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.catalogue.model import Cautions

NEVER = re.compile(r"(?!)")
AS_WRITTEN = "="  # before an entry: capital and small letters count, for *HK* is a union and *hk* is none


class Kind(StrEnum):
    """Why a word is better left out of a note about a person."""

    TRAIT = "traits"
    HEALTH = "health"
    RELIGION = "religion"
    UNION = "union"
    FAMILY = "family"
    NAME = "names"  # of people who would read about each other; no word of the content


OF_CONTENT = tuple(kind for kind in Kind if kind is not Kind.NAME)
SHORTEST_NAME = 2
SURE_NAME = 3  # letters; shorter ones may be small words, such as *de* and *da*
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Caution:
    """A word as it was typed, and why to think twice about it."""

    word: str
    kind: Kind


def cautions_in(note: str, by_language: Mapping[str, Cautions]) -> tuple[Caution, ...]:
    """What to ask back about, in the order of the note, each word once; in all languages, for people mix them."""
    text = unicodedata.normalize("NFC", note)
    read_as = _language(text, by_language)
    found: dict[str, tuple[int, Caution]] = {}
    for language, words in by_language.items():
        for start, caution in _found(text, words, reads_otherwise=read_as not in {None, language}):
            found.setdefault(caution.word.casefold(), (start, caution))
    return tuple(caution for _, caution in sorted(found.values(), key=lambda each: each[0]))


def names_in(note: str, names: Iterable[str]) -> tuple[Caution, ...]:
    """Which words of people's names stand in a note, as they are typed there, also with an *s* behind; each once."""
    parts = {part for name in names for part in _parts(unicodedata.normalize("NFC", name))}
    if not parts:
        return ()
    either = "|".join(_name(part) for part in sorted(parts, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)({either})(?:['’]?[sS])?(?!\w)")
    found = (hit[1] for hit in pattern.finditer(unicodedata.normalize("NFC", note)))
    return tuple(Caution(word, Kind.NAME) for word in {word.casefold(): word for word in found}.values())


def _parts(name: str) -> list[str]:
    """The words by which somebody is called: neither the *de* of *Anna de Vries* nor an initial."""
    words = [word for word in LETTERS.findall(name) if len(word) >= SHORTEST_NAME]
    capital = [word for word in words if not word.islower()] or words
    last = len(capital) - 1
    return [word for at, word in enumerate(capital) if at in {0, last} or len(word) >= SURE_NAME]


def _name(part: str) -> str:
    """A short one only as names are written: *Bo*, and not the *bo* of a sentence."""
    if len(part) < SURE_NAME:
        return f"{re.escape(part.capitalize())}|{re.escape(part.upper())}"
    return f"(?i:{re.escape(part)})"


def _found(text: str, words: Cautions, *, reads_otherwise: bool) -> Iterator[tuple[int, Caution]]:
    left_out = (*words.fine, *(words.ambiguous if reads_otherwise else ()))
    text = _pattern(left_out).sub(lambda hit: " " * len(hit[0]), text)
    for kind in OF_CONTENT:
        for hit in _pattern(getattr(words, kind.value)).finditer(text):
            yield hit.start(), Caution(" ".join(hit[0].split()), kind)


def _language(text: str, by_language: Mapping[str, Cautions]) -> str | None:
    """The language with most of its common words in the note; None where that is not clear."""
    counts = {language: len(_pattern(words.common).findall(text)) for language, words in by_language.items()}
    most = max(counts.values(), default=0)
    leading = [language for language, count in counts.items() if count == most]
    return leading[0] if most and len(leading) == 1 else None


@cache
def _pattern(entries: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the entries as whole words, the longest first; never anything where there are none."""
    if not entries:
        return NEVER
    either = "|".join(_entry(entry) for entry in sorted(entries, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _entry(entry: str) -> str:
    written = unicodedata.normalize("NFC", entry)
    words = r"\s+".join(_word(word) for word in written.removeprefix(AS_WRITTEN).split())
    return words if written.startswith(AS_WRITTEN) else f"(?i:{words})"


def _word(word: str) -> str:
    return f"(?:{'|'.join(_way(way) for way in word.split('/'))})"


def _way(way: str) -> str:
    before, behind = (r"\w*" if is_open else "" for is_open in (way.startswith("*"), way.endswith("*")))
    return f"{before}{re.escape(way.strip('*'))}{behind}"
