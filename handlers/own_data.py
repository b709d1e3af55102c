"""`/observe export`: everything that Takt keeps about the person, as files in their direct messages."""

from bot.people.files import as_csv, as_json
from bot.services import Services
from handlers.act import Act
from handlers.files import File, send_files
from handlers.once import is_first
from handlers.views import own_data as views


async def export_mine(act: Act, services: Services) -> None:
    """Send the person their own data as JSON and CSV; say whom to ask where Takt may not send files."""
    if not await is_first(act, services):
        return
    export = await services.fair.own_data.export(act.workspace, act.member, by_themselves=True)
    day = services.clock.now().date().isoformat()
    files = [
        File(f"takt-{day}.json", as_json(export, act.t), act.t("Everything that Takt keeps about you")),
        File(f"takt-{day}.csv", as_csv(export, act.t), act.t("The observations about you, for a spreadsheet")),
    ]
    await send_files(act, files, announced=views.announced(export, act.t), otherwise=views.no_files(act.t))
