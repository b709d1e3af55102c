"""One observation with all that belongs to it: the standard as it read then, and every step since."""

from collections.abc import Mapping
from datetime import datetime

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.catalogue.model import Catalogue, Level
from bot.i18n import Translator
from bot.observations.records import Observed
from bot.observations.steps import Happened, Step, Story, text_for
from bot.ports import Profile
from handlers import ids
from handlers.views.observation_parts import level_label, quotation, spoken, standard_title, when_and_where
from handlers.views.parts import Message, button, clip, context, escape, section
from handlers.views.step_parts import follow_up_planned, purpose, somebody, subjects_buttons

WORDS_SHOWN = 300


def story(story: Story, catalogue: Catalogue, reader: Profile, t: Translator, *, now: datetime) -> Message:
    """The whole story, for one of the two sides, with what they may do now."""
    observed = story.observed
    text = text_for(story.judged, reader.language, catalogue.default_language)
    title = text.title if text else standard_title(observed.standard, catalogue, reader.language)
    who = t(
        "{observer} about {subject}", observer=somebody(observed.observer, t), subject=somebody(observed.subject, t)
    )
    head = spoken(
        f"*{escape(title)}* · *{level_label(observed.level, t)}*", f"{who} · {when_and_where(observed, reader, t)}"
    )
    reads = _reads(observed, text.criterion, t) if text else ""
    lines = "\n".join(_line(happened, catalogue, reader, t) for happened in story.steps)
    planned = follow_up_planned(observed.follow_up, t, is_past=observed.follow_up_is_past(now))
    stands = spoken(state(observed, t) or t("Counts in reports."), planned)
    note = "" if observed.undone else observed.note
    return Message(
        spoken(head, escape(note), reads, lines, stands, purpose(t)),
        [
            section(head),
            *quotation(note),
            *([section(reads)] if reads else []),
            *([section(lines)] if lines else []),
            *_buttons(observed, reader, t),
            context(spoken(stands, purpose(t))),
        ],
    )


def state(observed: Observed, t: Translator) -> str:
    """What has become of an observation; empty where nothing has."""
    if observed.taken_back:
        return t("Taken back.")
    if observed.contested:
        return t("Contested: in no report until it is decided.")
    if observed.outcome:
        decided = {
            "upheld": t("Contested and upheld."),
            "amended": t("Contested and corrected."),
            "withdrawn": t("Contested and withdrawn."),
        }
        return decided[observed.outcome.value]
    return t("Corrected.") if observed.corrected_at else ""


def _reads(observed: Observed, criterion: str, t: Translator) -> str:
    return t(
        "The standard as it read then: {criterion} (version {version})",
        criterion=escape(criterion),
        version=observed.standard_version,
    )


def _line(happened: Happened, catalogue: Catalogue, reader: Profile, t: Translator) -> str:
    names = {
        Step.THANKED: t("thanks"),
        Step.REPLIED: t("replies"),
        Step.CORRECTED: t("corrects"),
        Step.UNDONE: t("takes it back"),
        Step.CONTESTED: t("contests"),
        Step.UPHELD: t("upholds it"),
        Step.AMENDED: t("corrects it after the contest"),
        Step.WITHDRAWN: t("withdraws it"),
    }
    line = f"• {t.moment(happened.at, reader.time_zone)} · {somebody(happened.member, t)} · {names[happened.step]}"
    if happened.words:
        line += f": {escape(clip(' '.join(happened.words.split()), WORDS_SHOWN))}"
    return spoken(line, _before(happened.before, catalogue, reader, t) if happened.before else "")


def _before(before: Mapping[str, str], catalogue: Catalogue, reader: Profile, t: Translator) -> str:
    title = standard_title(before.get("standard", ""), catalogue, reader.language)
    parts = [f"*{escape(title)}*", f"*{level_label(Level(before['level']), t)}*", escape(before.get("note", ""))]
    return t("It said before: {before}", before=" · ".join(part for part in parts if part))


def _buttons(observed: Observed, reader: Profile, t: Translator) -> list[Block]:
    if reader.member == observed.subject:
        if observed.undone:
            return []
        return subjects_buttons(observed.id, observed.standard, t, can_contest=observed.can_be_contested)
    return [
        ActionsBlock(elements=[button(t("My latest"), ids.OBSERVE_RECENT, describes=t("Your latest observations"))])
    ]
