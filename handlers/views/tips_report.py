"""How a channel's tips do: one sentence, the same week by week and area by area, and the words of the picture."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from slack_sdk.models.blocks import Block, ImageBlock
from slack_sdk.models.blocks.basic_components import SlackFile

from bot.catalogue.model import Catalogue
from bot.i18n import Translator
from bot.people.groups import FEWEST
from bot.pictures.picture import Bar, Bars, Pair, Pairs, Picture
from bot.tips.report import Learnt, Participation, Report, Week
from handlers import ids
from handlers.views.alt_text import Listed, alt_text
from handlers.views.cards import titled
from handlers.views.parts import Message, bullets, button, clip, context, plain_message, section

HIDDEN = f"<{FEWEST}"
FILE_NAME = "takt-tips.png"
ALT_LIMIT = 2000


def report(report: Report, catalogue: Catalogue, t: Translator) -> Message:
    """The report in words; everything that the picture shows is in them."""
    if report.is_hidden:
        return plain_message(
            t(
                "There is no report yet: fewer than five people have answered a tip in this channel in the last "
                "eight weeks, and with so few it would say too much about individuals. What is answered today "
                "counts from tomorrow."
            )
        )
    weeks = bullets([_week(week, report.team, t) for week in report.weeks])
    areas = bullets(_area_lines(report, catalogue, t))
    lines = [
        titled(t("How the tips are doing in {channel}", channel=f"<#{report.channel}>"), sentence(report, t)),
        titled(t("How many have answered, week by week"), weeks),
        titled(t("Right answers, by area"), areas),
    ]
    small = _small_print(report, t)
    return Message("\n\n".join([*lines, small]), [*(section(line) for line in lines), context(small)])


def says(report: Report, catalogue: Catalogue, t: Translator) -> str:
    """What the picture says to a screen reader: plain words."""
    whose = t("How the tips are doing in {channel}", channel=f"#{report.name}") if report.name else picture_title(t)
    weeks = [_week(week, report.team, t) for week in report.weeks]
    areas = [line.removesuffix(".") for line in _area_lines(report, catalogue, t)]
    charts = [Listed(t("Right answers, by area"), areas), Listed(t("How many have answered, week by week"), weeks)]
    return alt_text(f"{whose}. {sentence(report, t)}", charts, t)


def sentence(report: Report, t: Translator) -> str:
    """The report in one sentence."""
    return f"{_participation(report, t)}; {_learning(report.overall, t)}"


NO_PICTURES: Mapping[str, str] = MappingProxyType({})


def on_home(
    reports: Sequence[Report], catalogue: Catalogue, t: Translator, pictures: Mapping[str, str] = NO_PICTURES
) -> list[Block]:
    """A sentence for each channel that a supervisor looks after, its picture where there is one, and the way to all."""
    if not reports:
        return []
    lines = [block for one in reports for block in _channel(one, catalogue, t, pictures.get(one.channel))]
    return [section(titled(t("How your channels’ tips are doing"), "")), *lines]


def _channel(one: Report, catalogue: Catalogue, t: Translator, file: str | None) -> list[Block]:
    if one.is_hidden:
        return [_hidden_line(one, t)]
    if file is None:
        return [_home_line(one, t)]
    alt = clip(says(one, catalogue, t), ALT_LIMIT)
    return [_home_line(one, t), ImageBlock(alt_text=alt, slack_file=SlackFile(id=file))]


def _home_line(one: Report, t: Translator) -> Block:
    send = button(
        t("Send me the report"),
        ids.numbered(ids.TIPS_REPORT, one.channel),
        one.channel,
        describes=t("Send me the report on these tips by direct message"),
    )
    return section(f"<#{one.channel}>: {sentence(one, t)}", accessory=send)


def _hidden_line(one: Report, t: Translator) -> Block:
    """What is not shown, and why; not how many have answered."""
    words = t(
        "how many take part and how many answers were right is hidden until five people have answered within "
        "eight weeks: with fewer, it would say too much about individuals."
    )
    return section(f"<#{one.channel}>: {words}")


def has_picture(report: Report) -> bool:
    """Whether there is anything to draw."""
    return not report.is_hidden and (report.participation is not None or bool(report.shown_areas))


def picture(report: Report, catalogue: Catalogue, t: Translator) -> Picture:
    """The picture in the reader's language."""
    return Picture(
        picture_title(t),
        (
            Bars(t("Share of the team that answered"), _weeks(report, t), HIDDEN),
            Pairs(t("Right answers, by area"), _areas(report, catalogue, t), t("first time"), t("later")),
        ),
    )


