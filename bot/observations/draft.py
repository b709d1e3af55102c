"""An observation on its way: what a form holds before it is sent; pure."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from bot.carrying import read_day, read_fields, read_moment
from bot.catalogue.model import Level
from bot.observations.records import NewObservation, for_each
from bot.observations.rules import SEEN_WITHIN, storable
from bot.observations.understood import Judged, NotSeen, Understood
from bot.ports import MemberId, WorkspaceId
from bot.spoken_days import may_put_month_first

KINDS: dict[str, type | tuple[type, ...]] = {
    **{"who": list, "seen": (int, float)},
    **dict.fromkeys(("standard", "level", "note", "place", "follow"), str),
}


@dataclass(frozen=True)
class Draft:
    """What is filled in; `seen_at` is UTC, `follow_up` the author's local day."""

    subjects: tuple[MemberId, ...] = ()
    standard: str | None = None
    level: Judged | None = None
    note: str = ""
    place: str = ""
    seen_at: datetime | None = None
    follow_up: date | None = None

    @property
    def worth_keeping(self) -> bool:
        """Whether anything at all is filled in."""
        return self != Draft()

    def observations(self, workspace: WorkspaceId, observer: MemberId, key: str) -> tuple[NewObservation, ...]:
        """One for each person, where nothing is missing; none where something is, or where it was not seen."""
        if self.standard is None or not isinstance(self.level, Level):
            return ()
        everyone = MemberId("")
        new = NewObservation(
            workspace,
            observer,
            everyone,
            self.standard,
            self.level,
            key,
            self.note,
            self.place,
            self.seen_at,
            self.follow_up,
        )
        return for_each(new, self.subjects)

    def as_text(self) -> str:
        """For the database, and for a button."""
        said = {
            "who": self.subjects,
            "standard": self.standard,
            "level": self.level,
            "note": self.note,
            "place": self.place,
            "seen": self.seen_at.timestamp() if self.seen_at else None,
            "follow": self.follow_up.isoformat() if self.follow_up else None,
        }
        return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Self:
        """From `as_text`. Raises `Illegible`."""
        said = read_fields(text, KINDS)
        return cls(
            tuple(MemberId(str(one)) for one in said.get("who", ())),
            said.get("standard"),
            judged(said.get("level", "")),
            said.get("note", ""),
            said.get("place", ""),
            read_moment(said["seen"]) if "seen" in said else None,
            read_day(said["follow"]) if "follow" in said else None,
        )


@dataclass(frozen=True)
class KeptDraft:
    """A draft of a form that was left, and when it was last touched (UTC)."""

    form: str
    draft: Draft
    kept_at: datetime


def judged(value: str) -> Judged | None:
    """The level that a form's option or a stored draft names."""
    if value == NotSeen.NOT_SEEN.value:
        return NotSeen.NOT_SEEN
    return Level(value) if value in set(Level) else None


def of_line(said: Understood, today: date) -> Draft:
    """What a typed line says, guesses included: a person checks them in the form. `today` is the author's."""
    everyone = tuple(dict.fromkeys((*((said.subject,) if said.subject else ()), *said.others)))
    follow_up = said.follow_up.on(today) if said.follow_up else None
    return Draft(everyone, said.standard, said.level, storable(said.note), follow_up=follow_up)


def either_day(said: Understood, language: str, today: date) -> tuple[date, date] | None:
    """The two days that a follow-up typed in figures may mean, first as Danes read it; None where it is clear."""
    wish = said.follow_up
    other = wish.or_on(today) if wish and may_put_month_first(language) else None
    return (wish.on(today), other) if wish and other else None


def of_message(
    author: MemberId | None, words: str, said_at: datetime | None, now: datetime, within: timedelta = SEEN_WITHIN
) -> Draft:
    """What a message carries over: its author, its words and its moment, if that may still be recorded."""
    recent = said_at is not None and now - within <= said_at <= now
    return Draft((author,) if author else (), note=words, seen_at=said_at if recent else None)
