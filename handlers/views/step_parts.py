"""Parts that the messages of what follows an observation share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.catalogue.model import Level
from bot.i18n import Translator
from bot.observations.records import Observed
from bot.ports import MemberId, ObservationMessage
from handlers import ids
from handlers.views.observation_help import all_about_me
from handlers.views.observation_parts import level_label
from handlers.views.parts import button, escape


@dataclass(frozen=True)
class Said:
    """What an observation says, or said before a correction."""

    standard: str
    title: str
    level: Level
    note: str
    place: str


def replaced(before: Said, after: Said, t: Translator, *, with_words: bool = True) -> str:
    """What a correction changed, and what stood there before it, as mrkdwn.

    Without the words that somebody typed where the observation was taken back.
    """
    names = {"standard": t("standard"), "level": t("level"), "note": t("note"), "place": t("place")}
    changed = [field for field in names if getattr(before, field) != getattr(after, field)]
    parts = [f"*{escape(before.title)}*", f"*{level_label(before.level, t)}*"]
    if with_words:
        parts += [escape(before.note), *_beside(before, changed, t)]
    said = t("It said before: {before}", before=" · ".join(part for part in parts if part))
    if not changed:
        return said
    says = t("Changed: {fields}.", fields=_listed([names[one] for one in changed], t))
    return f"{says} {said}"


def _beside(before: Said, changed: Sequence[str], t: Translator) -> Sequence[str]:
    """That there was no note, and where it was, as far as either says something."""
    parts = [t("Note: none")] if "note" in changed and not before.note else []
    if before.place or "place" in changed:
        parts.append(t("Place: {place}", place=escape(before.place)) if before.place else t("Place: none"))
    return parts


def _listed(names: Sequence[str], t: Translator) -> str:
    *others, last = names
    return t("{others} and {last}", others=", ".join(others), last=last) if others else last


def somebody(member: MemberId, t: Translator) -> str:
    """A person, as mrkdwn; who has been erased is a former colleague."""
    return f"<@{member}>" if member else t("a former colleague")


def who_about_whom(observed: Observed | ObservationMessage, t: Translator) -> str:
    """Whose words they are, and about whom, as mrkdwn."""
    return t(
        "{observer} about {subject}", observer=somebody(observed.observer, t), subject=somebody(observed.subject, t)
    )


def verdict(message: ObservationMessage, t: Translator) -> str:
    """Standard and level, as mrkdwn."""
    return f"*{escape(message.title)}* · *{level_label(Level(message.level), t)}*"


def reads_then(message: ObservationMessage, t: Translator) -> str:
    """The standard as it read when somebody was judged by it, with the mark of its version."""
    return t(
        "The standard as it read then: {criterion} (version {version})",
        criterion=escape(message.criterion),
        version=message.version,
    )


def purpose(t: Translator) -> str:
    """What observations are for."""
    return t("Purpose: coaching only. Never pay, shifts, warnings or any ranking.")


def kept_for(days: int, t: Translator) -> str:
    """How long observations are kept."""
    return t.plural("Observations are deleted after {n} day.", "Observations are deleted after {n} days.", days)


def follow_up_planned(day: date | None, t: Translator, *, is_past: bool = False) -> str:
    """That the observer means to look again, and when: a local day of theirs; empty where nothing is planned."""
    if day and is_past:
        return t("A follow-up was planned for {day}, and is still open.", day=t.date(day))
    return t("A follow-up is planned for {day}.", day=t.date(day)) if day else ""


def subjects_buttons(observation: int, standard: str, t: Translator, *, can_contest: bool = True) -> list[Block]:
    """What the subject may do, and where they can read on."""
    number = str(observation)
    answers = [button(t("Thanks"), ids.STEP_THANK, number), button(t("Reply"), ids.STEP_REPLY, number)]
    if can_contest:
        answers.append(button(t("Contest"), ids.STEP_CONTEST, number, describes=t("Contest this observation")))
    read = button(t("Read the standard"), ids.OPEN_STANDARD, standard)
    return [ActionsBlock(elements=answers), ActionsBlock(elements=[read, all_about_me(t)])]


def deciding_buttons(observation: int, t: Translator) -> ActionsBlock:
    """The three ways to decide on a contest."""
    number = str(observation)
    return ActionsBlock(
        elements=[
            button(t("Uphold"), ids.STEP_UPHOLD, number, describes=t("Let the observation stand as it is")),
            button(t("Correct"), ids.STEP_AMEND, number, describes=t("Put the observation right")),
            button(t("Withdraw"), ids.STEP_WITHDRAW, number, describes=t("Take the observation back")),
        ]
    )
