"""What happens when a workspace removes Takt, and when a person leaves it."""

from collections.abc import Mapping
from typing import Any

import structlog

from bot.services import Services
from handlers.act import Act

log = structlog.get_logger()


async def forget_workspace(act: Act, services: Services) -> None:
    """Stop every subscription of the workspace at once, leave its messages, and delete what its people said."""
    stopped = await services.subscriptions.stop_workspace(act.workspace)
    await services.tallies.stop_workspace(act.workspace)
    asked = (services.questions, services.asking, services.threads, services.checks)
    others = (services.seen, services.drafts, services.counted.weekly, services.fair.retention)
    for forgetful in (*asked, *others):
        await forgetful.forget_workspace(act.workspace)
    log.info("workspace_removed", workspace=act.workspace, subscriptions=stopped)


def has_left(body: Mapping[str, Any]) -> bool:
    """Whether an event says that a person was deactivated; most changes of people are something else."""
    user = (body.get("event") or {}).get("user")
    return isinstance(user, Mapping) and bool(user.get("deleted")) and bool(user.get("id"))


async def forget_leaver(act: Act, services: Services) -> None:
    """Erase who has left; that they are told nothing more is part of it."""
    erased = await services.fair.erasure.erase(act.workspace, act.member)
    services.people.forget(act.workspace, act.member)
    log.info("leaver_erased", workspace=act.workspace, rows=erased.rows)
