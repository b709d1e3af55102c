"""`/tips report`: how a channel's tips do, in words at once, and as a picture by direct message."""

from bot.errors import SlackTrouble
from bot.ports import ChannelId
from bot.services import Services
from bot.tips.report import Report
from bot.tips.wish import Reading
from handlers.act import Act
from handlers.once import is_first
from handlers.uploading import MAY_NOT, PictureFile, send_picture
from handlers.views import tips_report as views


async def show_report(act: Act, services: Services, channel: ChannelId, _reading: Reading) -> None:
    """Answer with the report, for this person's eyes only; the picture follows where Takt may upload files."""
    report = await services.reporting.report(act.person, channel)
    await act.reply(views.report(report, services.catalogue.current, act.t))
    if await is_first(act, services):
        await _send_picture(act, services, report)


async def send_report(act: Act, services: Services) -> None:
    """The button on Home: the report and its picture, by direct message."""
    if not await is_first(act, services):
        return
    report = await services.reporting.report(act.person, ChannelId(act.value))
    if not await _send_picture(act, services, report):
        await act.tell(views.report(report, services.catalogue.current, act.t))


async def _send_picture(act: Act, services: Services, report: Report) -> bool:
    """Bring the picture with the report's words; False where there is nothing to draw, or no way to upload it."""
    catalogue = services.catalogue.current
    if not views.has_picture(report):
        return False
    drawn = await services.counted.drawing.draw(views.picture(report, catalogue, act.t))
    if drawn is None:
        return False
    message = views.report(report, catalogue, act.t)
    try:
        file = PictureFile(drawn, views.FILE_NAME, views.picture_title(act.t), views.says(report, catalogue, act.t))
        await send_picture(act, file, message=message)
    except SlackTrouble as trouble:
        if trouble.code not in MAY_NOT:
            raise
        return False
    return True
