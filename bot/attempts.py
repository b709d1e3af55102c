"""What became of an attempt to send a direct message that must come once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.direct_messages import DirectMessages
from bot.errors import NotAllowed, SendInDoubt, SendLater, SendNotOurs, SendRefused, SlackTrouble, UnknownMember
from bot.ports import ChannelId, MemberId, WorkspaceId

AGAIN_AFTER = timedelta(minutes=10)

log = structlog.get_logger()


@dataclass(frozen=True)
class Attempt:
    """Done with, unless there is a `wait` until it is tried again; `doubt`: it may have arrived."""

    wait: timedelta | None = None
    doubt: bool = False


async def attempt(send: Callable[[], Awaitable[None]], *, doubt: bool) -> Attempt | None:
    """Send, and say what is to be done then; None where the message is no longer ours to send.

    A workspace that refuses everything is tried again; a person, or our own mistake, is not. What is in doubt and
    cannot be looked for is never sent blindly.
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
        blind = doubt and refused.reason == "missing_scope"
        return Attempt(AGAIN_AFTER, doubt) if refused.scope == "workspace" and not blind else Attempt()
    except SlackTrouble:
        return Attempt(AGAIN_AFTER, doubt)
    except (NotAllowed, UnknownMember) as error:
        log.info("send_not_wanted", reason=type(error).__name__)
    return Attempt()


async def arrived(
    messenger: DirectMessages, workspace: WorkspaceId, member: MemberId, *, key: str, since: datetime
) -> tuple[ChannelId, str] | None:
    """Where an earlier try is in the person's direct messages: channel and timestamp; None where it is not."""
    channel = await messenger.direct_messages(workspace, member)
    ts = await messenger.find_tip(workspace, channel, delivery=key, since=since)
    return (channel, ts) if ts else None


async def has_arrived(
    messenger: DirectMessages, workspace: WorkspaceId, member: MemberId, *, key: str, since: datetime
) -> bool:
    """Whether an earlier try is in the person's direct messages."""
    return await arrived(messenger, workspace, member, key=key, since=since) is not None
