"""What people are told of a step after an observation; the same facts for both sides, each in their language."""

from collections.abc import Callable

from slack_sdk.models.blocks import Block

from bot.catalogue.model import Level
from bot.i18n import Translator
from bot.ports import MemberId, ObservationMessage, StepMessage
from handlers.views.observation_parts import quotation, spoken
from handlers.views.parts import Message, context, escape, plain_message, section
from handlers.views.step_parts import (
    Said,
    deciding_buttons,
    purpose,
    reads_then,
    replaced,
    somebody,
    subjects_buttons,
    verdict,
    who_about_whom,
)

Opening = Callable[[StepMessage, MemberId, Translator], str]


def step(message: StepMessage, reader: MemberId, t: Translator) -> Message:
    """The message for one reader: what happened, the words that were written, and the observation as it is now."""
    opening = OPENINGS[message.step](message, reader, t)
    about = message.about
    note = "" if message.step == "withdrawn" else about.note  # what is taken back is not shown once more
    before = _before(message, t)
    now = spoken(verdict(about, t), when(about, t))
    closing = _closing(message, reader, t)
    parts = [opening, escape(message.words), before, now, escape(note), reads_then(about, t), closing]
    blocks: list[Block] = [
        section(opening),
        *quotation(message.words),
        *([section(before)] if before else []),
        section(now),
        *quotation(note),
        context(reads_then(about, t)),
        *_buttons(message, reader, t),
        *([context(closing)] if closing else []),
    ]
    return Message(spoken(*parts), blocks)


def closed(message: StepMessage, t: Translator) -> Message:
    """In place of the message that asked for a decision, once there is one, or the observation is taken back.

    Neither the note nor the reason: who decided is told of the decision beside this, with what they may read.
    """
    about = message.about
    facts = f"{verdict(about, t)} · {when(about, t)}"
    if message.step != "undone":
        facts = f"{who_about_whom(about, t)} · {facts}"
    return plain_message(spoken(OPENINGS[message.step](message, message.actor, t), facts))


def handed_on(t: Translator) -> Message:
    """The same, once somebody else is sought to decide: without the note, which is no longer theirs to read."""
    return plain_message(t("You are not asked to decide on this contest any more. You need not do anything."))


def when(about: ObservationMessage, t: Translator) -> str:
    """Moment and place, as mrkdwn."""
    moment = t.moment(about.seen_at, about.time_zone)
    return f"{moment} · {escape(about.place)}" if about.place else moment


def _before(message: StepMessage, t: Translator) -> str:
    if message.before is None:
        return ""
    return replaced(_said(message.before), _said(message.about), t)


def _said(about: ObservationMessage) -> Said:
    return Said(about.standard, about.title, Level(about.level), about.note, about.place)


def _closing(message: StepMessage, reader: MemberId, t: Translator) -> str:
    if message.step != "contested":
        once_more = t(
            "If that does not answer it, you can contest it once more: then whoever wrote it cannot correct it again "
            "where an admin decides."
        )
        said = purpose(t) if reader == message.about.subject else ""
        return spoken(once_more, said) if _may_contest_again(message, reader) else said
    observer, admin = _deciding(message), message.admin
    if reader == message.about.subject:
        return spoken(_when_decided(message, t), _who_upholds(message, t))
    if not (observer and admin):
        return t("Until you have decided, the observation is in no report.")
    until = t("Until one of you has decided, the observation is in no report. The first decision stands.")
    if message.contests > 1:
        return spoken(until, _in_a_second_contest(admin, reader == observer, t))
    if reader == observer:
        return spoken(
            until, t("You can correct or withdraw it at once; only {admin} can uphold it.", admin=f"<@{admin}>")
        )
    return spoken(until, t("Only you can uphold it."))


def _in_a_second_contest(admin: MemberId, is_observer: bool, t: Translator) -> str:
    if is_observer:
        return t("You can withdraw it at once; only {admin} can uphold or correct it.", admin=f"<@{admin}>")
    return t("Only you can uphold or correct it.")


def _may_contest_again(message: StepMessage, reader: MemberId) -> bool:
    """Whether the subject reads that the observer has answered the first contest by a correction of their own."""
    is_theirs = message.step == "amended" and message.actor != "" and message.actor == message.about.observer
    return is_theirs and message.contests == 1 and reader == message.about.subject


def _deciding(message: StepMessage) -> MemberId:
    """Whoever recorded it, where they may decide on the contest; empty where they have left or lost the role."""
    return message.about.observer if message.observer_decides else MemberId("")


def _when_decided(message: StepMessage, t: Translator) -> str:
    if _deciding(message) and message.admin:
        return t("Until one of them has decided, the observation is in no report. I will tell you what is decided.")
    return t("Until it is decided, the observation is in no report. I will tell you what is decided.")


