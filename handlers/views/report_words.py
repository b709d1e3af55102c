"""The words of a report on observations: what it is about, its numbers, and what follows from them."""

from collections.abc import Sequence
from datetime import date

from bot.catalogue.model import Catalogue
from bot.i18n import Translator
from bot.observations.cells import Group
from bot.observations.periods import Period
from bot.observations.report import Figure, Month, Report
from handlers.views.observation_parts import standard_title
from handlers.views.parts import escape
from handlers.views.step_parts import kept_for


def period_label(report: Report, t: Translator) -> str:
    """Which time a report is about."""
    if report.is_older_week:
        return t("the week from {day}", day=t.day(report.span.first))
    labels = {
        Period.TODAY: t("today"),
        Period.YESTERDAY: t("yesterday"),
        Period.LAST_MONTH: t("last month"),
        Period.WEEK: t("this week"),
        Period.LAST_WEEK: t("last week"),
        Period.MONTH: t("this month"),
        Period.DAYS_30: t("the last 30 days"),
    }
    return labels[report.period]


def period_before(period: Period, t: Translator) -> str:
    """What it is compared with; empty where with nothing."""
    labels = {
        Period.TODAY: t("yesterday"),
        Period.WEEK: t("last week"),
        Period.LAST_WEEK: t("the week before"),
        Period.MONTH: t("last month"),
        Period.DAYS_30: t("the 30 days before"),
    }
    return labels.get(period, "")


def heading(report: Report, catalogue: Catalogue, t: Translator) -> str:
    """What the report is about."""
    when = period_label(report, t)
    if report.about == Group():
        return t("Observations: {when}", when=when)
    return t("Observations: {about}, {when}", about=group_title(report.about, catalogue, t), when=when)


def dates(report: Report, t: Translator) -> str:
    """Its first and its last day."""
    first, last = t.day(report.span.first), t.day(report.span.last)
    return first if first == last else f"{first} – {last}"


def group_title(group: Group, catalogue: Catalogue, t: Translator) -> str:
    """What an area or a standard is called; its id where it is gone from the catalogue."""
    if group.standard:
        return standard_title(group.standard, catalogue, t.language)
    area = group.area or ""
    return catalogue.area_title(area, t.language) if area in catalogue.areas else area


def nothing(report: Report, t: Translator) -> str:
    """That nothing was observed; where observations of the time are deleted, only that none are left."""
    return (
        t("No observations are kept from this period.")
        if report.kept_days
        else t("Nothing was observed in this period.")
    )


def way_on(report: Report, t: Translator) -> str:
    """What to do where there is nothing to report."""
    if report.period is Period.DAYS_30:
        return t("`/observe` opens the form to log what you see.")
    return t("Another one: `/observe report 30d`.")


def coverage(report: Report, t: Translator) -> str:
    """How much was observed, of how much."""
    seen = report.coverage
    if seen.people is None:
        return _without_people(report, t)
    if seen.of_people is None:
        people = t("{people} people were observed", people=seen.people)
    else:
        people = t("{people} of {of_people} people were observed", people=seen.people, of_people=seen.of_people)
    if report.about.standard:
        return f"{people}."
    on = t("on {standards} of {of_standards} standards", standards=seen.standards, of_standards=seen.of_standards)
    return f"{people}, {on}."


def _without_people(report: Report, t: Translator) -> str:
    """How many standards were observed, and why the number of the people is hidden."""
    hidden = t("How many people were observed is hidden, because a small group could be worked out from it.")
    if report.about.standard:
        return hidden
    seen = report.coverage
    standards = t(
        "{standards} of {of_standards} standards were observed.",
        standards=seen.standards,
        of_standards=seen.of_standards,
    )
    return f"{standards} {hidden}"


def why_no_numbers(t: Translator) -> str:
    """Why there are no numbers: the same words for both reasons, for either alone would say how many people it is."""
    return t(
        "Fewer than five people were observed, or the numbers of a few could be worked out. So the totals are hidden."
    )


