"""`/standard gaps`: what people asked in vain, for admins."""

from bot.people.roles import Action
from bot.ports import Gap
from bot.services import Services
from handlers.act import Act
from handlers.once import is_first
from handlers.showing import show
from handlers.views import gaps as views


async def show_gaps(act: Act, services: Services) -> None:
    """Show the gaps, most asked first, with a draft of each to take over."""
    found = await _gaps(act, services)
    await show(act, views.listing(found, services.catalogue.current, act.t, act.language))


async def export_gaps(act: Act, services: Services) -> None:
    """Send the drafts of all gaps by direct message."""
    found = await _gaps(act, services)
    if await is_first(act, services):
        for message in views.export(found, act.t):
            await act.tell(message)
    await show(act, views.exported(act.t))


async def draft_gap(act: Act, services: Services) -> None:
    """Show the questions of one gap as a content file has them."""
    await services.people.require(act.workspace, act.member, Action.SEE_GAPS)
    await show(act, views.draft(act.value, act.t))


async def _gaps(act: Act, services: Services) -> list[Gap]:
    await services.people.require(act.workspace, act.member, Action.SEE_GAPS)
    return await services.gap_report.gaps(act.workspace)
