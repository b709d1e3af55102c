"""`/tips plan`: what comes on the next ten days, and what a supervisor decides of it."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from bot.ports import ChannelId
from bot.services import Services
from bot.tips.planned import Plan
from bot.tips.wish import Reading
from handlers import forms, ids
from handlers.act import Act, Modal
from handlers.opening import open_allowed
from handlers.views import tip_plan as views
from handlers.views.tip_plan import PIN, SKIP, SWAP, Decided, Swap


async def show_plan(act: Act, services: Services, channel: ChannelId, _reading: Reading) -> None:
    """Open the plan of the channel."""
    modal = await open_allowed(act, ids.TIPS_PLAN, partial(services.planning.require, act.person))
    if modal is not None:
        plan = await services.planning.plan(act.person, channel)
        await modal.show(views.plan(plan, channel, services.catalogue.current, act.t))


async def decide_day(act: Act, services: Services) -> None:
    """Do what was picked in the menu of a day, and show the plan as it is then; to swap opens a form first."""
    said, channel = Decided.read(act.value), _channel(act)
    if said is None:
        return
    match said.what:
        case kind if kind == SWAP:
            await act.open(views.swap_form(Swap(channel, said.day, _view(act)), act.t))
            return
        case kind if kind == PIN:
            plan = await services.planning.pin(act.person, channel, said.day)
        case kind if kind == SKIP:
            plan = await services.planning.skip(act.person, channel, said.day)
        case _:
            plan = await services.planning.undo(act.person, channel, said.day)
    await _show(act, services, channel, _view(act), plan, said.day)


async def pin_all(act: Act, services: Services) -> None:
    """Freeze the whole plan."""
    channel = _channel(act)
    await _show(act, services, channel, _view(act), await services.planning.pin_all(act.person, channel))


async def undo_all(act: Act, services: Services) -> None:
    """Let all of it adapt each morning again."""
    channel = _channel(act)
    await _show(act, services, channel, _view(act), await services.planning.undo(act.person, channel))


async def submit_swap(act: Act, services: Services) -> Mapping[str, Any] | None:
    """Fix the day to the standard that was chosen, and show that in the plan below the form."""
    swap = Swap.read(str((act.view or {}).get("private_metadata", "")))
    chosen = services.catalogue.current.get(forms.Filled(act.view).option(ids.TIPS_SWAP_STANDARD))
    if swap is None or chosen is None or chosen.retired:
        return forms.errors({ids.TIPS_SWAP_STANDARD: act.t("Choose a standard.")})
    plan = await services.planning.pin(act.person, swap.channel, swap.day, chosen.id)
    if plan.on(swap.day) is None:
        return forms.errors({ids.TIPS_SWAP_STANDARD: views.day_gone(swap.day, act.t)})
    services.tasks.spawn(_show(act, services, swap.channel, swap.view, plan))
    return None


async def _show(
    act: Act, services: Services, channel: ChannelId, view: str, plan: Plan, day: date | None = None
) -> None:
    """Put the plan into the open modal; where a day is over meanwhile, it says so."""
    note = views.day_gone(day, act.t) if day is not None and plan.on(day) is None else ""
    await Modal(act, view).show(views.plan(plan, channel, services.catalogue.current, act.t, note=note))


def _channel(act: Act) -> ChannelId:
    return ChannelId(str((act.view or {}).get("private_metadata", "")))


def _view(act: Act) -> str:
    return str((act.view or {}).get("id", ""))
