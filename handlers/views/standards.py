"""What a question gets when it is not one card: suggestions, an honest no, or help."""

from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue.model import Catalogue, Standard
from bot.i18n import Translator
from handlers import ids
from handlers.views.asked import Asked
from handlers.views.browsing import titles_of
from handlers.views.cards import title_buttons
from handlers.views.parts import Message, button, escape, header, quoted, section
from handlers.views.voting import ways_on

MOST_QUOTED = 150


def suggestions(
    asked: Asked,
    offered: Sequence[Standard],
    catalogue: Catalogue,
    t: Translator,
    *,
    can_ask: bool,
    are_all_meant: bool = False,
) -> Message:
    """Two or three standards of which one may be meant, or all, each a button; one where a thread is about it."""
    question = quoted(asked.question, MOST_QUOTED)
    intro = t("I am not sure what you mean by “{question}”. Is it one of these?", question=question)
    if len(offered) == 1:
        intro = t("I know of no standard on “{question}” itself. Is it about this one?", question=question)
    if are_all_meant:
        intro = t("“{question}” touches more than one standard. Open those you need.", question=question)
    texts = [catalogue.localise(standard, asked.language).text for standard in offered]
    lines = [f"*{escape(text.title)}*\n{escape(text.criterion)}" for text in texts]
    hint = t("None of them? Put it in other words, or browse.")
    titles = titles_of(offered, catalogue, asked.language)
    buttons = title_buttons(
        [(replace(asked, standard=one).as_value(), title) for one, title in titles], ids.OPEN_SUGGESTION
    )
    on = ways_on(t, asked.question, can_ask=can_ask)
    blocks = [section(intro), *(section(line) for line in lines), buttons, section(hint), on]
    return Message("\n\n".join([intro, *lines, hint]), blocks)


def nothing_found(question: str, t: Translator, *, can_ask: bool) -> Message:
    """An honest no, and what to do now."""
    text = t("There is no standard on “{question}” yet.", question=quoted(question, MOST_QUOTED))
    advice = t("Try other words, or look through the standards. If it cannot wait, ask your supervisor.")
    on = ways_on(t, question, can_ask=can_ask)
    return Message(f"{text}\n{advice}", [section(f"{text}\n{advice}"), on])


def named_too(answer: Message, standard: str, title: str, t: Translator) -> Message:
    """What somebody gets who only says a word, with the way to the standard that has it for a name."""
    hint = t("“{title}” is a standard, too:", title=escape(title))
    return answer.then(section(hint, button(title, ids.OPEN_STANDARD, standard)), text=hint)


def no_words(t: Translator) -> Message:
    """For a question that holds only a link, a mention or signs."""
    text = t("I need a few words to search by, such as “greeting” or “how close may I stand?”")
    return Message(text, [section(text), ways_on(t)])


def as_you_like(t: Translator) -> Message:
    """For who says what they do not want to know."""
    text = t("As you like. Ask me whenever you want to know how we do things here.")
    return Message(text, [section(text), ways_on(t)])


def person(t: Translator, *, can_ask: bool) -> Message:
    """The way to a person, for who asks for one in words."""
    text = t("There is nobody here to send questions to yet. Ask your supervisor.")
    if can_ask:
        text = t("Press the button, and put your question to those who look after the standards.")
    return Message(text, [section(text), ways_on(t, can_ask=can_ask)])


def who_sees(t: Translator) -> Message:
    """For who asks whether they may ask in confidence."""
    seen = t(
        "With `/standard`, on Home and in a direct message, only you see what you ask."
        " Where you mention me in a channel, everybody there does."
    )
    kept = t(
        "Questions are kept for 90 days at most, without your name, e-mail addresses and numbers."
        " Those that found no answer or did not help are shown, without who asked,"
        " to those who look after the standards."
    )
    return Message(f"{seen}\n{kept}", [section(seen), section(kept), ways_on(t)])


def sorry(t: Translator, *, can_ask: bool) -> Message:
    """For who says that the answer was no help."""
    text = t("I am sorry. Put it in other words, or look through the standards.")
    if can_ask:
        text = t("I am sorry. Put it in other words, look through the standards, or ask a person.")
    return Message(text, [section(text), ways_on(t, can_ask=can_ask)])


def shared_already(title: str, t: Translator) -> Message:
    """Tells the person that a second click changed nothing."""
    text = t("“{title}” is in the channel already.", title=escape(title))
    return Message(text, [section(text)])


def shared(title: str, t: Translator) -> Message:
    """Tells the person that the channel has the card now."""
    text = t("I have shared “{title}” in the channel.", title=escape(title))
    return Message(text, [section(text)])


def help_text(t: Translator) -> Message:
    """What can be asked, and how."""
    title = t("Ask me how we do things here")
    lines = [
        t("`/standard greeting`: one standard, by its name"),
        t("`/standard how close may I stand?`: a question in your own words"),
        t("`/standard`: browse by area"),
        t("`/standard list`: all standards"),
        t("`/standard values`, `/standard areas`: what stands behind them"),
        t("Write to me in a direct message, or mention me in a channel: I answer in the thread."),
        t("On somebody’s message: *More actions* → *Find the standard*. Only you see the answer."),
        t("`/standard gaps`: what people asked in vain (admins)"),
    ]
    privacy = t(
        "Only you see what you ask with `/standard`. Questions are kept without your name, for 90 days at most."
    )
    listed = "\n".join(f"• {line}" for line in lines)
    return Message(f"{title}\n{listed}\n{privacy}", [header(title), section(listed), section(privacy), ways_on(t)])
