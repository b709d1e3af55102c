"""Recognises the language of a question by what the catalogue's own texts look like in each; pure.

Naive Bayes over words and the runs of three letters within them (Cavnar and Trenkle 1994; Lui and Baldwin 2012): no
language has any code, so a language is known as soon as there is content in it.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

SURE = 4.0  # the best must be this many natural-logarithm units ahead of the next and of the default
KNOWN = 0.25  # of three words or more, what the language must have more than: letters alone make German Danish
FEW = 2  # words that may all be new
SURE_OF_BOTH = 2 * SURE  # of so few, where the default has them too: `brand` of a Dane is a fire
CUT = 300
RUN = 3
SMOOTHING = 0.5
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Likeness:
    """What one language looks like: the logarithm of how often each sign comes, and of one unseen; and its words."""

    logs: Mapping[str, float]
    unseen: float
    words: Collection[str]

    def of(self, signs: Iterable[str]) -> float:
        """How likely the signs are in this language."""
        return sum(self.logs.get(sign, self.unseen) for sign in signs)

    def has_enough(self, words: Collection[str], others: Iterable[Collection[str]]) -> bool:
        """Whether it has so many of the words that they may be in it, and none of the other languages has more."""
        known = sum(word in self.words for word in words)
        is_enough = len(words) <= FEW or known > KNOWN * len(words)
        return is_enough and all(sum(word in other for word in words) <= known for other in others)


Profiles = Mapping[str, Likeness]


def learn(texts: Mapping[str, Iterable[str]], beside: Mapping[str, Iterable[str]] | None = None) -> Profiles:
    """A profile of each language, from texts in it; what is `beside` them adds words alone."""
    words = {language: Counter(_words("\n".join(lines))) for language, lines in texts.items()}
    counts = {language: _counted(found) for language, found in words.items()}
    known = len(set().union(*counts.values())) if counts else 0
    return {
        language: _likeness(found, known, {*words[language], *_words("\n".join((beside or {}).get(language, ())))})
        for language, found in counts.items()
        if found
    }


def language_of_question(
    text: str, profiles: Profiles, default: str, others: Mapping[str, Collection[str]] | None = None
) -> str:
    """The language that the words are in; the default, such as the profile's, where that is not sure.

    It is not where the language has few of the words, or one of the `others` has more: they may be in one that there is
    no profile of.
    """
    words = dict.fromkeys(_words(text[:CUT]))
    signs = [sign for word in words for sign in _signs_of(word)]
    if len(profiles) < 2 or not signs:
        return default
    likely = {language: profile.of(signs) for language, profile in profiles.items()}
    best, *rest = sorted(likely, key=lambda language: (-likely[language], language != default, language))
    rival = likely.get(default, likely[rest[0]])
    is_sure = likely[best] - max(rival, likely[rest[0]]) >= _enough(words, best, default, profiles)
    lacking = (known for language, known in (others or {}).items() if language not in profiles)
    return best if is_sure and profiles[best].has_enough(words, lacking) else default


def is_new(text: str, profiles: Profiles) -> bool:
    """Whether the words are one or two, and one of them is in no language's texts."""
    words = dict.fromkeys(_words(text[:CUT]))
    return 0 < len(words) <= FEW and any(not any(word in one.words for one in profiles.values()) for word in words)


def _enough(words: Collection[str], best: str, default: str, profiles: Profiles) -> float:
    """How far the best must be ahead: further where the default has a word or two as well, and never where only it."""
    if default not in profiles or len(words) > FEW:
        return SURE
    known, of_default = (sum(word in profiles[one].words for word in words) for one in (best, default))
    return SURE if known > of_default or not of_default else SURE_OF_BOTH if known == of_default else math.inf


def _counted(words: Mapping[str, int]) -> Counter[str]:
    """How often each sign comes; each word is taken apart once, however often it comes."""
    found: dict[str, int] = {}
    for word, count in words.items():
        for sign in _signs_of(word):
            found[sign] = found.get(sign, 0) + count
    return Counter(found)


def _likeness(found: Counter[str], known: int, words: Collection[str]) -> Likeness:
    total = math.log(found.total() + SMOOTHING * (known + 1))
    logs = {sign: math.log(count + SMOOTHING) - total for sign, count in found.items()}
    return Likeness(logs, math.log(SMOOTHING) - total, words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _signs_of(word: str) -> Iterator[str]:
    """The word whole, and its runs of letters with its edges."""
    edged = f" {word} "
    yield word
    yield from (edged[at : at + RUN] for at in range(len(edged) - RUN + 1))
