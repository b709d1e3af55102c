"""A report as text for people, as JSON for programs, or as GitHub's annotations."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from bot.catalogue.lint.check import Report
from bot.catalogue.lint.findings import Finding, Format, Severity


def lines_of(report: Report, form: Format, folder: Path) -> Iterator[str]:
    """The report, line by line; GitHub's annotations name files from the working folder."""
    if form is Format.JSON:
        yield json.dumps([asdict(found) for found in report.findings], ensure_ascii=False, indent=2)
        return
    for found in report.findings:
        yield str(found) if form is Format.TEXT else _annotation(found, folder)
    yield summary(report)


def summary(report: Report) -> str:
    """What was looked at, and how much was found."""
    looked_at = f"{_count(report.standards, 'standard')} in {', '.join(report.languages) or 'no language'}"
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    if not report.findings:
        return f"{looked_at}: no problems."
    return f"{looked_at}: {_count(errors, 'error')}, {_count(warnings, 'warning')}."


def _annotation(found: Finding, folder: Path) -> str:
    file = _escaped(_from_here(folder / found.file)).replace(":", "%3A").replace(",", "%2C")
    return f"::{found.severity} file={file},line={found.line}::{_escaped(f'{found.message} [{found.rule}]')}"


def _from_here(path: Path) -> str:
    here = Path.cwd()
    whole = path.resolve()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
