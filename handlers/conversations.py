"""Direct messages and mentions, and what a thread is about."""

import re

from bot.answers.normalise import searchable
from bot.i18n import spoken
from bot.services import Services
from handlers.act import Act
from handlers.answering import Answered, answered, goes_on
from handlers.once import is_first
from handlers.views import standards as views

MENTION = re.compile(r"^\s*<@[^<>]*>[\s,:]*")  # of Takt itself, when somebody turns to it


async def answer_message(act: Act, services: Services) -> None:
    """Answer a direct message; edits, bots and repeated events get none."""
    if not str(act.channel).startswith("D") or not await _is_for_us(act, services):
        return
    found = await _answer(act, services, "message")
    posted = await act.post(found.message, thread=act.thread)
    # Outside of a thread, one may go on here, or in a thread under the question or the answer.
    await _remember(act, services, found, {act.thread} if act.thread else {"", act.ts, posted})


async def answer_mention(act: Act, services: Services) -> None:
    """Answer a mention in its thread; a mention without words gets the help."""
    if not await _is_for_us(act, services):
        return
    found = await _answer(act, services, "mention")
    thread = act.thread or act.ts
    await act.post(found.message, thread=thread)
    await _remember(act, services, found, {thread})


async def _is_for_us(act: Act, services: Services) -> bool:
    if not (act.member and act.text) or act.person.is_bot:
        return False
    return await is_first(act, services)


async def _answer(act: Act, services: Services, surface: str) -> Answered:
    words = searchable(act.text)
    if services.answers.is_small_talk(act.text) or words in spoken("help|?"):
        return Answered(views.help_text(act.t))
    question = MENTION.sub("", act.text)
    return await answered(act, services, question, surface, about=await _about(act, services, question))


async def _about(act: Act, services: Services, question: str) -> str | None:
    """The standard that the thread is about; outside of one, the talk's, where the words go on from it."""
    if act.thread or goes_on(question):
        return await services.threads.about(act.workspace, str(act.channel), act.thread)
    return None


async def _remember(act: Act, services: Services, found: Answered, threads: set[str]) -> None:
    if found.standard:
        await services.threads.remember(act.workspace, str(act.channel), threads, found.standard)
