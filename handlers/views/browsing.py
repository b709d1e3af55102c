"""Finding a standard without a question: by area, then within the area; or in the list of all."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, Option, PlainTextObject, StaticSelectElement

from bot.catalogue.model import Catalogue, Standard
from bot.i18n import Translator
from handlers import ids
from handlers.views.cards import title_buttons
from handlers.views.parts import BUTTON_LIMIT, Message, button, clip, escape, header, section

MOST_BUTTONS = 25
MOST_OPTIONS = 100
MOST_ROWS = 20
MOST_AREAS_LISTED = 40


def browse(catalogue: Catalogue, t: Translator, language: str) -> Message:
    """The areas, as buttons."""
    title, intro = t("Service standards"), t("Pick an area, or type `/standard` and what you want to know.")
    names = "\n".join(f"• {escape(name)}" for _, name in _areas(catalogue, language))
    on = ways_into_background(t)
    return Message(
        f"{title}\n{intro}\n{names}", [header(title), section(intro), *area_buttons(catalogue, language), on]
    )


def area(chosen: str, catalogue: Catalogue, t: Translator, language: str) -> Message:
    """The standards of one area, to pick from."""
    text = catalogue.area_text(chosen, language)
    titles = titles_of(catalogue.in_area(chosen), catalogue, language)
    back = ActionsBlock(elements=[button(t("All areas"), ids.BROWSE)])
    about = escape(text.covers)
    blocks: list[Block] = [header(text.title), section(about), *to_pick_from(titles, t)]
    listed = "\n".join(f"• {escape(title)}" for _, title in titles)
    return Message(f"{escape(text.title)}\n{about}\n{listed}", [*blocks, back])


def everything(catalogue: Catalogue, t: Translator, language: str) -> Message:
    """All standards by area, and menus to open one."""
    title = t("All standards")
    listed = list(_listed(catalogue, language))[:MOST_AREAS_LISTED]
    menus = _menus(titles_of(catalogue.standards, catalogue, language), t)[: 48 - len(listed)]
    on = ActionsBlock(elements=[button(t("Browse by area"), ids.BROWSE)])
    return Message("\n\n".join([title, *listed]), [header(title), *(section(part) for part in listed), *menus, on])


def area_buttons(catalogue: Catalogue, language: str) -> list[ActionsBlock]:
    """A button for each area that has standards."""
    areas = _areas(catalogue, language)
    rows = [areas[at : at + MOST_BUTTONS] for at in range(0, len(areas), MOST_BUTTONS)][:MOST_ROWS]
    return [
        ActionsBlock(elements=[button(name, ids.numbered(ids.BROWSE_AREA, one), one) for one, name in row])
        for row in rows
    ]


def ways_into_background(t: Translator) -> ActionsBlock:
    """Buttons to the list of all, and to what stands behind the standards."""
    return ActionsBlock(
        elements=[
            button(t("All standards"), ids.LIST_STANDARDS),
            button(t("Our values"), ids.SHOW_VALUES),
            button(t("Our areas"), ids.SHOW_AREAS),
        ]
    )


def to_pick_from(titles: Sequence[tuple[str, str]], t: Translator) -> list[ActionsBlock]:
    """A button for each standard; menus where they are many."""
    return [title_buttons(titles, ids.OPEN_STANDARD)] if 0 < len(titles) <= MOST_BUTTONS else _menus(titles, t)


def titles_of(standards: Sequence[Standard], catalogue: Catalogue, language: str) -> list[tuple[str, str]]:
    """Id and title of each standard."""
    return [(one.id, catalogue.localise(one, language).text.title) for one in standards]


def _areas(catalogue: Catalogue, language: str) -> list[tuple[str, str]]:
    used = {standard.area for standard in catalogue.standards}
    return [(one, catalogue.area_title(one, language)) for one in catalogue.areas if one in used]


def _listed(catalogue: Catalogue, language: str) -> Iterator[str]:
    for one, name in _areas(catalogue, language):
        titles = titles_of(catalogue.in_area(one), catalogue, language)
        yield "\n".join([f"*{escape(name)}*", *(f"• {escape(title)}" for _, title in titles)])


def _menus(titles: Sequence[tuple[str, str]], t: Translator) -> list[ActionsBlock]:
    """Menus of a hundred standards each."""
    rows = [titles[at : at + MOST_OPTIONS] for at in range(0, len(titles), MOST_OPTIONS)][:MOST_ROWS]
    return [ActionsBlock(elements=[_menu(row, t)]) for row in rows]


def _menu(titles: Sequence[tuple[str, str]], t: Translator) -> StaticSelectElement:
    return StaticSelectElement(
        placeholder=PlainTextObject(text=t("Open a standard")),
        action_id=ids.PICK_STANDARD,
        options=[Option(text=PlainTextObject(text=clip(title, BUTTON_LIMIT)), value=one) for one, title in titles],
    )
