"""The picture of a report on observations, and what it says to those who do not see it."""

from bot.catalogue.model import Catalogue
from bot.i18n import Translator
from bot.observations.report import Figure, Report
from bot.pictures.picture import Pair, Pairs, Picture
from handlers.views import report_words as words
from handlers.views.alt_text import Listed, alt_text
from handlers.views.parts import clip

LABEL = 40  # characters: what fits beside the marks on a phone, on two lines


def has_picture(report: Report) -> bool:
    """Whether there is anything to draw; a line for every standard is too much for a phone, and stands in a table."""
    return bool(_overall(report) or report.parts) and not report.by_standard


def picture(report: Report, catalogue: Catalogue, t: Translator, *, dark: bool) -> Picture:
    """Shares then and now: of the parts, of what goes well and of what needs attention."""
    charts = tuple(
        Pairs(title, tuple(_pair(one, catalogue, t) for one in figures), *_legend(report, t))
        for title, figures in _charts(report, t)
        if figures
    )
    return Picture(words.heading(report, catalogue, t), charts, dark)


def says(report: Report, catalogue: Catalogue, t: Translator) -> str:
    """The same in words: every title, and the share of every mark."""
    charts = [
        Listed(title, [_mark(one, catalogue, t) for one in figures]) for title, figures in _charts(report, t) if figures
    ]
    has_before = any(one.before is not None for _, figures in _charts(report, t) for one in figures)
    against = t("Compared with {period}.", period=_legend(report, t)[0]) if has_before else ""
    return alt_text(f"{words.heading(report, catalogue, t)}. {against}".rstrip(), charts, t)


def _charts(report: Report, t: Translator) -> list[tuple[str, tuple[Figure, ...]]]:
    met = t("Met or exemplary")
    if not report.parts:
        return [(met, _overall(report))]
    found = [(f"{met}, {words.parts_title(report, t).lower()}", report.parts)]
    if report.about.area is None:
        found += [(t("Going well"), report.strengths), (t("Needs attention"), report.gaps)]
    return found


def _overall(report: Report) -> tuple[Figure, ...]:
    return (report.overall,) if report.overall else ()


def _legend(report: Report, t: Translator) -> tuple[str, str]:
    return words.period_before(report.period, t), words.period_label(report, t)


def _pair(figure: Figure, catalogue: Catalogue, t: Translator) -> Pair:
    return Pair(clip(_title(figure, catalogue, t), LABEL), figure.before, figure.tally.percent)


def _mark(figure: Figure, catalogue: Catalogue, t: Translator) -> str:
    title, percent = _title(figure, catalogue, t), figure.tally.percent
    if figure.before is None:
        return f"{title} {percent} %"
    return t("{title} {percent} %, before {before} %", title=title, percent=percent, before=figure.before)


def _title(figure: Figure, catalogue: Catalogue, t: Translator) -> str:
    return words.group_title(figure.group, catalogue, t) or t("All standards")
