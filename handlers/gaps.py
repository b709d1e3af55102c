"""`/standard gaps`: what people asked in vain, for admins."""

from bot.errors import SlackTrouble
from bot.people.roles import Action
from bot.ports import Gap
from bot.services import Services
from handlers.act import Act
from handlers.once import is_first
from handlers.showing import show
from handlers.views import gaps as views
from handlers.views.parts import Message


async def show_gaps(act: Act, services: Services) -> None:
    """Show the gaps, most asked first, with a draft of each to take over."""
    found = await _gaps(act, services)
    await show(act, views.listing(found, services.catalogue.current, act.t, act.language))


async def export_gaps(act: Act, services: Services) -> None:
    """Send the drafts of all gaps by direct message.

    A request that Slack repeats goes on where it was refused. Who asks anew gets all of it anew: the parts are one
    file, and there may be other gaps by now.
    """
    for number, message in enumerate(views.export(await _gaps(act, services), act.t), 1):
        await _tell_once(act, services, message, f"{act.source_key}/{number}")
    await show(act, views.exported(act.t))


async def _tell_once(act: Act, services: Services, message: Message, part: str) -> None:
    if not await is_first(act, services, part):
        return
    try:
        await act.tell(message)
    except SlackTrouble:
        await services.seen.release(act.workspace, part)
        raise


async def draft_gap(act: Act, services: Services) -> None:
    """Show the questions of one gap as a content file has them."""
    await services.people.require(act.workspace, act.member, Action.SEE_GAPS)
    await show(act, views.draft(act.value, act.t))


async def _gaps(act: Act, services: Services) -> list[Gap]:
    await services.people.require(act.workspace, act.member, Action.SEE_GAPS)
    return await services.gap_report.gaps(act.workspace)
