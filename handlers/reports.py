"""`/observe report`: what was observed, in words at once, as a picture by direct message, and as a file for admins."""

from datetime import date
from functools import partial

from bot.answers.answer import Outcome
from bot.carrying import read_day
from bot.catalogue.names import fold
from bot.errors import NotAllowed, RoleUnknown, SlackTrouble, StorageAway, TaktError
from bot.markup import as_typed
from bot.observations.cells import Group
from bot.observations.periods import Period
from bot.observations.phrases import may_be_misspelt
from bot.observations.report import Report
from bot.observations.report_sheet import sheet
from bot.observations.report_words import HELP, ReportWish, area_named_in_part, group_named, read_report
from bot.people.files import table_as_csv
from bot.services import Services
from handlers import ids
from handlers.act import Act, Modal
from handlers.files import File, send_files
from handlers.forms import loading
from handlers.once import is_first
from handlers.opening import open_allowed, say_why_not
from handlers.showing import take_off
from handlers.uploading import MAY_NOT, PictureFile, send_picture
from handlers.views import report as views
from handlers.views import report_file
from handlers.views import report_picture as pictures
from handlers.views.home import window


async def show_report(act: Act, services: Services) -> None:
    """Answer with the report that the words ask for, for this person's eyes only."""
    await services.counted.reports.require(act.person)
    wish = read_report(as_typed(act.text).partition(" ")[2])
    about = await _about(act, services, wish.name)
    if fold(wish.name) in HELP:
        await act.reply(views.what_to_ask(services.catalogue.current, act.t))
    elif about is None and wish.name.startswith(("@", "<@")):
        await act.reply(views.about_nobody(services.catalogue.current, act.t))
    elif about is None:
        await _explain(act, services, wish)
    elif wish.as_file:
        await _export(act, services, wish, about)
    else:
        await _show(act, services, wish, about)


async def open_report(act: Act, services: Services) -> None:
    """The button on Home: the last 30 days, in a window."""
    modal = await open_allowed(act, ids.REPORT_OPEN, partial(services.counted.reports.require, act.person))
    if modal is None:
        return
    try:
        report = await services.counted.reports.report(act.person, Period.DAYS_30, Group())
    except (NotAllowed, RoleUnknown, StorageAway) as refusal:
        await say_why_not(modal, refusal)
        return
    await modal.show(window(views.in_window(report, services.catalogue.current, act.t), act.t))


async def send_report(act: Act, services: Services) -> None:
    """The button for a picture: the report on a period with it, by direct message.

    Who may not have it any more finds no such button in that message again.
    """
    wanted = _period(act.value)
    if not await is_first(act, services):
        return
    if act.view is None:
        try:
            await _send(act, services, wanted)
        except NotAllowed:
            await take_off(act, ids.REPORT_SEND, ids.FOLLOW_UP_LIST)
            raise
        return
    modal = Modal(act, str(act.view["id"]))
    await modal.show(loading(act, ids.REPORT_OPEN))  # without the button, which would send another one
    try:
        await _send(act, services, wanted)
    except TaktError as refusal:  # who has closed the window hears of it, too
        await say_why_not(modal, refusal)
        raise
    await modal.show(window(views.report_sent(act.t), act.t))


async def _send(act: Act, services: Services, wanted: Period | date) -> None:
    reports = services.counted.reports
    if isinstance(wanted, Period):
        report = await reports.report(act.person, wanted, Group())
    else:
        report = await reports.report_of_week(act.person, wanted)
    if not (pictures.has_picture(report) and await _send_picture(act, services, report, dark=False)):
        await act.tell(views.report(report, services.catalogue.current, act.t))


async def _show(act: Act, services: Services, wish: ReportWish, about: Group) -> None:
    report = await services.counted.reports.report(act.person, wish.period, about)
    report = report.with_standards() if wish.by_standard else report
    catalogue = services.catalogue.current
    answer = views.report(report, catalogue, act.t)
    if group_named(wish.name, catalogue) is None:
        answer = views.read_as(wish.name, answer, act.t)
    await act.reply(answer)
    if pictures.has_picture(report) and await is_first(act, services):
        await _send_picture(act, services, report, dark=wish.dark)


async def _export(act: Act, services: Services, wish: ReportWish, about: Group) -> None:
    if not await is_first(act, services):
        return
    catalogue = services.catalogue.current
    report = await services.counted.reports.export(act.person, wish.period, about)
    rows = sheet(report, lambda group: views.names_of(group, catalogue, act.t), report_file.hidden(act.t))
    name = f"takt-report-{report.span.first.isoformat()}-{report.span.last.isoformat()}.csv"
    file = File(name, table_as_csv(report_file.columns(act.t), rows), act.t("Report on observations"))
    await send_files(act, [file], announced=views.exported(report, catalogue, act.t), otherwise=views.no_files(act.t))
    await act.reply(views.sent(act.t))


async def _explain(act: Act, services: Services, wish: ReportWish) -> None:
    """Say what can be asked for; standards are named only where the words are near some."""
    catalogue, found = services.catalogue.current, await services.answers.ask(wish.name, act.language)
    names = () if found.outcome is Outcome.NONE else found.suggestions
    near = [one for name in names if (one := catalogue.get(name))]
    await act.reply(views.not_understood(wish.name, catalogue, near, act.t))


async def _send_picture(act: Act, services: Services, report: Report, *, dark: bool) -> bool:
    """Bring the picture with the report's words; False where Takt cannot draw it or may not upload it."""
    catalogue = services.catalogue.current
    picture = pictures.picture(report, catalogue, act.t, dark=dark)
    drawn = await services.counted.drawing.draw(picture)
    if drawn is None:
        return False
    file = PictureFile(drawn, "takt-report.png", picture.title, pictures.says(report, catalogue, act.t))
    try:
        await send_picture(act, file, message=views.report(report, catalogue, act.t))
    except SlackTrouble as trouble:
        if trouble.code not in MAY_NOT:
            raise
        return False
    return True


def _period(value: str) -> Period | date:
    """The period that a button names, or the day on which a week began. Raises `Illegible`."""
    return Period(value) if value in set(Period) else read_day(value)


async def _about(act: Act, services: Services, name: str) -> Group | None:
    """The group that goes by the name or by a part of it; a typing error in a standard's is forgiven in long words."""
    catalogue = services.catalogue.current
    if (found := group_named(name, catalogue) or area_named_in_part(name, catalogue)) is not None:
        return found
    meant = catalogue.get(await services.answers.find(name, act.language) or "") if may_be_misspelt(name) else None
    return Group(meant.area, meant.id) if meant else None
