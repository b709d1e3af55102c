"""Direct messages and mentions, and what a thread is about."""

import asyncio
import re

from bot.answers.normalise import plain, searchable
from bot.errors import SlackTrouble
from bot.services import Services
from bot.spoken_words import spoken
from handlers.act import Act
from handlers.answering import Answered, answered, goes_on
from handlers.once import is_first
from handlers.standards import page_named, show_part
from handlers.views import standards as views
from handlers.views.parts import Message

MENTION = re.compile(r"^\s*<@[^<>]*>(?:[\s,]|:(?!\w))*")  # of Takt itself, when somebody turns to it
GONE = frozenset({"cannot_reply_to_message", "message_not_found", "thread_not_found"})


async def answer_message(act: Act, services: Services) -> None:
    """Answer a direct message; edits, bots and repeated events get none."""
    if not str(act.channel).startswith("D") or not await _is_for_us(act, services):
        return
    if found := await _answer(act, services, "message"):
        posted = await _post(act, found, act.thread)
        # Outside of a thread, one may go on here, or in a thread under the question or the answer.
        await _remember(act, services, found, {act.thread} if act.thread else {"", act.ts, posted})


async def answer_mention(act: Act, services: Services) -> None:
    """Answer a mention in its thread; a mention without words gets the help, one that is edited nothing more."""
    if not await _is_for_us(act, services):
        return
    if found := await _answer(act, services, "mention"):
        thread = act.thread or act.ts
        await _post(act, found, thread)
        await _remember(act, services, found, {thread})


async def _is_for_us(act: Act, services: Services) -> bool:
    if not act.member or act.person.is_bot:
        return False
    return await is_first(act, services, f"answer/{act.channel}/{act.ts}")


async def _answer(act: Act, services: Services, surface: str) -> Answered | None:
    """The answer; None where a page is shown, to who asked alone."""
    question = MENTION.sub("", act.text)
    words = searchable(question)
    if not act.text:  # a file alone
        return Answered(views.no_words(act.t))
    if not words or words in spoken("help|?"):
        return Answered(views.help_text(act.t))
    if services.answers.is_small_talk(question):
        return Answered(await _help_beside_a_name(act, services, question))
    if page := page_named(plain(question).casefold()):
        await page(act, services)
        return None
    about = await _about(act, services, question)
    if await show_part(act, services, question, about=about):
        return None
    return await answered(act, services, question, surface, about=about)


async def _help_beside_a_name(act: Act, services: Services, question: str) -> Message:
    """The help, and the way to the standard that goes by these words, such as `goodbye`, where there is one."""
    named = await asyncio.to_thread(services.answers.called, question, act.language)
    found = services.tongues.localised(named, act.language, act.language) if named else None
    answer = views.help_text(act.t)
    return views.named_too(answer, found.standard.id, found.text.title, act.t) if found else answer


async def _post(act: Act, found: Answered, thread: str) -> str:
    """Post the answer; nowhere, and in silence, where the question has been deleted meanwhile."""
    try:
        return await act.post(found.message, thread=thread)
    except SlackTrouble as trouble:
        if trouble.code not in GONE:
            raise
        return ""


async def _about(act: Act, services: Services, question: str) -> str | None:
    """The standard that the thread is about; outside of one, the talk's, where the words go on from it."""
    if act.thread or goes_on(question):
        return await services.threads.about(act.workspace, str(act.channel), act.thread)
    return None


async def _remember(act: Act, services: Services, found: Answered, threads: set[str]) -> None:
    if found.standard:
        await services.threads.remember(act.workspace, str(act.channel), threads, found.standard)
