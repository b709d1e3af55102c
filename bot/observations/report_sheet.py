"""A report as rows for a spreadsheet: what is hidden in the report is hidden in it; pure."""

from collections.abc import Callable

from bot.observations.cells import Group
from bot.observations.report import Figure, Report
from bot.people.groups import FEWEST

COLUMNS = (
    "period",
    "from",
    "to",
    "area",
    "standard",
    "observations",
    "not_yet",
    "met",
    "example",
    "met_or_example_percent",
    "percent_before",
    "change_in_points",
)
HIDDEN = f"fewer than {FEWEST} people"
NUMBERS = 6  # columns behind that of the observations
Name = Callable[[Group], tuple[str, str]]
Row = tuple[object, ...]


def sheet(report: Report, name: Name) -> list[Row]:
    """Everything that was seen, a row for each group; `name` gives its area and standard in the reader's words."""
    when = (report.period.value, report.span.first.isoformat(), report.span.last.isoformat())
    return [(*when, *name(group), *_numbers(figure)) for group, figure in report.rows]


def _numbers(figure: Figure | None) -> Row:
    if figure is None:
        return (HIDDEN, *([""] * NUMBERS))
    tally = figure.tally
    return (tally.count, tally.not_yet, tally.met, tally.example, tally.percent, figure.before, figure.change)
