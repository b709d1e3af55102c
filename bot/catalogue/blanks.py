"""Blanks of `takt content new` that nobody has filled in yet: staff must never see one."""

from collections.abc import Iterator

from bot.catalogue.problems import Problem
from bot.catalogue.source import Place, Source

RULE = "blank-left"
MARK = "FILL IN"
ID_MARK = "fill-in"
LIST_DEPTH = 3  # text → language → field: the blanks of one list are told together
TOLD_ALREADY = {("area",), ("value",)}  # as references to nothing, with what there is


def blanks_left(source: Source) -> Iterator[Problem]:
    """A problem for each field of a file that still holds a blank, with what belongs there."""
    hints = dict(blanks(source.values))
    fields: dict[Place, list[Place]] = {}
    for place in hints:
        fields.setdefault(place[:LIST_DEPTH], []).append(place)
    for field, places in fields.items():
        if field not in TOLD_ALREADY:
            message = _message(field, len(places), hints[places[0]])
            yield Problem(source.file, source.line_of(places[0]), message, RULE)


def blanks(value: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """The place of every blank in a file's values, and what it asks for."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from blanks(inner, (*place, str(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from blanks(inner, (*place, number))
    elif isinstance(value, str) and (value == ID_MARK or value.startswith(MARK)):
        yield place, value.removeprefix(MARK).removeprefix(ID_MARK).strip(" :")


def _message(field: Place, count: int, hint: str) -> str:
    name = ".".join(str(part) for part in field[-2:])
    if count == 1:
        return f"`{name}` is still blank: " + (f"write {hint}" if hint else "fill it in")
    return f"`{name}` has {count} blanks: write {hint}"
