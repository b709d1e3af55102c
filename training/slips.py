"""Lines as people type them in a hurry."""

import random

_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_SHORTEST = 4
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def hurried(line: str, chance: random.Random) -> str:
    """The line itself seven times in ten; else with a slip or two, without Danish letters, or without capitals."""
    drawn = chance.random()
    if drawn < 0.18:
        return _slipped(line, chance)
    if drawn < 0.21:
        return line.lower().translate(_DANISH)
    if drawn < 0.28:
        return line.lower().rstrip("?.!")
    return line


def _slipped(line: str, chance: random.Random) -> str:
    words = line.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= _SHORTEST]
    for _ in range(chance.choice((1, 1, 2)) if long else 0):
        at = chance.choice(long)
        words[at] = _mistyped(words[at], chance)
    return " ".join(words)


def _mistyped(word: str, chance: random.Random) -> str:
    if len(word) < _SHORTEST:
        return word
    at, kind = chance.randrange(1, len(word) - 1), chance.random()
    if kind < 0.3:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind < 0.6:
        return word[:at] + word[at + 1 :]
    if kind < 0.8:
        return word[:at] + word[at] + word[at:]
    return word[:at] + chance.choice(_LETTERS) + word[at + 1 :]