def numbers(figure: Figure, report: Report, t: Translator) -> str:
    """The numbers of one group, on one line."""
    tally = figure.tally
    parts = [
        t("{percent} % met or exemplary", percent=tally.percent),
        t("{percent} % exemplary", percent=tally.example_percent),
        f"n = {tally.count}",
    ]
    if figure.change is not None:
        before = period_before(report.period, t)
        parts.append(_against(figure.change, before, t))
    return " · ".join(parts)


def _against(change: int, before: str, t: Translator) -> str:
    """How the share differs from what it was."""
    return t.plural(
        "{points} point against {before}",
        "{points} points against {before}",
        abs(change),
        points=signed(change),
        before=before,
    )


def signed(number: int) -> str:
    """The number with its sign, as it reads in a table."""
    return f"{number:+d}".replace("-", "−") if number else "±0"


def listed(title: str, figures: Sequence[Figure], report: Report, catalogue: Catalogue, t: Translator) -> str:
    """Groups with their numbers, under a title; empty where there are none."""
    lines = [f"• {escape(group_title(one.group, catalogue, t))}: {numbers(one, report, t)}" for one in figures]
    return "\n".join([f"*{title}*", *lines]) if lines else ""


def parts_title(report: Report, t: Translator) -> str:
    """What the parts of a report are."""
    return t("By area") if report.about == Group() and not report.by_standard else t("By standard")


def briefly(report: Report, catalogue: Catalogue, t: Translator) -> str:
    """The parts as the table shows them, a short line each, for there may be many; empty where there are none."""
    head = [t("Met or exemplary"), t("Exemplary"), t("Difference"), "n"]
    lines = [f"• {escape(group_title(one.group, catalogue, t))}: {' · '.join(cells(one))}" for one in report.parts]
    return "\n".join([f"*{parts_title(report, t)}* ({' · '.join(head)})", *lines]) if lines else ""


def cells(figure: Figure) -> tuple[str, ...]:
    """The numbers of one group, as they read in a table."""
    tally = figure.tally
    change = "–" if figure.change is None else signed(figure.change)
    return f"{tally.percent} %", f"{tally.example_percent} %", change, str(tally.count)


def own(report: Report, t: Translator) -> str:
    """The reader's own balance of praise and correction."""
    if not report.own.count:
        return t("You recorded nothing yourself in this period.")
    return t(
        "Your own observations: {praise} × met or exemplary, {corrections} × not yet.",
        praise=report.own.good,
        corrections=report.own.not_yet,
    )


def follow_ups(report: Report, t: Translator) -> str:
    """How many follow-ups of the reader wait; empty where none does."""
    if not report.follow_ups:
        return ""
    return t.plural(
        "{n} of your follow-ups is open: `/observe follow-ups`.",
        "{n} of your follow-ups are open: `/observe follow-ups`.",
        report.follow_ups,
    )


def suggestion(report: Report, catalogue: Catalogue, t: Translator) -> str:
    """What the coming week's tips may be about; empty where nothing stands out."""
    if report.suggestion is None:
        return ""
    title = standard_title(report.suggestion, catalogue, t.language)
    return t("Suggestion for the week’s tips: `/tips focus {name} 1w` in your channel.", name=escape(title))


def earlier(months: Sequence[Month], t: Translator) -> str:
    """Months of which only anonymous counts are left; empty where there are none."""
    if not months:
        return ""
    lines = [
        t(
            "{month}: {percent} % met or exemplary, n = {n}",
            month=t.month(date.fromisoformat(f"{one.month}-01")),
            percent=one.tally.percent,
            n=one.tally.count,
        )
        for one in months
    ]
    title = t("Earlier months, by the anonymous counts that are left of them")
    return "\n".join([f"*{title}*", *(f"• {line}" for line in lines)])


def small_print(report: Report, t: Translator) -> str:
    """What is hidden and what is missing, and why."""
    hidden = t("Groups of fewer than five people are hidden, and so is what would give them away.")
    if report.hidden:
        hidden += " " + t.plural("{n} group is hidden here.", "{n} groups are hidden here.", report.hidden)
    if report.kept_days:
        hidden += f" {kept_for(report.kept_days, t)} " + t("What is older is missing here.")
    rest = t("What is contested does not count until it is decided. Nobody is ranked.")
    return f"{hidden} {rest}"
