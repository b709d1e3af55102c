"""The rules that no need can break: no repeat too soon, every standard in time, areas in balance. Pure."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import ceil

from bot.tips.situation import WORKING_WEEK, Candidate, Offer, Shown, Situation
from bot.tips.weights import (
    BALANCE_FACTOR,
    BALANCE_TIPS,
    COVERAGE_DAYS,
    COVERAGE_SLACK,
    COVERAGE_SPARE,
    FOCUS_EVERY,
    NO_REPEAT_DAYS,
)


def coverage_tips(standards: int, weekly: int) -> int:
    """Within how many tips every standard comes: those of 60 working days; more where the catalogue asks for it."""
    in_time = _in_time(weekly)
    return in_time if standards <= in_time else ceil(standards * COVERAGE_SLACK)


def spare_tips(standards: int, situation: Situation) -> int:
    """How many tips may come to nothing within 60 working days, and every standard still comes: it is pressed earlier.

    Where there are as many standards as tips, none may.
    """
    in_time = _in_time(situation.weekly)
    return max(0, min(COVERAGE_SPARE, in_time - _focus_tips(in_time, situation) - standards))


def allowed(candidates: Offer, history: Sequence[Shown], situation: Situation) -> tuple[list[Candidate], bool]:
    """Of some candidates, which may come today, and whether that is because time runs out; history is newest first."""
    latest = {shown.standard: shown.day for shown in reversed(history)}
    tired = {standard for standard, day in latest.items() if not _is_rested(day, situation)}
    rested = [one for one in candidates if one.standard not in tired]
    if not rested:  # fewer standards than the rule needs: what was here longest ago
        ages = _ages(history)
        return [max(candidates, key=lambda one: ages[one.standard])], False
    due = _running_out(candidates, history, situation)
    pressing = [one for one in rested if one.standard in due]
    return _balanced(pressing or rested, candidates, history), bool(pressing)


def focus_is_due(focus: str, history: Sequence[Shown]) -> bool:
    """Whether the standard of the week comes today: with the first tip after it was set, then with every second."""
    return all(shown.standard != focus or shown.before_focus for shown in history[: FOCUS_EVERY - 1])


def tips_left(one: Candidate, age: int | None, history: Sequence[Shown], situation: Situation, standards: int) -> int:
    """How many tips may come, today's among them, until a standard must have come that came `age` tips ago."""
    if standards >= _in_time(situation.weekly):  # without a tip to spare, days are too coarse
        return coverage_tips(standards, situation.weekly) - (len(history) if age is None else age)
    passed = situation.working_days_since(_begun(one, history, situation.day) if age is None else history[age].day)
    days = COVERAGE_DAYS - passed - (1 if age is None else 0)
    return 1 + days * situation.weekly // WORKING_WEEK


def _in_time(weekly: int) -> int:
    """How many tips the rhythm brings in 60 working days."""
    return COVERAGE_DAYS * weekly // WORKING_WEEK


def _ages(history: Sequence[Shown]) -> dict[str, int]:
    """How many tips ago each standard came last, 0 for the newest."""
    return {history[age].standard: age for age in range(len(history) - 1, -1, -1)}


def _begun(one: Candidate, history: Sequence[Shown], today: date) -> date:
    """Since when a standard that the channel has not had could have come."""
    first = history[-1].day if history else today
    return max(first, min(one.changed, today)) if one.changed else first


def _running_out(candidates: Sequence[Candidate], history: Sequence[Shown], situation: Situation) -> set[str]:
    """The standards of which one must come today, else not all can come in time: earliest deadline first.

    With the deadlines in order, the first so many must all come within the tips that are left to the last of them; the
    smallest group that fills its time gives the answer (Liu and Layland 1973, for jobs of one unit).
    """
    ages = _ages(history)
    alike: dict[tuple[int | None, date | None], list[Candidate]] = {}  # of what is new, all have as many tips left
    for one in candidates:
        alike.setdefault((ages.get(one.standard), one.changed), []).append(one)
    left: dict[int, list[str]] = {}
    for (age, _), some in alike.items():
        tips = tips_left(some[0], age, history, situation, len(candidates))
        left.setdefault(tips, []).extend(one.standard for one in some)
    earlier: list[str] = []
    spare = spare_tips(len(candidates), situation)
    for tips, standards in sorted(left.items()):
        position = max(tips - spare - _focus_tips(tips, situation), len(earlier) + 1)
        if position <= len(earlier) + len(standards):
            return {*earlier, *sorted(standards)[: position - len(earlier)]}
        earlier += standards
    return set()


def _focus_tips(tips: int, situation: Situation) -> int:
    """How many of the coming tips the standard of the week takes."""
    if situation.focused is None:
        return 0
    if situation.focus_until is None:
        return tips // FOCUS_EVERY
    days = (situation.focus_until - situation.day).days + 1
    return ceil(min(tips, days * situation.weekly / 7 + 1) / FOCUS_EVERY)


def _is_rested(last: date, situation: Situation) -> bool:
    return situation.working_days_since(last) > NO_REPEAT_DAYS


def _balanced(some: Sequence[Candidate], everything: Offer, history: Sequence[Shown]) -> list[Candidate]:
    """Those of areas that may still come; where none may, those of another area than the last; else all."""
    if not history:
        return list(some)
    named = everything.named
    recent = [named[shown.standard].area for shown in history[: BALANCE_TIPS - 1] if shown.standard in named]
    last = named[history[0].standard].area if history[0].standard in named else None
    full = {area for area, times in Counter(recent).items() if times >= _most(area, everything)}
    open_ = [one for one in some if one.area not in full]
    return (
        [one for one in open_ if one.area != last] or open_ or [one for one in some if one.area != last] or list(some)
    )


def _most(area: str, everything: Offer) -> int:
    """How many of so many tips may be of an area."""
    return ceil(BALANCE_FACTOR * BALANCE_TIPS * everything.sizes[area] / len(everything))
