"""Follow-ups: the form that plans one, the reminder on the day, the list of what is open."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, DatePickerElement, InputBlock
from slack_sdk.models.views import View

from bot.catalogue.model import Catalogue
from bot.i18n import Translator
from bot.observations.chore_port import ClosedMessage
from bot.observations.follow_rules import WITHIN, DaysLeft, OpenFollowUp, suggested, wish_in_note
from bot.observations.records import Observed
from bot.ports import ObservationMessage, Profile
from handlers import ids
from handlers.views.form_parts import plain
from handlers.views.observation_parts import quotation, spoken, what, when_and_where
from handlers.views.parts import Message, button, context, escape, header, plain_message, section
from handlers.views.step_parts import purpose, verdict
from handlers.views.steps import when

SHORT_NOTE = 150


def form(
    observed: Observed, days: DaysLeft, catalogue: Catalogue, reader: Profile, t: Translator, *, now: datetime
) -> View:
    """The form that plans a follow-up, or moves it; a day that has come is not offered again."""
    day = suggested(observed.follow_up, now, reader.time_zone, days)
    return View(
        type="modal",
        callback_id=ids.FOLLOW_UP_FORM,
        private_metadata=json.dumps({"observation": observed.id}),
        title=plain(t("Follow up")),
        submit=plain(t("Save")),
        close=plain(t("Cancel")),
        blocks=[
            section(f"<@{observed.subject}> · {_facts(observed, catalogue, reader, t)}"),
            *quotation(observed.note),
            day_field(day, days, ids.FOLLOW_UP_DAY, ids.FOLLOW_UP_DAY, t, optional=False),
            context(purpose(t)),
        ],
    )


def day_field(
    day: date | None, days: DaysLeft, block: str, action: str, t: Translator, *, optional: bool = True
) -> InputBlock:
    """The field for the day of a follow-up, with the days that may be."""
    picker = DatePickerElement(action_id=action, initial_date=day.isoformat() if day else None)
    return InputBlock(
        block_id=block,
        label=plain(t("When do you follow up?")),
        element=picker,
        hint=plain(_which_days(days, t)),
        optional=optional,
        dispatch_action=optional,
    )


def _which_days(days: DaysLeft, t: Translator) -> str:
    if not days.is_any:
        return t(
            "This observation is deleted before you could follow up: observations are kept for a limited time only."
        )
    if days.last is not None:
        return t(
            "Choose {day} or earlier. I will remind you that morning at 8:00; your colleague sees the day, too.",
            day=t.date(days.last),
        )
    return t(
        "Within {days} days. I will remind you that morning at 8:00; your colleague sees the day, too.",
        days=WITHIN.days,
    )


def planned(observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator) -> Message:
    """To the observer: it is planned, and can be moved or dropped."""
    facts = f"<@{observed.subject}> · {_facts(observed, catalogue, reader, t)}"
    says = remembered(observed, t)
    buttons = _buttons(observed.id, t)[1:]
    return Message(spoken(says, facts), [section(spoken(says, facts)), ActionsBlock(elements=buttons)])


def remembered(observed: Observed, t: Translator) -> str:
    """What becomes of follow-ups: the observer is reminded of one, or has ended one; empty where there is none.

    That a note alone plans nothing, too.
    """
    return to_come(observed, t) or ended(observed, t)


def to_come(observed: Observed, t: Translator) -> str:
    """That the observer is reminded of a follow-up, or that their note alone plans none; else empty."""
    if observed.follow_up is not None:
        return t("I will remind you on {day} at 8:00 to follow up.", day=t.date(observed.follow_up))
    return t("Your note plans no follow-up. Press *Follow up* to be reminded.") if wish_in_note(observed) else ""


def ended(observed: Observed, t: Translator) -> str:
    """That the observation has ended a follow-up of the observer's on this colleague; else empty."""
    if observed.closes is None or observed.undone:
        return ""
    return t("This ends your follow-up of {day}.", day=t.date(observed.closes))


