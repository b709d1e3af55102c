"""The form that turns tips on in a channel, and what it shows when that is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    TimePickerElement,
)
from slack_sdk.models.views import View

from bot.i18n import Translator
from bot.ports import ChannelId
from bot.tips.languages import language_name
from bot.tips.records import Status
from bot.tips.wish import Problem, Wish
from handlers import ids
from handlers.views import tips_style
from handlers.views.parts import context, quoted, section
from handlers.views.tips_rest import rest_fields
from handlers.views.tips_status import invitation, saved_lines
from handlers.views.tips_words import problem

ZONE_LIMIT = 100
PROBLEMS_SHOWN = 3


@dataclass(frozen=True)
class Draft:
    """What is known when the form opens: the wish so far, what was not understood, and the words as typed."""

    channel: ChannelId | None  # none: the person's own tips, by direct message
    wish: Wish
    problems: Sequence[Problem] = ()
    typed: str = ""


def form(draft: Draft, languages: Sequence[str], t: Translator) -> View:
    """The form, with the wish so far filled in and a line on each problem."""
    return View(
        type="modal",
        callback_id=ids.TIPS_FORM if draft.channel else ids.OWN_TIPS_FORM,
        private_metadata=draft.channel,
        title=_plain(t("Daily tip")),
        submit=_plain(t("Save")),
        close=_plain(t("Cancel")),
        blocks=[
            *_problems(draft, t),
            section(_opening(draft, t)),
            _time(draft.wish, t),
            _days(draft.wish, t),
            _zone(draft.wish, t),
            _language(draft.wish, languages, t),
            tips_style.field(draft.wish.style, t),
            *rest_fields(draft.wish.rule, t),
        ],
    )


def saved(status: Status, t: Translator) -> View:
    """The form's place when it is saved: when the next three come."""
    is_own = status.subscription is not None and status.subscription.member is not None
    return View(
        type="modal",
        title=_plain(t("Daily tip")),
        close=_plain(t("Close")),
        blocks=[*(section(line) for line in saved_lines(status, t)), *([] if is_own else [context(invitation(t))])],
    )


def _opening(draft: Draft, t: Translator) -> str:
    if draft.channel is None:
        return t("One small tip for you alone, by direct message, at this local time:")
    return t("One small tip in {channel}, at this local time:", channel=f"<#{draft.channel}>")


def _problems(draft: Draft, t: Translator) -> list[Block]:
    if not draft.problems:
        return []
    lines = [problem(one, t) for one in draft.problems[:PROBLEMS_SHOWN]]
    typed = t("You typed: {typed}", typed=quoted(f"{ids.TIPS} {draft.typed}", 1500))
    return [section("\n".join(f":warning: {line}" for line in lines)), context(typed)]


def _time(wish: Wish, t: Translator) -> InputBlock:
    picker = TimePickerElement(action_id=ids.TIPS_TIME, initial_time=f"{wish.rule.local_time:%H:%M}")
    return _input(ids.TIPS_TIME, t("What time?"), picker)


def _days(wish: Wish, t: Translator) -> InputBlock:
    options = [Option(value=str(day), text=_plain(name)) for day, name in enumerate(t.weekdays("wide"))]
    chosen = [option for option in options if int(option.value or 0) in wish.rule.weekdays]
    boxes = CheckboxesElement(action_id=ids.TIPS_DAYS, options=options, initial_options=chosen)
    return _input(ids.TIPS_DAYS, t("Which days?"), boxes)


def _zone(wish: Wish, t: Translator) -> InputBlock:
    box = PlainTextInputElement(action_id=ids.TIPS_ZONE, initial_value=wish.rule.time_zone, max_length=ZONE_LIMIT)
    return _input(ids.TIPS_ZONE, t("Which time zone?"), box, hint=t("A city is enough, such as London or Copenhagen."))


def _language(wish: Wish, languages: Sequence[str], t: Translator) -> InputBlock:
    options = {code: Option(value=code, text=_plain(language_name(code, t.language))) for code in languages}
    menu = StaticSelectElement(
        action_id=ids.TIPS_LANGUAGE, options=list(options.values()), initial_option=options.get(wish.language)
    )
    return _input(ids.TIPS_LANGUAGE, t("In which language?"), menu)


def _input(block: str, label: str, element: InputInteractiveElement, *, hint: str = "") -> InputBlock:
    return InputBlock(block_id=block, label=_plain(label), element=element, hint=_plain(hint) if hint else None)


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=True)
