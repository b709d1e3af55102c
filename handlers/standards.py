"""`/standard` and its buttons."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import cache

from bot.answers.normalise import searchable
from bot.answers.speech import speech
from bot.catalogue.model import Localised
from bot.catalogue.names import fold
from bot.errors import SlackTrouble, UnknownStandard
from bot.loading import later
from bot.services import Services
from bot.spoken_words import Words, meanings, spoken
from handlers import gaps
from handlers.act import Act
from handlers.answering import UNLOGGED, answered, goes_on
from handlers.once import is_first
from handlers.parts_by_name import page_of
from handlers.showing import in_channel, may_log, show, votable_card
from handlers.views import background, browsing, cards
from handlers.views import standards as views
from handlers.views.asked import Asked

with later():  # with the first who asks for theirs
    from handlers import observations

Handler = Callable[[Act, Services], Awaitable[None]]


async def standard(act: Act, services: Services) -> None:
    """Answer what stands behind `/standard`; without words, offer the areas."""
    words = act.text.casefold()
    if not words:
        await browse(act, services)
    elif page := page_named(words):
        await page(act, services)
    elif not await show_part(act, services, act.text):
        found = await answered(act, services, act.text, "command", can_share=in_channel(act))
        await act.reply(found.message)


def page_named(words: str) -> Handler | None:
    """The page that words stand for, in any language and however they are spelt."""
    return _pages().get(fold(words) or words.strip())


async def show_part(act: Act, services: Services, words: str, *, about: str | None = None) -> bool:
    """Show the page of the area, value or factor with this name; False where nothing has it, or a standard does.

    The name may stand behind what asks for it: `what is respect?`. What goes on from a standard is `about` that.
    """
    led = "" if about and goes_on(words) else speech().led(searchable(words))
    for name in filter(None, (words, led)):
        if await services.answers.has_name(name, act.language):
            return False
        page = page_of(name, services.catalogue.current, act.t, act.language)
        if page is not None:
            await show(act, page)
            return True
    return False


@cache
def _pages() -> Mapping[str, Handler]:
    return meanings(
        {
            show_help: spoken("help|?"),
            list_standards: spoken(
                "list|all|list all|show all|all standards|list of standards|list standards|show all standards"
                "|which standards are there|what standards are there"
            ).plus(spoken("show everything|show me everything|show me all standards|how many standards are there")),
            browse: spoken("standard|standards"),
            show_areas: spoken("areas").plus(spoken("our areas|the areas|what are the areas|which areas are there")),
            show_values: spoken("values").plus(
                spoken(
                    "our values|the values|your values|what are our values|what are the values|which values are there"
                )
            ),
            show_mine: spoken(
                "my observations|show my observations|show me my observations|observations about me|observations of me"
                "|what has been observed about me|what is written about me|what do you have on me"
            ),
            offer_person: spoken(
                "ask a person|ask someone|ask a human|a person|talk to a person|talk to a human"
                "|i want to talk to a person|i want to talk to a human|can i talk to a person|can i talk to someone"
                "|can i ask a person"
            ).plus(
                spoken(
                    "who can i ask|can i talk with a person|can i talk with someone|can i speak to a person"
                    "|can i speak to a human|can i speak to someone|can i speak with someone|may i ask a person"
                    "|i want to ask a person|i want to speak to a person|i want to speak to a human"
                    "|is there somebody i can ask|is there someone i can ask"
                )
            ),
            tell_who_sees: _in_confidence(),
            be_sorry: spoken(
                "wrong|wrong answer|not that|not that one|something else|no something else"
                "|none of them|none of these|that is not it|that's not it"
                "|that is not what i asked|that's not what i asked|that is not what i meant"
                "|that's not what i meant|that did not help|that didn't help"
                "|it did not help|this is wrong|you misunderstood|that is wrong"
                "|what do you mean|i do not understand the answer"
            ),
            gaps.show_gaps: spoken("gaps"),
            gaps.export_gaps: spoken("gaps export|export gaps"),
        }
    )


def _in_confidence() -> Words:
    return spoken(
        "is this anonymous|is it anonymous|is that anonymous|am i anonymous|is this private|is it private"
        "|is this secret|who can see what i ask|who sees what i ask|who can see my questions"
        "|who sees my questions|can my boss see what i ask|can my manager see what i ask"
        "|can my supervisor see what i ask|do you save my questions|do you keep my questions"
        "|are my questions saved|are my questions kept|do you save my name|do you keep my name"
        "|is my name saved|is my name kept"
    )


async def show_help(act: Act, _services: Services) -> None:
    """Say what can be asked, and how."""
    await show(act, views.help_text(act.t))


async def show_mine(act: Act, services: Services) -> None:
    """Show what is recorded about the person themselves, from the newest on."""
    await observations.show_mine(replace(act, value=""), services)


async def offer_person(act: Act, services: Services) -> None:
    """Show the way to a person."""
    await show(act, views.person(act.t, can_ask=services.asking.is_open(act.workspace)))


async def tell_who_sees(act: Act, _services: Services) -> None:
    """Say who sees a question, and what is kept of it."""
    await show(act, views.who_sees(act.t))


async def be_sorry(act: Act, services: Services) -> None:
    """Show the ways on after an answer that was no help."""
    await show(act, views.sorry(act.t, can_ask=services.asking.is_open(act.workspace)))


async def open_standard(act: Act, services: Services) -> None:
    """Show the card of the standard that was clicked or picked; a thread is about it from now on."""
    can_observe = await may_log(act, services)
    asked = replace(Asked.read(act.value), can_share=in_channel(act), can_observe=can_observe, words=act.t.language)
    await show(act, votable_card(act, services, asked))
    if asked.key and (act.thread or not in_channel(act)):
        threads = {act.thread or act.ts, act.thread}
        await services.threads.remember(act.workspace, str(act.channel), threads, asked.standard)


async def find_standard(act: Act, services: Services) -> None:
    """The shortcut on a message: answer what it says, for the person who used it alone."""
    await act.reply((await answered(act, services, act.text, UNLOGGED, can_share=in_channel(act))).message)


async def share_standard(act: Act, services: Services) -> None:
    """Post the card into the channel, with the sharer's name, in the language that they see; once for all clicks."""
    found = _clicked(act, services)
    click = f"share/{act.channel}/{act.ts}/{act.member}/{found.standard.id}"
    if not await is_first(act, services, click):
        await act.reply(views.shared_already(found.text.title, act.t))
        return
    try:
        await act.post(cards.shared_card(found, services.catalogue.current, act.t, sharer=act.member))
    except SlackTrouble:
        await services.seen.release(act.workspace, click)
        raise
    await act.reply(views.shared(found.text.title, act.t))


