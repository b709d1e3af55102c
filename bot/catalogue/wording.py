"""Puts what pydantic and the YAML parser complain about into words that an author of content can act on."""

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_EXPECTED = {
    "string_type": "must be a text",
    "string_unicode": "holds a character that is not valid text",
    "bool_type": "must be `true` or `false`",
    "bool_parsing": "must be `true` or `false`",
    "tuple_type": "must be a list: one item per line, each after `- `",
    "dict_type": "must have keys of its own, such as `en:`",
    "model_type": "must have keys of its own (`key: value` lines)",
    "model_attributes_type": "must have keys of its own (`key: value` lines)",
    "string_too_short": "is empty: write a text or remove it",
    "int_parsing": "must be a number",
}
_MEASURED = {
    "string_too_long": "has {length} characters: at most {max_length}",
    "too_short": "has {actual_length}: at least {min_length} expected",
    "too_long": "has too many: at most {max_length} expected",
    "string_pattern_mismatch": "is `{found}`: small letters, digits and single hyphens expected",
    "literal_error": "is `{found}`: {expected} expected",
    "enum": "is `{found}`: {expected} expected",
    "greater_than_equal": "is `{found}`: this version of Takt reads {ge}",
    "less_than_equal": "is `{found}`: this version of Takt reads {le}",
    "value_error": "{error}",
    "date": "is `{found}`: a date such as 2027-06-01 expected",
}
_YAML = (
    ("mapping values are not allowed", "a `:` in a text without quotes, or wrong indentation: put the text in quotes"),
    ("expected a single document", "a second document starts here: keep one per file and remove `---`"),
    (
        "undefined alias",
        "an alias (`*name`) stands here: write the text out, or put a text that starts with * in quotes",
    ),
    ("duplicate anchor", "an anchor (`&name`) stands here: write the text out"),
    ("special characters are not allowed", "holds a control character: remove it"),
    ("control characters are not allowed", "holds a control character: remove it"),
    ("unexpected end of stream", "a quote is opened here and never closed"),
    ("cannot start any token", "a text cannot start with this character: put the text in quotes"),
)


def field_trouble(error: "ErrorDetails", known: Iterable[str]) -> str:
    """What is wrong at a place of a file; `known` are the keys that exist, for a hint after a misspelt one."""
    place = error["loc"]
    kind = error["type"]
    name = _name(place)
    if kind == "missing":
        return f"`{place[-1]}` is missing{_inside(place[:-1])}"
    if kind == "extra_forbidden":
        return f"unknown key `{place[-1]}`{did_you_mean(str(place[-1]), known)}"
    if place and place[-1] == "[key]":
        return f"`{place[-2]}` cannot be a key here: two small letters of a language such as `en`, or a level, expected"
    return f"{name} {_EXPECTED.get(kind) or _measured(error)}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint to the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean `{near[0]}`?" if near else ""


def list_names(names: Iterable[str]) -> str:
    """Names for a message, as `a`, `b`, `c`."""
    return ", ".join(f"`{name}`" for name in names)


def yaml_trouble(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """The line and the words for a file that is not valid YAML."""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    what = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be understood")
    if "end of stream" in what and context:
        mark = context
    line = mark.line + 1 if mark else _line_at(text, getattr(error, "position", 0))
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return line, "a tab is used to indent: use spaces"
    advice = next((advice for sign, advice in _YAML if sign in what), None)
    return line, advice or f"not valid YAML ({what}): check indentation, quotes and `:` around here"


def _measured(error: "ErrorDetails") -> str:
    kind = error["type"]
    facts = {**error.get("ctx", {}), "found": str(error["input"])[:60], "length": len(str(error["input"]))}
    if kind.startswith("date_"):
        kind = "date"
    return _MEASURED[kind].format(**facts) if kind in _MEASURED else error["msg"]


def _name(place: tuple[str | int, ...]) -> str:
    if not place:
        return "the file"
    if isinstance(place[-1], int):
        return f"`{place[-2]}` number {place[-1] + 1}" if len(place) > 1 else f"number {place[-1] + 1}"
    return f"`{place[-1]}`"


def _inside(place: tuple[str | int, ...]) -> str:
    return f" in {'.'.join(str(part + 1) if isinstance(part, int) else part for part in place)}" if place else ""


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
