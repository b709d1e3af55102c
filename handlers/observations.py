"""`/observe`, and what people see of observations."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.carrying import read_number
from bot.errors import NotAllowed, RoleUnknown, StorageAway
from bot.observations.draft import Draft
from bot.observations.records import Fit, Page
from bot.people.roles import Action, allows
from bot.services import Services
from handlers import ids
from handlers.act import Act
from handlers.calibration import calibrate
from handlers.follow_ups import show_follow_ups
from handlers.notice import notice
from handlers.observation_form import open_with
from handlers.observation_input import subcommand
from handlers.observation_typed import log_typed
from handlers.own_data import export_mine
from handlers.reports import show_report
from handlers.showing import show
from handlers.views import observation_help, observation_lists
from handlers.views import observations as views
from handlers.views.parts import Message

Handler = Callable[[Act, Services], Awaitable[None]]


async def observe(act: Act, services: Services) -> None:
    """`/observe`: log what is typed, or what `subcommand` finds in its words."""
    await WORDS.get(subcommand(act.text), log_typed)(act, services)


async def undo_observation(act: Act, services: Services) -> None:
    """Take back an observation, and show it as undone: where the button was, or in the list of the latest."""
    observed = await services.observations.undo(act.workspace, act.member, read_number(act.value))
    undone = views.undone(observed, services.catalogue.current, act.person, act.t)
    if act.action == ids.OBSERVE_UNDO:
        await act.replace(undone)
        return
    try:
        await services.people.require(act.workspace, act.member, Action.SEE_OWN_RECORDED)
        page = await services.observations.latest(act.workspace, act.member, fit=_shown(act, services))
    except (NotAllowed, RoleUnknown, StorageAway):  # the list is not theirs to see now; the undo was, and is done
        await show(act, undone)  # beside the message: it has the buttons of the others
    else:
        await _replace(act, _recent(page, act, services))
        if observed.id not in {one.id for one in page.observations}:
            await show(act, undone)  # it stood on a later page


async def open_form(act: Act, services: Services) -> None:
    """The form, with the person's draft if there is one: as if nothing had been typed."""
    await log_typed(replace(act, text=""), services)


async def open_draft(act: Act, services: Services) -> None:
    """The form with the person's draft; it says so where there is none."""
    gone = act.t("I find no draft of yours just now: I keep one for 15 minutes only.")
    await open_with(replace(act, text=""), services, Draft(), lines=[gone])


async def show_mine(act: Act, services: Services) -> None:
    """What is recorded about the person themselves; the button's value says where to go on."""
    start = read_number(act.value) if act.value else 0
    catalogue, kept_days = services.catalogue.current, services.fair.steps.retention.days
    now = services.clock.now()
    fit = partial(observation_lists.mine_shown, catalogue=catalogue, reader=act.person, t=act.t, now=now)
    page = await services.observations.about(act.workspace, act.member, start, fit=partial(fit, kept_days=kept_days))
    await show(act, observation_lists.mine(page, catalogue, act.person, act.t, now=now, kept_days=kept_days))


async def show_recent(act: Act, services: Services) -> None:
    """What the person recorded last; the button's value says where to go on."""
    start = read_number(act.value) if act.value else 0
    page = await services.observations.latest(act.workspace, act.member, start, fit=_shown(act, services))
    await show(act, _recent(page, act, services))


async def show_help(act: Act, services: Services) -> None:
    """How to use `/observe`, with buttons for what this person may do."""
    role = await services.people.role(act.workspace, act.member)
    await act.reply(observation_help.usage(act.t, may_observe=allows(role, Action.OBSERVE)))


async def _replace(act: Act, message: Message) -> None:
    await (act.replace(message) if act.view is None else show(act, message))


def _shown(act: Act, services: Services) -> Fit:
    """As much of a page of the latest as is shown: no more was read."""
    catalogue, now = services.catalogue.current, services.clock.now()
    return partial(observation_lists.recent_shown, catalogue=catalogue, reader=act.person, t=act.t, now=now)


def _recent(page: Page, act: Act, services: Services) -> Message:
    now, kept_days = services.clock.now(), services.fair.steps.retention.days
    return observation_lists.recent(page, services.catalogue.current, act.person, act.t, now=now, kept_days=kept_days)


WORDS: Mapping[str, Handler] = {
    "mine": show_mine,
    "recent": show_recent,
    "follow-ups": show_follow_ups,
    "calibrate": calibrate,
    "report": show_report,
    "export": export_mine,
    "notice": notice,
    "draft": open_draft,
    "form": open_form,
    "help": show_help,
}
