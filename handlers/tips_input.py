"""Reads the form of `/tips` into a wish, or into a sentence for each field that needs a change."""

from collections.abc import Mapping, Sequence
from datetime import time

from bot.tips.schedule import EVERY_DAY
from bot.tips.wish import Problem, Trouble, Wanted
from bot.tips.wording import read_zone
from handlers import ids
from handlers.act import Act
from handlers.forms import Filled
from handlers.views.tips_words import field_problem


def filled_wish(act: Act, languages: Sequence[str]) -> Wanted | Mapping[str, str]:
    """The wish; or what is wrong, in plain text by block id."""
    filled = Filled(act.view)
    days = frozenset(int(day) for day in filled.options(ids.TIPS_DAYS) if day.isdecimal()) & EVERY_DAY
    when = _time(filled.time(ids.TIPS_TIME))
    zone = read_zone(filled.text(ids.TIPS_ZONE))
    language = filled.option(ids.TIPS_LANGUAGE)
    wrong: dict[str, str] = {}
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
    return Wanted(when, days, zone, language)


def _time(chosen: str) -> time | Problem:
    try:
        return time.fromisoformat(chosen)
    except ValueError:
        return Problem(Trouble.TIME, chosen)
