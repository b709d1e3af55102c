"""How the names of standards are compared: without case, accents, punctuation or a choice of spelling."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "œ": "oe", "ð": "d", "þ": "th", "đ": "d", "ł": "l"}
)
_APOSTROPHES = re.compile(r"['’‘`´]")
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Words in small plain letters with single spaces between them; `Æble-kage!` and `aeble kage` come out the same."""
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", plain)).strip()
