"""The app's Home."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from slack_sdk.models.views import View

from bot.errors import RoleUnknown, SlackTrouble, StorageAway
from bot.people.roles import Action, allows
from bot.services import Services
from bot.tips.report import Report
from handlers import ids
from handlers.act import Act
from handlers.answering import answered
from handlers.forms import loading
from handlers.home_pictures import bring_pictures, forget_picture, pictures_there
from handlers.showing import show
from handlers.standards import browse, page_named, show_part
from handlers.views import home as views

NO_HOME = frozenset({"not_enabled", "hash_conflict"})
NOT_SHOWN = frozenset(
    {"invalid_blocks", "invalid_arguments"}
)  # what Slack says of a file that it does not find, or not yet


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
    home = partial(
        views.home, services.catalogue.current, act.t, act.language, may_observe=may_observe, own=own, reports=reports
    )
    seen = pictures_there(act, services, reports)
    shown = await _attempt(act, home, seen)
    if shown is None:
        seen, shown = {}, await _publish(act, home())
    if shown:
        await bring_pictures(act, services, reports)
        if pictures_there(act, services, reports) != seen:
            with contextlib.suppress(SlackTrouble):  # the words are there
                await _add_pictures(act, services, home, reports, instead_of=shown)


async def _add_pictures(
    act: Act, services: Services, home: Callable[..., View], reports: Sequence[Report], instead_of: str
) -> None:
    """Publish Home with its pictures once Slack shows them; without those that it does not show after some seconds."""
    pictures = pictures_there(act, services, reports)
    for seconds in services.counted.shelf.waits:
        if await _attempt(act, home, pictures, instead_of) is not None:
            return
        await asyncio.sleep(seconds)
    there: dict[str, str] = {}
    for one in reports:
        if one.channel not in pictures:
            continue
        more = there | {one.channel: pictures[one.channel]}
        shown = await _attempt(act, home, more, instead_of)
        if shown is None:
            forget_picture(act, services, one, pictures[one.channel])
        elif shown:
            there, instead_of = more, shown
        else:
            return


async def _attempt(
    act: Act, home: Callable[..., View], pictures: Mapping[str, str], instead_of: str = ""
) -> str | None:
    """Publish Home with pictures, as `_publish`; None where Slack does not show one of them."""
    try:
        return await _publish(act, home(pictures=pictures), instead_of)
    except SlackTrouble as trouble:
        if not pictures or trouble.code not in NOT_SHOWN:
            raise
    return None


async def _publish(act: Act, view: View, instead_of: str = "") -> str:
    """Publish Home; its hash, and none where there is no Home or it is another by now than `instead_of`."""
    known = {"hash": instead_of} if instead_of else {}
    try:
        answer = await act.call("views.publish", user_id=act.member, view=view.to_dict(), **known)
    except SlackTrouble as trouble:
        if trouble.code in NO_HOME:
            return ""
        raise
    return str(answer["view"]["hash"])


async def search(act: Act, services: Services) -> None:
    """Answer what was typed into the search field of Home; without words, offer the areas.

    The window opens first: a trigger id lives three seconds, and a search may take as long.
    """
    window = await act.open_loading(loading(act, ids.SEARCH), typed=act.value)
    act = replace(act, view={"type": "modal", "id": window.view_id})  # what comes is shown in it
    words = act.value.strip()
    if page := page_named(words.casefold()):
        await page(act, services)
    elif not words:
        await browse(act, services)
    elif not await show_part(act, services, words):
        await show(act, (await answered(act, services, act.value, "home")).message)
