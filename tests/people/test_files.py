"""What became of an observation, as an export says it."""

import csv
import io

import pytest

from bot.people.files import BYTE_ORDER_MARK, COLUMNS, as_csv

AT = "2026-11-23T08:00:00+00:00"


@pytest.mark.parametrize(
    ("undone_at", "outcome", "state"),
    [(None, None, "recorded"), (AT, None, "undone"), (AT, "upheld", "undone"), (AT, "withdrawn", "withdrawn")],
)
def test_what_was_taken_back_is_not_called_upheld(undone_at: str | None, outcome: str | None, state: str) -> None:
    row: dict[str, object] = dict.fromkeys(COLUMNS, "") | {"steps": [], "contested_at": None, "corrected_at": None}
    written = as_csv({"observations_about_me": [row | {"undone_at": undone_at, "outcome": outcome}]})
    [line] = csv.DictReader(io.StringIO(written.removeprefix(BYTE_ORDER_MARK), newline=""))
    assert line["state"] == state
