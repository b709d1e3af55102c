"""The form that records an observation, of one colleague or of several."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    DateTimePickerElement,
    ExternalDataSelectElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    UserMultiSelectElement,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig
from slack_sdk.models.views import View

from bot.catalogue.model import Catalogue, Level, Standard
from bot.i18n import Translator
from bot.observations.draft import Draft
from bot.observations.follow_rules import DaysLeft
from bot.observations.rules import NOTE_LIMIT, PEOPLE_LIMIT, PLACE_LIMIT
from bot.observations.understood import Judged, NotSeen
from handlers import ids
from handlers.views.carried import Carried
from handlers.views.follow_ups import day_field
from handlers.views.form_parts import field, plain
from handlers.views.observation_parts import judged_label, level_meaning
from handlers.views.parts import clip, context, section
from handlers.views.step_parts import purpose

OPTION_LIMIT = 75
MOST_NAMED = 50
WHOLE = DaysLeft()
KEPT_OF_A_VIEW = ("type", "callback_id", "title", "submit", "close", "private_metadata", "notify_on_close")


def form(
    draft: Draft,
    catalogue: Catalogue,
    language: str,
    t: Translator,
    *,
    carried: Carried,
    lines: Sequence[str | ButtonElement] = (),
    days: DaysLeft = WHOLE,
) -> View:
    """The form, with what is known filled in; `lines` above it are mrkdwn or buttons, `days` those of a follow-up."""
    asks_again = bool(carried.asked)
    return View(
        type="modal",
        callback_id=ids.OBSERVE_FORM,
        private_metadata=carried.as_text(),
        notify_on_close=True,
        title=plain(t("Log an observation")),
        submit=plain(t("Log it all the same") if asks_again else t("Save")),
        close=plain(t("Cancel")),
        blocks=[
            *_above([*lines, _left_out(draft, t)]),
            _subjects(draft, t, carried),
            _standard(draft, catalogue, language, t, carried),
            _level(draft, catalogue, language, t, carried),
            *([_follow_up(draft, days, t, carried)] if _may_follow_up(draft, days) else []),
            _note(draft, t, carried),
            _place(draft, t, carried),
            _seen_at(draft, t, carried),
            context(purpose(t)),
        ],
    )


def with_follow_up(
    view: Mapping[str, Any], draft: Draft, days: DaysLeft, carried: Carried, t: Translator
) -> dict[str, Any] | None:
    """An open form with the day of a follow-up where there may be one, and without for all else.

    None: it is right already, or nobody knows what it shows.
    """
    block, level = carried.block(ids.OBSERVE_FOLLOW_UP), carried.block(ids.OBSERVE_LEVEL)
    if not (shown := view.get("blocks")):
        return None
    others = [one for one in shown if one["block_id"] != block]
    there = next((one for one in shown if one["block_id"] == block), None)
    wanted = _follow_up(draft, days, t, carried).to_dict() if _may_follow_up(draft, days) else None
    if _hint(wanted) == _hint(there):
        return None
    place = next((number for number, one in enumerate(others, 1) if one["block_id"] == level), len(others))
    added = [wanted] if wanted else []
    kept = {name: view[name] for name in KEPT_OF_A_VIEW if view.get(name) is not None}
    return kept | {"blocks": [*others[:place], *added, *others[place:]]}


def _may_follow_up(draft: Draft, days: DaysLeft) -> bool:
    """Whether the form asks for a day; one that was chosen or typed already stays, and is refused with a sentence."""
    return draft.level is Level.NOT_YET and (days.is_any or draft.follow_up is not None)


def _hint(block: Mapping[str, Any] | None) -> str:
    return str((block.get("hint") or {}).get("text")) if block else ""


def standard_option(standard: Standard, catalogue: Catalogue, language: str) -> Option:
    """A standard as a choice: its title, and its area below."""
    return Option(
        value=standard.id,
        text=plain(clip(catalogue.localise(standard, language).text.title, OPTION_LIMIT)),
        description=plain(clip(catalogue.area_title(standard.area, language), OPTION_LIMIT)),
    )


def standard_choice(standard: Standard, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """The same as it goes to Slack: a list of fifty, at every key, is not put together by Slack's models and checks."""
    title = clip(catalogue.localise(standard, language).text.title, OPTION_LIMIT)
    area = clip(catalogue.area_title(standard.area, language), OPTION_LIMIT)
    return {"value": standard.id, "text": _said(title), "description": _said(area)}


def _said(words: str) -> dict[str, str | bool]:
    return {"type": "plain_text", "text": words, "emoji": True}


def _above(lines: Sequence[str | ButtonElement]) -> list[Block]:
    shown: list[Block] = [section(line) for line in lines if line and isinstance(line, str)]
    buttons = [one for one in lines if not isinstance(one, str)]
    return [*shown, *([ActionsBlock(elements=buttons)] if buttons else [])]


