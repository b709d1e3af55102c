"""Takes out of a question what could point to a person, before it is stored; pure, in time that grows with the text."""

import re

from bot.answers.normalise import UNPRINTABLE
from bot.catalogue.names import fold

# What nobody sees, but for what begins a line or stands for a blank.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+"
)
_NAME, _PLACE = r"(?<![\w.+'%-])[\w.+'%-]++", r"[\w-]++"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|punktum|prik)\s?[)\]}]\s?)"
_AT = r"(?:\s[@＠]\s|\s?[(\[{]\s?(?:at|a|snabel[- ]?a)\s?[)\]}]\s?)"
_SPELT = r"\s(?:snabel[- ]?a)\s"  # a sign that says so by itself, also without brackets
_SPELT_DOT = rf"(?:{_DOT}|\s(?:dot|punktum|prik)\s)"
_SAID, _SAID_DOT = r"\s-?at-?\s", r"\s-?(?:dot|punktum|prik)-?\s"  # an address where it ends like one
_ENDING = r"(?:com|net|org|info|biz|eu|dk|se|no|fi|is|de|nl|fr|uk|ie|us|io|nu)\b"
_EMAIL = re.compile(
    rf"{_NAME}(?:[@＠]{_PLACE}(?:{_DOT}{_PLACE})*|{_AT}{_PLACE}(?:{_DOT}{_PLACE})+"
    rf"|{_SPELT}{_PLACE}(?:{_SPELT_DOT}{_PLACE})+|{_SAID}{_PLACE}(?:{_SAID_DOT}{_PLACE})*{_SAID_DOT}{_ENDING})",
    re.IGNORECASE,
)
_BETWEEN = r"[^\w\n]|_"  # what people put between the parts of a number
_DASH = "\u2010-\u2015\u2212\ufe58\ufe63\uff0d-"
_GAP = rf"(?:{_BETWEEN}){{0,3}}"
_DAY, _MONTH, _YEAR = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])", r"(?:\d{2}){1,2}"
_CPR = re.compile(rf"(?<!\d){_DAY}{_GAP}{_MONTH}{_GAP}{_YEAR}{_GAP}\d{{4}}(?!\d)")
_PAIR, _BLANK, _COMMA = r"\d\d", r"\s{1,2}", r",?\s{1,2}"  # pairs of digits in a row, a comma between some of them
_PAIRS = (
    rf"(?:{_PAIR}{_BLANK}{_PAIR}{_COMMA}{_PAIR}{_COMMA}{_PAIR}|{_PAIR}{_COMMA}{_PAIR}{_BLANK}{_PAIR}{_COMMA}{_PAIR}"
    rf"|{_PAIR}{_COMMA}{_PAIR}{_COMMA}{_PAIR}{_BLANK}{_PAIR})(?:{_COMMA}{_PAIR}){{0,2}}"
)
_LONG = rf"\+?\d(?:(?:[\s()./_*=|·•{_DASH}]{{0,3}}|,)\d){{6,}}"
_TIME, _HALF = r"(?:[01]?\d|2[0-4])\.[0-5]\d", r"(?:[01]?\d|2[0-4])\.[03]0"
_TO = rf"\s?[{_DASH}]\s?"
_CURRENCY = r"(?:kr\b|kroner|dkk|eur|euro|usd|dollars?|pounds?|[€$£])"
_AMOUNT = r"\d{1,3}(?:[.,]\d{3}){2,3}(?:,\d\d|,-)?"
_KEPT = (  # opening hours, and sums of money with their currency
    rf"\b(?:kl\.?|klokken|fra|from|mellem|between|åbent?|open)\s?{_TIME}{_TO}{_TIME}(?!\d|{_TO}\d)"
    rf"|(?<![\d.]){_HALF}{_TO}{_HALF}(?!\d|{_TO}\d)"
    rf"|(?<![\d.]){_AMOUNT}\s?{_CURRENCY}|{_CURRENCY}\.?\s?{_AMOUNT}(?!\d)"
)
_NUMBER = re.compile(rf"(?P<kept>{_KEPT})|(?<!\d)(?:{_LONG}|{_PAIRS})(?!\d)", re.IGNORECASE)
_MENTION = re.compile(r"<[@!#][^<>]*>|(?<!\w)[@＠](?P<name>[\w.-]+(?:[^\S\n][\w'’-]+){0,4})")
_PARTICLES = frozenset({"af", "da", "de", "den", "der", "el", "la", "van", "von"})


def redacted_lines(text: str) -> str:
    """The same of a text whose lines stay, without control characters."""
    return "\n".join(redacted(UNPRINTABLE.sub(" ", line)).strip() for line in redacted(text).splitlines()).strip()


def redacted(text: str) -> str:
    """The text with mentions, e-mail addresses, CPR numbers, telephone, card and other long numbers taken out.

    So are signs that nobody sees: they could stand within an address.
    """
    text = _UNSEEN.sub("", text)
    text = _EMAIL.sub("[e-mail]", text)
    text = _MENTION.sub(_without_name, text)
    text = _CPR.sub("[CPR]", text)
    return _NUMBER.sub(lambda found: found["kept"] or "[number]", text)


def _without_name(found: re.Match[str]) -> str:
    """`@Anna Jensen-Bruun kom` without the surname, too: the words with a capital behind it, up to what asks."""
    if not found["name"]:
        return "[mention]"
    from bot.answers.speech import speech  # noqa: PLC0415  (with the first name that is typed; search has it loaded by then)

    first, *rest = re.split(r"([^\S\n])", found["name"])
    ends = 0
    if first[0].isupper() and not first.endswith("."):  # else a sentence begins behind it
        for place in range(1, len(rest), 2):
            if fold(rest[place]) in speech().askers:
                break
            if rest[place][0].isupper():
                ends = place + 1
            elif rest[place] not in _PARTICLES:
                break
    return "[mention]" + "".join(rest[ends:])
