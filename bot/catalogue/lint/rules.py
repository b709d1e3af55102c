"""Every rule on one page: its name, how grave it is, and the function that looks for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.catalogue.blanks import RULE as BLANK_LEFT
from bot.catalogue.checks import MISSING_LANGUAGE, SHARED_ALIAS, UNKNOWN_LANGUAGE, UNKNOWN_REFERENCE
from bot.catalogue.lint.amounts import few_checks, few_questions, few_tips, related_missing
from bot.catalogue.lint.criteria import not_observable, vague_word
from bot.catalogue.lint.dates import language_lags, review_overdue
from bot.catalogue.lint.draft import Draft
from bot.catalogue.lint.findings import Finding, Remark, Severity
from bot.catalogue.lint.languages import no_words
from bot.catalogue.lint.likeness import near_duplicate_tip
from bot.catalogue.lint.quiz import give_away
from bot.catalogue.lint.scenes import names_level, one_sided
from bot.catalogue.lint.slack import too_long_for_slack
from bot.catalogue.lint.wording import hard_to_read, unknown_term


@dataclass(frozen=True)
class Rule:
    """A rule of the check."""

    name: str
    severity: Severity
    look: Callable[[Draft], Iterator[Remark]]

    def findings(self, draft: Draft) -> Iterator[Finding]:
        """What the rule finds in a pack."""
        for found in self.look(draft):
            yield Finding(found.file, found.line, found.severity or self.severity, self.name, found.message)


RULES = (
    Rule("not-observable", Severity.ERROR, not_observable),
    Rule("too-long-for-slack", Severity.ERROR, too_long_for_slack),
    Rule("few-questions", Severity.ERROR, few_questions),
    Rule("few-tips", Severity.ERROR, few_tips),
    Rule("few-checks", Severity.ERROR, few_checks),
    Rule("vague-word", Severity.WARNING, vague_word),
    Rule("unknown-term", Severity.WARNING, unknown_term),
    Rule("hard-to-read", Severity.WARNING, hard_to_read),
    Rule("near-duplicate-tip", Severity.WARNING, near_duplicate_tip),
    Rule("give-away", Severity.WARNING, give_away),
    Rule("scenarios-one-sided", Severity.WARNING, one_sided),
    Rule("scenario-names-level", Severity.WARNING, names_level),
    Rule("language-lags", Severity.WARNING, language_lags),
    Rule("review-overdue", Severity.WARNING, review_overdue),
    Rule("related-missing", Severity.WARNING, related_missing),
    Rule("no-words", Severity.WARNING, no_words),
)
OF_READING = ("format", BLANK_LEFT, SHARED_ALIAS, MISSING_LANGUAGE, UNKNOWN_LANGUAGE, UNKNOWN_REFERENCE)
"""Names of what is found while the files are read: errors with which Takt does not start.

A language that is missing is one where no other can stand in for it, and a warning elsewhere.
"""
