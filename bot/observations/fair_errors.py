"""The ways in which a step after an observation is refused."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import NotAllowed
from bot.observations.errors import ObservationRefused
from bot.people.roles import Role


@dataclass
class NoLongerKept(ObservationRefused):
    """There is no such observation for this person: deleted after the retention time, or never theirs."""

    retention: timedelta


class NoLongerCounts(ObservationRefused):
    """It has been taken back: there is nothing to answer, contest or decide any more."""


class AlreadyContested(ObservationRefused):
    """A contest of it is open."""


class AlreadyDecided(ObservationRefused):
    """Its contest has been decided, and that stays so."""


@dataclass
class TakenOtherwise(ObservationRefused):
    """The step is taken already, with other words or another change; `words` as they were sent, empty for a change."""

    words: str


class NobodyToAnswer(ObservationRefused):
    """Whoever recorded it has been erased: there is nobody to thank or to reply to."""


class NotContested(ObservationRefused):
    """There is no contest to decide on."""


class UpholdsOneself(ObservationRefused):
    """Whoever recorded it wants to uphold it, and an admin was asked, who may."""


class AdminDecides(ObservationRefused):
    """Whoever recorded it wants to correct it again after it was contested a second time, and an admin was asked."""


class NoLongerAdmin(ObservationRefused):
    """Whoever wants to decide on a contest is no admin, by now at least."""


@dataclass
class TooLateToCorrect(ObservationRefused):
    """Only a contest can change it now."""

    limit: timedelta


class NothingCorrected(ObservationRefused):
    """The correction says what stands there already."""


class WordsMissing(ObservationRefused):
    """A reply, a reason or a sentence is empty."""


@dataclass
class WordsTooLong(ObservationRefused):
    """A reply, a reason or a sentence has more characters than fit."""

    length: int
    limit: int


class RecordingLocked(NotAllowed, ObservationRefused):
    """Nothing may be recorded yet; `opens_on` is the day from which it may, None while nobody entered a day."""

    def __init__(self, days: int, opens_on: date | None) -> None:
        super().__init__(needs=Role.ADMIN)
        self.days = days
        self.opens_on = opens_on


class NoticeDayRefused(ObservationRefused):
    """The day is too far away to be meant."""


@dataclass
class FollowUpDayRefused(ObservationRefused):
    """A follow-up is for a day after today, and `latest` is the last one."""

    latest: date


class DeletedBefore(ObservationRefused):
    """The observation is deleted before anybody could follow up: its retention time is over by then."""


@dataclass
class TooLateToFollowUp(ObservationRefused):
    """The days after the recording are over within which a first follow-up may be planned."""

    within: timedelta


class FollowUpNeedsNotYet(ObservationRefused):
    """Only a *not yet* is followed up."""


class MetSince(ObservationRefused):
    """Somebody has seen the person meet the standard since: there is nothing left to follow up."""


@dataclass
class NoScenarios(ObservationRefused):
    """The content pack has no scenarios for this standard; `standard` is empty where it has none at all."""

    standard: str


@dataclass
class NotAllRated(ObservationRefused):
    """Some scenarios have no level yet; `missing` are their keys."""

    missing: tuple[str, ...]
