"""Checks a content folder by every rule: what stops it from being loaded, and what an editor would remark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.catalogue.blanks import blanks
from bot.catalogue.lint.draft import Draft, Page
from bot.catalogue.lint.findings import Finding, Severity
from bot.catalogue.lint.lexicon import Words, words_of
from bot.catalogue.lint.rules import RULES
from bot.catalogue.loader import Survey, survey
from bot.catalogue.model import Standard
from bot.catalogue.problems import Problem
from bot.catalogue.source import Source


@dataclass(frozen=True)
class Report:
    """What the check found, in the order of files and lines, and what it looked at."""

    findings: Sequence[Finding]
    standards: int
    languages: Sequence[str]

    def count(self, severity: Severity) -> int:
        """How many findings are this grave."""
        return sum(found.severity is severity for found in self.findings)


def check(folder: Path, today: date) -> Report:
    """The report on a content folder as of a day; never raises for what is wrong with the content."""
    found = survey(folder)
    known = {language: words_of(language, folder) for language in found.catalogue.languages}
    problems = [*found.problems, *found.lacking, *(problem for _, wrong in known.values() for problem in wrong)]
    draft = draft_of(found, {language: words for language, (words, _) in known.items()}, today)
    findings = {_as_finding(problem) for problem in problems}
    for rule in RULES:
        findings.update(rule.findings(draft))
    return Report(sorted(findings), len(found.catalogue.standards), found.catalogue.languages)


def draft_of(found: Survey, words: Mapping[str, Words | None], today: date) -> Draft:
    """What the rules look at."""
    standards = [(standard, source) for standard, source in found.standards if _is_written(standard, source)]
    return Draft(
        catalogue=found.catalogue,
        standards=standards,
        sources=found.sources,
        pages=[page for standard, source in standards for page in _pages(standard, source, words)],
        without_words=[language for language, known in words.items() if known is None],
        today=today,
    )


def _pages(standard: Standard, source: Source, words: Mapping[str, Words | None]) -> list[Page]:
    return [
        Page(standard, language, text, words.get(language) or Words(), source)
        for language, text in standard.text.items()
    ]


def _is_written(standard: Standard, source: Source) -> bool:
    return not standard.retired and next(blanks(source.values), None) is None


def _as_finding(problem: Problem) -> Finding:
    severity = Severity.ERROR if problem.is_error else Severity.WARNING
    return Finding(problem.file, problem.line, severity, problem.rule, problem.message)
