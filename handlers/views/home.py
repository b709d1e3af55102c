"""The app's Home: a search field, the areas and values, what has changed, and the way to one's own observations."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    DividerBlock,
    InputBlock,
    PlainTextInputElement,
    PlainTextObject,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig
from slack_sdk.models.views import View

from bot.catalogue.model import Catalogue, Localised
from bot.i18n import Translator
from bot.tips.records import SubscriptionRecord
from bot.tips.report import Report
from handlers import ids
from handlers.views import own_tips, report_ways, tips_report
from handlers.views.browsing import MOST_BUTTONS, area_buttons, ways_into_background
from handlers.views.cards import title_buttons, titled
from handlers.views.parts import Message, button, context, escape, header, section

RECENT = 5


def home(
    catalogue: Catalogue,
    t: Translator,
    language: str,
    *,
    may_observe: bool = False,
    own: SubscriptionRecord | None = None,
    reports: Sequence[Report] = (),
    pictures: Mapping[str, str] = tips_report.NO_PICTURES,
) -> View:
    """The Home tab, in the person's language; supervisors find the form to log an observation and the report on it."""
    blocks: list[Block] = [
        header(t("How we treat people here")),
        section(t("Ask me how we do things: a word such as “greeting”, or a question in your own words.")),
        _search_field(t),
        section(titled(t("Or pick an area"), "")),
        *area_buttons(catalogue, language),
        section(titled(t("Or start from a value"), "")),
        *_value_buttons(catalogue, language),
        *_recently_changed(catalogue, t, language),
        ways_into_background(t),
        *own_tips.on_home(own, t),
        *tips_report.on_home(reports, catalogue, t, pictures),
        DividerBlock(),
        section(
            t("You can also write to me here, type `/standard` in any channel, or mention me: I answer in the thread.")
        ),
        section(titled(t("What has been observed about you"), _who_sees_it(t))),
        ActionsBlock(elements=[button(t("My observations"), ids.OBSERVE_MINE)]),
        *(report_ways.on_home(t) if may_observe else []),
        context(t("Questions are kept without your name, for 90 days at most.")),
    ]
    return View(type="home", blocks=blocks)


def window(message: Message, t: Translator) -> View:
    """The content of a message in a modal, for those who come from Home."""
    return View(
        type="modal",
        title=PlainTextObject(text="Takt"),
        close=PlainTextObject(text=t("Close")),
        blocks=list(message.blocks),
    )


def recently_changed(catalogue: Catalogue, language: str) -> list[Localised]:
    """The standards in force that changed last in the person's language, the newest first, then by title."""
    localised = [catalogue.localise(standard, language) for standard in catalogue.standards]
    dated = [(found.text.changed, found) for found in localised if found.text.changed]
    newest_first = sorted(dated, key=lambda pair: (-pair[0].toordinal(), pair[1].text.title))
    return [found for _, found in newest_first[:RECENT]]


def _who_sees_it(t: Translator) -> str:
    return t("Only you and the person who wrote it see it (and one admin, if you contest it).")


def _recently_changed(catalogue: Catalogue, t: Translator, language: str) -> Sequence[Block]:
    changed = recently_changed(catalogue, language)
    if not changed:
        return []
    lines = [f"• {escape(found.text.title)}: {t.day(found.text.changed)}" for found in changed if found.text.changed]
    buttons = title_buttons([(found.standard.id, found.text.title) for found in changed], ids.OPEN_STANDARD)
    return [section(titled(t("Recently changed"), "\n".join(lines))), buttons]


def _value_buttons(catalogue: Catalogue, language: str) -> list[ActionsBlock]:
    values = [(one, catalogue.value_title(one, language)) for one in catalogue.values][:MOST_BUTTONS]
    elements = [button(name, ids.numbered(ids.BROWSE_VALUE, one), one) for one, name in values]
    return [ActionsBlock(elements=elements)] if elements else []


def _search_field(t: Translator) -> InputBlock:
    return InputBlock(
        label=PlainTextObject(text=t("What do you want to know?")),
        dispatch_action=True,
        element=PlainTextInputElement(
            action_id=ids.SEARCH,
            max_length=300,
            placeholder=PlainTextObject(text=t("Type a question and press Enter")),
            dispatch_action_config=DispatchActionConfig(trigger_actions_on=["on_enter_pressed"]),
        ),
    )
