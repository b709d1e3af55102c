"""Lists of observations: what is recorded about me, and what I recorded last."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, InteractiveElement

from bot.catalogue.model import Catalogue, Level
from bot.i18n import Translator
from bot.observations.records import Observed, Page
from bot.ports import Profile
from handlers import ids
from handlers.views.follow_ups import follow_up_button
from handlers.views.observation_help import open_form
from handlers.views.observation_parts import quotation, spoken, what, when_and_where
from handlers.views.parts import Message, button, clip, context, escape, header, how_many_fit, plain_message, section
from handlers.views.step_parts import follow_up_planned, kept_for, purpose, somebody
from handlers.views.story import state

SHORT_NOTE = 150


def mine(page: Page, catalogue: Catalogue, reader: Profile, t: Translator, *, now: datetime, kept_days: int) -> Message:
    """Everything recorded about the reader, a page at a time; withdrawn ones are named, without their note."""
    if not page.observations:
        nothing = t("Nothing is recorded about you. When someone records something, I tell you at once.")
        return plain_message(f"{nothing} {kept_for(kept_days, t)}")
    page = mine_shown(page, catalogue, reader, t, now=now, kept_days=kept_days)
    title, private = t("Recorded about you"), _private(kept_days, t)
    told = [_spoken_about_me(observed, catalogue, reader, t, now) for observed in page.observations]
    return Message(
        spoken(title, *told, _older_text(page, t), private),
        [
            header(title),
            *(block for one in page.observations for block in _entry_about_me(one, catalogue, reader, t, now)),
            ActionsBlock(elements=_ways_on(page, t)),
            context(private),
        ],
    )


def mine_shown(
    page: Page, catalogue: Catalogue, reader: Profile, t: Translator, *, now: datetime, kept_days: int
) -> Page:
    """As much of the page as `mine` shows: all of it once more shows the same.

    It ends where the plain text is full, as notes grow when they are escaped: the next begins there.
    """
    told = [_spoken_about_me(observed, catalogue, reader, t, now) for observed in page.observations]
    beside = spoken(t("Recorded about you"), _older_text(page.first(1), t), _private(kept_days, t))
    return page.first(how_many_fit(told, beside))


def recent_shown(page: Page, catalogue: Catalogue, reader: Profile, t: Translator, *, now: datetime) -> Page:
    """The same of `recent`."""
    told = [_spoken_by_me(observed, catalogue, reader, t, now) for observed in page.observations]
    beside = spoken(t("Your latest observations"), _why(page, t), _older_text(page.first(1), t))
    return page.first(how_many_fit(told, beside))


def _private(kept_days: int, t: Translator) -> str:
    known = t("Only you see this list. Each entry is also known to the colleague who wrote it.")
    return spoken(f"{known} {kept_for(kept_days, t)}", purpose(t))


def _why(page: Page, t: Translator) -> str:
    """Why these are all, where they are not all that the person recorded."""
    if not page.only_fresh:
        return ""
    return t("You are not a supervisor any more. What you recorded in the last 24 hours you can still correct.")


def recent(
    page: Page, catalogue: Catalogue, reader: Profile, t: Translator, *, now: datetime, kept_days: int
) -> Message:
    """What the reader recorded last, a page at a time; the newest with a button to undo them."""
    if not page.observations:
        none, how = t("You have no recorded observations."), t("Type `/observe` to log one.")
        nothing = f"{none} {kept_for(kept_days, t)} {how}"
        return Message(nothing, [section(nothing), ActionsBlock(elements=[open_form(t)])])
    page = recent_shown(page, catalogue, reader, t, now=now)
    title, why = t("Your latest observations"), _why(page, t)
    told = [_spoken_by_me(observed, catalogue, reader, t, now) for observed in page.observations]
    entries: list[Block] = []
    for observed in page.observations:
        entries.append(section(_by_me(observed, catalogue, reader, t, now)))
        entries.extend(quotation(observed.note, SHORT_NOTE))
        if choices := _choices(observed, t, now=now, only_fresh=page.only_fresh):
            entries.append(ActionsBlock(elements=choices))
    older = [ActionsBlock(elements=[_older(page, ids.OBSERVE_RECENT, t)])] if page.older else []
    return Message(
        spoken(title, why, *told, _older_text(page, t)),
        [header(title), *([context(why)] if why else []), *entries, *older],
    )


def _about_me(observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator, now: datetime) -> str:
    facts = what(observed, catalogue, reader, t)
    line = f"{facts} · {somebody(observed.observer, t)} · {when_and_where(observed, reader, t)}"
    if observed.taken_back:
        return t("Taken back, no longer counts: {line}", line=line)
    return spoken(line, f"_{stands}_" if (stands := state(observed, t)) else "", _follow_up(observed, t, now))


def _spoken_about_me(observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator, now: datetime) -> str:
    return spoken(_about_me(observed, catalogue, reader, t, now), "" if observed.undone else escape(observed.note))


def _entry_about_me(
    observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator, now: datetime
) -> Sequence[Block]:
    line = section(_about_me(observed, catalogue, reader, t, now), accessory=_details(observed, t))
    return [line, *quotation("" if observed.undone else observed.note)]


def _by_me(observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator, now: datetime) -> str:
    line = f"<@{observed.subject}> · {what(observed, catalogue, reader, t)} · {when_and_where(observed, reader, t)}"
    if observed.taken_back:
        return t("Undone: {line}", line=line)
    return spoken(line, f"_{stands}_" if (stands := state(observed, t)) else "", _follow_up(observed, t, now))


def _spoken_by_me(observed: Observed, catalogue: Catalogue, reader: Profile, t: Translator, now: datetime) -> str:
    return spoken(_by_me(observed, catalogue, reader, t, now), escape(clip(observed.note, SHORT_NOTE)))


def _follow_up(observed: Observed, t: Translator, now: datetime) -> str:
    says = follow_up_planned(observed.follow_up, t, is_past=observed.follow_up_is_past(now))
    return f"_{says}_" if says else ""


def _details(observed: Observed, t: Translator) -> ButtonElement:
    describes = t("What became of this observation")
    return button(t("Details"), ids.numbered(ids.STEP_STORY, observed.id), str(observed.id), describes=describes)


def _choices(observed: Observed, t: Translator, *, now: datetime, only_fresh: bool) -> list[InteractiveElement]:
    """What the observer may still do with it; who is no supervisor any more may do no more than put it right."""
    number = str(observed.id)
    choices: list[InteractiveElement] = [] if only_fresh else [_details(observed, t)]
    if observed.level is Level.NOT_YET and not (observed.undone or observed.contested or only_fresh):
        choices.append(follow_up_button(observed.id, t, numbered=True))
    if observed.can_be_corrected(now):
        choices.insert(0, button(t("Correct"), ids.numbered(ids.STEP_CORRECT, number), number))
    if observed.can_be_undone(now):
        choices.insert(0, button(t("Undo"), ids.numbered(ids.OBSERVE_UNDO, number), number))
    return choices


def _older_text(page: Page, t: Translator) -> str:
    return t("Show older ({n})", n=page.older) if page.older else ""


def _ways_on(page: Page, t: Translator) -> list[InteractiveElement]:
    """Older ones, and everything as a file."""
    export = button(
        t("My data as files"), ids.EXPORT_MINE, describes=t("Get everything that is kept about me as files")
    )
    if not page.older:
        return [export]
    return [_older(page, ids.OBSERVE_MINE, t), export]


def _older(page: Page, action: str, t: Translator) -> ButtonElement:
    return button(_older_text(page, t), action, str(page.start + len(page.observations)))
