"""Reads an observation from a typed line or from the form."""

from datetime import UTC, datetime

from bot.catalogue.model import Level
from bot.errors import TaktError, UnknownStandard
from bot.observations.errors import NoteTooLong, PlaceTooLong, SeenInFuture, SeenTooLongAgo, StandardRetired
from bot.observations.records import NewObservation
from bot.observations.understood import Understood
from bot.ports import MemberId
from handlers import ids
from handlers.act import Act
from handlers.forms import Filled

SUBCOMMANDS = {
    "mine": "mine",
    "mit": "mine",
    "mig": "mine",
    "recent": "recent",
    "seneste": "recent",
    "help": "help",
    "hjælp": "help",
    "hjaelp": "help",
    "?": "help",
}
FieldErrors = dict[str, str]  # block id → sentence


def subcommand(text: str) -> str:
    """What `/observe` is asked for: mine, recent, help; empty when something is to be logged."""
    return SUBCOMMANDS.get(text.strip().casefold(), "")


def typed_observation(act: Act, said: Understood) -> NewObservation | None:
    """The observation of a typed line; None while something is missing or unclear."""
    if not said.complete or said.subject is None or said.standard is None or said.level is None:
        return None
    return NewObservation(
        act.workspace, act.member, said.subject, said.standard, said.level, act.source_key, note=said.note
    )


def filled_observation(act: Act) -> NewObservation | FieldErrors:
    """The observation of the submitted form, or what is missing in it."""
    filled = Filled(act.view)
    subject, standard = filled.user(ids.OBSERVE_SUBJECT), filled.option(ids.OBSERVE_STANDARD)
    level, seen_at = filled.option(ids.OBSERVE_LEVEL), filled.moment(ids.OBSERVE_SEEN_AT)
    missing = {
        ids.OBSERVE_SUBJECT: "" if subject else act.t("Choose a colleague."),
        ids.OBSERVE_STANDARD: "" if standard else act.t("Choose a standard."),
        ids.OBSERVE_LEVEL: "" if level in set(Level) else act.t("Choose a level."),
    }
    if any(missing.values()):
        return {block: sentence for block, sentence in missing.items() if sentence}
    return NewObservation(
        act.workspace,
        act.member,
        MemberId(subject),
        standard,
        Level(level),
        act.source_key,
        note=filled.text(ids.OBSERVE_NOTE),
        place=filled.text(ids.OBSERVE_PLACE),
        seen_at=None if seen_at is None else datetime.fromtimestamp(seen_at, UTC),
    )


def field_of(error: TaktError) -> str:
    """The block of the form that a refusal is about."""
    match error:
        case UnknownStandard() | StandardRetired():
            return ids.OBSERVE_STANDARD
        case NoteTooLong():
            return ids.OBSERVE_NOTE
        case PlaceTooLong():
            return ids.OBSERVE_PLACE
        case SeenInFuture() | SeenTooLongAgo():
            return ids.OBSERVE_SEEN_AT
        case _:
            return ids.OBSERVE_SUBJECT