async def more_of_standard(act: Act, services: Services) -> None:
    """Show what does not fit on the card."""
    await show(act, cards.more(_clicked(act, services), services.catalogue.current, act.t))


async def browse(act: Act, services: Services) -> None:
    """Offer the areas."""
    await show(act, browsing.browse(services.catalogue.current, act.t, act.language))


async def browse_area(act: Act, services: Services) -> None:
    """Offer the standards of the area that was clicked; all areas when it is gone from the catalogue."""
    catalogue = services.catalogue.current
    if act.value in catalogue.areas:
        await show(act, browsing.area(act.value, catalogue, act.t, act.language))
    else:
        await browse(act, services)


async def show_areas(act: Act, services: Services) -> None:
    """Show what each area covers, and where it comes from."""
    await show(act, background.areas(services.catalogue.current, act.t, act.language))


async def show_values(act: Act, services: Services) -> None:
    """Show why each value matters."""
    await show(act, background.values(services.catalogue.current, act.t, act.language))


async def browse_value(act: Act, services: Services) -> None:
    """Show the value that was clicked and the standards that serve it; all values when it is gone."""
    catalogue = services.catalogue.current
    if act.value in catalogue.values:
        await show(act, background.value(act.value, catalogue, act.t, act.language))
    else:
        await show_values(act, services)


async def browse_factor(act: Act, services: Services) -> None:
    """Show the standards that the law, culture or the product shapes; all areas for anything else."""
    if act.value in background.factors(act.t):
        await show(act, background.factor(act.value, services.catalogue.current, act.t, act.language))
    else:
        await show_areas(act, services)


async def list_standards(act: Act, services: Services) -> None:
    """Show all standards, by area."""
    await show(act, browsing.everything(services.catalogue.current, act.t, act.language))


def _clicked(act: Act, services: Services) -> Localised:
    asked = Asked.read(act.value)
    found = services.tongues.localised(asked.standard, asked.language or act.language, act.language)
    if found is None:
        raise UnknownStandard(asked.standard)
    return found
