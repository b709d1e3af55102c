"""Recognises the language of a question by what the catalogue's own texts look like in each; pure.

Naive Bayes over words and the runs of three letters within them (Cavnar and Trenkle 1994; Lui and Baldwin 2012): no
language has any code, so a language is known as soon as there is content in it.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SURE = 4.0  # the best must be this many natural-logarithm units ahead of the next and of the default
CUT = 300
RUN = 3
SMOOTHING = 0.5
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Likeness:
    """What one language looks like: the logarithm of how often each sign comes, and of one that never came."""

    logs: Mapping[str, float]
    unseen: float

    def of(self, signs: Iterable[str]) -> float:
        """How likely the signs are in this language."""
        return sum(self.logs.get(sign, self.unseen) for sign in signs)


Profiles = Mapping[str, Likeness]


def learn(texts: Mapping[str, Iterable[str]]) -> Profiles:
    """A profile of each language, from texts in it."""
    counts = {language: _counted(lines) for language, lines in texts.items()}
    known = len(set().union(*counts.values())) if counts else 0
    return {language: _likeness(found, known) for language, found in counts.items() if found}


def language_of_question(text: str, profiles: Profiles, default: str) -> str:
    """The language that the words are in; the default, such as the profile's, where that is not sure."""
    signs = [sign for word in dict.fromkeys(_words(text[:CUT])) for sign in _signs_of(word)]
    if len(profiles) < 2 or not signs:
        return default
    likely = {language: profile.of(signs) for language, profile in profiles.items()}
    best, *others = sorted(likely, key=lambda language: (-likely[language], language != default, language))
    rival = likely.get(default, likely[others[0]])
    return best if likely[best] - max(rival, likely[others[0]]) >= SURE else default


def _counted(lines: Iterable[str]) -> Counter[str]:
    """How often each sign comes; each word is taken apart once, however often it comes."""
    words = Counter(_WORD.findall("\n".join(lines).casefold()))
    found: dict[str, int] = {}
    for word, count in words.items():
        for sign in _signs_of(word):
            found[sign] = found.get(sign, 0) + count
    return Counter(found)


def _likeness(found: Counter[str], known: int) -> Likeness:
    total = math.log(found.total() + SMOOTHING * (known + 1))
    logs = {sign: math.log(count + SMOOTHING) - total for sign, count in found.items()}
    return Likeness(logs, math.log(SMOOTHING) - total)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _signs_of(word: str) -> Iterator[str]:
    """The word whole, and its runs of letters with its edges."""
    edged = f" {word} "
    yield word
    yield from (edged[at : at + RUN] for at in range(len(edged) - RUN + 1))
