"""Takes out of a question what could point to a person, before it is stored; pure."""

import re

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_GAP = r"[\s./–—-]{0,3}"
_DAY, _MONTH, _YEAR = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])", r"(?:\d{2}){1,2}"
_CPR = re.compile(rf"(?<!\d){_DAY}{_GAP}{_MONTH}{_GAP}{_YEAR}{_GAP}\d{{4}}(?!\d)")
_LONG_NUMBER = re.compile(r"(?<!\d)\+?\d(?:[\s()./–—-]{0,2}\d){6,}(?!\d)")
_MENTION = re.compile(r"<[@!#][^<>]*>|(?<!\w)@[\w.-]+")
_PARTS = (("e-mail", _EMAIL), ("mention", _MENTION), ("CPR", _CPR), ("number", _LONG_NUMBER))


def redacted(text: str) -> str:
    """The text with mentions, e-mail addresses, CPR numbers, telephone, card and other long numbers taken out."""
    for kind, pattern in _PARTS:
        text = pattern.sub(f"[{kind}]", text)
    return text