def reminder(message: ObservationMessage, t: Translator) -> Message:
    """To the observer, on the day: whom and what they wanted to see again, with the ways to go on."""
    person = f"<@{message.subject}>"
    opening = t("You wanted to follow up with {person}:", person=person)
    day = t("Planned for {day}.", day=t.date(message.follow_up)) if message.follow_up else ""
    facts = spoken(verdict(message, t), when(message, t))
    hint = t("It closes by itself when anybody logs *met* or *example* for {person} and this standard.", person=person)
    if message.retired:
        hint = no_longer_in_force(t)
    return Message(
        spoken(opening, facts, escape(message.note), day, hint),
        [
            section(f"{opening}\n{facts}"),
            *quotation(message.note),
            ActionsBlock(elements=_buttons(message.observation, t)[1 if message.retired else 0 :]),
            context(spoken(day, hint, purpose(t))),
        ],
    )


def closed(message: ClosedMessage, t: Translator) -> Message:
    """To the observer: the standard has been seen as met, which closes the follow-up; not who saw it, or when."""
    person, day = f"<@{message.about.subject}>", message.about.follow_up
    ends = t("Your follow-up with {person} of {day} is closed.", person=person, day=t.date(day) if day else "")
    seen = t("*{title}* has been seen as met since.", title=escape(message.about.title))
    again = t("If that is taken back, your follow-up is open again.")
    return plain_message(spoken(ends, seen, again))


def no_longer_in_force(t: Translator) -> str:
    """Why a follow-up does not close by itself."""
    return t("This standard is no longer in force, so nobody can log it again: press *Drop* when you have followed up.")


def listing(found: Sequence[OpenFollowUp], total: int, catalogue: Catalogue, reader: Profile, t: Translator) -> Message:
    """What the reader has open, the nearest day first."""
    if not found:
        return plain_message(t("You have no open follow-ups. Plan one when you log a *not yet*: `follow 3d`."))
    title = t("Your open follow-ups")
    lines = [_line(one, catalogue, reader, t) for one in found]
    entries: list[Block] = []
    for one, line in zip(found, lines, strict=True):
        entries += [section(line), *quotation(one.observed.note, SHORT_NOTE)]
        first = 0 if catalogue.in_force(one.observed.standard) else 1
        entries.append(ActionsBlock(elements=_buttons(one.observed.id, t, numbered=True)[first:]))
    rest = t.plural("{n} more comes later.", "{n} more come later.", total - len(found)) if total > len(found) else ""
    notes = [escape(one.observed.note) for one in found]
    return Message(
        spoken(title, *(spoken(line, note) for line, note in zip(lines, notes, strict=True)), rest),
        [header(title), *entries, *([context(rest)] if rest else [])],
    )


def dropped(observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator) -> Message:
    """To the observer: nothing is planned any more."""
    facts = _facts(observed, catalogue, reader, t)
    return plain_message(
        t("Dropped: I will not remind you of {person} · {facts}.", person=f"<@{observed.subject}>", facts=facts)
    )


def no_longer_theirs(t: Translator) -> Message:
    """In place of what had the buttons, for who is no supervisor any more; without the note."""
    return plain_message(
        t("You are not a supervisor any more, so this follow-up is no longer yours. You need not do anything.")
    )


def follow_up_button(observation: int, t: Translator, *, numbered: bool = False) -> ButtonElement:
    """The button that opens the form."""
    action = ids.numbered(ids.FOLLOW_UP_OPEN, observation) if numbered else ids.FOLLOW_UP_OPEN
    return button(t("Follow up"), action, str(observation), describes=t("Plan a day on which you look again"))


def _buttons(observation: int, t: Translator, *, numbered: bool = False) -> list[ButtonElement]:
    """Log again, postpone, drop."""
    choices = (
        (t("Log again"), ids.FOLLOW_UP_LOG, t("Log what you saw now")),
        (t("Postpone"), ids.FOLLOW_UP_OPEN, t("Choose another day for this follow-up")),
        (t("Drop"), ids.FOLLOW_UP_DROP, t("Give up this follow-up")),
    )
    value = str(observation)
    return [
        button(label, ids.numbered(action, value) if numbered else action, value, describes=describes)
        for label, action, describes in choices
    ]


def _line(one: OpenFollowUp, catalogue: Catalogue, reader: Profile, t: Translator) -> str:
    facts = _facts(one.observed, catalogue, reader, t)
    gone = "" if catalogue.in_force(one.observed.standard) else f"_{no_longer_in_force(t)}_"
    return spoken(f"*{t.date(one.day)}* · <@{one.observed.subject}> · {facts}", gone)


def _facts(observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator) -> str:
    return f"{what(observed, catalogue, reader, t)} · {when_and_where(observed, reader, t)}"
