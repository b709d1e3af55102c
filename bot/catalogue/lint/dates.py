"""What time has overtaken: a language that was left behind, a review that is due."""

from collections.abc import Iterator

from bot.catalogue.lint.draft import Draft, remark
from bot.catalogue.lint.findings import Remark


def language_lags(draft: Draft) -> Iterator[Remark]:
    """A language that was last changed on an earlier day than another one."""
    for standard, source in draft.standards:
        dated = {language: text.changed for language, text in standard.text.items() if text.changed}
        newest = max(dated, key=lambda language: dated[language], default="")
        for language, changed in dated.items():
            if changed < dated[newest]:
                yield remark(
                    source,
                    ("text", language, "changed"),
                    f"`{language}` was changed on {changed}, `{newest}` on {dated[newest]}: bring it up to date",
                )


def review_overdue(draft: Draft) -> Iterator[Remark]:
    """A standard whose day of review has passed."""
    for standard, source in draft.standards:
        if standard.review_by < draft.today:
            message = f"review was due by {standard.review_by}: `{standard.owner}` reads it again and sets a new date"
            yield remark(source, ("review_by",), message)
