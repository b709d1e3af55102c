"""Why a standard comes today, in codes, with the numbers that may be told. Pure."""

from collections.abc import Sequence

from bot.ports import Need, Reason
from bot.tips.memory import known_share
from bot.tips.situation import Candidate, Code, Shown, Situation
from bot.tips.weights import NEW_TEXT_DAYS, TEAM_IN_WORDS

MOST = 2
FEW = 0.5  # below this share of a team that knew it, few were right


def why(
    one: Candidate, history: Sequence[Shown], need: Need, situation: Situation, *, is_due: bool
) -> tuple[Reason, ...]:
    """The strongest reasons, two at most, and always one."""
    own = [shown for shown in history if shown.standard == one.standard]
    found = [
        *([Reason(Code.DUE)] if is_due else []),
        *_seen(need),
        *_answered(own),
        *_asked(need),
        *_text(one, own, situation),
    ]
    if own and len(found) < MOST:
        found.append(Reason(Code.FADING, situation.working_days_since(own[0].day)))
    return tuple(found[:MOST])


def _seen(need: Need) -> list[Reason]:
    """What was observed, without a number: it may be one that reports hide, so that a small group does not follow."""
    if need.not_yet == 0 or need.not_yet < need.met:
        return []
    is_many = min(need.people, need.not_yet + need.met) >= TEAM_IN_WORDS
    return [Reason(Code.NOT_YET if is_many else Code.PRACTISE)]


def _answered(own: Sequence[Shown]) -> list[Reason]:
    asked = next((shown for shown in own if shown.answers), None)
    is_many = asked is not None and asked.answers >= TEAM_IN_WORDS
    return [Reason(Code.WRONG)] if asked and is_many and known_share(asked) < FEW else []


def _asked(need: Need) -> list[Reason]:
    if need.unhelpful:
        return [Reason(Code.UNHELPFUL)]
    if need.questions:
        return [Reason(Code.QUESTIONS, need.questions if need.questions >= TEAM_IN_WORDS else None)]
    return []


def _text(one: Candidate, own: Sequence[Shown], situation: Situation) -> list[Reason]:
    age = (situation.day - one.changed).days if one.changed else -1
    if own and 0 <= age <= NEW_TEXT_DAYS and one.changed and own[0].day < one.changed:
        return [Reason(Code.CHANGED)]
    return [] if own else [Reason(Code.NEW)]
