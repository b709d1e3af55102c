"""Where the standards come from: what each area covers, why each value matters, and which standards serve it."""

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot.catalogue.model import AreaText, Catalogue
from bot.i18n import Translator
from handlers import ids
from handlers.views.browsing import titles_of, to_pick_from
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
    on = [button(t("Our values"), ids.SHOW_VALUES)]
    on += [button(name, ids.numbered(ids.BROWSE_FACTOR, one), one) for one, name in factors(t).items()]
    return Message(plain, [header(title), section(intro), *rows, ActionsBlock(elements=on)])


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


def factor(chosen: str, catalogue: Catalogue, t: Translator, language: str) -> Message:
    """What the law, culture or the product has to do with it, and the standards that it shapes, to pick from."""
    about = {
        "law": t("These standards follow from the law, or it sets them limits. *More* on a card says where to look."),
        "culture": t("What is polite, close or friendly differs from culture to culture. So do these standards."),
        "product": t("What we sell decides how much is to be explained, shown and checked, and so these standards."),
    }[chosen]
    shaped = [one for one in catalogue.standards if chosen in one.factors]
    titles, title = titles_of(shaped, catalogue, language), factors(t)[chosen]
    listed = [f"• {escape(name)}" for _, name in titles] or [t("It shapes none of our standards yet.")]
    blocks: list[Block] = [header(title), section(about), *to_pick_from(titles, t)]
    blocks += [] if titles else [section(listed[0])]
    return Message("\n".join([title, about, *listed]), [*blocks, _on(button(t("Our areas"), ids.SHOW_AREAS))])


def factors(t: Translator) -> dict[str, str]:
    """What shapes standards beside the company's values, and what each is called."""
    return {"law": t("The law"), "culture": t("Culture"), "product": t("What we sell")}


def area_paragraph(text: AreaText) -> str:
    """An area's title, what it covers and where it comes from."""
    body = escape(text.covers)
    return titled(escape(text.title), f"{body}\n_{escape(text.background)}_" if text.background else body)


def _on(button: ButtonElement) -> ActionsBlock:
    return ActionsBlock(elements=[button])
