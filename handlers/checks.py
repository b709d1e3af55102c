"""The options under a tip's question."""

from bot.services import Services
from bot.tips.posing import is_personal
from handlers.act import Act
from handlers.views import tip_feedback as views


async def answer_check(act: Act, services: Services) -> None:
    """Take the person's answer and tell them at once, and nobody else, what it is worth."""
    delivery, _, option = act.value.partition("/")
    answered = None
    if option.isdecimal():
        answered = await services.checks.answer(act.person, delivery, int(option), slack_ts=act.ts)
    message = views.feedback(answered, act.t) if answered else views.forgotten(act.t)
    if act.channel and is_personal(act.channel):
        await act.tell(message)  # it stays there, where an ephemeral message would not
    else:
        await act.reply(message)
