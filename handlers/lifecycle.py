"""What happens when a workspace removes Takt."""

import structlog

from bot.services import Services
from handlers.act import Act

log = structlog.get_logger()


async def forget_workspace(act: Act, services: Services) -> None:
    """Stop every subscription of the workspace at once, leave its messages, and delete what its people said."""
    stopped = await services.subscriptions.stop_workspace(act.workspace)
    await services.tallies.stop_workspace(act.workspace)
    for forgetful in (services.questions, services.asking, services.threads, services.checks, services.drafts):
        await forgetful.forget_workspace(act.workspace)
    log.info("workspace_removed", workspace=act.workspace, subscriptions=stopped)
