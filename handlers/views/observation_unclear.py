"""Says what of a typed observation was not understood, and how to type one."""

from bot.i18n import Translator
from bot.observations.rules import NOTE_LIMIT
from bot.observations.understood import Part, Understood
from handlers.views.parts import Message, plain_message, quoted

WORDS_SHOWN = 60


def unclear(draft: Understood, t: Translator) -> str:
    """One line, as mrkdwn, for each thing that the form still needs; empty where nothing was typed."""
    lines = [_not_understood(part, words, t) for part, words in draft.unclear.items()]
    if draft.missing and len(draft.missing) < len(Part):
        names = ", ".join(_part(part, t) for part in draft.missing)
        lines.append(t("Still missing: {parts}.", parts=names))
    if len(draft.note) > NOTE_LIMIT:
        lines.append(
            t(
                "Your note has {length} characters, and {limit} fit. I have sent you the whole text to copy from.",
                length=len(draft.note),
                limit=NOTE_LIMIT,
            )
        )
    return "\n".join(lines)


def usage(t: Translator) -> Message:
    """How to use `/observe`."""
    lines = [
        t("*`/observe`* opens a form to log what you saw a colleague do."),
        t("*`/observe @anna greeting met Warm welcome at the door`* logs it in one line."),
        t("The levels: `not yet` or `-`, `met` or `+`, `example` or `!`."),
        t("*`/observe recent`* shows your own last ten; the newest can be undone for 15 minutes."),
        t("*`/observe mine`* shows everything recorded about you. Everybody can use it."),
        t("Supervisors and admins log; only the colleague and the observer see what was logged."),
    ]
    return plain_message("\n".join(lines))


def _not_understood(part: Part, words: str, t: Translator) -> str:
    shown = quoted(words, WORDS_SHOWN)
    match part:
        case Part.SUBJECT:
            return t("Who is it about? I am not sure about “{words}”.", words=shown)
        case Part.STANDARD:
            return t("I know no standard called “{words}”: choose one below.", words=shown)
        case Part.LEVEL:
            return t("“{words}” is no level that I know: choose one below.", words=shown)


def _part(part: Part, t: Translator) -> str:
    names = {Part.SUBJECT: t("the colleague"), Part.STANDARD: t("the standard"), Part.LEVEL: t("the level")}
    return names[part]
