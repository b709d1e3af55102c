"""Says what of a typed observation was not understood."""

from datetime import date

from bot.i18n import Translator
from bot.observations.rules import NOTE_LIMIT
from bot.observations.understood import Part, Understood
from handlers.views.parts import quoted

WORDS_SHOWN = 60


def unclear(draft: Understood, t: Translator, *, retired: bool = False) -> str:
    """One line, as mrkdwn, for each thing that the form still needs; empty where nothing was typed.

    `retired` says that the words for the standard name one that is no longer in force.
    """
    lines = [
        _guessed(part, words, bool(draft.others), t)
        if part in draft.found
        else _not_understood(part, words, t, retired=retired)
        for part, words in draft.unclear.items()
    ]
    if draft.missing and len(draft.missing) < len(Part):
        *first, last = (_part(part, t) for part in draft.missing)
        names = t("{parts} and {last}", parts=", ".join(first), last=last) if first else last
        lines.append(t("Still missing: {parts}.", parts=names))
    if Part.SUBJECT in draft.missing and Part.STANDARD in draft.unclear:
        lines.append(t("A colleague’s name begins with @, such as `@anna`."))
    if len(draft.note) > NOTE_LIMIT:
        lines.append(
            t(
                "Your note has {length} characters, and {limit} fit. I have sent you the whole text to copy from.",
                length=len(draft.note),
                limit=NOTE_LIMIT,
            )
        )
    return "\n".join(lines)


def which_day(one: date, other: date, t: Translator) -> str:
    """Asks which of two days a follow-up is meant for."""
    return t("Do you follow up on {day} or on {other}? Choose the day below.", day=t.day(one), other=t.day(other))


def _guessed(part: Part, words: str, several: bool, t: Translator) -> str:
    shown = quoted(words, WORDS_SHOWN)
    match part:
        case Part.SUBJECT if several:
            return t("You named several people. Take out whom you do not mean.")
        case Part.SUBJECT:
            return t("Who is it about? I am not sure about “{words}”.", words=shown)
        case Part.STANDARD:
            return t("Do you mean the standard below by “{words}”? Your note keeps the words.", words=shown)
        case Part.LEVEL:
            return t("Is the level below right? “{words}” may also begin your note, which keeps it.", words=shown)


def _not_understood(part: Part, words: str, t: Translator, *, retired: bool) -> str:
    shown = quoted(words, WORDS_SHOWN)
    match part:
        case Part.SUBJECT:
            return t("Who is it about? I am not sure about “{words}”.", words=shown)
        case Part.STANDARD if retired:
            return t("“{words}” is no longer in force: choose another standard below.", words=shown)
        case Part.STANDARD:
            return t("I know no standard called “{words}”: choose one below.", words=shown)
        case Part.LEVEL:
            return t("“{words}” is no level that I know: choose one below.", words=shown)


def _part(part: Part, t: Translator) -> str:
    names = {Part.SUBJECT: t("the colleague"), Part.STANDARD: t("the standard"), Part.LEVEL: t("the level")}
    return names[part]
