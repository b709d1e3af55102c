"""Reads one content file into plain values and remembers on which line each of them stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from bot.catalogue.problems import Problem
from bot.catalogue.wording import yaml_trouble

Place: TypeAlias = tuple[str | int, ...]
LIMIT = 1024 * 1024
MAX_DEPTH = 12
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{kind}"
    for kind in ["str", "null", "bool", "int", "float", "timestamp", "merge", "value", "map", "seq"]
}


@dataclass
class Source:
    """One content file: its plain values, the line of every place in it, and what is wrong with it as YAML."""

    file: str
    values: object = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    spoilt: set[Place] = field(default_factory=set)

    def line_of(self, place: Place) -> int:
        """The line of a place, or of the nearest place around it."""
        return next((self.lines[place[:end]] for end in range(len(place), -1, -1) if place[:end] in self.lines), 1)

    def complain(self, place: Place, message: str) -> None:
        """Note a problem at a place."""
        self.problems.append(Problem(self.file, self.line_of(place), message))

    def is_spoilt(self, place: Place) -> bool:
        """Whether a problem of the YAML itself is already noted at this place or around it."""
        return any(place[:end] in self.spoilt for end in range(len(place) + 1))


def read(path: Path, folder: Path) -> Source:
    """The file's values; never raises: what is wrong with it is in `problems`."""
    source = Source(path.relative_to(folder).as_posix())
    text = _text(path, folder, source)
    if text is not None:
        node = _compose(text, source)
        if node is not None:
            source.values = _Values(source).of(node, ())
    if source.problems and source.values is None:
        source.spoilt.add(())
    return source


def _text(path: Path, folder: Path, source: Source) -> str | None:
    """The file's text, or None when it must not or cannot be read."""
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            source.complain((), "is a link that leads out of the content folder: put a copy of the file here")
        elif not path.is_file():
            source.complain((), "is not a file: a content file is expected here")
        else:
            return _decoded(path, source)
    except (OSError, RuntimeError) as error:  # RuntimeError: Python 3.11 and 3.12 raise it for a loop of links
        source.complain((), f"cannot be read ({getattr(error, 'strerror', None) or 'a loop of links'})")
    return None


def _decoded(path: Path, source: Source) -> str | None:
    with path.open("rb") as file:
        content = file.read(LIMIT + 1)
    if len(content) > LIMIT:
        source.complain((), "is larger than 1 MiB: split it, or remove what does not belong here")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        source.lines[()] = content.count(b"\n", 0, error.start) + 1
        source.complain((), "is not UTF-8 text: save the file with the encoding UTF-8")
        return None
    if not text.strip():
        source.complain((), "is empty")
        return None
    return text


def _compose(text: str, source: Source) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        source.lines[()], message = yaml_trouble(error, text)
        source.complain((), message)
    except RecursionError:
        source.complain((), "is nested too deep: compare it with another standard")
    else:
        if node is None:
            source.complain((), "is empty: it has only comments")
        return node
    return None


class _Values:
    """Turns YAML nodes into dicts, lists, texts and None. Every scalar stays text: `no` is a word here, not false."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._seen: set[int] = set()

    def of(self, node: yaml.Node, place: Place) -> object:
        """The node's value; None, and a noted problem, where it is refused."""
        self._source.lines.setdefault(place, node.start_mark.line + 1)
        refused = self._refusal(node, place)
        if refused:
            self._refuse(place, refused)
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.of(item, (*place, position)) for position, item in enumerate(node.value)]
        return None if node.tag == _NULL else node.value

    def _refusal(self, node: yaml.Node, place: Place) -> str | None:
        if id(node) in self._seen:
            return "an alias (`*name`) stands here: write the text out"
        if len(place) > MAX_DEPTH:
            return "nested too deep: compare the file with another standard"
        if node.tag not in _PLAIN_TAGS:
            return f"the tag `{node.tag.replace('tag:yaml.org,2002:', '!!')}` is not allowed: write plain text"
        return None

    def _refuse(self, place: Place, message: str) -> None:
        self._source.complain(place, message)
        self._source.spoilt.add(place)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> Mapping[str, object]:
        values: dict[str, object] = {}
        first: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._source.lines.setdefault((*place, "?"), line)
                self._refuse((*place, "?"), "a key must be one word")
            elif key.value in values:
                message = f"`{key.value}` stands here a second time (first on line {first[key.value]}): keep one"
                self._source.problems.append(Problem(self._source.file, line, message))
            else:
                first[key.value] = self._source.lines[*place, key.value] = line
                values[key.value] = self.of(value, (*place, key.value))
        return values
