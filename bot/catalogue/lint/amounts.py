"""Whether there is enough of everything: questions for the search, tips and checks for the weeks to come."""

from collections.abc import Iterator, Sequence

from bot.catalogue.lint.draft import Draft, Page, remark
from bot.catalogue.lint.findings import Remark, Severity

FEWEST_QUESTIONS, ENOUGH_QUESTIONS = 5, 8
FEWEST_TIPS = 3
FEWEST_CHECKS = 2


def few_questions(draft: Draft) -> Iterator[Remark]:
    """Fewer questions than the search needs to learn from (error), or than it likes (warning)."""
    for page in draft.pages:
        count = len(page.text.questions)
        if count < ENOUGH_QUESTIONS:
            severity = Severity.ERROR if count < FEWEST_QUESTIONS else Severity.WARNING
            message = f"{count} questions: write at least {ENOUGH_QUESTIONS}, in the words that staff type"
            yield page.remark(("questions",), message, severity)


def few_tips(draft: Draft) -> Iterator[Remark]:
    """Fewer tips than keep a channel from hearing the same again and again."""
    yield from _few(draft, "tips", FEWEST_TIPS, "each one thing to do today")


def few_checks(draft: Draft) -> Iterator[Remark]:
    """Fewer checks than it takes to ask a second time."""
    yield from _few(draft, "checks", FEWEST_CHECKS, "each a scenario with three options")


def related_missing(draft: Draft) -> Iterator[Remark]:
    """A standard that leads to no other, in a pack that has others."""
    if len(draft.catalogue.standards) < 2:
        return
    for standard, source in draft.standards:
        if not standard.related:
            yield remark(source, ("related",), "`related` is empty: name one to three standards that come next")


def _few(draft: Draft, name: str, fewest: int, what: str) -> Iterator[Remark]:
    for page in draft.pages:
        found: Sequence[object] = getattr(page.text, name)
        if len(found) < fewest:
            yield _too_few(page, name, len(found), f"write at least {fewest}, {what}")


def _too_few(page: Page, name: str, count: int, advice: str) -> Remark:
    return page.remark((name,), f"{count} {name}: {advice}")
