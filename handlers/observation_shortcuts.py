"""Ways into the form from elsewhere: a button, the menu of shortcuts, somebody's message."""

import contextlib
from datetime import datetime, timedelta

from bot.carrying import read_moment, read_number
from bot.errors import Illegible
from bot.markup import as_typed
from bot.observations.draft import Draft, of_message
from bot.observations.phrases import MENTION
from bot.observations.rules import NOTE_LIMIT, seen_within, storable
from bot.ports import MemberId
from bot.services import Services
from handlers.act import Act
from handlers.observation_form import open_with

MOST_NAMED = 5


async def open_form(act: Act, services: Services) -> None:
    """The button that opens the form; its value may name a standard, which alone is no draft: nobody chose it."""
    standard = services.catalogue.current.get(act.value) if act.value else None
    lines = [act.t("This standard is no longer in force. Choose another one.")] if standard and standard.retired else []
    in_force = standard.id if standard and not standard.retired else None
    await open_with(act, services, Draft(standard=in_force), lines=lines, keeps=False)


async def open_anywhere(act: Act, services: Services) -> None:
    """The shortcut in the menu."""
    await open_with(act, services, Draft())


async def open_on_message(act: Act, services: Services) -> None:
    """The shortcut on a message: its author, words and moment are carried over; one's own, or an app's, has no author.

    The form opens before anybody's name is looked up, for a trigger id lives three seconds.
    """
    lines, author = [], act.author
    if author == act.member:
        author = None
        lines.append(act.t("This message is your own. Choose the colleague it is about."))
    elif author is None:
        lines.append(act.t("An app wrote this message. Choose the colleague it is about."))
    words = storable(as_typed(await _named(act, services)))
    if len(words) > NOTE_LIMIT:
        lines.append(_too_long(act, len(words)))
    now, said_at, within = services.clock.now(), _said_at(act.ts), seen_within(services.fair.steps.retention)
    draft = of_message(author, words[:NOTE_LIMIT].strip(), said_at, now, within)
    if said_at and said_at < now and draft.seen_at is None:
        lines.append(_too_old(act, within))
    await open_with(act, services, draft, lines=lines)


def _too_old(act: Act, within: timedelta) -> str:
    return act.t.plural(
        "This message is more than {n} day old. What you log counts as seen now, unless you choose when.",
        "This message is more than {n} days old. What you log counts as seen now, unless you choose when.",
        within.days,
    )


def _too_long(act: Act, length: int) -> str:
    return act.t(
        "The message has {length} characters; its first {limit} are here. Keep what you saw or heard.",
        length=length,
        limit=NOTE_LIMIT,
    )


async def _named(act: Act, services: Services) -> str:
    """The message with names in place of ids, as far as they are known already."""
    text = act.text
    for member in list(dict.fromkeys(MENTION.findall(text)))[:MOST_NAMED]:
        name = await services.people.known_name(act.workspace, MemberId(member))
        text = text.replace(f"<@{member}>", f"<@{member}|{name}>") if name else text
    return text


def _said_at(ts: str) -> datetime | None:
    with contextlib.suppress(Illegible):
        return read_moment(read_number(ts.partition(".")[0]))
    return None
