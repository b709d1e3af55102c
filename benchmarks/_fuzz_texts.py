"""Texts that an encoder has never seen: made by a seed and a number, so that each can be made again."""

import random
import sys
import unicodedata
from collections.abc import Callable
from functools import cache

MEGABYTE = 2**20
WALKING = 6  # of 18 texts: those that walk through every sign of Unicode
_SPACES = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2003\u2009\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2064\u2066\u2069\ufeff\ufff9"
)
_WORDS = [
    *("how", "close", "may", "I", "stand", "hvor", "tæt", "på", "må", "jeg", "stå", "gæsten", "ikke"),
    *("ß", "ﬁ", "Ǆ", "İ", "ſ"),
]
_MARKUP = [
    *("<@U0123>", "<!channel>", "<https://x.y|z>", "&amp;", "&#0;", "&#xD800;", "&lt;&gt;", "*b*", "`c`", "```"),
    *(">", "|", "\\", "%s", "%n", "{0}", "${x}", "\x00"),
]
_UNASSIGNED = {"Cn", "Co", "Cs"}
Make = Callable[[random.Random, int], str]


def text(seed: int, number: int) -> str:
    """The text of this number: the same for the same seed."""
    chance = random.Random(seed * 1_000_003 + number)
    makers: tuple[Make, ...] = (*[_walk] * WALKING, *_MAKERS)
    return makers[number % len(makers)](chance, number // len(makers) * WALKING + number % len(makers))


def _walk(_chance: random.Random, step: int) -> str:
    """Four neighbours in the list of all signs that Unicode has assigned."""
    signs = _assigned()
    return "".join(signs[(4 * step + place) % len(signs)] for place in range(4))


@cache
def _assigned() -> str:
    return "".join(
        sign for code in range(sys.maxunicode + 1) if unicodedata.category(sign := chr(code)) not in _UNASSIGNED
    )


def _controls(chance: random.Random, _number: int) -> str:
    return _some(chance, "".join(map(chr, range(32))) + "\x7f\x80\x9b\x9fab ", 8)


def _halves(chance: random.Random, _number: int) -> str:
    return "".join(chance.choice([chr(chance.randrange(0xD800, 0xE000)), "a", "æ", "😀"]) for _ in range(_size(chance)))


def _anything(chance: random.Random, _number: int) -> str:
    return "".join(chr(chance.randrange(sys.maxunicode + 1)) for _ in range(_size(chance)))


def _emoji(chance: random.Random, _number: int) -> str:
    joined = [
        "👩\u200d👩\u200d👧",
        "🏳️\u200d🌈",
        "🇩🇰",
        "🇩",
        "👍🏽",
        "🏽",
        "1️⃣",
        "\ufe0f",
        "\u200d",
        "😀",
        "🫠",
        "🏴\U000e0067\U000e007f",
    ]
    return "".join(chance.choice(joined) for _ in range(chance.randrange(1, 5)))


def _invisible(chance: random.Random, _number: int) -> str:
    return _some(chance, _INVISIBLE + "abc æ", 8)


def _rightward(chance: random.Random, _number: int) -> str:
    return _some(chance, "אבגדשׁ ابتثجحخ\u064b\u0651 ܐܒ ߊߋ ހށ 123 abc\u202e\u2067", 8)


def _same(chance: random.Random, number: int) -> str:
    """One sign over and over: what an engine writes out as many may need more room than it has made."""
    return (_walk(chance, number)[0] if chance.random() < 0.9 else "\ufdfa") * _size(chance) * 8


def _storm(chance: random.Random, _number: int) -> str:
    marks = [chr(code) for code in (*range(0x300, 0x370), *range(0x483, 0x488), *range(0x20D0, 0x20F1))]
    return chance.choice("aæ한あ") + "".join(chance.choices(marks, k=_size(chance)))


def _blank(chance: random.Random, _number: int) -> str:
    return "" if chance.random() < 0.3 else _some(chance, _SPACES, 20)


def _markup(chance: random.Random, _number: int) -> str:
    return " ".join(chance.choices(_MARKUP, k=chance.choice([1, 1, 2])))


def _slips(chance: random.Random, _number: int) -> str:
    letters = list(" ".join(chance.choices(_WORDS, k=chance.choice([1, 1, 2, 4]))))
    for _ in range(chance.randrange(4)):
        letters.insert(chance.randrange(len(letters) + 1), chr(chance.randrange(1, 0x3000)))
    return "".join(letters)


def _endless(chance: random.Random, number: int) -> str:
    """Megabytes, of which the first signs count; one in twenty, for each makes the engine read 300 signs."""
    part = chance.choice([_anything, _slips, _walk, _storm, _blank, _controls])(chance, number) or " "
    return part * (chance.randrange(MEGABYTE, 3 * MEGABYTE) // len(part)) if chance.random() < 0.05 else part * 2


def _some(chance: random.Random, signs: str, most: int) -> str:
    return "".join(chance.choices(signs, k=chance.randrange(1, most)))


def _size(chance: random.Random) -> int:
    """Mostly short, for the engine's time grows with the length."""
    return chance.choice([1, 1, 2, 3, 4, 6]) if chance.random() < 0.99 else chance.randrange(8, 400)


_MAKERS: tuple[Make, ...] = (
    *(_controls, _halves, _anything, _emoji, _invisible, _rightward, _storm, _blank, _markup, _slips, _endless, _same),
)
