"""Where an answer or a card appears: beside what was done, or in a window over Home."""

import asyncio
import contextlib
from collections.abc import Collection, Mapping
from typing import Any

from bot.errors import SlackTrouble, UnknownStandard
from bot.i18n import translator
from bot.people.roles import Action, allows
from bot.services import Services
from handlers.act import Act, Modal
from handlers.ready_cards import ReadyCards
from handlers.views import home, voting
from handlers.views.asked import Asked
from handlers.views.parts import Message

ROLE_SECONDS = 0.5
_CARDS = ReadyCards()


def card_of(act: Act, services: Services, asked: Asked) -> Message:
    """The card of a standard: its text in the question's language, Takt's own words in the person's.

    Raises `UnknownStandard`.
    """
    catalogue = services.catalogue.current
    t = translator(asked.words) if asked.words else act.t
    found = services.tongues.localised(asked.standard, asked.language or act.language, act.language)
    if found is None:
        raise UnknownStandard(asked.standard)
    message = _CARDS.card(found, catalogue, t, can_share=asked.can_share, can_observe=asked.can_observe)
    other = catalogue.get(asked.came_from)
    if other is None:
        return message
    return voting.still_about(message, other.id, catalogue.localise(other, found.language).text.title, t)


def votable_card(act: Act, services: Services, asked: Asked) -> Message:
    """The card, with the question whether it helped where a question led to it. Raises `UnknownStandard`."""
    message = card_of(act, services, asked)
    return voting.votable(message, asked, translator(asked.words)) if asked.key else message


async def may_log(act: Act, services: Services) -> bool:
    """Whether the person may log observations, as far as that is known soon: nobody waits long for a button."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(ROLE_SECONDS):
            return allows(await services.people.role(act.workspace, act.member), Action.OBSERVE)
    return False


def in_channel(act: Act) -> bool:
    """Whether the act was done where other people can be shown something."""
    return bool(act.channel) and not str(act.channel).startswith("D")


async def show(act: Act, message: Message) -> None:
    """Show only this person the message: in a window when they are on Home, else where they are."""
    if act.view is None:
        await act.reply(message)
    elif act.view.get("type") == "home":
        await act.open(home.window(message, act.t))
    else:
        await Modal(act, str(act.view["id"])).show(home.window(message, act.t))


async def take_off(act: Act, *actions: str) -> None:
    """Take buttons off the message that was clicked, where Takt may and Slack is there; all else of it stays."""
    if act.shown is None:
        return
    blocks = [left for block in act.shown.get("blocks") or () if (left := _without(block, actions))]
    with contextlib.suppress(SlackTrouble):
        await act.call("chat.update", channel=act.channel, ts=act.ts, text=act.shown.get("text") or "", blocks=blocks)


def _without(block: Mapping[str, Any], actions: Collection[str]) -> Mapping[str, Any] | None:
    """A block without these buttons; None where nothing is left of it."""
    if block.get("type") != "actions":
        return block
    left = [one for one in block.get("elements") or () if one.get("action_id") not in actions]
    return {**block, "elements": left} if left else None


async def show_again(act: Act, message: Message) -> None:
    """Put the message in the place of the one that was clicked."""
    await (act.replace(message) if act.view is None else show(act, message))
