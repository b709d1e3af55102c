"""What may be recorded; pure: each rule raises its own error."""

from datetime import datetime, timedelta

from bot.catalogue.model import Catalogue, Standard
from bot.errors import UnknownStandard
from bot.observations.errors import (
    AboutBot,
    AboutLeaver,
    AboutStranger,
    DeletedSoon,
    NoteTooLong,
    PlaceTooLong,
    SeenInFuture,
    SeenTooLongAgo,
    StandardRetired,
    TooManyPeople,
)
from bot.ports import Profile

NOTE_LIMIT = 300
PLACE_LIMIT = 80
PEOPLE_LIMIT = 10
SEEN_WITHIN = timedelta(days=30)
KEPT_AT_LEAST = timedelta(hours=1)  # what is too old is deleted every hour
CLOCKS_DIFFER_BY = timedelta(minutes=2)


def check_subject(subject: Profile) -> None:
    """Only people who work here are observed."""
    if subject.is_bot:
        raise AboutBot(subject.member)
    if subject.is_gone:
        raise AboutLeaver(subject.member)
    if subject.is_guest:
        raise AboutStranger(subject.member)


def check_people(count: int) -> None:
    """As many as fit into one form, each of whom reads the same note."""
    if count > PEOPLE_LIMIT:
        raise TooManyPeople(count, PEOPLE_LIMIT)


def check_texts(note: str, place: str) -> None:
    """Note and place fit; nothing is cut."""
    if len(note) > NOTE_LIMIT:
        raise NoteTooLong(len(note), NOTE_LIMIT)
    if len(place) > PLACE_LIMIT:
        raise PlaceTooLong(len(place), PLACE_LIMIT)


def seen_within(retention: timedelta) -> timedelta:
    """How long ago it may have been: nothing is recorded that is older than the retention time."""
    return min(SEEN_WITHIN, retention)


def moment_seen(seen_at: datetime | None, now: datetime, retention: timedelta) -> datetime:
    """When it was seen (UTC): now where nothing is said. Raises `SeenInFuture`, `SeenTooLongAgo`, `DeletedSoon`."""
    if seen_at is None:
        return now
    if seen_at > now + CLOCKS_DIFFER_BY:
        raise SeenInFuture
    if seen_at < now - (within := seen_within(retention)):
        raise SeenTooLongAgo(within)
    if seen_at + retention <= now + KEPT_AT_LEAST:
        raise DeletedSoon(retention)
    return min(seen_at, now)


def standard_in_force(catalogue: Catalogue, standard: str) -> Standard:
    """The standard that an observation may judge by."""
    found = catalogue.get(standard)
    if found is None:
        raise UnknownStandard(standard)
    if found.retired:
        raise StandardRetired(standard)
    return found


def storable(text: str) -> str:
    """The text without the two things that no database keeps: NUL and halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8").strip()
