"""What a picture says to those who do not see it: every mark of it, or as many as fit and how many more there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n import Translator

LIMIT = 1000  # characters; of files Slack takes no more (`alt_txt_too_large`), though of image blocks it takes 2000


@dataclass(frozen=True)
class Listed:
    """What a chart is about, and what each of its marks says."""

    about: str
    marks: Sequence[str]


def alt_text(lead: str, charts: Sequence[Listed], t: Translator) -> str:
    """The lead and all marks; where that is too long the last ones of the longest chart make way, and are counted."""
    shown = [len(chart.marks) for chart in charts]
    while len(text := _joined(lead, charts, shown, t)) > LIMIT and max(shown, default=0) > 1:
        shown[shown.index(max(shown))] -= 1
    return text


def _joined(lead: str, charts: Sequence[Listed], shown: Sequence[int], t: Translator) -> str:
    return " ".join([lead, *(_said(chart, count, t) for chart, count in zip(charts, shown, strict=True))])


def _said(chart: Listed, count: int, t: Translator) -> str:
    left = len(chart.marks) - count
    more = [t("and {count} more in the message above", count=left)] if left else []
    return f"{chart.about}: {'; '.join([*chart.marks[:count], *more])}."
