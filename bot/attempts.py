"""What became of an attempt to send a direct message that must come once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.direct_messages import DirectMessages, Place
from bot.errors import (
    NotAllowed,
    SendInDoubt,
    SendLater,
    SendNotOurs,
    SendRefused,
    SlackTrouble,
    TaktError,
    UnknownMember,
)
from bot.ports import MemberId, WorkspaceId

AGAIN_AFTER = timedelta(minutes=10)

log = structlog.get_logger()


@dataclass(frozen=True)
class Attempt:
    """Done with, unless there is a `wait` until it is tried again; `doubt`: it may have arrived."""

    wait: timedelta | None = None
    doubt: bool = False


async def attempt(send: Callable[[], Awaitable[None]], *, doubt: bool) -> Attempt | None:
    """Send, and say what is to be done then; None where the message is no longer ours to send.

    A workspace that refuses everything is tried again; a person, or our own mistake, is not.
    """
    try:
        await send()
    except SendLater as later:
        return Attempt(later.wait, doubt)
    except SendInDoubt as error:
        log.warning("send_in_doubt", reason=error.reason)
        return Attempt(AGAIN_AFTER, doubt=True)
    except SendNotOurs:
        return None
    except SendRefused as refused:
        log.warning("send_refused", reason=refused.reason, doubt=doubt)
        return Attempt(AGAIN_AFTER, doubt) if refused.scope == "workspace" else Attempt()
    except SlackTrouble:
        return Attempt(AGAIN_AFTER, doubt)
    except (NotAllowed, UnknownMember) as error:
        log.info("send_not_wanted", reason=type(error).__name__)
    return Attempt()


def is_final(error: TaktError) -> bool:
    """Whether to try again is of no use: nobody is there, or Slack says no for another reason than the workspace's."""
    if isinstance(error, SendRefused):
        return error.scope != "workspace"
    return isinstance(error, (NotAllowed, UnknownMember))


async def arrived(
    messenger: DirectMessages, workspace: WorkspaceId, member: MemberId, *, key: str, since: datetime
) -> Place | None:
    """Where an earlier try is in the person's direct messages; None where it is not, and where Takt may not look.

    For what is better heard twice than never.
    """
    found = await _look(messenger, workspace, member, key=key, since=since)
    return None if isinstance(found, SendRefused) else found


async def has_arrived(
    messenger: DirectMessages, workspace: WorkspaceId, member: MemberId, *, key: str, since: datetime
) -> bool:
    """Whether an earlier try is, or where Takt may not look may be, in the person's direct messages.

    For what is never sent blindly.
    """
    return await _look(messenger, workspace, member, key=key, since=since) is not None


async def _look(
    messenger: DirectMessages, workspace: WorkspaceId, member: MemberId, *, key: str, since: datetime
) -> Place | SendRefused | None:
    """The message that carries the key, or that a scope for looking is missing."""
    try:
        channel = await messenger.direct_messages(workspace, member)
        ts = await messenger.find_tip(workspace, channel, delivery=key, since=since)
    except SendRefused as refused:
        if refused.reason != "missing_scope":
            raise
        log.warning("try_not_looked_for", reason=refused.reason)
        return refused
    return (channel, ts) if ts else None
