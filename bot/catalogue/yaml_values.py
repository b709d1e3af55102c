"""YAML as far as content files need it: mappings, lists and words. No aliases, no tags, no guessing of types.

Every scalar stays a text, so that `no` is a word and not false; pydantic reads dates and truth out of texts. Built on
the parser's events, because PyYAML's composer follows aliases and overflows the stack on a deeply nested file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

Place: TypeAlias = tuple[str | int, ...]
MAX_DEPTH = 12
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TAGS = frozenset({None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))})


class TooDeep(Exception):
    """The file is nested deeper than any content is."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True)
class Refusal:
    """Something that YAML allows and content files do not; nothing around it is lost."""

    place: Place
    line: int
    message: str


def read_values(text: str, lines: dict[Place, int], refusals: list[Refusal]) -> object:
    """A document's values; fills in every place's line and what was refused. Raises `TooDeep` or `yaml.YAMLError`."""
    return _Reader(yaml.parse(text, Loader=_LOADER), lines, refusals).document()


class _Reader:
    def __init__(self, events: Iterator[Event], lines: dict[Place, int], refusals: list[Refusal]) -> None:
        self._events = events
        self._lines = lines
        self._refusals = refusals

    def document(self) -> object:
        """The value of the first document; a second one is refused."""
        found: object = None
        documents = 0
        for event in self._events:
            documents += isinstance(event, DocumentStartEvent)
            if documents > 1:
                self._refuse(event, (), "a second document starts here: keep one per file and remove `---`")
                return None
            if not isinstance(event, (StreamStartEvent, StreamEndEvent, DocumentStartEvent, DocumentEndEvent)):
                found = self._value(event, ())
        return found

    def _value(self, event: Event, place: Place) -> object:
        self._lines.setdefault(place, _line(event))
        if len(place) > MAX_DEPTH:
            raise TooDeep(_line(event))
        if isinstance(event, AliasEvent):
            self._refuse(event, place, "an alias (`*name`) stands here: write the text out, or put it in quotes")
            return None
        if tag := _unusual_tag(event):
            self._refuse(event, place, f"the tag `{tag}` is not allowed: write plain text")
        if isinstance(event, MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(place)
        return _scalar(event) if isinstance(event, ScalarEvent) else None

    def _sequence(self, place: Place) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._value(event, (*place, len(items))))
        return items

    def _mapping(self, place: Place) -> dict[str, object]:
        values: dict[str, object] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._key(event, place)
            again = key in values
            if again:
                first = self._lines[*place, key]
                self._refuse(
                    event, (*place, key), f"`{key}` stands here a second time (first on line {first}): keep one"
                )
            self._lines.setdefault((*place, key), _line(event))
            value = self._value(next(self._events), (*place, key))
            values.setdefault(key, value)
        return values

    def _key(self, event: Event, place: Place) -> str:
        if isinstance(event, ScalarEvent):
            return str(event.value)
        self._value(event, (*place, "?"))
        self._refuse(event, (*place, "?"), "a key must be one word")
        return "?"

    def _refuse(self, event: Event, place: Place, message: str) -> None:
        self._refusals.append(Refusal(place, _line(event), message))


def _scalar(event: ScalarEvent) -> str | None:
    is_plain = event.implicit[0] and not event.style
    return None if is_plain and event.value in _NULLS else str(event.value)


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _unusual_tag(event: Event) -> str | None:
    """The tag as it is written, unless it is one that changes nothing."""
    tag: str | None = getattr(event, "tag", None)
    return None if tag in _TAGS else str(tag).replace("tag:yaml.org,2002:", "!!")
