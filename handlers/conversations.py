"""Direct messages and mentions."""

from bot.answers.normalise import searchable
from bot.answers.smalltalk import is_small_talk
from bot.i18n import spoken
from bot.services import Services
from handlers.act import Act
from handlers.showing import answered
from handlers.views import standards as views
from handlers.views.parts import Message


async def answer_message(act: Act, services: Services) -> None:
    """Answer a direct message; edits, bots and repeated events get none."""
    if _is_for_us(act, services) and str(act.channel).startswith("D"):
        await act.post(_answer(act, services, "message"), thread=act.thread)


async def answer_mention(act: Act, services: Services) -> None:
    """Answer a mention in its thread; a mention without words gets the help."""
    if _is_for_us(act, services):
        await act.post(_answer(act, services, "mention"), thread=act.thread or act.ts)


def _is_for_us(act: Act, services: Services) -> bool:
    return bool(act.member and act.text) and not act.person.is_bot and services.seen.first_time(act.source_key)


def _answer(act: Act, services: Services, surface: str) -> Message:
    words = searchable(act.text)
    if is_small_talk(words) or words in spoken("help|?"):
        return views.help_text(act.t)
    return answered(act, services, act.text, surface)
