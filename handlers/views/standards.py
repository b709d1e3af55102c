"""What `/standard` shows when it is not one card: suggestions, nothing found, browsing, the list, help."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    Option,
    PlainTextObject,
    StaticSelectElement,
)

from bot.catalogue.model import Catalogue, Standard
from bot.i18n import Translator
from handlers import ids
from handlers.views.cards import title_buttons
from handlers.views.parts import BUTTON_LIMIT, Message, button, clip, escape, header, mrkdwn, quoted, section

MOST_BUTTONS = 25
MOST_OPTIONS = 100
MOST_LISTED = 200
MOST_SELECTS = 20


def suggestions(question: str, offered: Sequence[Standard], catalogue: Catalogue, t: Translator, language: str) -> Message:
    """Two or three standards of which one may be meant, each a button."""
    titles = _titles(offered, catalogue, language)
    intro = t("I am not sure what you mean by “{question}”. Is it one of these?", question=quoted(question, 150))
    lines = [
        f"*{escape(title)}*\n{escape(catalogue.localise(standard, language).text.criterion)}"
        for standard, (_, title) in zip(offered, titles, strict=True)
    ]
    hint = t("None of them? Put it in other words, or browse.")
    blocks = [section(intro), *(section(line) for line in lines), title_buttons(titles, ids.OPEN_SUGGESTION)]
    return Message("\n\n".join([intro, *lines, hint]), [*blocks, section(hint), _ways_on(t)])


def nothing_found(question: str, t: Translator) -> Message:
    """An honest no, and what to do now."""
    text = t("There is no standard on “{question}” yet.", question=quoted(question, 150))
    advice = t("Try it in other words, such as “greeting” or “queue”, or look through the standards. If it is urgent, ask your supervisor.")
    return Message(f"{text}\n{advice}", [section(f"*{text}*\n{advice}"), _ways_on(t)])


def no_words(t: Translator) -> Message:
    """For a question that holds only a link, a mention or signs."""
    text = t("I need a few words to search by, such as “greeting” or “how close may I stand?”")
    return Message(text, [section(text), _ways_on(t)])


def browse(catalogue: Catalogue, t: Translator, language: str) -> Message:
    """The areas, as buttons."""
    title, intro = t("Service standards"), t("Pick an area, or type `/standard` and what you want to know.")
    areas = _areas(catalogue, language)
    text = "\n".join([title, intro, *(f"• {escape(name)}" for _, name in areas)])
    return Message(text, [header(title), section(intro), *_area_buttons(areas), ActionsBlock(elements=[_all(t)])])


def area(chosen: str, catalogue: Catalogue, t: Translator, language: str) -> Message:
    """The standards of one area, to pick from."""
    texts = catalogue.areas[chosen].text
    text = texts.get(language) or texts.get(catalogue.default_language) or next(iter(texts.values()))
    titles = _titles(catalogue.in_area(chosen), catalogue, language)
    lines = [text.covers, "\n".join(f"• {escape(title)}" for _, title in titles[:MOST_LISTED])]
    back = ActionsBlock(elements=[button(t("All areas"), ids.BROWSE)])
    blocks: list[Block] = [header(text.title), section(escape(text.covers)), *_to_pick(titles, t), back]
    return Message("\n".join([escape(text.title), *lines]), blocks)


def everything(catalogue: Catalogue, t: Translator, language: str) -> Message:
    """All standards by area, and a menu to open one."""
    title = t("All standards")
    listed = list(_by_area(catalogue, language))
    shown = listed[:40]
    blocks: list[Block] = [header(title), *(section(part) for part in shown)]
    if len(catalogue.standards) <= MOST_OPTIONS:
        blocks += _to_pick(_titles(catalogue.standards, catalogue, language), t, as_menu=True)
    return Message("\n\n".join([title, *shown]), [*blocks, ActionsBlock(elements=[button(t("Browse"), ids.BROWSE)])])


def help_text(t: Translator) -> Message:
    """What can be asked, and how."""
    title = t("Ask me how we do things here")
    lines = [
        t("`/standard greeting`: one standard, by its name"),
        t("`/standard how close may I stand?`: a question in your own words"),
        t("`/standard`: browse by area"),
        t("`/standard list`: all standards"),
        t("Or write to me in a direct message, or mention me in a channel: I answer in the thread."),
    ]
    privacy = t("Only you see what you ask with `/standard`. Questions are kept without your name for 90 days, to find out which standards are missing.")
    bulleted = "\n".join(f"• {line}" for line in lines)
    return Message(f"{title}\n{bulleted}\n{privacy}", [header(title), section(bulleted), section(privacy), _ways_on(t)])


def _areas(catalogue: Catalogue, language: str) -> list[tuple[str, str]]:
    return [(one, catalogue.area_title(one, language)) for one in catalogue.areas if catalogue.in_area(one)]


def _titles(standards: Sequence[Standard], catalogue: Catalogue, language: str) -> list[tuple[str, str]]:
    return [(one.id, catalogue.localise(one, language).text.title) for one in standards]


def _by_area(catalogue: Catalogue, language: str) -> Iterator[str]:
    for one, name in _areas(catalogue, language):
        titles = [title for _, title in _titles(catalogue.in_area(one), catalogue, language)]
        yield f"*{escape(name)}*\n" + "\n".join(f"• {escape(title)}" for title in titles)


def area_buttons(catalogue: Catalogue, language: str) -> list[ActionsBlock]:
    """A button for each area that has standards."""
    return _area_buttons(_areas(catalogue, language))


def _area_buttons(areas: Sequence[tuple[str, str]]) -> list[ActionsBlock]:
    rows = (areas[at : at + MOST_BUTTONS] for at in range(0, len(areas), MOST_BUTTONS))
    return [
        ActionsBlock(elements=[button(name, ids.numbered(ids.BROWSE_AREA, one), one) for one, name in row])
        for row in list(rows)[:MOST_SELECTS]
    ]


def _to_pick(titles: Sequence[tuple[str, str]], t: Translator, *, as_menu: bool = False) -> list[ActionsBlock]:
    """Buttons for a few standards, menus of 100 for many."""
    if len(titles) <= MOST_BUTTONS and not as_menu:
        return [title_buttons(titles, ids.OPEN_STANDARD)] if titles else []
    rows = (titles[at : at + MOST_OPTIONS] for at in range(0, len(titles), MOST_OPTIONS))
    return [ActionsBlock(elements=[_menu(row, t)]) for row in list(rows)[:MOST_SELECTS]]


def _menu(titles: Sequence[tuple[str, str]], t: Translator) -> StaticSelectElement:
    return StaticSelectElement(
        placeholder=PlainTextObject(text=t("Open a standard")),
        action_id=ids.PICK_STANDARD,
        options=[Option(text=PlainTextObject(text=clip(title, BUTTON_LIMIT)), value=one) for one, title in titles],
    )


def _ways_on(t: Translator) -> ActionsBlock:
    return ActionsBlock(elements=[button(t("Browse"), ids.BROWSE), _all(t)])


def _all(t: Translator) -> object:
    return button(t("All standards"), ids.LIST_STANDARDS)