def _weeks(report: Report, t: Translator) -> tuple[Bar, ...]:
    return tuple(Bar(t.short_date(week.first), week.percent(report.team)) for week in report.weeks)


def _areas(report: Report, catalogue: Catalogue, t: Translator) -> tuple[Pair, ...]:
    shown = ((_area_title(one, catalogue, t), one) for one in report.shown_areas)
    return tuple(Pair(title, one.first.percent, one.later.percent) for title, one in shown)


def picture_title(t: Translator) -> str:
    """What the picture is called."""
    return t("How the tips are doing")


def _participation(report: Report, t: Translator) -> str:
    mean = report.participation
    if mean is None:
        return t("In no week of the last eight have five people answered")
    if not mean.weeks:
        return _running_week(mean, report.team, t)
    if mean.weeks == mean.asked:
        return t.plural(
            "In the last whole week with questions, {percent} % of the {people} people answered",
            "In the last {n} whole weeks with questions, {percent} % of the {people} people answered on average",
            mean.weeks,
            percent=mean.percent,
            people=report.team,
        )
    return t.plural(
        "In {n} of the last {weeks} whole weeks with questions, five or more people answered: in that week "
        "{percent} % of the {people} people",
        "In {n} of the last {weeks} whole weeks with questions, five or more people answered: in those weeks "
        "{percent} % of the {people} people on average",
        mean.weeks,
        weeks=mean.asked,
        percent=mean.percent,
        people=report.team,
    )


def _running_week(mean: Participation, team: int, t: Translator) -> str:
    if not mean.asked:
        return t(
            "This week so far, {percent} % of the {people} people have answered", percent=mean.percent, people=team
        )
    return t(
        "This week so far, {percent} % of the {people} people have answered, but in none of the seven weeks before "
        "did five or more",
        percent=mean.percent,
        people=team,
    )


def _learning(overall: Learnt, t: Translator) -> str:
    first, later = overall.first.percent, overall.later.percent
    if first is None:
        return t("there are too few answers to say what was known.")
    if later is None:
        return t(
            "{first} % of the first answers were right, and too few questions have come twice to compare.", first=first
        )
    return t(
        "when asked again, {later} % of the answers were right, against {first} % the first time.",
        later=later,
        first=first,
    )


def _week(week: Week, team: int, t: Translator) -> str:
    begin, percent = t.date(week.first), week.percent(team)
    if percent is not None:
        return t("Week from {day}: {percent} %", day=begin, percent=percent)
    if not week.asked:
        return t("Week from {day}: no questions", day=begin)
    return t("Week from {day}: fewer than five people", day=begin)


def _area_lines(report: Report, catalogue: Catalogue, t: Translator) -> list[str]:
    lines = [_area(one, catalogue, t) for one in report.shown_areas]
    return lines or [t("Too few answers so far.")]


def _area(one: Learnt, catalogue: Catalogue, t: Translator) -> str:
    first, later = one.first.percent, one.later.percent
    title = _area_title(one, catalogue, t)
    if later is None:
        return t("{area}: {first} % the first time", area=title, first=first)
    return t("{area}: {first} % the first time, {later} % later", area=title, first=first, later=later)


def _area_title(one: Learnt, catalogue: Catalogue, t: Translator) -> str:
    return catalogue.area_title(one.area or "", t.language)


def _small_print(report: Report, t: Translator) -> str:
    if report.members is None:
        whose = t(
            "Slack does not tell me how many people are in the channel (scopes `channels:read`, `groups:read`), so "
            "shares are of the {people} who have answered in these weeks.",
            people=report.team,
        )
    else:
        whose = t("Shares are of the people in the channel, as Slack counts them; I do not count myself.")
    rest = t(
        "Right answers count in groups of five people or more; today’s count from tomorrow. Who answered what is "
        "in no report."
    )
    return f"{whose} {rest}"
