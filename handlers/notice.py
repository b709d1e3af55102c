"""`/observe notice`: when staff were notified, entered by an admin."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.markup import as_typed
from bot.observations.errors import ObservationRefused
from bot.observations.notice_words import NoticeWish, read_notice
from bot.services import Services
from handlers import forms, ids
from handlers.act import Act
from handlers.forms import Filled
from handlers.opening import open_allowed
from handlers.views import notice as views
from handlers.views.errors import explain
from handlers.views.home import window


async def notice(act: Act, services: Services) -> None:
    """Enter the day or the reason that was typed; without words open the form."""
    wish = read_notice(as_typed(act.text)) or NoticeWish()
    law = services.fair.notice
    if wish.notified_on:
        found = await law.enter(act.workspace, act.member, wish.notified_on)
    elif wish.reason:
        found = await law.override(act.workspace, act.member, wish.reason)
    elif wish.words or wish.either:
        await _ask_back(act, services, wish)
        return
    else:
        await open_form(act, services)
        return
    await act.reply(views.standing(found, act.t))


async def _ask_back(act: Act, services: Services, wish: NoticeWish) -> None:
    """Enter nothing; ask for the day again, or which of two is meant."""
    law = services.fair.notice
    await law.require_admin(act.workspace, act.member)
    found = await law.standing(act.workspace)
    if wish.either:
        await act.reply(views.which_day(*wish.either, found, act.t))
    else:
        await act.reply(views.not_understood(wish.words, found, act.t))


async def open_form(act: Act, services: Services) -> None:
    """Open the form, with how the workspace stands above it."""
    may_enter = partial(services.fair.notice.require_admin, act.workspace, act.member)
    modal = await open_allowed(act, ids.NOTICE_FORM, may_enter)
    if modal is not None:
        await modal.show(views.form(await services.fair.notice.standing(act.workspace), act.t))


async def submit_notice(act: Act, services: Services) -> Mapping[str, Any] | None:
    """Enter what the form says; a reason counts before a day. The window then says how the workspace stands."""
    filled, law = Filled(act.view), services.fair.notice
    reason, day = filled.text(ids.NOTICE_REASON), filled.day(ids.NOTICE_DAY)
    try:
        if reason:
            found = await law.override(act.workspace, act.member, reason)
        elif day:
            found = await law.enter(act.workspace, act.member, day)
        else:
            return forms.errors({ids.NOTICE_DAY: act.t("Choose the day, or write a reason below.")})
    except ObservationRefused as refusal:
        return forms.errors({ids.NOTICE_REASON if reason else ids.NOTICE_DAY: explain(refusal, act.t)})
    return {"response_action": "update", "view": window(views.standing(found, act.t), act.t).to_dict()}
