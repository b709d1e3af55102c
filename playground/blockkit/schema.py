"""A few building bricks to write down limits as tables: every brick is a check that yields problems."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """What is wrong, and the JSON pointer to it."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.what} [json-pointer:{self.path}]"


Check = Callable[[Any, str], Iterator[Problem]]
Fields = Mapping[str, Check]


def string(most: int, least: int = 1, pattern: str = "") -> Check:
    """A string of `least` to `most` characters that matches `pattern`."""

    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(path, "must be a string")
        elif len(value) < least:
            yield Problem(path, f"must be more than {least - 1} characters")
        elif len(value) > most:
            yield Problem(path, f"must be less than {most + 1} characters")
        elif pattern and not re.fullmatch(pattern, value):
            yield Problem(path, f"must match {pattern}")

    return check


def enum(*allowed: str) -> Check:
    """One of these strings."""

    def check(value: Any, path: str) -> Iterator[Problem]:
        if value not in allowed:
            yield Problem(path, f"must be one of {', '.join(allowed)}")

    return check


def boolean(value: Any, path: str) -> Iterator[Problem]:
    """True or false, and no string such as "true"."""
    if not isinstance(value, bool):
        yield Problem(path, "must be a boolean")


def integer(least: int, most: int) -> Check:
    """A whole number in this range."""

    def check(value: Any, path: str) -> Iterator[Problem]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield Problem(path, "must be an integer")
        elif not least <= value <= most:
            yield Problem(path, f"must be between {least} and {most}")

    return check


def number(value: Any, path: str) -> Iterator[Problem]:
    """Any number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield Problem(path, "must be a number")


def items(of: Check, most: int, least: int = 1) -> Check:
    """A list of `least` to `most` things that each pass `of`."""

    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(path, "must be an array")
            return
        if len(value) < least:
            yield Problem(path, f"no fewer than {least} items allowed")
        if len(value) > most:
            yield Problem(path, f"no more than {most} items allowed")
        for index, item in enumerate(value):
            yield from of(item, f"{path}/{index}")

    return check


def obj(required: Fields, optional: Fields, rules: Collection[Check] = ()) -> Check:
    """An object with these fields and no others; `rules` look at the whole once the fields are right."""
    known = {**required, **optional}

    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(path, "must be an object")
            return
        problems = list(_field_problems(value, path, required, known))
        yield from problems
        if not problems:
            for rule in rules:
                yield from rule(value, path)

    return check


def _field_problems(value: Json, path: str, required: Fields, known: Fields) -> Iterator[Problem]:
    for key in required:
        if value.get(key) is None:
            yield Problem(path, f"missing required field: {key}")
    for key, content in value.items():
        if key not in known:
            yield Problem(path, f"invalid additional property: {key}")
        elif content is None and key not in required:
            yield Problem(f"{path}/{key}", "must not be null")
        elif content is not None:
            yield from known[key](content, f"{path}/{key}")


def by_type(table: Mapping[str, Check], kind: str) -> Check:
    """An object whose `type` says which check of the table applies."""

    def check(value: Any, path: str) -> Iterator[Problem]:
        name = value.get("type") if isinstance(value, dict) else None
        if not isinstance(name, str) or name not in table:
            yield Problem(path, f"unsupported type of {kind}: {name}")
        else:
            yield from table[name](value, path)

    return check


def either(*names: str) -> Check:
    """At least one of these fields is there."""

    def check(value: Json, path: str) -> Iterator[Problem]:
        if not any(name in value for name in names):
            yield Problem(path, f"missing required field: {' or '.join(names)}")

    return check


def exactly_one(*names: str) -> Check:
    """One of these fields is there, and not two."""

    def check(value: Json, path: str) -> Iterator[Problem]:
        if sum(name in value for name in names) != 1:
            yield Problem(path, f"exactly one of {', '.join(names)} is required")

    return check


def pick(table: Mapping[str, Check], names: str) -> dict[str, Check]:
    """The part of a table that these space-separated names select."""
    return {name: table[name] for name in names.split()}
