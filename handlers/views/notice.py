"""The notice to staff: how a workspace stands, and the form in which an admin enters it."""

from datetime import date

from slack_sdk.models.blocks import (
    ActionsBlock,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    PlainTextInputElement,
    PlainTextObject,
)
from slack_sdk.models.views import View

from bot.i18n import Translator
from bot.observations.notice_words import Standing
from bot.observations.steps import WORDS_LIMIT
from handlers import ids
from handlers.views.observation_parts import quotation, spoken
from handlers.views.parts import Message, button, context, escape, section
from handlers.views.step_parts import purpose, somebody


def standing(found: Standing, t: Translator) -> Message:
    """How the workspace stands, with a button to change it."""
    lines = _lines(found, t)
    reason = (found.entered.reason or "") if found.entered else ""
    change = button(t("Change"), ids.NOTICE_OPEN_FORM, describes=t("Change the notice to staff"))
    return Message(
        spoken(lines, escape(reason), purpose(t)),
        [section(lines), *quotation(reason), ActionsBlock(elements=[change]), context(purpose(t))],
    )


def not_understood(words: str, found: Standing, t: Translator) -> Message:
    """What was typed is no day: how to write one, and how the workspace stands."""
    sorry = t(
        "I do not understand “{words}” as a day. Write it with its year, such as `/observe notice 2026-10-01`.",
        words=escape(words),
    )
    return _above_standing(sorry, found, t)


def which_day(one: date, other: date, found: Standing, t: Translator) -> Message:
    """What was typed may be two days: ask which, with what to type for either, and how the workspace stands."""
    question = t("Is that {day} or {other}?", day=t.day(one), other=t.day(other))
    answer = t(
        "Type `/observe notice {day}` or `/observe notice {other}`. Nothing has changed so far.", day=one, other=other
    )
    return _above_standing(f"{question} {answer}", found, t)


def form(found: Standing, t: Translator) -> View:
    """The form: a day, or a reason to do without."""
    day = found.entered.notified_on if found.entered else None
    picker = DatePickerElement(action_id=ids.NOTICE_DAY, initial_date=day.isoformat() if day else None)
    box = PlainTextInputElement(action_id=ids.NOTICE_REASON, multiline=True, max_length=WORDS_LIMIT)
    waits = t.plural("Recording opens {n} day after this day.", "Recording opens {n} days after this day.", found.days)
    why = t("Only where the rule does not apply. The reason is kept with your name.")
    return View(
        type="modal",
        callback_id=ids.NOTICE_FORM,
        title=_plain(t("Notice to staff")),
        submit=_plain(t("Save")),
        close=_plain(t("Cancel")),
        blocks=[
            section(_lines(found, t)),
            _input(ids.NOTICE_DAY, t("When were staff notified?"), picker, waits),
            _input(ids.NOTICE_REASON, t("Or open recording now, because …"), box, why),
        ],
    )


def _above_standing(words: str, found: Standing, t: Translator) -> Message:
    below = standing(found, t)
    return Message(spoken(words, below.text), [section(words), *below.blocks])


def _lines(found: Standing, t: Translator) -> str:
    entered = found.entered
    if found.days == 0:
        return t("Recording is open: no notice is asked for here (`TAKT_NOTICE_DAYS=0`).")
    if entered is None:
        return t("Recording is locked: nobody has entered yet when staff were notified.")
    who = t("Entered by {member} on {day}.", member=somebody(entered.member, t), day=t.day(entered.at.date()))
    if entered.reason is not None:
        return spoken(t("Recording is open: an admin has overridden the notice, with a reason."), who)
    notified = _notified(entered.notified_on, found, t) if entered.notified_on else ""
    opens = t.day(found.opens_on) if found.opens_on else ""
    state = (
        t("Recording has been open since {day}.", day=opens)
        if found.is_open
        else t("Recording opens on {day}.", day=opens)
    )
    return spoken(notified, state, who)


def _notified(day: date, found: Standing, t: Translator) -> str:
    if found.is_ahead:
        return t("Staff will be notified on {day}.", day=t.day(day))
    return t("Staff were notified on {day}.", day=t.day(day))


def _input(block: str, label: str, element: InputInteractiveElement, hint: str) -> InputBlock:
    return InputBlock(block_id=block, label=_plain(label), element=element, hint=_plain(hint), optional=True)


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=True)