def _who_upholds(message: StepMessage, t: Translator) -> str:
    """Who may say that it stands: whoever wrote it where there is nobody else."""
    observer, admin = _deciding(message), message.admin
    if observer and admin:
        if message.contests > 1:
            return t("Only {admin} can uphold or correct it.", admin=f"<@{admin}>")
        return t("Only {admin} can uphold it.", admin=f"<@{admin}>")
    if not observer:
        return ""
    return t("As long as there is none, {observer} can also uphold it.", observer=f"<@{observer}>")


def _buttons(message: StepMessage, reader: MemberId, t: Translator) -> list[Block]:
    about = message.about
    if message.step == "contested" and reader != about.subject:
        return [deciding_buttons(about.observation, t)]
    if (message.step == "corrected" and reader == about.subject) or _may_contest_again(message, reader):
        return subjects_buttons(about.observation, about.standard, t)
    return []


def _thanked(message: StepMessage, reader: MemberId, t: Translator) -> str:
    if reader == message.actor:
        return t("Your thanks are with {observer}.", observer=somebody(message.about.observer, t))
    return t("{subject} says thank you for what you wrote:", subject=somebody(message.actor, t))


def _replied(message: StepMessage, reader: MemberId, t: Translator) -> str:
    if reader == message.actor:
        return t("Your reply is with {observer}:", observer=somebody(message.about.observer, t))
    return t("{subject} replies to what you wrote:", subject=somebody(message.actor, t))


def _corrected(message: StepMessage, reader: MemberId, t: Translator) -> str:
    if reader == message.actor:
        return t("Corrected. {subject} is told, too.", subject=somebody(message.about.subject, t))
    return t("{observer} has corrected what they wrote about you.", observer=somebody(message.actor, t))


def _contested(message: StepMessage, reader: MemberId, t: Translator) -> str:
    about = message.about
    observer, subject = somebody(about.observer, t), somebody(about.subject, t)
    if reader == about.subject:
        return _contest_is_with(message, t)
    if reader == about.observer:
        return t("{subject} contests what you wrote:", subject=subject)
    if not about.observer:
        return t("{subject} contests what a former colleague wrote. You decide alone:", subject=subject)
    if not message.observer_decides:
        return t(
            "{subject} contests what {observer} wrote, who is not a supervisor any more. You decide alone:",
            subject=subject,
            observer=observer,
        )
    return t(
        "{subject} contests what {observer} wrote. As an admin you can decide, too:", subject=subject, observer=observer
    )


def _contest_is_with(message: StepMessage, t: Translator) -> str:
    observer, admin = _deciding(message), message.admin
    if message.about.observer and not observer:
        return _contest_is_not_with_observer(admin, t)
    if observer and admin:
        return t("Your contest is with {observer} and {admin}:", observer=f"<@{observer}>", admin=f"<@{admin}>")
    if observer:
        return t(
            "Your contest is with {observer}. I know of no admin who could look at it, too.", observer=f"<@{observer}>"
        )
    if admin:
        return t("Your contest is with {admin} alone: whoever wrote this has left.", admin=f"<@{admin}>")
    return t("Your contest is kept. Whoever wrote this has left, and I know of no admin who could decide.")


def _contest_is_not_with_observer(admin: MemberId | None, t: Translator) -> str:
    if admin:
        return t(
            "Your contest is with {admin} alone: whoever wrote this is not a supervisor any more.", admin=f"<@{admin}>"
        )
    return t(
        "Your contest is kept. Whoever wrote this is not a supervisor any more, and I know of no admin who could "
        "decide."
    )


def _undone(message: StepMessage, _reader: MemberId, t: Translator) -> str:
    return t(
        "{observer} has taken back what {subject} contested: there is nothing left to decide.",
        observer=somebody(message.actor, t),
        subject=somebody(message.about.subject, t),
    )


def _upheld(message: StepMessage, _reader: MemberId, t: Translator) -> str:
    return t("The contest is decided by {member}: the observation stands.", member=somebody(message.actor, t))


def _amended(message: StepMessage, _reader: MemberId, t: Translator) -> str:
    return t("The contest is decided by {member}: the observation is corrected.", member=somebody(message.actor, t))


def _withdrawn(message: StepMessage, _reader: MemberId, t: Translator) -> str:
    return t(
        "The contest is decided by {member}: the observation is withdrawn and no longer counts.",
        member=somebody(message.actor, t),
    )


OPENINGS: dict[str, Opening] = {
    "thanked": _thanked,
    "replied": _replied,
    "corrected": _corrected,
    "contested": _contested,
    "upheld": _upheld,
    "amended": _amended,
    "withdrawn": _withdrawn,
    "undone": _undone,
}
