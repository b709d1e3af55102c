"""The pictures of tips' reports on Home: drawn and uploaded once for each that is new, and seen by whoever opens it."""

from collections.abc import Mapping, Sequence

import structlog

from bot.errors import SlackTrouble
from bot.pictures.picture import Picture
from bot.services import Services
from bot.tips.report import Report
from handlers.act import Act
from handlers.uploading import MAY_NOT, complete, upload
from handlers.views import tips_report as views

log = structlog.get_logger()


def pictures_there(act: Act, services: Services, reports: Sequence[Report]) -> Mapping[str, str]:
    """By channel, the files of the pictures that are in Slack."""
    drawable = {one.channel: _picture(one, act, services) for one in reports if views.has_picture(one)}
    files = {channel: services.counted.shelf.file(act.workspace, one) for channel, one in drawable.items()}
    return {channel: file for channel, file in files.items() if file is not None}


async def bring_pictures(act: Act, services: Services, reports: Sequence[Report]) -> None:
    """Draw and upload those that are not there."""
    for one in reports:
        if views.has_picture(one):
            await _bring(act, services, one)


def forget_picture(act: Act, services: Services, report: Report, file: str) -> None:
    """Show this file no more: Slack does not."""
    log.info("home_picture_not_shown")
    services.counted.shelf.refuse(act.workspace, _picture(report, act, services), file)


async def _bring(act: Act, services: Services, report: Report) -> None:
    """What will not do later either is tried once; what fails for the moment is left to the next look at Home."""
    shelf, picture = services.counted.shelf, _picture(report, act, services)
    if not shelf.begin(act.workspace, picture):
        return
    drawn = await services.counted.drawing.draw(picture)
    if drawn is None:
        shelf.give_up(act.workspace, picture)
        return
    try:
        says = views.says(report, services.catalogue.current, act.t)
        file = await upload(act, views.FILE_NAME, drawn, says=says)
        await complete(act, file, picture.title)
    except SlackTrouble as trouble:
        log.info("home_without_picture", code=trouble.code)
        (shelf.give_up if trouble.code in MAY_NOT else shelf.leave)(act.workspace, picture)
        return
    shelf.put(act.workspace, picture, file)


def _picture(report: Report, act: Act, services: Services) -> Picture:
    return views.picture(report, services.catalogue.current, act.t)
