"""The options under a tip's question."""

import contextlib

from bot.carrying import read_number
from bot.errors import Illegible
from bot.services import Services
from bot.tips.posing import is_personal
from bot.tips.translated import in_language
from handlers.act import Act
from handlers.views import tip_feedback as views


async def answer_check(act: Act, services: Services) -> None:
    """Take the person's answer and tell them at once, and nobody else, what it is worth."""
    delivery, _, option = act.value.partition("/")
    answered = None
    with contextlib.suppress(Illegible):
        answered = await services.checks.answer(act.person, delivery, read_number(option), slack_ts=act.ts)
    message = views.forgotten(act.t)
    if answered is not None:
        told = in_language(answered, services.catalogue.current, act.person.language)
        message = views.feedback(told, act.t)
    if act.channel and is_personal(act.channel):
        await act.tell(message)  # it stays there, where an ephemeral message would not
    else:
        await act.reply(message)
