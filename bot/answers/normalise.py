"""Brings what a person typed and what standards say to one form, so that spelling does not stand between them."""

import html
import re
from collections.abc import Iterable

from bot.catalogue.names import fold

LIMIT = 300
_CUT = 4 * LIMIT
_LABELLED = re.compile(r"<(?:https?://|mailto:|tel:)[^<>|]*\|([^<>]*)>")
_MARKUP = re.compile(r"<(?:[@#!][^<>]*|(?:https?://|mailto:|tel:)[^<>]*)>|@(?:channel|here|everyone)\b")
_BARE_LINK = re.compile(r"\bhttps?://\S+")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
# Slack writes emoji by their names: `:wave:`.
_EMOJI = re.compile(r"(?<!\d)(?::(?=[^\s:]{0,60}[a-z])[a-z0-9_+'-]{1,60}:)+|(?<!\w):(?:[+-]1|100):")
_SPACES = re.compile(r"\s+")
_SHORTEST_STEM = 3


def plain(text: str) -> str:
    """The words of a Slack text, at most 300 characters: no mentions, links, emoji, control characters."""
    cleaned = UNPRINTABLE.sub(" ", text[:_CUT])
    cleaned = _MARKUP.sub(" ", _LABELLED.sub(r" \1 ", cleaned))
    cleaned = _BARE_LINK.sub(" ", _MARKUP.sub(" ", html.unescape(cleaned)))
    return _SPACES.sub(" ", _EMOJI.sub(" ", UNPRINTABLE.sub(" ", cleaned))).strip()[:LIMIT].strip()


def worded(text: str) -> str:
    """The same, each line for itself: a line's end may be that of a question."""
    return "\n".join(filter(None, map(plain, text[:_CUT].splitlines())))[:LIMIT].strip()


def searchable(text: str) -> str:
    """A question in the form that search compares."""
    return fold(plain(text))


def stem(folded: str, endings: Iterable[str]) -> str:
    """Folded words without endings of plural and definite form, the longest first: `hilsner`, `greetings`."""
    return " ".join(_stem(word, endings) for word in folded.split())


def _stem(word: str, endings: Iterable[str]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
