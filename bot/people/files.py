"""An export as files: JSON with everything, CSV with the observations about the person; pure."""

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.people.file_words import Words, columns, happened, in_words, purpose

OBSERVATIONS = ("observations_about_me", "observations_by_me")
COLUMNS = (
    "id",
    "seen_at",
    "recorded_at",
    "observer",
    "standard",
    "standard_version",
    "level",
    "note",
    "place",
    "purpose",
    "state",
    "steps",
)
# What a spreadsheet takes for a formula, behind what nobody sees: at the start of a cell, and after what some take for
# the end of one (a Danish Excel parts cells at semicolons, whatever the quotes say).
FORMULA = re.compile(r"(^|[;\t\r\n])(?=[\s\u200b-\u200f\u2060\ufeff\"']*[=+\-@\uff1d\uff0b\uff0d\uff20])")
UNSEEN = ("\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads Danish letters wrongly


class _Text(list[str]):
    """What the writer of CSV writes to."""

    write = list.append


def as_json(export: Mapping[str, Any], t: Words) -> str:
    """The whole export: names and codes as they are kept, beside what they say in the person's language."""
    observations = {name: [row | {"in_words": in_words(row, t)} for row in export[name]] for name in OBSERVATIONS}
    return json.dumps({**export, **observations, "purpose": purpose(t)}, ensure_ascii=False, indent=2)


def as_csv(export: Mapping[str, Any], t: Words) -> str:
    """The observations about the person in their language, one a line, safe to open in a spreadsheet."""
    titles = columns(t)
    rows = (_cells(row, t) for row in export["observations_about_me"])
    return table_as_csv([titles[name] for name in COLUMNS], rows)


def table_as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Any table, safe to open in a spreadsheet: every cell a text; a number below zero stays a number."""
    out = _Text()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([value if isinstance(value, int) else safe_cell(value) for value in row])
    return BYTE_ORDER_MARK + "".join(out)


def safe_cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula: OWASP's advice, an apostrophe in front."""
    text = FORMULA.sub(r"\1'", "" if value is None else str(value))
    return f"'{text}" if text.startswith(UNSEEN) else text


def _cells(row: Mapping[str, Any], t: Words) -> list[object]:
    steps = (f"{step['at']} {happened(step['step'], t)} {step['member']}: {step['words']}" for step in row["steps"])
    shown = {**row, **in_words(row, t), "steps": " | ".join(steps)}
    return [shown[name] for name in COLUMNS]
