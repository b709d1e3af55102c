"""One sentence for each way of saying no: what is wrong and what to do."""

from bot.errors import NotAllowed, SlackTrouble, StorageAway, TaktError, UnknownMember, UnknownStandard
from bot.i18n import Translator
from handlers.views.parts import quoted


def explain(error: Exception, t: Translator) -> str:
    """The sentence for an error, as mrkdwn."""
    match error:
        case NotAllowed():
            return t("Only supervisors and admins can do this. Ask your supervisor, or your Takt admin for access.")
        case StorageAway():
            return t("Takt cannot save anything right now. Nothing was lost; please try again in a few minutes.")
        case UnknownStandard(words=words):
            return t(
                "I know no standard called “{words}”. Type `/standard list` to see them all.", words=quoted(words, 80)
            )
        case UnknownMember(words=words):
            return t(
                "I cannot find {words} in this workspace. Pick the person from the list that opens after @.",
                words=quoted(words, 80),
            )
        case SlackTrouble(code="expired_trigger_id" | "exchanged_trigger_id" | "trigger_expired"):
            return t("That took too long for Slack. Please try once more.")
        case SlackTrouble(code="not_in_channel" | "channel_not_found"):
            return t("I am not in this channel yet. Type `/invite @Takt` here, then try again.")
        case SlackTrouble():
            return t("Slack does not answer as it should. Please try again in a minute.")
        case TaktError():
            return t("That did not work. Please try again.")
        case _:
            return t("Something went wrong on our side. It has been noted; please try again.")


def copy_back(typed: str, t: Translator) -> str:
    """The text to copy back, so that nothing typed is lost."""
    return t("Here is what you typed, to copy: `{typed}`", typed=quoted(typed, 1500).replace("`", "'"))
