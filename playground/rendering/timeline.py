"""A channel's messages as they are read: by day, by author, replies under what they answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from playground.messages import Message
from playground.rendering.dates import day_label, local
from playground.rendering.reader import Reader

TOGETHER_SECONDS = 5 * 60


@dataclass
class Entry:
    """One message; `first` shows its author again, `replies` stand under it."""

    message: Message
    first: bool = True
    replies: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Day:
    """One day's messages under their divider."""

    key: str
    label: str
    entries: list[Entry]


def timeline(messages: Iterable[Message], now: datetime, reader: Reader) -> list[Day]:
    """The messages by local day; `now` decides which day is today."""
    today = now.astimezone(reader.zone).date()
    days = groupby(_threaded(messages), key=lambda entry: local(entry.message.ts, reader).date())
    return [_day(day, list(entries), today, reader) for day, entries in days]


def _day(day: date, entries: list[Entry], today: date, reader: Reader) -> Day:
    return Day(day.isoformat(), day_label(day, today, reader), list(_grouped(entries)))


def _threaded(messages: Iterable[Message]) -> list[Entry]:
    roots: dict[str, Entry] = {}
    for message in messages:
        parent = roots.get(message.thread_ts or "") if message.is_reply else None
        if parent:
            parent.replies.append(Entry(message))
        else:
            roots[message.ts] = Entry(message)
    return list(roots.values())


def _grouped(entries: list[Entry]) -> Iterator[Entry]:
    previous: Message | None = None
    for entry in entries:
        entry.first = previous is None or not _continues(previous, entry.message)
        previous = None if entry.replies else entry.message
        yield entry


def _continues(previous: Message, message: Message) -> bool:
    return (
        (previous.user, previous.username) == (message.user, message.username)
        and previous.ephemeral_to is None
        and message.ephemeral_to is None
        and not message.is_reply
        and float(message.ts) - float(previous.ts) < TOGETHER_SECONDS
    )
