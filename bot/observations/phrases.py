"""What stands at a place of a typed line: a mention, a level, the name of a standard; pure.

Every function takes the text and a position, and returns what it found there with the position behind it.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from bot.catalogue.names import fold
from bot.markup import as_typed
from bot.observations.level_words import ALSO_OF_NOTES, BY_WORD, JOINTS, MEETING, SIGNS, WHOM
from bot.observations.understood import Judged
from bot.ports import MemberId

MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
Named = Callable[[int], tuple[str, int] | None]  # a standard by its name at a position, and the position behind it
_SEPARATED = re.compile(r"[,:;!]?\s*")
_NOBODY = re.compile(r"@[\w.\-]*\w|<![^<>\n]*>")
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\S\n]*([^\s<]+)")
_SPOKEN = re.compile(r"\w[\w\s'’\-]*[,.;:!]*")
_QUOTED = re.compile(r"[\"“„»«]([^\"“”„»«\n]+)[\"”“«»],?")
_EMOJI = re.compile(r"(?::[\w+'\-]+:)+[,.;:!]?")  # as Slack writes it: search passes over it, a note keeps it
_MOST_WORDS_OF_A_NAME = 8
_SHORT = 4  # letters


def skip_space(text: str, at: int) -> int:
    """The position of the next word."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def mention_at(text: str, at: int) -> tuple[MemberId, int] | None:
    """The person whom Slack resolved."""
    found = MENTION.match(text, at)
    return (MemberId(found[1]), _behind(text, found.end())) if found else None


def nobody_at(text: str, at: int) -> tuple[str, int] | None:
    """An @name that Slack knows no person for, or a call to everybody."""
    found = _NOBODY.match(text, at)
    return (as_typed(found[0]), _behind(text, found.end())) if found else None


def others_at(text: str, at: int) -> tuple[tuple[MemberId, ...], int]:
    """The people at this place, also behind an *and*; nobody where none is mentioned."""
    found: list[MemberId] = []
    joint = _joint().match(text, at)
    at = joint.end() if joint else at
    while mention := mention_at(text, at):
        found.append(mention[0])
        at = mention[1]
    return tuple(found), at


def level_at(text: str, at: int, named: Named = lambda _at: None) -> tuple[Judged, int] | None:
    """A level, by its longest words. A sign before a word that says otherwise (`- met`) is none.

    What begins the name of a standard (`+ ikke muligt`) says nothing else.
    """
    first: tuple[Judged, int] | None = None
    for level, begins, end in levels_ahead(text, at):
        if first is None:
            first = level, end
        elif level is not first[0]:
            name = named(begins)
            return first if name and name[1] > end else None
    return first


def levels_ahead(text: str, at: int) -> Iterator[tuple[Judged, int, int]]:
    """The level at this place with where it begins and ends; behind signs also the next ones, up to the first word."""
    while found := _phrase_at(text, at):
        level, end = found
        yield level, at, end
        if text[at:end] not in SIGNS:
            return
        at = skip_space(text, end)


def stands_apart(text: str, at: int, end: int) -> bool:
    """Whether a level's words are no beginning of a sentence: several before a capital letter, or before a stop."""
    word, behind = text[at:end], text[end:].lstrip(" \t")
    if not behind or behind[0] == "\n" or word[-1] in ",.;:!":
        return True
    return " " in word and not behind[0].islower()


def _phrase_at(text: str, at: int) -> tuple[Judged, int] | None:
    for end in word_ends(text, at, 1):
        if sign := SIGNS.get(text[at:end]):
            return sign, end
    for end in reversed(word_ends(text, at, BY_WORD.most_words)):
        level = level_of(text[at:end])
        if level is not None:
            return level, end
    return None


def level_of(phrase: str) -> Judged | None:
    """The level that a word, a phrase or a sign stands for."""
    if phrase in SIGNS:
        return SIGNS[phrase]
    return BY_WORD.get(fold(phrase)) if _SPOKEN.fullmatch(phrase) else None


def may_begin_note(text: str, at: int, end: int) -> bool:
    """Whether a level's word goes on as a note does: in small letters, and with no stop or new line between."""
    word, behind = text[at:end], text[end:]
    runs_on = behind.lstrip(" \t")[:1].islower()
    if word.casefold() in MEETING:
        return runs_on and behind.split(maxsplit=1)[0].casefold() in WHOM
    return word.casefold() in ALSO_OF_NOTES and runs_on


def guess_at(text: str, at: int, guess: Callable[[str], str | None]) -> tuple[str, int] | None:
    """A standard by a name with a typing error; it is to be checked."""
    for end in reversed(word_ends(text, at, _MOST_WORDS_OF_A_NAME)):
        phrase = as_typed(text[at:end])
        if may_be_misspelt(phrase) and _could_be_a_name(phrase) and (standard := guess(phrase)):
            return standard, end
    return None


def may_be_misspelt(words: str) -> bool:
    """Whether a typing error in them may be forgiven: short words are ordinary words, one letter from many names."""
    return any(len(word) > _SHORT for word in words.split())


def standard_at(text: str, at: int, name: Callable[[str], str | None]) -> tuple[str, int] | None:
    """A standard, by its longest name; a name may stand in quotes."""
    quoted = _QUOTED.match(text, at)
    if quoted:
        standard = name(as_typed(quoted[1]))
        return (standard, quoted.end()) if standard else None
    for end in reversed(word_ends(text, at, _MOST_WORDS_OF_A_NAME)):
        phrase = as_typed(text[at:end])
        standard = name(phrase) if _could_be_a_name(phrase) else None
        if standard:
            return standard, end
    return None


def word_ends(text: str, at: int, most: int) -> list[int]:
    """The ends of the next words of this line, up to a mention."""
    ends: list[int] = []
    while len(ends) < most and (word := _WORD.match(text, ends[-1] if ends else at)):
        ends.append(word.end())
    return ends


def _could_be_a_name(phrase: str) -> bool:
    last = phrase.rsplit(maxsplit=1)[-1]
    return bool(fold(phrase[0])) and bool(fold(last)) and not _EMOJI.fullmatch(last)


def _behind(text: str, at: int) -> int:
    found = _joint().match(text, at) or _SEPARATED.match(text, at)
    return found.end() if found else at


@cache
def _joint() -> re.Pattern[str]:
    """What joins two mentions: `@anna, @ben`, `@anna & @ben`, `@anna og @ben`."""
    sign = r"(?:[,;&+/]|&amp;)"
    word = rf"(?:{JOINTS.pattern})(?!\w)"
    joint = rf"\s*+(?:{sign}\s*+)?(?:(?:{sign}|{word})\s*+)?(?=(?-i:{MENTION.pattern}))"
    return re.compile(joint, re.IGNORECASE)
