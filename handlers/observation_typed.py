"""An observation typed in one line: saved, asked back about, or put into the form."""

import asyncio
import contextlib
from dataclasses import replace

from bot.catalogue.naming import has_name
from bot.errors import SlackTrouble, StorageAway, UnknownMember, UnknownStandard
from bot.observations.draft import Draft, either_day, of_line
from bot.observations.errors import NoteTooLong, ObservationRefused
from bot.observations.follow_rules import local_day
from bot.observations.rules import NOTE_LIMIT
from bot.observations.shorthand import understand
from bot.observations.understood import NotSeen, Part, Understood
from bot.services import Services
from handlers import ids
from handlers.act import Act
from handlers.observation_form import cautions_of, keep, open_with, saved
from handlers.views import cautions
from handlers.views import observations as views
from handlers.views.carried import Carried, Held
from handlers.views.errors import explain, hand_back
from handlers.views.observation_unclear import unclear, which_day

GIVES_TEXT_BACK = (ObservationRefused, UnknownMember, UnknownStandard, SlackTrouble, StorageAway)


async def log_typed(act: Act, services: Services) -> None:
    """Save what is typed; open the form for what is missing or unclear; hand the words back if neither works."""
    # off the event loop, for a name that may be misspelt asks search, which may have to be loaded
    said = await asyncio.to_thread(understand, act.text, act.language, services.answers.called, services.answers.name)
    try:
        await _save_or_ask(act, services, said)
    except GIVES_TEXT_BACK as error:
        if not act.text:
            raise
        await act.reply(hand_back(explain(error, act.t), f"{ids.OBSERVE} {act.text}", act.t))


async def log_all_the_same(act: Act, services: Services) -> None:
    """The author stands by the words that were asked back about: save them, once however often it is pressed."""
    held = Held.read(act.value)
    everyone = await services.observations.record_together(held.draft.observations(act.workspace, act.member, held.key))
    with contextlib.suppress(StorageAway):
        await services.drafts.done(act.workspace, act.member, held.key)
    await act.replace(saved(act, services, everyone))


async def reword(act: Act, services: Services) -> None:
    """Open the form with the words that were asked back about; what it saves is the same request."""
    held = Held.read(act.value)
    carried = Carried(channel=act.channel or "", key=held.key, draft=held.key)
    await open_with(act, services, held.draft, carried=carried)


async def _save_or_ask(act: Act, services: Services, said: Understood) -> None:
    today = local_day(services.clock.now(), act.person.time_zone)
    draft = of_line(said, today)
    if either := either_day(said, act.language, today):
        await _open(act, services, said, replace(draft, follow_up=None), which_day(*either, act.t))
    elif not said.complete or len(said.note) > NOTE_LIMIT:
        await _open(act, services, said, draft)
    elif draft.level is NotSeen.NOT_SEEN:
        await services.observations.require_observer(act.workspace, act.member)
        await act.reply(views.nothing_recorded(draft.subjects, draft.note, act.t))
    elif found := cautions_of(services, draft.note):
        await services.observations.require_observer(act.workspace, act.member)
        draft = replace(draft, seen_at=services.clock.now())  # whenever it is saved, it was seen before it was typed
        await keep(act, services, act.source_key, draft)  # what only one person sees is gone at the next reload
        await act.reply(cautions.think_twice(Held(act.source_key, draft), found, act.t))
    else:
        news = draft.observations(act.workspace, act.member, act.source_key)
        await act.reply(saved(act, services, await services.observations.record_typed(news)))


async def _open(act: Act, services: Services, said: Understood, draft: Draft, *asked: str) -> None:
    words = said.unclear.get(Part.STANDARD, "")
    retired = any(has_name(one, words) for one in services.catalogue.current.everything.values() if one.retired)
    opened = await open_with(act, services, draft, lines=[unclear(said, act.t, retired=retired), *asked])
    if opened and len(said.note) > NOTE_LIMIT:
        raise NoteTooLong(len(said.note), NOTE_LIMIT)
