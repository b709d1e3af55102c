"""Reads one content file into plain values and remembers on which line each of them stands."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from bot.catalogue.problems import Problem
from bot.catalogue.wording import yaml_trouble
from bot.catalogue.yaml_values import Refusal, TooDeep, read_values

Place: TypeAlias = tuple[str | int, ...]
LIMIT = 1024 * 1024


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

    def complain(self, place: Place, message: str, line: int | None = None) -> None:
        """Note a problem at a place, or on a line."""
        self.problems.append(Problem(self.file, line or self.line_of(place), message))

    def is_spoilt(self, place: Place) -> bool:
        """Whether a problem of the YAML itself is already noted at this place or around it."""
        return any(place[:end] in self.spoilt for end in range(len(place) + 1))


def read(path: Path, folder: Path) -> Source:
    """The file's values; never raises: what is wrong with it is in `problems`."""
    source = Source(path.relative_to(folder).as_posix())
    text = text_of(path, folder, source)
    if text is not None:
        _fill(source, text)
    if source.problems and source.values is None:
        source.spoilt.add(())
    return source


def _fill(source: Source, text: str) -> None:
    refusals: list[Refusal] = []
    try:
        source.values = read_values(text, source.lines, refusals)
    except TooDeep as error:
        source.complain((), "is nested too deep: compare it with another standard", error.line)
    except yaml.YAMLError as error:
        line, message = yaml_trouble(error, text)
        source.complain((), message, line)
    for refusal in refusals:
        source.complain(refusal.place, refusal.message, refusal.line)
        source.spoilt.add(refusal.place)
    if source.values is None and not source.problems:
        source.complain((), "is empty")


def text_of(path: Path, folder: Path, source: Source) -> str | None:
    """The file's text, or None when it must not or cannot be read: the source then says why."""
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
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        source.complain((), "is not UTF-8 text: save the file with the encoding UTF-8", line)
        return None
