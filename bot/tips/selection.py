"""Which standard comes next in a channel, with which tip and check, and why. Pure and deterministic."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.ports import Need, Reason
from bot.tips.hard_rules import allowed, focus_is_due
from bot.tips.memory import GUESSING, Memory, known_share, remember
from bot.tips.reasons import why
from bot.tips.situation import Candidate, Code, Offer, Selected, Shown, Situation
from bot.tips.weights import (
    CHANGED,
    EXPECTED,
    GAIN,
    HORIZON_DAYS,
    MOST_QUESTIONS,
    MOST_UNHELPFUL,
    NEW,
    NEW_TEXT_DAYS,
    QUESTION,
    UNHELPFUL,
)

HORIZON = timedelta(days=HORIZON_DAYS)
USUAL_TEAM = 8  # people, until somebody has answered
CAUTIOUS_ANSWERS = 20.0  # how many answers it takes until a team's own average counts as much as what is usual


@dataclass(frozen=True)
class Audience:
    """What a channel's whole history says of its people: how many, what they know on average, how many answer."""

    people: int
    known: float
    answers: int

    @classmethod
    def of(cls, history: Sequence[Shown]) -> "Audience":
        """The team behind a history, newest first."""
        asked = [shown for shown in history if shown.answers]
        people = next((shown.people for shown in history if shown.people), None)
        most = max((shown.answers for shown in asked), default=0)
        answers = sum(shown.answers for shown in asked)
        known = sum(known_share(shown) * shown.answers for shown in asked)
        return cls(
            people=max(people or 0, most) or USUAL_TEAM,
            known=(EXPECTED * CAUTIOUS_ANSWERS + known) / (CAUTIOUS_ANSWERS + answers),
            answers=round(answers / len(asked)) if asked else 0,
        )


def choose(candidates: Sequence[Candidate], history: Sequence[Shown], situation: Situation) -> Selected | None:
    """The next tip, given what was shown (newest first); None where there is nothing to choose from.

    What a supervisor planned for the day comes first, then, with the first tip after it was set and every second one,
    the standard of the week; else, of what the hard rules allow, the standard with the highest score.
    """
    offer = Offer.of(candidates)
    named = offer.named
    focus = situation.focused
    if situation.pinned in named:
        return _selected(named[situation.pinned], history, (Reason(Code.PINNED),))
    if focus in named and focus_is_due(focus, history):
        return _selected(named[focus], history, (Reason(Code.FOCUS),))
    others = (Offer(one for one in offer if one.standard != focus) if focus in named else offer) or offer
    if not others:
        return None
    some, is_due = allowed(others, history, situation)
    points = scores(some, history, situation)
    best = named[max(points, key=points.__getitem__)]
    need = situation.needs.get(best.standard, Need())
    return _selected(best, history, why(best, history, need, situation, is_due=is_due))


def plan(
    candidates: Sequence[Candidate],
    history: Sequence[Shown],
    situation: Situation,
    days: Sequence[date],
    pinned: Mapping[date, str] | None = None,
) -> tuple[tuple[date, Selected], ...]:
    """What would come on the given local dates, if as many answer as usual and as well as is expected of the team.

    `pinned` names what a supervisor has planned; days that are skipped are left out of `days`. Needs stay as they are.
    """
    coming, past = [], list(history)
    for day in days:
        there = replace(situation, day=day, pinned=(pinned or {}).get(day))
        selected = choose(candidates, past, there)
        if selected is not None:
            coming.append((day, selected))
            past.insert(0, expected(selected, past, there))
    return tuple(coming)


def scores(some: Sequence[Candidate], history: Sequence[Shown], situation: Situation) -> dict[str, float]:
    """What speaks for each candidate, by the published weights."""
    team = Audience.of(history)
    own: dict[str, list[Shown]] = {}
    for shown in reversed(history):
        own.setdefault(shown.standard, []).append(shown)
    unknown = _gain_and_needs("", [], team, situation)  # the same for all that were neither shown nor needed
    known = {name: _gain_and_needs(name, own.get(name, []), team, situation) for name in {*own, *situation.needs}}
    found = {one.standard: known.get(one.standard, unknown) for one in some}
    for name in changed(some, own, situation.day):
        found[name] += CHANGED
    return found


def expected(selected: Selected, history: Sequence[Shown], situation: Situation) -> Shown:
    """How a tip will have gone by what is known of the team."""
    team = Audience.of(history)
    own = [shown for shown in reversed(history) if shown.standard == selected.standard]
    knowing = _memory(selected.standard, own, team, situation).recall(situation.day)
    right = round(team.answers * (GUESSING + (1 - GUESSING) * knowing))
    return Shown(
        selected.standard,
        selected.tip,
        situation.day,
        selected.check,
        team.answers,
        min(right, team.answers),
        team.people,
    )


def _gain_and_needs(standard: str, own: Sequence[Shown], team: Audience, situation: Situation) -> float:
    need = situation.needs.get(standard, Need())
    return (
        GAIN * _memory(standard, own, team, situation).gain(situation.day, HORIZON)
        + NEW * (not own)
        + QUESTION * min(need.questions, MOST_QUESTIONS)
        + UNHELPFUL * min(need.unhelpful, MOST_UNHELPFUL)
    )


def changed(some: Sequence[Candidate], own: Mapping[str, Sequence[Shown]], today: date) -> list[str]:
    """The standards whose text is new, and which the channel has not had since; `own` is what it had, by standard."""
    first = today - timedelta(days=NEW_TEXT_DAYS)
    lately = [(one.standard, one.changed) for one in some if one.changed and first <= one.changed <= today]
    return [name for name, day in lately if name not in own or all(shown.day < day for shown in own[name])]


def _memory(standard: str, own: Sequence[Shown], team: Audience, situation: Situation) -> Memory:
    return remember(own, situation.needs.get(standard, Need()), team.people, team.known)


def _selected(one: Candidate, history: Sequence[Shown], reasons: tuple[Reason, ...]) -> Selected:
    own = [shown for shown in history if shown.standard == one.standard]
    check = next_of(one.checks, [shown.check for shown in own])
    return Selected(one.standard, next_of(one.tips, [shown.tip for shown in own]) or 0, check, reasons)


def next_of(count: int, used: Sequence[int | None]) -> int | None:
    """The number of the tip or check that was used least, then longest ago (`used` is newest first); None of none."""
    if not count:
        return None
    times = Counter(used)
    return min(range(count), key=lambda one: (times[one], -used.index(one) if one in used else -len(used), one))
