"""Makes a pack of questions without the rest of a standard (as benchmarks have) loadable, for search only."""

from collections.abc import Iterable, Mapping, Sequence

from bot.catalogue.model import Area, AreaText, Value, ValueText

BLANK = "–"
NOWHERE = "unsorted"
_STANDARD = {"area": NOWHERE, "value": NOWHERE, "owner": NOWHERE, "review_by": "2099-12-31"}
_TEXT = {"criterion": BLANK, "why": BLANK, "do": [BLANK, BLANK], "dont": [BLANK, BLANK], "tips": [BLANK]}


def filled(raw: object) -> object:
    """A standard's raw values with something neutral in every place that search does not need."""
    if not isinstance(raw, Mapping):
        return raw
    text = raw.get("text")
    texts = {key: _with(_TEXT, one) for key, one in text.items()} if isinstance(text, Mapping) else text
    return {**_STANDARD, **raw, **({} if texts is None else {"text": texts})}


def _with(defaults: Mapping[str, object], values: object) -> object:
    return {**defaults, **values} if isinstance(values, Mapping) else values


def areas(ids: Iterable[str], languages: Sequence[str]) -> list[Area]:
    """The areas that standards name, for a pack without areas.yaml: titled by their ids."""
    return [Area(id=one, text={languages[0]: AreaText(title=one, covers=BLANK)}) for one in dict.fromkeys(ids)]


def values(ids: Iterable[str], languages: Sequence[str]) -> list[Value]:
    """The values that standards name, for a pack without values.yaml: titled by their ids."""
    return [Value(id=one, text={languages[0]: ValueText(title=one, why=BLANK)}) for one in dict.fromkeys(ids)]
