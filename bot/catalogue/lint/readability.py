"""How hard a text is to read, by the two formulas that editors know; pure.

LIX: C. H. Björnsson, *Läsbarhet*, Stockholm: Liber, 1968. Flesch-Kincaid grade level: J. P. Kincaid, R. P. Fishburne,
R. L. Rogers and B. S. Chissom, *Derivation of New Readability Formulas for Navy Enlisted Personnel*, Research Branch
Report 8-75, Naval Air Station Memphis, 1975.
"""

import re
from collections.abc import Callable, Mapping, Sequence

LONG_WORD = 6
WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$)")
VOWELS = re.compile(r"[aeiouyæøåäöüéèêóáíúà]+")
SILENT_ENDING = re.compile(r"(?<![aeiouyl])e$|(?<=[^aeioudt])ed$")


def lix(lines: Sequence[str]) -> float:
    """Words per sentence plus the percentage of words of more than six letters (Björnsson 1968).

    25 is very easy, 35 easy, 45 like a newspaper, 55 like an official text.
    """
    words = _words(lines)
    long_words = sum(len(word) > LONG_WORD for word in words)
    return len(words) / _sentences(lines) + 100 * long_words / len(words) if words else 0.0


def flesch_kincaid(lines: Sequence[str]) -> float:
    """The American school grade that can read it: 0.39 W/S + 11.8 syllables/W - 15.59 (Kincaid et al. 1975)."""
    words = _words(lines)
    if not words:
        return 0.0
    return 0.39 * len(words) / _sentences(lines) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """The groups of vowels, without a silent `e` or `ed` at the end; at least one."""
    spoken = SILENT_ENDING.sub("", word.casefold())
    return max(1, len(VOWELS.findall(spoken)))


FORMULAS: Mapping[str, Callable[[Sequence[str]], float]] = {"lix": lix, "flesch-kincaid": flesch_kincaid}


def _words(lines: Sequence[str]) -> list[str]:
    return [word for line in lines for word in WORD.findall(line)]


def _sentences(lines: Sequence[str]) -> int:
    """Every line is one sentence at least; a colon ends one too, as Björnsson counts."""
    return max(1, sum(sum(1 for part in SENTENCE_END.split(line) if WORD.search(part)) for line in lines))
