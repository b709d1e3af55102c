"""What comes on the next days as far as it is known now, and what supervisors have decided of it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.ports import Reason
from bot.tips.decisions import Decision, Kind, is_left_out
from bot.tips.records import SubscriptionRecord
from bot.tips.selection import plan
from bot.tips.situation import Candidate, Selected, Shown, Situation

DAYS_PLANNED = 10


@dataclass(frozen=True)
class PlannedDay:
    """One local date with a slot (UTC): the standard that would come, why, and what was decided."""

    day: date
    slot: datetime
    standard: str | None
    reasons: tuple[Reason, ...] = ()
    decision: Decision | None = None

    @property
    def is_skipped(self) -> bool:
        """Whether no tip comes on it."""
        return is_left_out(self.decision)

    @property
    def gone(self) -> str | None:
        """The standard that was pinned and is no longer in force; another one comes instead."""
        decided = None if self.decision is None else self.decision.standard
        return decided if decided != self.standard else None


@dataclass(frozen=True)
class Plan:
    """The days that are ahead of a channel; none where its tips are not on."""

    subscription: SubscriptionRecord | None
    days: tuple[PlannedDay, ...] = ()

    def on(self, day: date) -> PlannedDay | None:
        """What the plan says of a local date."""
        return next((one for one in self.days if one.day == day), None)


def plan_days(
    slots: Mapping[date, datetime],
    decided: Mapping[date, Decision],
    candidates: Sequence[Candidate],
    history: Sequence[Shown],
    situation: Situation,
) -> tuple[PlannedDay, ...]:
    """What comes on each local date that has a slot, in order; a skipped day brings nothing and changes nothing."""
    pinned = {day: one.standard for day, one in decided.items() if one.kind is Kind.PINNED and one.standard}
    open_days = [day for day in slots if day not in decided or decided[day].kind is not Kind.SKIPPED]
    coming: dict[date, Selected] = dict(plan(candidates, history, situation, open_days, pinned))
    return tuple(_planned(day, slot, coming.get(day), decided.get(day)) for day, slot in slots.items())


def _planned(day: date, slot: datetime, selected: Selected | None, decision: Decision | None) -> PlannedDay:
    if selected is None:
        return PlannedDay(day, slot, None, decision=decision)
    return PlannedDay(day, slot, selected.standard, selected.reasons, decision)
