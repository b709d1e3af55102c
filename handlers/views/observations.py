"""What people are told about an observation: the observer, and above all the colleague whom it is about."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.catalogue.model import Catalogue, Level
from bot.i18n import Translator
from bot.observations.records import CORRECT_FOR, UNDO_FOR, Observed
from bot.ports import MemberId, ObservationMessage, Profile
from handlers import ids
from handlers.views import follow_ups
from handlers.views.observation_parts import level_meaning, quotation, spoken, what, when_and_where
from handlers.views.parts import Message, button, context, escape, plain_message, section
from handlers.views.step_parts import follow_up_planned, purpose, reads_then, somebody, subjects_buttons, verdict


def confirmation(observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator) -> Message:
    """To the observer: it is saved, and can be undone for a while."""
    if observed.undone:
        return undone(observed, catalogue, reader, t)
    saved = _saved(observed, t)
    facts = f"{what(observed, catalogue, reader, t)} · {when_and_where(observed, reader, t)}"
    hint = t(
        "You can undo this for {minutes} minutes and correct it for {hours} hours.", minutes=_minutes(), hours=_hours()
    )
    remembered = follow_ups.remembered(observed, t)
    buttons = [
        button(t("Undo"), ids.OBSERVE_UNDO, str(observed.id)),
        button(t("Correct"), ids.STEP_CORRECT, str(observed.id)),
    ]
    if observed.level is Level.NOT_YET:
        buttons.append(follow_ups.follow_up_button(observed.id, t))
    return Message(
        spoken(saved, facts, escape(observed.note), remembered, hint),
        [
            section(spoken(saved, facts, remembered)),
            *quotation(observed.note),
            ActionsBlock(elements=buttons),
            context(hint),
        ],
    )


def _saved(observed: Observed, t: Translator) -> str:
    person = f"<@{observed.subject}>"
    if observed.is_repeated:
        return t("You logged this a moment ago: it is one observation, and {person} hears of it once.", person=person)
    return t("Saved. {person} gets a message now.", person=person)


def saved(everyone: Sequence[Observed], catalogue: Catalogue, reader: Profile, t: Translator) -> Message:
    """To the observer: it is saved about each of these people, and each can be undone for a while."""
    if len(everyone) == 1:
        return confirmation(everyone[0], catalogue, reader, t)
    one = everyone[0]
    said = t("Saved, once for each of them. They get a message now.")
    facts = spoken(f"{what(one, catalogue, reader, t)} · {when_and_where(one, reader, t)}", follow_ups.to_come(one, t))
    hint = t(
        "You can undo this for {minutes} minutes and correct it for {hours} hours.", minutes=_minutes(), hours=_hours()
    )
    people = [block for observed in everyone for block in _one_of_several(observed, t)]
    mentions = (_person_of_several(observed, t) for observed in everyone)
    return Message(
        spoken(said, facts, escape(one.note), *mentions, hint),
        [section(f"{said}\n{facts}"), *quotation(one.note), *people, context(hint)],
    )


def _one_of_several(observed: Observed, t: Translator) -> list[Block]:
    one = str(observed.id)
    undo = button(t("Undo"), ids.numbered(ids.OBSERVE_UNDO, one), one)
    correct = button(t("Correct"), ids.numbered(ids.STEP_CORRECT, one), one)
    buttons = [undo, correct]
    if observed.level is Level.NOT_YET:
        buttons.append(follow_ups.follow_up_button(observed.id, t, numbered=True))
    return [section(_person_of_several(observed, t)), ActionsBlock(elements=buttons)]


def _person_of_several(observed: Observed, t: Translator) -> str:
    """The colleague, and what is so of them alone: that a follow-up has ended."""
    return spoken(f"<@{observed.subject}>", follow_ups.ended(observed, t))


def nothing_recorded(subjects: Sequence[MemberId], note: str, t: Translator) -> Message:
    """To the observer: what was not seen is not recorded; their words come back, for nobody else keeps them."""
    people = ", ".join(f"<@{subject}>" for subject in subjects)
    if people:
        text = t("Not seen: nothing is recorded about {people}, and nobody gets a message.", people=people)
    else:
        text = t("Not seen: nothing is recorded about anybody, and nobody gets a message.")
    return Message(spoken(text, escape(note)), [section(text), *quotation(note)])


def undone(observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator) -> Message:
    """To the observer: it is taken back."""
    facts = what(observed, catalogue, reader, t)
    person = f"<@{observed.subject}>"
    return plain_message(t("Undone: {facts}. {person} is told that it no longer counts.", facts=facts, person=person))


def told(message: ObservationMessage, t: Translator) -> Message:
    """To the subject: what was seen, by whom, and the standard as it reads."""
    observer = f"<@{message.observer}>"
    opening = t("{observer} has written down something they saw you do.", observer=observer)
    level = Level(message.level)
    meaning = escape(level_meaning(level, message.level_sentence, t))
    reads = reads_then(message, t)
    facts = spoken(_facts(message, t), follow_up_planned(message.follow_up, t))
    closing = spoken(
        t(
            "Only you and {observer} can see this (and one admin, if you contest it). Talk to {observer} about it, "
            "or type `/observe mine` to see everything recorded about you.",
            observer=observer,
        ),
        purpose(t),
    )
    return Message(
        spoken(opening, verdict(message, t), meaning, escape(message.note), reads, facts, closing),
        [
            section(f"{opening}\n{verdict(message, t)}\n{meaning}"),
            *quotation(message.note),
            section(reads),
            context(facts),
            *subjects_buttons(message.observation, message.standard, t),
            context(closing),
        ],
    )


def withdrawn(message: ObservationMessage, t: Translator) -> Message:
    """To the subject: an observation is taken back."""
    return plain_message(
        t(
            "{observer} has taken back the observation about *{title}* ({moment}). It no longer counts.",
            observer=somebody(message.observer, t),
            title=escape(message.title),
            moment=t.moment(message.seen_at, message.time_zone),
        )
    )


def withdrawn_after_contest(message: ObservationMessage, t: Translator) -> Message:
    """To the subject, in place of what they were told: their contest had the observation withdrawn."""
    return plain_message(
        t(
            "The observation about *{title}* ({moment}) was withdrawn after your contest. It no longer counts.",
            title=escape(message.title),
            moment=t.moment(message.seen_at, message.time_zone),
        )
    )


def unreached(subject: MemberId, t: Translator) -> Message:
    """To the observer: the message to the subject may not have arrived."""
    return plain_message(
        t(
            "My message to {person} may not have arrived. The observation is saved, and {person} finds it with "
            "`/observe mine`. Please tell {person} yourself, too.",
            person=f"<@{subject}>",
        )
    )


def _facts(message: ObservationMessage, t: Translator) -> str:
    moment = t.moment(message.seen_at, message.time_zone)
    return f"{moment} · {escape(message.place)}" if message.place else moment


def _hours() -> int:
    return int(CORRECT_FOR.total_seconds() // 3600)


def _minutes() -> int:
    return int(UNDO_FOR.total_seconds() // 60)
