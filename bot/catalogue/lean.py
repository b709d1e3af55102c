"""Makes a pack of questions without the rest of a standard (as benchmarks have) loadable, for search only."""

from collections.abc import Iterable, Mapping, Sequence

from bot.catalogue.model import Area, AreaText, Value, ValueText
from bot.catalogue.texts import LONGEST_LINE, LONGEST_SHORT

BLANK = "–"
NOWHERE = "unsorted"
_STANDARD = {"area": NOWHERE, "value": NOWHERE, "owner": NOWHERE, "review_by": "2099-12-31"}
_LISTS = {"aliases": LONGEST_SHORT, "questions": LONGEST_LINE}
_TEXT = {"criterion": BLANK, "why": BLANK, "do": [BLANK, BLANK], "dont": [BLANK, BLANK], "tips": [BLANK]}


def filled(raw: object) -> object:
    """A standard's raw values with something neutral in every place that search does not need.

    What people wrote is not to be mended first: a line longer than search reads is cut, and an empty one left out.
    """
    if not isinstance(raw, Mapping):
        return raw
    text = raw.get("text")
    texts = {key: _searched(one) for key, one in text.items()} if isinstance(text, Mapping) else text
    return {**_STANDARD, **raw, **({} if texts is None else {"text": texts})}


def _searched(text: object) -> object:
    if not isinstance(text, Mapping):
        return text
    lists = {name: _short(text[name], most) for name, most in _LISTS.items() if name in text}
    title = {"title": _cut(text["title"], LONGEST_SHORT)} if "title" in text else {}
    return {**_TEXT, **text, **title, **lists}


def _short(lines: object, most: int) -> object:
    if lines is None:
        return []
    if not isinstance(lines, list):
        return lines
    cut = [_cut(line, most) for line in lines]
    return [line for line in cut if line is not None and line != ""]


def _cut(line: object, most: int) -> object:
    return line.strip()[:most].strip() if isinstance(line, str) else line


def areas(ids: Iterable[str], languages: Sequence[str]) -> list[Area]:
    """The areas that standards name, for a pack without areas.yaml: titled by their ids."""
    return [Area(id=one, text={languages[0]: AreaText(title=one, covers=BLANK)}) for one in dict.fromkeys(ids)]


def values(ids: Iterable[str], languages: Sequence[str]) -> list[Value]:
    """The values that standards name, for a pack without values.yaml: titled by their ids."""
    return [Value(id=one, text={languages[0]: ValueText(title=one, why=BLANK)}) for one in dict.fromkeys(ids)]
