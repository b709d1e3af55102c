"""The tables of the data blocks, which slack_sdk has no models for, and of plain tables."""

from collections.abc import Iterator
from typing import Any

from playground.blockkit.rich_text import RICH_TEXT
from playground.blockkit.schema import (
    Problem,
    boolean,
    by_type,
    enum,
    integer,
    items,
    number,
    obj,
    string,
)

TYPE = string(50)
TABLE_CHARACTERS = 10_000


def _characters(value: Any) -> int:
    if isinstance(value, list):
        return sum(_characters(item) for item in value)
    if isinstance(value, dict):
        return len(value["text"]) if isinstance(value.get("text"), str) else _characters(list(value.values()))
    return 0


def _fits(table: Any, path: str) -> Iterator[Problem]:
    if _characters(table["rows"]) > TABLE_CHARACTERS:
        yield Problem(path, f"a table must be less than {TABLE_CHARACTERS + 1} characters")


def _even(table: Any, path: str) -> Iterator[Problem]:
    if len({len(row) for row in table["rows"]}) > 1:
        yield Problem(path, "every row must have the same number of cells")


def _series_match_categories(chart: Any, path: str) -> Iterator[Problem]:
    categories = chart["axis_config"]["categories"]
    for index, series in enumerate(chart["series"]):
        if [point["label"] for point in series["data"]] != categories:
            yield Problem(f"{path}/series/{index}", "labels must match axis_config.categories")


CELL = by_type(
    {
        "raw_text": obj({"type": TYPE, "text": string(3000)}, {}),
        "raw_number": obj({"type": TYPE, "value": number}, {"text": string(255)}),
        "rich_text": RICH_TEXT,
    },
    "cell",
)
COLUMN = obj({}, {"align": enum("left", "center", "right"), "is_wrapped": boolean})
ROW = items(CELL, 20)
TABLE = obj(
    {"type": TYPE, "rows": items(ROW, 100)},
    {"block_id": string(255), "column_settings": items(COLUMN, 20)},
    [_fits],
)
DATA_TABLE = obj(
    {"type": TYPE, "rows": items(ROW, 101, 2), "caption": string(255)},
    {"block_id": string(255), "page_size": integer(1, 100), "row_header_column_index": integer(0, 19)},
    [_fits, _even],
)
POINT = obj({"label": string(20), "value": number}, {})
SERIES = obj({"name": string(20), "data": items(POINT, 20)}, {})
AXIS = obj({"categories": items(string(20), 20)}, {"x_label": string(50), "y_label": string(50)})
_XY = obj({"type": TYPE, "series": items(SERIES, 6), "axis_config": AXIS}, {}, [_series_match_categories])
CHART = by_type(
    {"pie": obj({"type": TYPE, "segments": items(POINT, 20)}, {}), "bar": _XY, "area": _XY, "line": _XY},
    "chart",
)
DATA_VISUALIZATION = obj({"type": TYPE, "title": string(50), "chart": CHART}, {"block_id": string(255)})