def _left_out(draft: Draft, t: Translator) -> str:
    """Who does not fit into the form any more; empty where everybody does."""
    others = ", ".join(f"<@{one}>" for one in draft.subjects[PEOPLE_LIMIT:][:MOST_NAMED])
    more = len(draft.subjects) - PEOPLE_LIMIT - MOST_NAMED
    if not others:
        return ""
    return t(
        "{limit} people fit into one form. Left out here: {people}. Log them in a second one.",
        limit=PEOPLE_LIMIT,
        people=f"{others} (+{more})" if more > 0 else others,
    )


def _subjects(draft: Draft, t: Translator, carried: Carried) -> InputBlock:
    select = UserMultiSelectElement(
        action_id=ids.OBSERVE_SUBJECT,
        placeholder=t("Choose one colleague or several"),
        initial_users=list(draft.subjects)[:PEOPLE_LIMIT] or None,
        max_selected_items=PEOPLE_LIMIT,
    )
    return field(
        carried.block(ids.OBSERVE_SUBJECT),
        t("Who is it about?"),
        select,
        hint=t("They see it at once. Several people read the same note."),
    )


def _standard(draft: Draft, catalogue: Catalogue, language: str, t: Translator, carried: Carried) -> InputBlock:
    known = catalogue.get(draft.standard) if draft.standard else None
    select = ExternalDataSelectElement(
        action_id=ids.OBSERVE_STANDARD,
        placeholder=t("Type a word of the standard"),
        initial_option=standard_option(known, catalogue, language) if known and not known.retired else None,
        min_query_length=0,
    )
    return field(carried.block(ids.OBSERVE_STANDARD), t("Which standard?"), select)


def _level(draft: Draft, catalogue: Catalogue, language: str, t: Translator, carried: Carried) -> InputBlock:
    every: Sequence[Judged] = (*Level, NotSeen.NOT_SEEN)
    options = {level: _level_option(level, catalogue, language, t) for level in every}
    radios = RadioButtonsElement(
        action_id=ids.OBSERVE_LEVEL,
        options=list(options.values()),
        initial_option=options[draft.level] if draft.level else None,
    )
    return field(carried.block(ids.OBSERVE_LEVEL), t("How did it go?"), radios)


def _level_option(level: Judged, catalogue: Catalogue, language: str, t: Translator) -> Option:
    if isinstance(level, Level):
        meaning = level_meaning(level, catalogue.level_sentence(level, language), t)
    else:
        meaning = t("There was no occasion. Nothing is recorded about anybody.")
    return Option(value=level.value, text=plain(judged_label(level, t)), description=plain(clip(meaning, OPTION_LIMIT)))


def _follow_up(draft: Draft, days: DaysLeft, t: Translator, carried: Carried) -> InputBlock:
    return day_field(draft.follow_up, days, carried.block(ids.OBSERVE_FOLLOW_UP), ids.OBSERVE_FOLLOW_UP, t)


def _note(draft: Draft, t: Translator, carried: Carried) -> InputBlock:
    box = PlainTextInputElement(
        action_id=ids.OBSERVE_NOTE,
        multiline=True,
        max_length=NOTE_LIMIT,
        initial_value=draft.note[:NOTE_LIMIT] or None,
        placeholder=t("A guest came in. You put the phone down and said hello. The guest smiled and came over."),
        dispatch_action_config=DispatchActionConfig(trigger_actions_on=["on_character_entered"]),
    )
    hint = t("Situation: where and when? Behaviour: what did your colleague do or say? Impact: what came of it?")
    return field(carried.block(ids.OBSERVE_NOTE), t("What did you see?"), box, hint=hint, optional=True)


def _place(draft: Draft, t: Translator, carried: Carried) -> InputBlock:
    box = PlainTextInputElement(
        action_id=ids.OBSERVE_PLACE,
        max_length=PLACE_LIMIT,
        initial_value=draft.place[:PLACE_LIMIT] or None,
        dispatch_action_config=DispatchActionConfig(trigger_actions_on=["on_character_entered"]),
    )
    return field(carried.block(ids.OBSERVE_PLACE), t("Where?"), box, optional=True)


def _seen_at(draft: Draft, t: Translator, carried: Carried) -> InputBlock:
    moment = int(draft.seen_at.timestamp()) if draft.seen_at else None
    picker = DateTimePickerElement(action_id=ids.OBSERVE_SEEN_AT, initial_date_time=moment)
    hint = t("Leave it empty if it was just now.")
    return field(carried.block(ids.OBSERVE_SEEN_AT), t("When?"), picker, hint=hint, optional=True)
