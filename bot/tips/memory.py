"""What a team is likely to remember of a standard: spacing by FSRS, replayed from the deliveries. Pure.

The state after a question is that of the `fsrs` library (FSRS-6, Open Spaced Repetition, with its published default
parameters): stability S in days, difficulty, and recall R(t) = (1 + f·t/S)^-0.1542. A team is not a learner, so three
things are added: R holds only for the share of the team that has answered; what everybody knew without us is estimated
from right answers and observations; and a tip that nobody answered counts for little, and for less every week.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

import fsrs
from fsrs import Card, Rating, Scheduler

from bot.ports import Need
from bot.tips.situation import Shown
from bot.tips.weights import EXPECTED, EXPECTED_ANSWERS, READ_HALF_LIFE, READ_ONLY, SEEN_ANSWERS

SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
GUESSING = 1 / 3  # three options
EPOCH = date(2000, 1, 3)  # any day: what was never asked is the same on all of them
STATES_KEPT = 20_000


class State(NamedTuple):
    """FSRS's state of those who have answered: stability in days, difficulty from 1 to 10, when it was asked last."""

    stability: float
    difficulty: float
    asked_on: date


class Memory(NamedTuple):
    """A team's state for one standard.

    `known` is the share that needs no tip, `reached` the share that has answered at least once, `state` FSRS's state of
    those who have; `read` holds the days of tips with the share that did not answer.
    """

    known: float = EXPECTED
    reached: float = 0.0
    state: State | None = None
    read: tuple[tuple[date, float], ...] = ()

    def recall(self, day: date) -> float:
        """The share of the team that is likely to know it on a day."""
        return self.known + (1 - self.known) * self.remembered(day)

    def remembered(self, day: date) -> float:
        """The share of those who need tips that remember them on a day."""
        return 1 - (1 - self.reached * retrievability(self.state, day)) * self._unread(day)

    def gain(self, day: date, horizon: timedelta) -> float:
        """How much a question on a day adds to the share that knows it when the horizon has come.

        Where nobody has answered, who has read it lately gains less: else the same few would come again and again.
        """
        first = retrievability(reviewed(None, Rating.Again, EPOCH), EPOCH + horizon)
        if self.state is None:
            return (1 - self.known) * first * self._unread(day)
        later = day + horizon
        again = retrievability(reviewed(self.state, Rating.Good, day), later) - retrievability(self.state, later)
        return (1 - self.known) * ((1 - self.reached) * first + self.reached * max(again, 0.0))

    def _unread(self, day: date) -> float:
        """The share of those who did not answer in whom nothing is left of having read it."""
        unread = 1.0
        for read_on, share in self.read:
            unread *= 1 - READ_ONLY * share * 0.5 ** ((day - read_on).days / READ_HALF_LIFE)
        return unread

    def after(self, shown: Shown, people: int) -> "Memory":
        """The state after one more tip in a team of so many people; `known` stays."""
        share = min(1.0, shown.answers / people)
        read = (*self.read, (shown.day, 1 - share))
        if not shown.answers:
            return Memory(self.known, self.reached, self.state, read)
        state = reviewed(self.state, rating(known_share(shown)), shown.day)
        return Memory(self.known, 1 - (1 - self.reached) * (1 - share), state, read)


def remember(history: Sequence[Shown], need: Need, people: int, expected: float = EXPECTED) -> Memory:
    """The state after one standard's tips, oldest first; `expected` is what the team knows of other standards."""
    known = expected * EXPECTED_ANSWERS + SEEN_ANSWERS * need.met
    weight = EXPECTED_ANSWERS + SEEN_ANSWERS * (need.met + need.not_yet)
    memory = Memory()
    for shown in history:
        from_tips = min(
            memory.remembered(shown.day), 0.99
        )  # what is right because of earlier tips was not known before
        known += shown.answers * max(0.0, (known_share(shown) - from_tips) / (1 - from_tips))
        weight += shown.answers
        memory = memory.after(shown, people)
    return memory._replace(known=known / weight)


def known_share(shown: Shown) -> float:
    """The share of those who answered that knew it, corrected for guessing; 0 where nobody answered."""
    right = shown.right / shown.answers if shown.answers else 0.0
    return max(0.0, (right - GUESSING) / (1 - GUESSING))


def rating(known: float) -> Rating:
    """FSRS's rating for the share of a team that knew the answer."""
    if known < 0.4:
        return Rating.Again
    if known < 0.6:
        return Rating.Hard
    return Rating.Good if known < 0.9 else Rating.Easy


@lru_cache(maxsize=STATES_KEPT)
def retrievability(state: State | None, day: date) -> float:
    """FSRS's recall of somebody who has answered, on a day; 0 for what was never asked."""
    return 0.0 if state is None else SCHEDULER.get_card_retrievability(_card(state), _noon(day))


@lru_cache(maxsize=STATES_KEPT)
def reviewed(state: State | None, grade: Rating, day: date) -> State:
    """FSRS's state after one more question, graded, on a day."""
    card, _ = SCHEDULER.review_card(_card(state, day), grade, _noon(day))
    return State(card.stability or 0.0, card.difficulty or 0.0, day)


def _card(state: State | None, day: date = date.min) -> Card:
    """FSRS's card of a state; the id and the day on which it is due have no meaning here."""
    if state is None:
        return Card(card_id=1, due=_noon(day))
    noon = _noon(state.asked_on)
    return Card(1, fsrs.State.Review, None, state.stability, state.difficulty, due=noon, last_review=noon)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
