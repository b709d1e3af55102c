"""One observation with all that belongs to it: the standard as it read then, and every step since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import ActionsBlock, Block, InteractiveElement

from bot.catalogue.model import Catalogue, Level
from bot.i18n import Translator
from bot.observations.records import Observed
from bot.observations.steps import Happened, Step, Story, as_kept, may_contest_again, text_for
from bot.ports import Profile
from handlers import ids
from handlers.views.observation_parts import level_label, quotation, spoken, standard_title, when_and_where
from handlers.views.parts import (
    CONTROL,
    SECTION_LIMIT,
    TEXT_LIMIT,
    Message,
    button,
    clip,
    context,
    escape,
    how_many_fit,
    section,
    sections,
)
from handlers.views.step_parts import (
    Said,
    follow_up_planned,
    purpose,
    replaced,
    somebody,
    subjects_buttons,
    who_about_whom,
)


@dataclass(frozen=True)
class _Entry:
    """A step as it is read: who took it when, in what words, and what it replaced."""

    head: str
    words: str
    replaced: str

    @property
    def text(self) -> str:
        return spoken(f"{self.head}: {escape(self.words)}" if self.words else self.head, self.replaced)

    @property
    def blocks(self) -> Sequence[Block]:
        """For words that are too long for a paragraph once they are escaped: as a quotation they need not be."""
        said = [section(f"{self.head}:"), *quotation(self.words)] if self.words else [section(self.head)]
        return [*said, *([section(self.replaced)] if self.replaced else [])]


def story(
    story: Story, catalogue: Catalogue, reader: Profile, t: Translator, *, now: datetime, until: int | None = None
) -> Message:
    """The story, for one of the two sides, with what they may do now: its newest steps, or those before one of them.

    As many steps as the plain text holds, each with all of its words; the others are a button away.
    """
    observed = story.observed
    top = _top(story, catalogue, reader, t)
    planned = follow_up_planned(observed.follow_up, t, is_past=observed.follow_up_is_past(now))
    stands = spoken(state(observed, t) or t("Counts in reports."), planned)
    entries = _entries(story, catalogue, reader, t)
    end = until if until and until < len(entries) else len(entries)
    beside = spoken(*top, _which(len(entries), len(entries), len(entries), t), stands, purpose(t))
    start = end - how_many_fit((one.text for one in reversed(entries[:end])), beside) if end else 0
    which = _which(start, end, len(entries), t)
    lines = clip("\n".join(one.text for one in entries[start:end]), TEXT_LIMIT - len(beside) - 1)
    head, note, reads = top
    return Message(
        spoken(head, note, reads, which, lines, stands, purpose(t)),
        [
            section(head),
            *quotation("" if observed.undone else observed.note),
            *([section(reads)] if reads else []),
            *([context(which)] if which else []),
            *_paragraphs(entries[start:end]),
            *_ways_on(observed, start, is_newest=end == len(entries), t=t),
            *_buttons(story, reader, t),
            context(spoken(stands, purpose(t))),
        ],
    )


def _top(story: Story, catalogue: Catalogue, reader: Profile, t: Translator) -> tuple[str, str, str]:
    """What was seen, by whom; the note; and the standard as it read then."""
    observed = story.observed
    text = text_for(story.judged, reader.language, catalogue.default_language)
    title = text.title if text else standard_title(observed.standard, catalogue, reader.language)
    what = f"*{escape(title)}* · *{level_label(observed.level, t)}*"
    head = spoken(what, f"{who_about_whom(observed, t)} · {when_and_where(observed, reader, t)}")
    return head, "" if observed.undone else escape(observed.note), _reads(observed, text.criterion, t) if text else ""


def _which(start: int, end: int, all_steps: int, t: Translator) -> str:
    """Which steps these are, where they are not all."""
    is_all = (start, end) == (0, all_steps)
    return "" if is_all else t("Steps {first} to {last} of {n}.", first=start + 1, last=end, n=all_steps)


def _paragraphs(entries: Sequence[_Entry]) -> Sequence[Block]:
    if any(len(one.text) > SECTION_LIMIT for one in entries):
        return [block for one in entries for block in one.blocks]
    return sections("\n".join(one.text for one in entries))


def _ways_on(observed: Observed, start: int, *, is_newest: bool, t: Translator) -> list[Block]:
    """The steps before these, and from there back to the newest."""
    ways: list[InteractiveElement] = []
    if start:
        earlier = ids.numbered(ids.STEP_STORY, f"{observed.id}.earlier")
        ways.append(button(t("Show earlier steps ({n})", n=start), earlier, f"{observed.id}/{start}"))
    if not is_newest:
        newest = ids.numbered(ids.STEP_STORY, f"{observed.id}.newest")
        ways.append(button(t("Show the newest steps"), newest, str(observed.id)))
    return [ActionsBlock(elements=ways)] if ways else []


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


def _entries(story: Story, catalogue: Catalogue, reader: Profile, t: Translator) -> Sequence[_Entry]:
    """Each step; what a correction changed follows from what the next one replaced, or from what stands there now."""
    after = as_kept(story.observed)
    entries = []
    for happened in reversed(story.steps):
        changed = ""
        if happened.before:
            before, now = (_said(kept, catalogue, reader) for kept in (happened.before, after))
            changed = replaced(before, now, t, with_words=not story.observed.undone)
            after = dict(happened.before)
        words = " ".join(CONTROL.sub("", happened.words).split())
        entries.append(_Entry(_head(happened, reader, t), words, changed))
    return entries[::-1]


def _head(happened: Happened, reader: Profile, t: Translator) -> str:
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
    return f"• {t.moment(happened.at, reader.time_zone)} · {somebody(happened.member, t)} · {names[happened.step]}"


def _said(kept: Mapping[str, str], catalogue: Catalogue, reader: Profile) -> Said:
    standard = kept.get("standard", "")
    title = standard_title(standard, catalogue, reader.language)
    return Said(standard, title, Level(kept["level"]), kept.get("note", ""), kept.get("place", ""))


def _buttons(story: Story, reader: Profile, t: Translator) -> list[Block]:
    observed = story.observed
    if reader.member == observed.subject:
        if observed.undone:
            return []
        can_contest = observed.can_be_contested or may_contest_again(observed, story.steps)
        return subjects_buttons(observed.id, observed.standard, t, can_contest=can_contest)
    return [
        ActionsBlock(elements=[button(t("My latest"), ids.OBSERVE_RECENT, describes=t("Your latest observations"))])
    ]
