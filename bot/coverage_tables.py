"""What `takt content coverage` prints."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.answers.answers import Answers, Outcome
from bot.answers.homes import Home, homes
from bot.catalogue.coverage import Row, areas, thin, values
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Catalogue


def print_coverage(catalogue: Catalogue, language: str, console: Console) -> None:
    """Two tables, and what is thin."""
    console.print(_table("Area", areas(catalogue, language), catalogue.languages))
    console.print(_table("Value", values(catalogue, language), catalogue.languages))
    found = list(thin(catalogue))
    console.print("Thin:" if found else "Nothing is thin.")
    _print_list(found, console)


def print_homes(catalogue: Catalogue, file: Path, language: str, console: Console) -> None:
    """The questions of a file that find no standard, and those that find only suggestions."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        found = list(homes(lines, Answers(LiveCatalogue(catalogue)), language))
    lost, unsure = _with(found, Outcome.NONE), _with(found, Outcome.SUGGESTIONS)
    sure = len(found) - len(lost) - len(unsure)
    console.print(f"\n{len(found)} questions: {sure} find a standard, {len(unsure)} suggestions, {len(lost)} nothing.")
    if lost:
        console.print("Nothing:")
        _print_list([_asked(one) for one in lost], console)
    if unsure:
        console.print("Only suggestions:")
        _print_list([f"{_asked(one)} → {', '.join(one.answer.suggestions)}" for one in unsure], console)


def _table(kind: str, rows: Sequence[Row], languages: Sequence[str]) -> Table:
    table = Table(kind, "Standards", *languages, caption="per language: questions · tips · checks")
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows:
        counts = [f"{one.questions} · {one.tips} · {one.checks}" for one in row.languages]
        table.add_row(escape(row.title), str(row.standards), *counts)
    return table


def _with(found: Sequence[Home], outcome: Outcome) -> list[Home]:
    return [one for one in found if one.answer.outcome is outcome]


def _asked(one: Home) -> str:
    return f"{one.language}: {one.question}"


def _print_list(lines: Sequence[str], console: Console) -> None:
    for line in lines:
        console.print(f"  - {escape(line)}", highlight=False, soft_wrap=True)
