"""The ways in which an observation is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.catalogue.model import Level
from bot.errors import TaktError
from bot.ports import MemberId


class ObservationRefused(TaktError):
    """Base of everything that keeps an observation from being saved or undone."""


@dataclass
class SavedOtherwise(ObservationRefused):
    """The request is saved already, and says something else; `titles` are the standard's by language."""

    field: str  # the first that differs: subject, standard, level, note, place, follow_up, seen_at
    level: Level
    note: str
    titles: Mapping[str, str]
    follow_up: date | None = None  # the observer's local day of the follow-up that was saved with it


@dataclass
class TooManyPeople(ObservationRefused):
    """More people than fit into one form."""

    count: int
    limit: int


class AboutOneself(ObservationRefused):
    """The observer named themselves."""


@dataclass
class AboutBot(ObservationRefused):
    """The subject is an app, not a person."""

    subject: MemberId


@dataclass
class AboutLeaver(ObservationRefused):
    """The subject has left the workspace."""

    subject: MemberId


@dataclass
class AboutStranger(ObservationRefused):
    """The subject belongs to another workspace."""

    subject: MemberId


@dataclass
class StandardRetired(ObservationRefused):
    """The standard is no longer in force."""

    standard: str


@dataclass
class NoteTooLong(ObservationRefused):
    """The note has more characters than fit."""

    length: int
    limit: int


@dataclass
class PlaceTooLong(ObservationRefused):
    """The place has more characters than fit."""

    length: int
    limit: int


class SeenInFuture(ObservationRefused):
    """The moment of what was seen is still to come."""


@dataclass
class SeenTooLongAgo(ObservationRefused):
    """The moment of what was seen is further back than what may be recorded."""

    limit: timedelta


@dataclass
class DeletedSoon(ObservationRefused):
    """What was seen then would be deleted within the hour, as its retention time is over."""

    retention: timedelta


class UnknownObservation(ObservationRefused):
    """The person has recorded no such observation."""


@dataclass
class TooLateToUndo(ObservationRefused):
    """The observation can no longer be undone."""

    limit: timedelta
