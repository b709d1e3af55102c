"""The ways in which a step after an observation is refused."""

from dataclasses import dataclass
from datetime import timedelta

from bot.observations.errors import ObservationRefused


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


class NotContested(ObservationRefused):
    """There is no contest to decide on."""


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
