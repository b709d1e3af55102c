"""The form that records an observation: opened from anywhere, sent, kept when it is left."""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from slack_sdk.models.blocks import ButtonElement
from slack_sdk.models.views import View

from bot.catalogue.cautions import Caution, cautions_in, names_in
from bot.errors import SlackTrouble, StorageAway, TaktError, UnknownMember, UnknownStandard
from bot.observations.draft import Draft, KeptDraft
from bot.observations.errors import AboutBot, AboutLeaver, AboutStranger, ObservationRefused, SavedOtherwise
from bot.observations.follow_rules import DaysLeft, days_left
from bot.observations.records import Observed
from bot.observations.understood import NotSeen
from bot.ports import ChannelId, MemberId
from bot.services import Services
from handlers import forms, ids
from handlers.act import Act
from handlers.observation_input import field_of, filled_draft, missing_in
from handlers.once import is_first
from handlers.opening import open_allowed
from handlers.views import observation_drafts, observation_form
from handlers.views import observations as views
from handlers.views.carried import Carried, carried_by
from handlers.views.cautions import asks_back
from handlers.views.errors import explain
from handlers.views.parts import Message

MOST_SUGGESTED = 50
PATIENCE_SECONDS = 10  # for the database, before the confirmation of what it holds already
BELONGS_TO_A_FIELD = (ObservationRefused, UnknownMember, UnknownStandard)
ABOUT_SOMEBODY = (AboutBot, AboutLeaver, AboutStranger)


async def open_with(
    act: Act,
    services: Services,
    draft: Draft,
    *,
    lines: Sequence[str] = (),
    carried: Carried | None = None,
    keeps: bool = True,
) -> bool:
    """Open the form with what is known; an empty one goes on from the person's draft, if there is one.

    What it opens with is a draft from then on, where it `keeps` that.
    False where the person may not record, which the window says then.
    """
    may_observe = partial(services.observations.require_observer, act.workspace, act.member)
    modal = await open_allowed(act, ids.OBSERVE_FORM, may_observe)
    if modal is None:
        return False
    carried = carried or Carried(channel=act.channel or "")
    kept = await _kept_draft(act, services)
    if kept and draft == Draft():
        await modal.show(_going_on(act, services, kept, carried))
        return True
    beside = kept if kept and kept.form != carried.draft else None
    above = [*lines, *(observation_drafts.way_to(beside, act.person, act.t) if beside else ())]
    await modal.show(_form(act, services, draft, carried, above))
    if keeps and not carried.draft:
        await keep(act, services, modal.view_id, draft)
    return True


async def submit_observation(act: Act, services: Services) -> Mapping[str, Any] | None:
    """Save what the form says; keep it open with a sentence under a field, or with a question about a word."""
    draft, carried = filled_draft(act), carried_by(act.view)
    if missing := missing_in(draft, act):
        return forms.errors(missing)
    if draft.level is NotSeen.NOT_SEEN:
        with contextlib.suppress(StorageAway):
            try:
                await services.observations.require_unsaved(act.workspace, act.member, carried.key or act.source_key)
            except SavedOtherwise as error:
                return forms.errors({field_of(error, carried): explain(error, act.t)})
        nothing = views.nothing_recorded(draft.subjects, draft.note, act.t)
        services.tasks.spawn(_close(act, services, nothing, f"{draft.subjects}/{draft.note}"))
        return None
    named, _ = await asyncio.gather(
        _names_in(act, services, draft),
        services.people.ask_anew(act.workspace, act.member),  # the form may have been open for long
    )
    if new_ones := not_asked_yet((*cautions_of(services, draft.note), *named), carried.asked):
        return forms.update(_asking_back(act, services, draft, carried, new_ones))
    try:
        everyone = await services.observations.record_together(
            draft.observations(act.workspace, act.member, carried.key or act.source_key)
        )
    except BELONGS_TO_A_FIELD as error:
        return forms.errors({field_of(error, carried): await _sentence(act, services, draft, error)})
    rows = "/".join(str(one.id) for one in everyone)
    services.tasks.spawn(_close(act, services, saved(act, services, everyone), rows))
    return None


async def suggest_standards(act: Act, services: Services) -> list[dict[str, Any]]:
    """The type-ahead of the form: standards near the words, all of them before the first."""
    catalogue = services.catalogue.current
    if act.text.strip():
        await services.answers.load()
        wanted = services.answers.near(act.text, act.language, MOST_SUGGESTED)
    else:
        wanted = [standard.id for standard in catalogue.standards[:MOST_SUGGESTED]]
    found = [standard for standard in map(catalogue.get, wanted) if standard and not standard.retired]
    return [observation_form.standard_choice(standard, catalogue, act.language) for standard in found]


async def keep_filled(act: Act, services: Services) -> None:
    """Keep what the form holds now, as it is being filled in."""
    if act.view is not None:
        carried = carried_by(act.view)
        form = str(act.view["id"])
        await keep(act, services, form, filled_draft(act), instead_of=carried.draft, key=carried.key)


async def keep_closed(act: Act, services: Services) -> None:
    """The form is closed half-way: keep what it held, where Slack says so; else what it held before stays."""
    values = ((act.view or {}).get("state") or {}).get("values")
    if values:
        await keep_filled(act, services)


async def choose(act: Act, services: Services) -> None:
    """Keep what the form holds; a *not yet* asks for a day of follow-up, of those that are left since it was seen."""
    await keep_filled(act, services)
    view, draft = act.view or {}, filled_draft(act)
    changed = observation_form.with_follow_up(view, draft, _days(act, services, draft), carried_by(view), act.t)
    if changed is not None:
        await act.call("views.update", view_id=str(view["id"]), view=changed)


