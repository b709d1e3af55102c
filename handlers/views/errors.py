"""One sentence for each way of saying no: what is wrong and what to do."""

from collections.abc import Callable
from typing import Any

from slack_sdk.models.blocks import RichTextBlock, RichTextElementParts, RichTextPreformattedElement

from bot.errors import (
    NobodyToAsk,
    NoDirectMessages,
    NoLongerWaiting,
    NotAllowed,
    OwnersUnreached,
    RoleUnknown,
    SlackTrouble,
    StorageAway,
    TaktError,
    UnknownMember,
    UnknownStandard,
)
from bot.i18n import Translator
from bot.markup import as_typed
from bot.observations.errors import ObservationRefused
from bot.observations.fair_errors import RecordingLocked
from handlers.views.observation_errors import refused
from handlers.views.parts import CONTROL, Message, escape, quoted, section

CHUNK = 2900

Sentence = Callable[[Any, Translator], str]


def explain(error: Exception, t: Translator) -> str:
    """The sentence for an error, as mrkdwn."""
    sentence = next((sentence for kind, sentence in SENTENCES if isinstance(error, kind)), _our_fault)
    return sentence(error, t)


def copy_back(typed: str, t: Translator) -> str:
    """The text to copy back, so that nothing typed is lost."""
    return t("Here is what you typed, to copy: `{typed}`", typed=quoted(as_typed(typed), 1500).replace("`", "'"))


def hand_back(sentence: str, typed: str, t: Translator) -> Message:
    """The sentence, and below it every word that was typed, however long, ready to copy."""
    words = CONTROL.sub("", as_typed(typed))
    lead = "\n".join([sentence, t("Here is what you typed, to copy:")])
    chunks = [words[start : start + CHUNK] for start in range(0, len(words), CHUNK)]
    boxes = [
        RichTextBlock(elements=[RichTextPreformattedElement(elements=[RichTextElementParts.Text(text=chunk)])])
        for chunk in chunks
    ]
    return Message(f"{lead}\n{escape(words)}", [section(lead), *boxes])


def _not_allowed(error: NotAllowed, t: Translator) -> str:
    if error.needs == "admin":
        return t("Only admins can do this. Ask your Takt admin, who is glad to help.")
    refusal = t("Only supervisors and admins can do this. Ask your supervisor, or your Takt admin for access.")
    if error.own_instead:
        return " ".join([refusal, t("Tips for you alone need no permission: type `/tips me 08:30`.")])
    return refusal


def _role_unknown(_error: RoleUnknown, t: Translator) -> str:
    return t("Slack does not answer, so I cannot see whether you may do this. Please try again in a minute.")


def _storage_away(_error: StorageAway, t: Translator) -> str:
    return t("Takt cannot save anything right now. Nothing was lost; please try again in a few minutes.")


def _unknown_standard(error: UnknownStandard, t: Translator) -> str:
    words = quoted(error.words, 80)
    return t("I know no standard called “{words}”. Type `/standard list` to see them all.", words=words)


def _unknown_member(error: UnknownMember, t: Translator) -> str:
    words = quoted(error.words, 80)
    return t("I cannot find {words} in this workspace. Pick the person from the list that opens after @.", words=words)


def _slack_trouble(error: SlackTrouble, t: Translator) -> str:
    match error.code:
        case "expired_trigger_id" | "exchanged_trigger_id" | "trigger_expired":
            return t("That took too long for Slack. Please try once more.")
        case "not_in_channel" | "channel_not_found":
            return t("I am not in this channel yet. Type `/invite @Takt` here, then try again.")
        case _:
            return t("Slack does not answer as it should. Please try again in a minute.")


def _owners_unreached(error: OwnersUnreached, t: Translator) -> str:
    if error.refused:
        return t(
            "I cannot write to those who look after the standards: I am not in their channel, or it is closed. "
            "Please tell your Takt admin. Your words are still here."
        )
    return t("I could not reach those who look after the standards. Your words are still here; please try again.")


def _no_direct_messages(_error: NoDirectMessages, t: Translator) -> str:
    return t(
        "Slack does not let me write to you alone: I can do that only for people of this workspace. "
        "The tips in the channels are there for you, too."
    )


def _nobody_to_ask(_error: NobodyToAsk, t: Translator) -> str:
    return t("There is nobody here to send questions to yet. Ask your supervisor.")


def _no_longer_waiting(_error: NoLongerWaiting, t: Translator) -> str:
    return t(
        "Somebody has replied to this already, it is too old for a reply, or the person who asked is no longer here."
    )


def _did_not_work(_error: TaktError, t: Translator) -> str:
    return t("That did not work. Please try again.")


def _our_fault(_error: Exception, t: Translator) -> str:
    return t("Something went wrong on our side. It has been noted; please try again.")


SENTENCES: tuple[tuple[type[Exception], Sentence], ...] = (
    (RecordingLocked, refused),  # before its base
    (NotAllowed, _not_allowed),
    (StorageAway, _storage_away),
    (UnknownStandard, _unknown_standard),
    (UnknownMember, _unknown_member),
    (RoleUnknown, _role_unknown),  # before its base
    (SlackTrouble, _slack_trouble),
    (NoDirectMessages, _no_direct_messages),
    (NobodyToAsk, _nobody_to_ask),
    (OwnersUnreached, _owners_unreached),
    (NoLongerWaiting, _no_longer_waiting),
    (ObservationRefused, refused),
    (TaktError, _did_not_work),  # the base of them all: last
)
