"""A report as rows for a spreadsheet: what is hidden in the report is hidden in it; pure."""

from collections.abc import Callable

from bot.observations.cells import Group
from bot.observations.report import Figure, Report

NUMBERS = 6  # columns behind that of the observations
Name = Callable[[Group], tuple[str, str]]
Row = tuple[object, ...]


def sheet(report: Report, name: Name, hidden: str) -> list[Row]:
    """Everything that was seen, a row for each group; `name` gives its area and standard in the reader's words.

    `hidden` stands in place of every number that is, whyever it is: the reason would tell how many people there are.
    """
    when = (report.period.value, report.span.first.isoformat(), report.span.last.isoformat())
    return [(*when, *name(group), *_numbers(figure, hidden)) for group, figure in report.rows]


def _numbers(figure: Figure | None, hidden: str) -> Row:
    if figure is None:
        return (hidden, *([""] * NUMBERS))
    tally = figure.tally
    return (tally.count, tally.not_yet, tally.met, tally.example, tally.percent, figure.before, figure.change)
