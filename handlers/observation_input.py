"""Reads an observation from the form, and the words that `/observe` goes by."""

from bot.catalogue.model import Level
from bot.errors import TaktError, UnknownStandard
from bot.observations import calibration_rules, notice_words, report_words
from bot.observations.draft import Draft, judged
from bot.observations.errors import (
    DeletedSoon,
    NoteTooLong,
    PlaceTooLong,
    SavedOtherwise,
    SeenInFuture,
    SeenTooLongAgo,
    StandardRetired,
)
from bot.observations.fair_errors import DeletedBefore, FollowUpDayRefused, FollowUpNeedsNotYet, TooLateToFollowUp
from bot.observations.rules import storable
from bot.ports import MemberId
from bot.spoken_words import meanings, spoken
from handlers import ids
from handlers.act import Act
from handlers.forms import Filled
from handlers.views.carried import Carried, carried_by

SUBCOMMANDS = meanings(
    {
        "mine": spoken("mine|my|about me").plus(spoken("contest|reply")),  # its details have buttons
        "recent": spoken("recent|latest|undo|correct").plus(spoken("delete|withdraw")),
        "export": spoken("export"),
        "follow-ups": spoken("follow-ups|followups|follow ups|follow-up|follow up"),
        "draft": spoken("draft"),
        "form": spoken("form"),
        "help": spoken("help|?"),
    },
    str.casefold,
)
WITH_WORDS = meanings(
    {
        "notice": notice_words.COMMANDS,
        "calibrate": calibration_rules.COMMANDS,
        "report": report_words.COMMANDS,
    },
    str.casefold,
)
# What people write behind a word that asks for their own: it says no more than the word does.
BESIDE = spoken("me|my|mine|csv|json|data|file|files|observation|observations|please")
FieldErrors = dict[str, str]  # block id → sentence


def subcommand(text: str) -> str:
    """What `/observe` is asked for (mine, recent, export, help, …); empty when something is to be logged."""
    words = text.strip().casefold()
    first, _, rest = words.partition(" ")
    if found := WITH_WORDS.get(first) or SUBCOMMANDS.get(words):
        return found
    return SUBCOMMANDS.get(first, "") if set(rest.split()) <= BESIDE else ""


def filled_draft(act: Act) -> Draft:
    """What the form holds, complete or not."""
    filled, block = Filled(act.view), carried_by(act.view).block
    level = judged(filled.option(block(ids.OBSERVE_LEVEL)))
    return Draft(
        tuple(MemberId(one) for one in filled.users(block(ids.OBSERVE_SUBJECT))),
        filled.option(block(ids.OBSERVE_STANDARD)) or None,
        level,
        storable(filled.text(block(ids.OBSERVE_NOTE))),
        storable(filled.text(block(ids.OBSERVE_PLACE))),
        filled.moment(block(ids.OBSERVE_SEEN_AT)),
        filled.day(block(ids.OBSERVE_FOLLOW_UP)) if level is Level.NOT_YET else None,
    )


def missing_in(draft: Draft, act: Act) -> FieldErrors:
    """A sentence under each field that still needs something."""
    sentences = {
        ids.OBSERVE_SUBJECT: "" if draft.subjects else act.t("Choose a colleague."),
        ids.OBSERVE_STANDARD: "" if draft.standard else act.t("Choose a standard."),
        ids.OBSERVE_LEVEL: "" if draft.level else act.t("Choose a level."),
    }
    block = carried_by(act.view).block
    return {block(field): sentence for field, sentence in sentences.items() if sentence}


SAVED = {
    "standard": ids.OBSERVE_STANDARD,
    "level": ids.OBSERVE_LEVEL,
    "note": ids.OBSERVE_NOTE,
    "place": ids.OBSERVE_PLACE,
    "follow_up": ids.OBSERVE_FOLLOW_UP,
    "seen_at": ids.OBSERVE_SEEN_AT,
}


def field_of(error: TaktError, carried: Carried) -> str:
    """The block of the form that a refusal is about."""
    match error:
        case UnknownStandard() | StandardRetired():
            field = ids.OBSERVE_STANDARD
        case SavedOtherwise():
            field = SAVED.get(error.field, ids.OBSERVE_SUBJECT)
        case NoteTooLong():
            field = ids.OBSERVE_NOTE
        case PlaceTooLong():
            field = ids.OBSERVE_PLACE
        case SeenInFuture() | SeenTooLongAgo() | DeletedSoon():
            field = ids.OBSERVE_SEEN_AT
        case FollowUpDayRefused() | DeletedBefore() | TooLateToFollowUp() | FollowUpNeedsNotYet():
            field = ids.OBSERVE_FOLLOW_UP
        case _:
            field = ids.OBSERVE_SUBJECT
    return carried.block(field)
