"""The app's Home: what Takt is for, a search field, the areas, and the way to one's own observations."""

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

from bot.catalogue.model import Catalogue
from bot.i18n import Translator
from handlers import ids
from handlers.views.browsing import area_buttons, ways_into_background
from handlers.views.cards import titled
from handlers.views.parts import Message, button, context, header, section


def home(catalogue: Catalogue, t: Translator, language: str) -> View:
    """The Home tab, in the person's language."""
    blocks: list[Block] = [
        header(t("How we treat people here")),
        section(t("Ask me how we do things: a word such as “greeting”, or a question in your own words.")),
        _search_field(t),
        section(titled(t("Or pick an area"), "")),
        *area_buttons(catalogue, language),
        ways_into_background(t),
        DividerBlock(),
        section(
            t("You can also write to me here, type `/standard` in any channel, or mention me: I answer in the thread.")
        ),
        section(titled(t("What has been observed about you"), t("Only you and the person who wrote it see it."))),
        ActionsBlock(elements=[button(t("My observations"), ids.OBSERVE_MINE)]),
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
