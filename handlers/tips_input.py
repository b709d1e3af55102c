"""Reads the form of `/tips` into a wish, or into a sentence for each field that needs a change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time

from bot.i18n import Translator
from bot.spoken_days import may_put_month_first
from bot.tips.asides import style_named
from bot.tips.changes import asking
from bot.tips.rest_wording import days_listed, holidays_said, quiet_said
from bot.tips.schedule import EVERY_DAY
from bot.tips.wish import Change, Problem, Reading, Trouble, Wanted
from bot.tips.wording import read_zone
from handlers import ids
from handlers.act import Act
from handlers.forms import Filled
from handlers.views.tips_words import field_problem

FIELDS = {Trouble.IN_QUIET: ids.TIPS_TIME, Trouble.ZONE: ids.TIPS_ZONE}


def filled_wish(act: Act, languages: Sequence[str]) -> Wanted | Mapping[str, str]:
    """The wish; or what is wrong, in plain text by block id."""
    filled = Filled(act.view)
    ticked = filled.options(ids.TIPS_DAYS)
    days = frozenset(day for day in EVERY_DAY if str(day) in ticked)
    when = _time(filled.time(ids.TIPS_TIME))
    zone = read_zone(filled.text(ids.TIPS_ZONE))
    language = filled.option(ids.TIPS_LANGUAGE)
    wrong, rest = _rest(filled, act.t)
    if isinstance(when, Problem):
        wrong[ids.TIPS_TIME] = field_problem(when, act.t)
    if not days:
        wrong[ids.TIPS_DAYS] = act.t("Choose at least one day.")
    if isinstance(zone, Problem):
        wrong[ids.TIPS_ZONE] = field_problem(zone, act.t)
    if language not in languages:
        wrong[ids.TIPS_LANGUAGE] = field_problem(Problem(Trouble.LANGUAGE, language, tuple(languages)), act.t)
    if isinstance(when, Problem) or isinstance(zone, Problem) or wrong:
        return wrong
    if may_put_month_first(act.person.language):
        rest = asking(rest)
    return Wanted(when, days, zone, language, style_named(filled.option(ids.TIPS_STYLE)), rest)


def as_meant(reading: Reading, language: str) -> Reading:
    """What was understood of a line by somebody with this language: days that may be two are asked about."""
    if not may_put_month_first(language):
        return reading
    return replace(reading, wanted=replace(reading.wanted, rest=asking(reading.wanted.rest)))


def field_errors(problems: Sequence[Problem], t: Translator) -> dict[str, str]:
    """Problems with what was understood, each under its field."""
    return {FIELDS.get(one.trouble, ids.TIPS_DAYS_OFF): field_problem(one, t) for one in reversed(problems)}


def _rest(filled: Filled, t: Translator) -> tuple[dict[str, str], tuple[Change, ...]]:
    """What is wrong with the fields about rest, by block id, and what they change; an empty field is a wish, too."""
    days, problems = days_listed(filled.text(ids.TIPS_DAYS_OFF))
    wrong = dict[str, str]() if not problems else {ids.TIPS_DAYS_OFF: field_problem(problems[0], t)}
    rest: list[Change] = [days]
    for field, said in (
        (ids.TIPS_HOLIDAYS, holidays_said(filled.text(ids.TIPS_HOLIDAYS))),
        (ids.TIPS_QUIET, quiet_said(filled.text(ids.TIPS_QUIET))),
    ):
        if isinstance(said, Problem):
            wrong[field] = field_problem(said, t)
        else:
            rest.append(said)
    return wrong, tuple(rest)


def _time(chosen: str) -> time | Problem:
    try:
        return time.fromisoformat(chosen)
    except ValueError:
        return Problem(Trouble.TIME, chosen)
