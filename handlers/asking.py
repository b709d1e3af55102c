"""Asking a person, and their reply."""

import contextlib
from collections.abc import Mapping
from typing import Any

from bot.answers.asked import AskedPerson
from bot.carrying import read_object
from bot.errors import SlackTrouble
from bot.i18n import translator
from bot.services import Services
from handlers import ids
from handlers.act import Act
from handlers.forms import Filled, errors, loading, metadata_of
from handlers.views import asking as views


async def open_ask(act: Act, _services: Services) -> None:
    """Open the form with the question filled in."""
    await act.open(views.form(act.value, act.t))


async def submit_ask(act: Act, services: Services) -> Mapping[str, Any] | None:
    """Bring the question to the owners; the form stays open with the words in it when that fails."""
    filled = Filled(act.view)
    if not filled.text(ids.ASK_TEXT):
        return _wordless(ids.ASK_TEXT, act)
    named = ids.ASK_WITHOUT_NAME not in filled.options(ids.ASK_HOW)
    await services.asking.ask(act.person, filled.text(ids.ASK_TEXT), named=named, source_key=act.source_key)
    return {"response_action": "update", "view": views.sent(act.t).to_dict()}


async def open_reply(act: Act, services: Services) -> None:
    """Open the owner's form; it says where somebody has replied already."""
    modal = await act.open_loading(loading(act, ids.REPLY_FORM))
    question = await services.asking.waiting(act.workspace, act.value)
    await modal.show(views.reply_form(question, {"ask": act.value, "channel": act.channel, "ts": act.ts}, act.t))


async def submit_reply(act: Act, services: Services) -> Mapping[str, Any] | None:
    """Bring the reply to the asker; the form stays open with the words in it when that fails."""
    about = read_object(metadata_of(act.view), "ask")
    words = Filled(act.view).text(ids.REPLY_TEXT)
    if not words:
        return _wordless(ids.REPLY_TEXT, act)
    asked = await services.asking.reply(act.workspace, about["ask"], act.member, words)
    services.tasks.spawn(_mark_answered(act, services, asked, about))
    return None


def _wordless(block: str, act: Act) -> Mapping[str, Any]:
    """Slack takes spaces for words."""
    return errors({block: act.t("Please write a few words first.")})


async def _mark_answered(act: Act, services: Services, asked: AskedPerson, about: Mapping[str, str]) -> None:
    t = translator(services.default_language)
    message = views.answered(asked.text, asked.asker if asked.named else None, act.member, t)
    with contextlib.suppress(SlackTrouble):  # the reply has arrived; a button left over says so when it is pressed
        await act.call("chat.update", channel=about["channel"], ts=about["ts"], **message.to_dict())
