"""What may happen to an observation after it was recorded, and the rules of it; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.catalogue.model import Level
from bot.observations.errors import TooLateToUndo
from bot.observations.fair_errors import (
    AdminDecides,
    AlreadyContested,
    AlreadyDecided,
    NobodyToAnswer,
    NoLongerCounts,
    NotContested,
    TakenOtherwise,
    TooLateToCorrect,
    UpholdsOneself,
    WordsMissing,
    WordsTooLong,
)
from bot.observations.records import CORRECT_FOR, UNDO_FOR, Observed, Outcome
from bot.observations.rules import storable
from bot.people.roles import Tie
from bot.ports import ChannelId, MemberId

WORDS_LIMIT = 1000


class Step(StrEnum):
    """One step."""

    THANKED = "thanked"
    REPLIED = "replied"
    CORRECTED = "corrected"
    UNDONE = "undone"
    CONTESTED = "contested"
    UPHELD = "upheld"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"


DECISIONS: Mapping[Outcome, Step] = {
    Outcome.UPHELD: Step.UPHELD,
    Outcome.AMENDED: Step.AMENDED,
    Outcome.WITHDRAWN: Step.WITHDRAWN,
}


@dataclass(frozen=True)
class Change:
    """What a correction puts in the place of what stands there; no standard and no level leave them as they are."""

    standard: str
    level: Level | None
    note: str
    place: str

    def over(self, observed: Observed) -> "Change":
        """The whole of what will stand there."""
        return replace(self, standard=self.standard or observed.standard, level=self.level or observed.level)


@dataclass(frozen=True)
class Happened:
    """One step that was taken, with who took it (empty: erased since), their words, and what it replaced."""

    step: Step
    member: MemberId
    words: str
    at: datetime
    before: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Asked:
    """Who was asked to decide on a contest, and the message with the buttons; no `ts` where none arrived."""

    member: MemberId
    channel: ChannelId
    ts: str


@dataclass(frozen=True)
class JudgedText:
    """A standard as it read, in one language, when somebody was judged by it."""

    title: str
    criterion: str


@dataclass(frozen=True)
class Story:
    """An observation with the standard as it read then, by language, and every step since, oldest first."""

    observed: Observed
    judged: Mapping[str, JudgedText]
    steps: tuple[Happened, ...]


def tie_of(observed: Observed, member: MemberId) -> Tie:
    """What a person has to do with an observation."""
    if member == observed.subject:
        return Tie.SUBJECT
    return Tie.OBSERVER if member == observed.observer else Tie.OTHER


def check_counts(observed: Observed) -> None:
    """What has been taken back is not answered."""
    if observed.undone:
        raise NoLongerCounts


def contests(steps: Iterable[Happened]) -> int:
    """How often it was contested."""
    return sum(one.step is Step.CONTESTED for one in steps)


def may_contest_again(observed: Observed, steps: Iterable[Happened]) -> bool:
    """Whether its observer answered its first contest by a correction of their own: nobody else has decided."""
    steps = tuple(steps)
    last = next((one for one in reversed(steps) if one.step in DECISIONS.values()), None)
    if observed.undone or observed.outcome is not Outcome.AMENDED or last is None:
        return False
    return contests(steps) == 1 and observed.observer != "" and last.member == observed.observer


def check_contestable(observed: Observed, steps: Iterable[Happened] = ()) -> None:
    """It counts, and has not been contested before, or only its observer has answered by a correction."""
    check_counts(observed)
    if observed.contested:
        raise AlreadyContested
    if observed.outcome is not None and not may_contest_again(observed, steps):
        raise AlreadyDecided


def check_answerable(observed: Observed) -> None:
    """It counts, and there is somebody who reads an answer."""
    check_counts(observed)
    if not observed.observer:
        raise NobodyToAnswer


def check_undoable(observed: Observed, now: datetime) -> None:
    """Its observer may take it back, or has done so: for 15 minutes, and not once a contest is decided."""
    if observed.outcome is not None:
        raise AlreadyDecided
    if not observed.undone and not observed.can_be_undone(now):
        raise TooLateToUndo(UNDO_FOR)


def check_open(observed: Observed) -> None:
    """Its contest waits for a decision."""
    if observed.outcome is not None:
        raise AlreadyDecided
    check_counts(observed)
    if not observed.contested:
        raise NotContested


def check_upholder(observed: Observed, member: MemberId, asked: Iterable[Asked]) -> None:
    """Nobody upholds what they recorded themselves, as long as an admin was asked."""
    if member == observed.observer and any(one.member != member for one in asked):
        raise UpholdsOneself


def check_corrector(observed: Observed, member: MemberId, asked: Iterable[Asked], steps: Iterable[Happened]) -> None:
    """Nobody answers a second contest of what they recorded by another correction, as long as an admin was asked."""
    if member == observed.observer and contests(steps) > 1 and any(one.member != member for one in asked):
        raise AdminDecides


def check_correctable(observed: Observed, now: datetime) -> None:
    """The observer may put it right: within a day, and not once it has been contested."""
    check_contestable(observed)
    if not observed.can_be_corrected(now):
        raise TooLateToCorrect(CORRECT_FOR)


def check_same_step(observed: Observed, taken: Happened, wanted: Happened, change: Change | None) -> None:
    """What a request says that has taken its step before is what it said then.

    A change is compared with what stands there: what was put right once more since is told as such, too.
    """
    if taken.words != wanted.words:
        raise TakenOtherwise(taken.words)
    if change is not None and change.over(observed) != change_of(observed):
        raise TakenOtherwise("")


def checked_words(words: str) -> str:
    """The words as they are kept; something, and not too much."""
    kept = storable(words)
    if not kept:
        raise WordsMissing
    if len(kept) > WORDS_LIMIT:
        raise WordsTooLong(len(kept), WORDS_LIMIT)
    return kept


def change_of(observed: Observed) -> Change:
    """What stands there, as a correction would say it."""
    return Change(observed.standard, observed.level, observed.note, observed.place)


def as_kept(observed: Observed) -> dict[str, str]:
    """What stands there, as the history keeps it."""
    return {key: str(value) for key, value in asdict(change_of(observed)).items()} | {
        "standard_version": observed.standard_version
    }


def as_it_was(after: Observed, kept: Mapping[str, str]) -> Observed:
    """What stood there before, as the history has kept it."""
    return replace(
        after,
        standard=kept["standard"],
        standard_version=kept.get("standard_version", after.standard_version),
        level=Level(kept["level"]),
        note=kept.get("note", ""),
        place=kept.get("place", ""),
    )


def text_for(judged: Mapping[str, JudgedText], language: str, default: str) -> JudgedText | None:
    """The standard as it read, in the person's language, else in the default one, else in any."""
    return next((judged[one] for one in (language, default, *judged) if one in judged), None)
