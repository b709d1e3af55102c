"""The form that records an observation."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    Block,
    DateTimePickerElement,
    ExternalDataSelectElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    UserSelectElement,
)
from slack_sdk.models.views import View

from bot.catalogue.model import Catalogue, Level, Standard
from bot.i18n import Translator
from bot.observations.rules import NOTE_LIMIT, PLACE_LIMIT
from bot.observations.understood import Understood
from handlers import ids
from handlers.views.observation_parts import level_label, level_meaning
from handlers.views.observation_unclear import unclear
from handlers.views.parts import clip, section

OPTION_LIMIT = 75


def form(draft: Understood, catalogue: Catalogue, language: str, t: Translator, *, channel: str = "") -> View:
    """The form, with what is known filled in and a line on what is not; it remembers the channel it was opened in."""
    line = unclear(draft, t)
    lines: Sequence[Block] = [section(line)] if line else []
    return View(
        type="modal",
        callback_id=ids.OBSERVE_FORM,
        private_metadata=channel,
        title=_plain(t("Log an observation")),
        submit=_plain(t("Save")),
        close=_plain(t("Cancel")),
        blocks=[
            *lines,
            _subject(draft, t),
            _standard(draft, catalogue, language, t),
            _level(draft, catalogue, language, t),
            _note(draft, t),
            _place(t),
            _seen_at(t),
        ],
    )


def standard_option(standard: Standard, catalogue: Catalogue, language: str) -> Option:
    """A standard as a choice: its title, and its area below."""
    return Option(
        value=standard.id,
        text=_plain(clip(catalogue.localise(standard, language).text.title, OPTION_LIMIT)),
        description=_plain(clip(catalogue.area_title(standard.area, language), OPTION_LIMIT)),
    )


def _subject(draft: Understood, t: Translator) -> InputBlock:
    select = UserSelectElement(
        action_id=ids.OBSERVE_SUBJECT, placeholder=t("Choose a colleague"), initial_user=draft.subject
    )
    return _input(ids.OBSERVE_SUBJECT, t("Who is it about?"), select, hint=t("Your colleague sees it at once."))


def _standard(draft: Understood, catalogue: Catalogue, language: str, t: Translator) -> InputBlock:
    known = catalogue.get(draft.standard) if draft.standard else None
    select = ExternalDataSelectElement(
        action_id=ids.OBSERVE_STANDARD,
        placeholder=t("Type a word of the standard"),
        initial_option=standard_option(known, catalogue, language) if known and not known.retired else None,
        min_query_length=0,
    )
    return _input(ids.OBSERVE_STANDARD, t("Which standard?"), select)


def _level(draft: Understood, catalogue: Catalogue, language: str, t: Translator) -> InputBlock:
    options = {level: _level_option(level, catalogue, language, t) for level in Level}
    buttons = RadioButtonsElement(
        action_id=ids.OBSERVE_LEVEL,
        options=list(options.values()),
        initial_option=options[draft.level] if draft.level else None,
    )
    return _input(ids.OBSERVE_LEVEL, t("How did it go?"), buttons)


def _level_option(level: Level, catalogue: Catalogue, language: str, t: Translator) -> Option:
    meaning = level_meaning(level, catalogue.level_sentence(level, language), t)
    return Option(
        value=level.value, text=_plain(level_label(level, t)), description=_plain(clip(meaning, OPTION_LIMIT))
    )


def _note(draft: Understood, t: Translator) -> InputBlock:
    box = PlainTextInputElement(
        action_id=ids.OBSERVE_NOTE,
        multiline=True,
        max_length=NOTE_LIMIT,
        initial_value=draft.note[:NOTE_LIMIT] or None,
    )
    hint = t("What did your colleague do or say? Write what you saw and heard, not what you think of them.")
    return _input(ids.OBSERVE_NOTE, t("What did you see?"), box, hint=hint, optional=True)


def _place(t: Translator) -> InputBlock:
    box = PlainTextInputElement(action_id=ids.OBSERVE_PLACE, max_length=PLACE_LIMIT)
    return _input(ids.OBSERVE_PLACE, t("Where?"), box, optional=True)


def _seen_at(t: Translator) -> InputBlock:
    picker = DateTimePickerElement(action_id=ids.OBSERVE_SEEN_AT)
    return _input(ids.OBSERVE_SEEN_AT, t("When?"), picker, hint=t("Leave it empty if it was just now."), optional=True)


def _input(
    block: str, label: str, element: InputInteractiveElement, *, hint: str = "", optional: bool = False
) -> InputBlock:
    return InputBlock(
        block_id=block,
        label=_plain(label),
        element=element,
        hint=_plain(hint) if hint else None,
        optional=optional,
    )


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=True)
