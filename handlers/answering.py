"""The answer to a question, wherever it was asked."""

import time
from dataclasses import dataclass, replace
from functools import cache

from bot.answers.answer import Answer, Outcome
from bot.answers.followup import asks_on, behind_openers, in_context, is_bare, may_go_on, stays, without_nod
from bot.answers.normalise import plain, searchable
from bot.answers.speech import speech
from bot.services import Services
from bot.spoken_words import spoken
from handlers.act import Act
from handlers.showing import may_log, votable_card
from handlers.views import standards
from handlers.views.asked import Asked
from handlers.views.parts import Message

PUBLIC = "mention"  # everybody in the channel sees the answer
UNLOGGED = "shortcut"  # what somebody else wrote is answered, and counted, but its words are not kept


@dataclass(frozen=True)
class Answered:
    """What to show, and the standard that it settled on."""

    message: Message
    standard: str | None = None


async def answered(
    act: Act, services: Services, question: str, surface: str, *, can_share: bool = False, about: str | None = None
) -> Answered:
    """The answer to a question, in its language; it goes into the log without its asker.

    `about` is the standard that the thread is about.
    """
    if not searchable(question):
        return Answered(standards.no_words(act.t))
    language = await services.tongues.told(question, act.language)
    began = time.perf_counter()
    answer, alone = await _in_thread(services, question, language, about)
    services.metrics.answered(answer.outcome.value, surface, time.perf_counter() - began)
    kept = "" if surface == UNLOGGED or answer.unasked else question
    catalogue = services.catalogue.current
    logged = language if language in catalogue.languages else catalogue.default_language
    key = services.questions.note(act.workspace, kept, logged, alone, surface)
    asked = Asked(answer.standard or "", language, key, plain(question), act.t.language, can_share)
    if surface != PUBLIC and answer.outcome is Outcome.MATCH:
        asked = replace(asked, can_observe=await may_log(act, services))
    if goes_on(question) and about != answer.standard:
        asked = replace(asked, came_from=about or "")
    return Answered(_as_message(act, services, answer, asked), answer.standard)


def _kindly(act: Act, services: Services, words: str) -> Message:
    """What those get who ask nothing: small talk, a refusal, a single letter, `why?` of nothing."""
    if services.answers.is_small_talk(words):
        return standards.help_text(act.t)
    says_nothing = sum(map(str.isalnum, words)) < 2 or not _has_letters(words) or _is_bare(words)
    return standards.no_words(act.t) if says_nothing else standards.as_you_like(act.t)


def _has_letters(words: str) -> bool:
    return any(map(str.isalpha, words))


def goes_on(question: str) -> bool:
    """Whether the words go on from what was said before."""
    return _goes_on(_said(question))


def _goes_on(words: str) -> bool:
    return is_bare(words, speech().openers, _bare()) or asks_on(words, speech().openers)


def _is_bare(question: str) -> bool:
    return is_bare(_said(question), speech().openers, _bare())


def _said(question: str) -> str:
    return without_nod(searchable(question), speech().is_small_talk, _goes_on)


@cache
def _bare() -> frozenset[str]:
    """What says nothing by itself, and is about what was said before."""
    said = spoken(
        "why|why not|why so|how long|how come|until when|since when|always|is that always so|what then"
        "|what happens then|tell me more|say more|more|more about it|explain|explain that|explain it|really"
        "|is it really so|for how long|says who|who says|who says so|what for|is that the law|is it the law"
        "|is this the law|do i have to|do we have to|what does that mean|what does it mean|i do not understand"
        "|i don't understand|for example"
    )
    more = spoken(
        "is it always like that|is it always like this|is that always the case|does this apply to me"
        "|does this apply to me too|does that apply to me|does it apply to me|does it apply to me too"
        "|does that go for me|does that go for me too|for me too|me too|i don't get it|i do not get it"
        "|i don't get that|i don't understand it|i do not understand it|i don't understand that"
        "|i do not understand that|is that a must|is it a must|must i"
    )
    return frozenset(said.plus(more).folded)


@cache
def _pronouns() -> frozenset[str]:
    """What stands for something that was said before."""
    return frozenset(spoken("it|its|that|this|they|them|those|these").folded)


async def _ask(services: Services, question: str, language: str) -> Answer:
    """The one place that asks for an answer."""
    return await services.answers.ask(question, language)


async def _ask_alone(services: Services, question: str, language: str) -> Answer:
    """The answer to a question by itself. Words that say nothing by themselves, such as `why?`, ask nothing.

    Where it finds nothing and begins as one goes on talking, what stands behind that is asked: `hygiene` of `what about
    hygiene`. It must be clear then.
    """
    alone = await _ask(services, question, language)
    if _is_bare(question) and not alone.exact:
        return replace(alone, outcome=Outcome.NONE, standard=None, unasked=True)
    if alone.outcome is not Outcome.NONE or alone.unasked:
        return alone
    if not _has_letters(question):
        return replace(alone, unasked=True)
    if subject := behind_openers(plain(question), _said(question), speech().openers):
        clear = await _ask(services, subject, language)
        return clear if clear.outcome is Outcome.MATCH else alone
    return alone


async def _in_thread(services: Services, question: str, language: str, about: str | None) -> tuple[Answer, Answer]:
    """The answer, and what goes into the log: nothing where only the thread's standard can be offered."""
    found = services.catalogue.current.get(about or "")
    if found is not None and _is_bare(question):
        return (kept := stays(found.id)), kept
    alone = await _ask_alone(services, question, language)
    if found is None:
        return alone, alone
    title = services.catalogue.current.localise(found, language).text.title
    combined = await _ask(services, f"{title} {question}", language)
    refers = may_go_on(searchable(question), _pronouns())
    answer = in_context(alone, combined, found.id, asks_on=goes_on(question), may_go_on=refers)
    return answer, alone if alone.outcome is Outcome.NONE else answer


def _as_message(act: Act, services: Services, answer: Answer, asked: Asked) -> Message:
    catalogue, can_ask = services.catalogue.current, services.asking.is_open(act.workspace)
    if answer.outcome is Outcome.MATCH and answer.standard:
        return votable_card(act, services, asked)
    offered = [found for one in answer.suggestions if (found := catalogue.get(one))]
    if answer.outcome is Outcome.SUGGESTIONS and offered:
        asked = replace(asked, came_from="")
        are_all_meant = bool(answer.several)
        return standards.suggestions(asked, offered, catalogue, act.t, can_ask=can_ask, are_all_meant=are_all_meant)
    if answer.unasked:
        return _kindly(act, services, asked.question)
    return standards.nothing_found(asked.question, act.t, can_ask=can_ask)
