"""The ways in which Takt says no; each carries what a person needs to put it right, and no text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

# What comes of a request that has not the shape which whoever reads it counts on.
UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, RecursionError)


class TaktError(Exception):
    """Base of everything that Takt raises on purpose."""


@dataclass
class SettingsError(TaktError):
    """A setting is missing or wrong; `problems` are lines that name the variable and what is expected."""

    problems: Sequence[str]

    def __str__(self) -> str:
        return "\n".join(self.problems)


@dataclass
class TokenSealed(SettingsError):
    """No key opens the token of this workspace."""

    workspace: str


@dataclass
class NotAllowed(TaktError):
    """The person's role does not permit the action; `needs` is the role that does."""

    needs: str
    own_instead: bool = False  # whether everybody may have it for themselves


@dataclass
class UnknownStandard(TaktError):
    """No standard goes by these words; `near` are ids of standards that may have been meant."""

    words: str
    near: Sequence[str] = ()


@dataclass
class UnknownMember(TaktError):
    """Slack knows no such person in this workspace."""

    words: str


class Illegible(TaktError):
    """What a button or a form carries is of no version of Takt that is known here."""


class StorageAway(TaktError):
    """The database does not answer; nothing was saved."""


@dataclass
class SlackTrouble(TaktError):
    """Slack answered an interactive call with an error."""

    code: str


class NotInstalled(SlackTrouble):
    """Takt is not installed in the workspace, so there is no token to speak with."""

    def __init__(self) -> None:
        super().__init__("not_installed")


@dataclass
class RoleUnknown(SlackTrouble):
    """Slack did not answer, so nobody knows whether the person's role permits the action; it was not carried out."""


class NobodyToAsk(TaktError):
    """No channel of content owners is configured."""


@dataclass
class OwnersUnreached(TaktError):
    """A question did not get into the content owners' channel, nor will it where Slack refused; nothing is lost."""

    refused: bool = False


class NoLongerWaiting(TaktError):
    """Somebody has replied to the question already, or it is too old."""


class NoDirectMessages(TaktError):
    """Slack does not let Takt write to this person alone, as with people of another company; trying again is no use."""


# What may become of a message that is sent to Slack (see slack-platform reference, chat.postMessage errors).


class SendError(TaktError):
    """Base of what may go wrong when a message is sent."""


@dataclass
class SendLater(SendError):
    """Slack took nothing and asks to try again after `wait` (a 429, or a passing refusal)."""

    wait: timedelta


@dataclass
class SendInDoubt(SendError):
    """Nobody knows whether Slack took the message (timeout, reset, 5xx)."""

    reason: str


class SendNotOurs(SendError):
    """Nothing was sent: when the connection was in hand, the message was no longer ours to send."""


@dataclass
class SendRefused(SendError):
    """Slack said no. `scope` says what must pause: the channel, the workspace, or nothing (our own mistake)."""

    reason: str
    scope: str  # "channel" | "workspace" | "ours"
