"""A report on observations as a message, and what stands in its place."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, InteractiveElement

from bot.catalogue.model import Catalogue, Standard
from bot.i18n import Translator
from bot.observations.cells import Group
from bot.observations.report import Report
from handlers.views import report_ways
from handlers.views import report_words as words
from handlers.views.observation_help import open_follow_ups
from handlers.views.parts import Message, context, escape, header, plain_message, quoted, section, sections
from handlers.views.report_table import table

MOST_QUOTED = 80


def report(report: Report, catalogue: Catalogue, t: Translator) -> Message:
    """The whole report for one reader; everything that its table and its picture show is in its plain text."""
    title, when, small = words.heading(report, catalogue, t), words.dates(report, t), words.small_print(report, t)
    above, parts, below = summary(report, t), _parts(report, catalogue, t), _below(report, catalogue, t)
    blocks: list[Block] = [header(title), context(when), *map(section, above)]
    if report.parts:
        blocks.append(table(report, catalogue, t))
    blocks += [*map(section, below), context(small)]
    return Message("\n\n".join([f"*{escape(title)}*\n{when}", *above, *parts, *below, small]), blocks)


def in_window(report: Report, catalogue: Catalogue, t: Translator) -> Message:
    """The report for a window, where Slack shows no table; its picture comes by direct message."""
    title, when, small = words.heading(report, catalogue, t), words.dates(report, t), words.small_print(report, t)
    lines = [*summary(report, t), *_parts(report, catalogue, t), *_below(report, catalogue, t)]
    picture = [ActionsBlock(elements=[report_ways.send_with_picture(report.period, t)])] if report.overall else []
    return Message(
        "\n\n".join([f"*{escape(title)}*\n{when}", *lines, small]),
        [header(title), context(when), *(part for line in lines for part in sections(line)), *picture, context(small)],
    )


def report_sent(t: Translator) -> Message:
    """Where the report with its picture is."""
    return plain_message(t("I have sent you the report in a direct message."))


def summary(report: Report, t: Translator) -> list[str]:
    """How much was seen, and how it stands as a whole."""
    if report.is_empty:
        return [f"{words.nothing(report, t)} {words.way_on(report, t)}"]
    if report.overall is None:
        return [words.why_no_numbers(t)]
    return [words.coverage(report, t), f"*{words.numbers(report.overall, report, t)}*"]


def read_as(typed: str, found: Message, t: Translator) -> Message:
    """A report for a name with a typing error, which says so."""
    says = t("I know nothing called exactly “{words}”, and took it for this:", words=quoted(typed, MOST_QUOTED))
    return Message(f"{says}\n\n{found.text}", [context(says), *found.blocks])


def digest(found: Report, catalogue: Catalogue, t: Translator) -> Message:
    """The report of the week that has ended, as it comes on Monday morning, with ways to its picture and follow-ups."""
    if found.is_empty:
        hello = t("Good morning! Nothing was observed last week, but there is something to follow up.")
        if found.kept_days:
            hello = t("Good morning! Nothing is kept of last week, but there is something to follow up.")
        lines = [hello, words.follow_ups(found, t)]
        return Message("\n\n".join(lines), [*map(section, lines), ActionsBlock(elements=[open_follow_ups(t)])])
    hello = t("Good morning! This is what was observed last week.")
    message = report(found, catalogue, t)
    ways: list[InteractiveElement] = [report_ways.as_picture(found.span.first, t)] if found.overall else []
    if found.follow_ups:
        ways.append(open_follow_ups(t))
    below = [ActionsBlock(elements=ways)] if ways else []
    return Message(f"{hello}\n\n{message.text}", [section(hello), *message.blocks, *below])


def what_to_ask(catalogue: Catalogue, t: Translator) -> Message:
    """What can be asked for."""
    return plain_message("\n".join(_what_to_ask(catalogue, t)))


def not_understood(typed: str, catalogue: Catalogue, near: Sequence[Standard], t: Translator) -> Message:
    """The same, where neither an area nor a standard goes by the name that was typed."""
    lines = [t("I know no area and no standard called “{words}”.", words=quoted(typed, MOST_QUOTED))]
    if near:
        titles = ", ".join(escape(catalogue.localise(one, t.language).text.title) for one in near)
        lines.append(t("Did you mean: {titles}?", titles=titles))
    return plain_message("\n".join([*lines, *_what_to_ask(catalogue, t)]))


def about_nobody(catalogue: Catalogue, t: Translator) -> Message:
    """The same, where a person was named."""
    line = t("A report is about areas and standards, never about one person.")
    return plain_message("\n".join([line, *_what_to_ask(catalogue, t)]))


def _what_to_ask(catalogue: Catalogue, t: Translator) -> list[str]:
    known = ", ".join(escape(catalogue.area_title(area, t.language)) for area in catalogue.areas)
    return [
        t("Periods: `today`, `week`, `last week`, `month`, `last month`, `30d`, `yesterday`; then area or standard."),
        t("Areas: {areas}.", areas=known),
        t("With `standard` alone, as in `/observe report week standard`, every standard is a line of its own."),
        t("With `dark` the picture is dark. With `csv` admins get a file for a spreadsheet instead."),
    ]


def exported(found: Report, catalogue: Catalogue, t: Translator) -> Message:
    """Before the file."""
    title = f"*{escape(words.heading(found, catalogue, t))}*\n{words.dates(found, t)}"
    small = t("The file holds counts alone; groups of fewer than five people are hidden in it too.")
    return plain_message(f"{title}\n{small}")


def sent(t: Translator) -> Message:
    """Where the file is."""
    return plain_message(t("I have sent you the file in a direct message."))


def names_of(group: Group, catalogue: Catalogue, t: Translator) -> tuple[str, str]:
    """What the area and the standard of a row are called; the first row is of all."""
    if group == Group():
        return t("All standards"), ""
    area = words.group_title(Group(group.area), catalogue, t)
    return area, words.group_title(group, catalogue, t) if group.standard else ""


def no_files(t: Translator) -> Message:
    """In place of the file, where Takt lacks the scope for it."""
    return plain_message(t("I may not send files in this workspace: the scope `files:write` is missing."))


def _parts(report: Report, catalogue: Catalogue, t: Translator) -> list[str]:
    if report.by_standard:
        shown = words.briefly(report, catalogue, t)
    else:
        shown = words.listed(words.parts_title(report, t), report.parts, report, catalogue, t)
    return [shown] if shown else []


def _below(report: Report, catalogue: Catalogue, t: Translator) -> list[str]:
    lines = [
        words.listed(t("Going well"), report.strengths, report, catalogue, t),
        words.listed(t("Needs attention"), report.gaps, report, catalogue, t),
        words.own(report, t),
        words.follow_ups(report, t),
        words.suggestion(report, catalogue, t),
        words.earlier(report.earlier, t),
    ]
    return [line for line in lines if line]