async def start_afresh(act: Act, services: Services) -> None:
    """Forget the draft that the open form goes on from, and empty the form."""
    if act.view is None:
        return
    carried = carried_by(act.view)
    await services.drafts.drop(act.workspace, act.member, carried.draft, str(act.view["id"]))
    await _show_anew(act, services, Draft(), replace(carried, draft="", key="", asked=(), turn=carried.turn + 1))


async def go_on_with_draft(act: Act, services: Services) -> None:
    """Put the draft into the form that was opened with something else; where it is too old by now, say so."""
    if act.view is None:
        return
    carried, view = carried_by(act.view), str(act.view["id"])
    kept = await services.drafts.newest(act.workspace, act.member, besides=view)
    on = replace(carried, key="", asked=(), turn=carried.turn + 1)
    if kept is None:
        await _show_anew(
            act, services, filled_draft(act), on, [act.t("Your draft is gone: I keep it for 15 minutes only.")]
        )
    else:
        shown = _going_on(act, services, kept, on)
        await act.call("views.update", view_id=view, view=shown.to_dict())


async def keep(act: Act, services: Services, form: str, draft: Draft, *, instead_of: str = "", key: str = "") -> None:
    """Keep a draft, where the database is there: a form goes on without it."""
    beside = {"instead_of": instead_of, "key": key}
    with contextlib.suppress(StorageAway):
        await services.drafts.keep(act.workspace, act.member, form, draft, **beside, typed_at=act.typed_at)


def cautions_of(services: Services, note: str) -> tuple[Caution, ...]:
    """What to ask back about in a note."""
    return cautions_in(note, services.catalogue.current.cautions)


def not_asked_yet(cautions: Sequence[Caution], asked: Sequence[str]) -> tuple[Caution, ...]:
    """What was not asked back about before, by its words in small letters."""
    return tuple(caution for caution in cautions if caution.word.casefold() not in asked)


def asked_with(asked: Sequence[str], new: Sequence[Caution]) -> tuple[str, ...]:
    """The words that were asked back about, with new ones; as many as a form carries along."""
    return (*asked, *(caution.word.casefold() for caution in new))[-MOST_SUGGESTED:]


def saved(act: Act, services: Services, everyone: Sequence[Observed]) -> Message:
    """What the observer is told."""
    return views.saved(everyone, services.catalogue.current, act.person, act.t)


async def _kept_draft(act: Act, services: Services) -> KeptDraft | None:
    with contextlib.suppress(StorageAway):
        return await services.drafts.newest(act.workspace, act.member)
    return None


async def _names_in(act: Act, services: Services, draft: Draft) -> tuple[Caution, ...]:
    """Names of those whom the note is about, where several of them would read it."""
    if len(draft.subjects) < 2 or not draft.note:
        return ()
    return names_in(draft.note, await asyncio.gather(*(_name(act, services, one) for one in draft.subjects)))


async def _name(act: Act, services: Services, member: MemberId) -> str:
    """A person's name; Slack is asked only of whom nothing is known, for the form waits."""
    people = services.people
    return await people.known_name(act.workspace, member) or (await people.speaker(act.workspace, member)).name


def _asking_back(act: Act, services: Services, draft: Draft, carried: Carried, new: Sequence[Caution]) -> View:
    on = replace(carried, asked=asked_with(carried.asked, new))
    return _form(act, services, draft, on, [asks_back(new, act.t)])


async def _sentence(act: Act, services: Services, draft: Draft, error: TaktError) -> str:
    """What is wrong; of several people with the name of the one whom it is about."""
    sentence = explain(error, act.t)
    if len(draft.subjects) > 1 and isinstance(error, ABOUT_SOMEBODY):
        name = (await services.people.speaker(act.workspace, error.subject)).name
        return f"{name}: {sentence}" if name else sentence
    return sentence


async def _show_anew(act: Act, services: Services, draft: Draft, carried: Carried, lines: Sequence[str] = ()) -> None:
    view = _form(act, services, draft, carried, lines)
    await act.call("views.update", view_id=str((act.view or {})["id"]), view=view.to_dict())


def _going_on(act: Act, services: Services, kept: KeptDraft, carried: Carried) -> View:
    """The form goes on from the draft."""
    above = observation_drafts.goes_on(kept, act.person, act.t)
    return _form(act, services, kept.draft, replace(carried, draft=kept.form), above)


def _form(
    act: Act, services: Services, draft: Draft, carried: Carried, lines: Sequence[str | ButtonElement] = ()
) -> View:
    catalogue, days = services.catalogue.current, _days(act, services, draft)
    return observation_form.form(draft, catalogue, act.language, act.t, carried=carried, lines=lines, days=days)


def _days(act: Act, services: Services, draft: Draft) -> DaysLeft:
    """The days of a follow-up on what is recorded now."""
    now = services.clock.now()
    gone_at = (draft.seen_at or now) + services.fair.steps.retention
    return days_left(since=now, now=now, time_zone=act.person.time_zone, gone_at=gone_at)


async def _close(act: Act, services: Services, message: Message, what: str) -> None:
    """Forget the draft, and confirm once: by direct message, which lasts, and where the form was opened.

    `what` came of the form. How the message words that would not do: a repeat reaches another replica, or finds Slack
    away, and words it in another language.
    """
    carried, view = carried_by(act.view), str((act.view or {}).get("id", ""))
    with contextlib.suppress(StorageAway):
        await services.drafts.done(act.workspace, act.member, view, carried.draft, carried.key)
    if not await is_first(act, services, f"closed/{act.source_key}/{what}", patience=PATIENCE_SECONDS):
        return
    with contextlib.suppress(SlackTrouble):
        await act.tell(message)
    if carried.channel and not carried.channel.startswith("D"):
        await replace(act, channel=ChannelId(carried.channel)).show_here(message)
