"""The app's Home."""

import contextlib

from bot.errors import RoleUnknown, SlackTrouble, StorageAway
from bot.people.roles import Action, allows
from bot.services import Services
from bot.tips.report import Report
from handlers.act import Act
from handlers.answering import answered
from handlers.showing import show
from handlers.standards import browse, page_named
from handlers.views import home as views

NO_HOME = "not_enabled"


async def show_home(act: Act, services: Services) -> None:
    """Publish the Home of the person who opened the app, in the language that they have now."""
    role = await services.people.role(act.workspace, act.member)
    own = None
    with contextlib.suppress(StorageAway):  # Home is there all the same
        own = (await services.own_tips.status(act.person)).subscription
    reports: list[Report] = []
    if allows(role, Action.SEE_TIPS_REPORT):
        with contextlib.suppress(StorageAway, RoleUnknown):
            reports = await services.reporting.own_channels(act.person)
    may_observe = allows(role, Action.OBSERVE)
    view = views.home(
        services.catalogue.current, act.t, act.language, may_observe=may_observe, own=own, reports=reports
    )
    try:
        await act.call("views.publish", user_id=act.member, view=view.to_dict())
    except SlackTrouble as trouble:
        if trouble.code != NO_HOME:
            raise


async def search(act: Act, services: Services) -> None:
    """Answer what was typed into the search field of Home; without words, offer the areas."""
    words = act.value.strip()
    if page := page_named(words.casefold()):
        await page(act, services)
    elif words:
        await show(act, (await answered(act, services, act.value, "home")).message)
    else:
        await browse(act, services)
