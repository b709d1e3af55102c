"""Where the standards come from: what each area covers, why each value matters, and which standards serve it."""

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot.catalogue.model import AreaText, Catalogue
from bot.i18n import Translator
from handlers import ids
from handlers.views.browsing import titles_of
from handlers.views.cards import title_buttons, titled
from handlers.views.parts import Message, button, escape, header, section

MOST_SECTIONS = 45


def areas(catalogue: Catalogue, t: Translator, language: str) -> Message:
    """Every area: what it covers and how it goes back to the behaviour parameters, the law, culture and product."""
    title = t("What the standards cover")
    intro = t("Good service is what we do and how we do it. Each area covers one part of it.")
    texts = {one: catalogue.area_text(one, language) for one in list(catalogue.areas)[:MOST_SECTIONS]}
    rows = [
        section(area_paragraph(text), button(t("Open"), ids.numbered(ids.BROWSE_AREA, one), one, describes=text.title))
        for one, text in texts.items()
    ]
    plain = "\n\n".join([title, intro, *(area_paragraph(text) for text in texts.values())])
    return Message(plain, [header(title), section(intro), *rows, _on(button(t("Our values"), ids.SHOW_VALUES))])


def values(catalogue: Catalogue, t: Translator, language: str) -> Message:
    """Every value and why it matters, with the way to the standards that serve it."""
    title = t("What we stand for")
    intro = t("Every standard serves one of these values. Pick one to see which do.")
    texts = {one: catalogue.value_text(one, language) for one in list(catalogue.values)[:MOST_SECTIONS]}
    rows = [
        section(
            titled(escape(text.title), escape(text.why)),
            button(
                t.plural("{n} standard", "{n} standards", len(catalogue.serving(one))),
                ids.numbered(ids.BROWSE_VALUE, one),
                one,
                describes=text.title,
            ),
        )
        for one, text in texts.items()
    ]
    plain = "\n\n".join([title, intro, *(titled(escape(text.title), escape(text.why)) for text in texts.values())])
    return Message(plain, [header(title), section(intro), *rows, _on(button(t("Our areas"), ids.SHOW_AREAS))])


def value(chosen: str, catalogue: Catalogue, t: Translator, language: str) -> Message:
    """One value, and the standards that serve it, to pick from."""
    text = catalogue.value_text(chosen, language)
    titles = titles_of(catalogue.serving(chosen), catalogue, language)
    serving = t("These standards serve it:") if titles else t("No standard serves it yet.")
    blocks: list[Block] = [header(text.title), section(escape(text.why)), section(serving)]
    blocks += [title_buttons(titles, ids.OPEN_STANDARD)] if titles else []
    listed = [f"• {escape(title)}" for _, title in titles]
    plain = "\n".join([escape(text.title), escape(text.why), serving, *listed])
    return Message(plain, [*blocks, _on(button(t("Our values"), ids.SHOW_VALUES))])


def area_paragraph(text: AreaText) -> str:
    """An area's title, what it covers and where it comes from."""
    body = escape(text.covers)
    return titled(escape(text.title), f"{body}\n_{escape(text.background)}_" if text.background else body)


def _on(button: ButtonElement) -> ActionsBlock:
    return ActionsBlock(elements=[button])
