"""What happens when a workspace removes Takt, and when a person leaves it."""

import contextlib
from collections.abc import Mapping
from typing import Any

import structlog

from bot.errors import StorageAway
from bot.i18n import language_of
from bot.ports import WorkspaceId
from bot.services import Services
from handlers.act import Act
from handlers.payloads import LEFT

log = structlog.get_logger()


def is_removal(body: Mapping[str, Any]) -> bool:
    """Whether an event says that Takt was removed; tokens of single people may be revoked for other reasons."""
    event = body.get("event") or {}
    return event.get("type") == "app_uninstalled" or bool((event.get("tokens") or {}).get("bot"))


async def remove_workspace(act: Act, services: Services) -> None:
    """Delete the workspace's tokens, stop all that it was sent and leave its messages; its data waits out the grace."""
    if not await services.removals.removed(act.workspace, act.event_at):
        log.info("removal_outdated", workspace=act.workspace)
        return
    stopped = await services.subscriptions.stop_workspace(act.workspace)
    await services.tallies.stop_workspace(act.workspace)
    services.people.forget_workspace(act.workspace)
    if services.removals.at_once:
        services.questions.drop_waiting(act.workspace)
        services.threads.drop_talks(act.workspace)
        services.seen.drop_owed(act.workspace)
        await services.removals.purge(act.workspace)
    log.info("workspace_removed", workspace=act.workspace, subscriptions=stopped)


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
