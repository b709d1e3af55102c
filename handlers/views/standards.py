"""What a question gets when it is not one card: suggestions, an honest no, or help."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock

from bot.catalogue.model import Catalogue, Standard
from bot.i18n import Translator
from handlers import ids
from handlers.views.browsing import titles_of
from handlers.views.cards import title_buttons
from handlers.views.parts import Message, button, escape, header, quoted, section

MOST_QUOTED = 150


def suggestions(
    question: str, offered: Sequence[Standard], catalogue: Catalogue, t: Translator, language: str
) -> Message:
    """Two or three standards of which one may be meant, each a button."""
    intro = t(
        "I am not sure what you mean by “{question}”. Is it one of these?", question=quoted(question, MOST_QUOTED)
    )
    texts = [catalogue.localise(standard, language).text for standard in offered]
    lines = [f"*{escape(text.title)}*\n{escape(text.criterion)}" for text in texts]
    hint = t("None of them? Put it in other words, or browse.")
    buttons = title_buttons(titles_of(offered, catalogue, language), ids.OPEN_SUGGESTION)
    blocks = [section(intro), *(section(line) for line in lines), buttons, section(hint), _ways_on(t)]
    return Message("\n\n".join([intro, *lines, hint]), blocks)


def nothing_found(question: str, t: Translator) -> Message:
    """An honest no, and what to do now."""
    text = t("There is no standard on “{question}” yet.", question=quoted(question, MOST_QUOTED))
    advice = t("Try other words, or look through the standards. If it cannot wait, ask your supervisor.")
    return Message(f"{text}\n{advice}", [section(f"{text}\n{advice}"), _ways_on(t)])


def no_words(t: Translator) -> Message:
    """For a question that holds only a link, a mention or signs."""
    text = t("I need a few words to search by, such as “greeting” or “how close may I stand?”")
    return Message(text, [section(text), _ways_on(t)])


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
    ]
    privacy = t(
        "Only you see what you ask with `/standard`. Questions are kept without your name, for 90 days at most."
    )
    listed = "\n".join(f"• {line}" for line in lines)
    return Message(f"{title}\n{listed}\n{privacy}", [header(title), section(listed), section(privacy), _ways_on(t)])


def _ways_on(t: Translator) -> ActionsBlock:
    return ActionsBlock(
        elements=[button(t("Browse by area"), ids.BROWSE), button(t("All standards"), ids.LIST_STANDARDS)]
    )
