"""Where the answer to a question or a click appears: beside it, or in a window over Home."""

from bot.answers.answers import Answer, Outcome
from bot.answers.normalise import plain, searchable
from bot.answers.smalltalk import is_small_talk
from bot.catalogue.names import fold
from bot.errors import UnknownStandard
from bot.services import Services
from handlers.act import Act
from handlers.views import cards, home, standards
from handlers.views.parts import Message


def answered(act: Act, services: Services, question: str, surface: str, *, can_share: bool = False) -> Message:
    """The answer to a question, as a message; the question goes into the log without its asker."""
    if not searchable(question):
        return standards.no_words(act.t)
    answer = services.answers.answer(question, act.language)
    services.questions.note(act.workspace, question, act.language, answer, surface)
    return _as_message(act, services, answer, plain(question), can_share=can_share)


def card_of(act: Act, services: Services, standard: str, *, can_share: bool) -> Message:
    """The card of one standard in the person's language. Raises `UnknownStandard`."""
    catalogue = services.catalogue.current
    found = catalogue.get(standard)
    if found is None:
        raise UnknownStandard(standard)
    return cards.card(catalogue.localise(found, act.language), catalogue, act.t, can_share=can_share)


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
        await act.call("views.update", view_id=act.view["id"], view=home.window(message, act.t).to_dict())


def _as_message(act: Act, services: Services, answer: Answer, question: str, *, can_share: bool) -> Message:
    catalogue = services.catalogue.current
    if answer.outcome is Outcome.MATCH and answer.standard:
        return card_of(act, services, answer.standard, can_share=can_share)
    offered = [found for one in answer.suggestions if (found := catalogue.get(one))]
    if answer.outcome is Outcome.SUGGESTIONS and offered:
        return standards.suggestions(question, offered, catalogue, act.t, act.language)
    return standards.help_text(act.t) if is_small_talk(fold(question)) else standards.nothing_found(question, act.t)
