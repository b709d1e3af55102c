"""Takes out of a question what could point to a person, before it is stored; pure, in time that grows with the text."""

import re

from bot.answers.normalise import UNPRINTABLE

_NAME, _PLACE = r"(?<![\w.+'%-])[\w.+'%-]++", r"[\w-]++"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|punktum|prik)\s?[)\]}]\s?)"
_AT = r"(?:\s[@＠]\s|\s?[(\[{]\s?(?:at|a|snabel[- ]?a)\s?[)\]}]\s?)"
_EMAIL = re.compile(rf"{_NAME}(?:[@＠]{_PLACE}(?:{_DOT}{_PLACE})*|{_AT}{_PLACE}(?:{_DOT}{_PLACE})+)", re.IGNORECASE)
_BETWEEN = r"[^\w\n]|_"  # what people put between the parts of a number
_DASH = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d-"
_GAP = rf"(?:{_BETWEEN}){{0,3}}"
_DAY, _MONTH, _YEAR = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])", r"(?:\d{2}){1,2}"
_CPR = re.compile(rf"(?<!\d){_DAY}{_GAP}{_MONTH}{_GAP}{_YEAR}{_GAP}\d{{4}}(?!\d)")
_LONG_NUMBER = re.compile(rf"(?<!\d)\+?\d(?:(?:[\s()./_*=|·•{_DASH}]{{0,3}}|,)\d){{6,}}(?!\d)")
_MENTION = re.compile(r"<[@!#][^<>]*>|(?<!\w)[@＠][\w.-]+")
_PARTS = (("e-mail", _EMAIL), ("mention", _MENTION), ("CPR", _CPR), ("number", _LONG_NUMBER))


def redacted_lines(text: str) -> str:
    """The same of a text whose lines stay, without signs that nobody sees: they could stand within an address."""
    return "\n".join(redacted(UNPRINTABLE.sub(" ", line)).strip() for line in redacted(text).splitlines()).strip()


def redacted(text: str) -> str:
    """The text with mentions, e-mail addresses, CPR numbers, telephone, card and other long numbers taken out."""
    for kind, pattern in _PARTS:
        text = pattern.sub(f"[{kind}]", text)
    return text
