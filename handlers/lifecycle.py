"""What happens when a workspace removes Takt, and when a person leaves it."""

import asyncio
import contextlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog

from bot.errors import NotInstalled, SettingsError, StorageAway
from bot.i18n import language_of
from bot.loading import later
from bot.ports import WorkspaceId
from bot.services import Services
from handlers.act import Act
from handlers.lines import Lines
from handlers.payloads import LEFT

with later():  # where workspaces install Takt: once a day
    from handlers import looking

GONE = frozenset({"account_inactive", "token_revoked"})  # what Slack says of an app that was removed
REFUSED = GONE | {"invalid_auth"}  # which it also says to an address that it is not to listen to
PAUSE_SECONDS = 0.2  # between workspaces: of however many, Slack is asked five a second

log = structlog.get_logger()


def is_removal(body: Mapping[str, Any]) -> bool:
    """Whether an event says that Takt was removed; tokens of single people may be revoked for other reasons."""
    event = body.get("event") or {}
    return event.get("type") == "app_uninstalled" or bool((event.get("tokens") or {}).get("bot"))


async def remove_workspace(act: Act, services: Services) -> None:
    """What a workspace is done with by that says it has removed Takt."""
    await _remove(services, act.workspace, act.event_at)


async def look_for_removal(services: Services, lines: Lines, workspace: WorkspaceId) -> None:
    """Ask Slack whether Takt is still in a workspace: nobody may have told of its removal while Takt was down.

    Where the token has been refused for days, the workspace has removed Takt; where it is taken again, it has not.
    Raises `StorageAway`.
    """
    asked_at = services.clock.now()
    try:
        trouble = (await looking.look(await lines.to(workspace), services.clock)).trouble
    except (NotInstalled, SettingsError):  # removed just now; or no key opens the token, which is told elsewhere
        return
    if trouble is None:
        await come_back(services, workspace)
    elif trouble in REFUSED:
        log.warning("token_refused", workspace=workspace, code=trouble)
        if trouble in GONE and await services.removals.refused(workspace):
            # before the token goes: where that is cut off, no look would come here again
            await services.subscriptions.stop_workspace(workspace)
            if not await _remove(services, workspace, asked_at):
                await come_back(services, workspace, anew=True)  # it has been installed just now
    await asyncio.sleep(PAUSE_SECONDS)


async def come_back(services: Services, workspace: WorkspaceId, *, anew: bool = False) -> None:
    """Go on in a workspace that has removed Takt and has it again; `anew`: also where nobody told of the removal."""
    if await services.removals.restored(workspace) or anew:
        back = await services.subscriptions.bring_back(workspace)
        log.info("workspace_installed", workspace=workspace, subscriptions=back)


async def note_change(act: Act, services: Services) -> None:
    """Erase who has left; else have the tips of their own follow the person, whose profile is another now."""
    if act.value == LEFT:
        await forget_leaver(act, services)
        return
    with contextlib.suppress(StorageAway):  # nobody waits for it: whenever the profile is seen again, they are followed
        said = act.profile or {}
        language = language_of(said["locale"]) if said.get("locale") else ""
        await services.following.look_again(act.workspace, act.member, zone=said.get("tz") or "", language=language)


async def forget_leaver(act: Act, services: Services) -> None:
    """Erase who has left; that they are told nothing more is part of it. Raises `StorageAway`: it comes again then."""
    erased = await services.fair.erasure.erase(act.workspace, act.member)
    services.people.forget(act.workspace, act.member)
    log.info("leaver_erased", workspace=act.workspace, rows=erased.rows)


async def _remove(services: Services, workspace: WorkspaceId, at: datetime | None) -> bool:
    """Delete the workspace's tokens, stop all that it was sent and leave its messages; its data waits out the grace.

    False where it has been installed since. All of it may be done again. Raises `StorageAway`: Slack tells it once
    more then.
    """
    if not await services.removals.removed(workspace, at):
        log.info("removal_outdated", workspace=workspace)
        return False
    stopped = await services.subscriptions.stop_workspace(workspace)
    await services.tallies.stop_workspace(workspace)
    services.people.forget_workspace(workspace)
    if services.removals.at_once:
        services.questions.drop_waiting(workspace)
        services.threads.drop_talks(workspace)
        services.seen.drop_owed(workspace)
        services.tasks.spawn(services.removals.purge(workspace))  # what is cut off is taken up within the hour
    log.info("workspace_removed", workspace=workspace, subscriptions=stopped)
    return True
