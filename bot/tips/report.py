"""How a channel's tips do: who takes part, and whether what was asked before is known better. Pure; counts alone.

A group under five people is hidden: one number about it would be about persons. Right answers are added up from
portions of five people or more (see `report_queries`), so no two reports, and no two numbers of one, differ by fewer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.people.groups import FEWEST

WEEKS = 8  # this one and those before it
WEEK = timedelta(days=7)
Key = tuple[str | None, bool, bool]  # area (None: all), first check of its standard?, standard asked more than once?


@dataclass(frozen=True)
class Week:
    """A week that begins on a Monday: how many tips asked, how many people answered one, how many there are."""

    first: date
    asked: int = 0
    people: int = 0
    members: int | None = None  # of the channel, where Slack says so

    def percent(self, team: int) -> int | None:
        """The share of the team (`team` people where the channel's size is not known); None where it is hidden."""
        if self.people < FEWEST:
            return None
        return round(100 * self.people / max(self.members or team, self.people))


@dataclass(frozen=True)
class Right:
    """Of some answers, in portions of five people or more, how many were right."""

    answers: int = 0
    right: int = 0

    @property
    def percent(self) -> int | None:
        """The share that was right; None where nothing may be said of it."""
        return round(100 * self.right / self.answers) if self.answers >= FEWEST else None

    def __add__(self, more: "Right") -> "Right":
        return Right(self.answers + more.answers, self.right + more.right)


@dataclass(frozen=True)
class Learnt:
    """First answers against later ones: of an area, or (None) of all standards together.

    `first` holds the first check of each standard in the channel. Where `later` has answers, both hold only standards
    that were asked more than once, so that like is compared with like.
    """

    area: str | None
    first: Right = Right()
    later: Right = Right()


@dataclass(frozen=True)
class Participation:
    """The mean share of the team that answered, of `weeks` whole weeks: those in which five people or more did.

    `asked` is how many whole weeks had questions. Where `weeks` is 0, the share is that of the running week so far.
    """

    percent: int
    weeks: int
    asked: int


@dataclass(frozen=True)
class Report:
    """What a channel's report says; `people` is how many have answered in its weeks, `members` the channel's size.

    The last of `weeks` is the running one. `name` is the channel's, where Slack was asked and said it.
    """

    channel: str
    weeks: tuple[Week, ...]
    people: int
    members: int | None
    areas: tuple[Learnt, ...] = ()
    overall: Learnt = Learnt(None)
    name: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether too few people have answered."""
        return self.people < FEWEST

    @property
    def team(self) -> int:
        """How many people the shares are of."""
        return max(self.members or 0, self.people)

    @property
    def participation(self) -> Participation | None:
        """The mean of the whole weeks in which five people or more answered, and how many those are.

        The running week counts only where there is no other; None where no week may be shown.
        """
        whole = [week for week in self.weeks[:-1] if week.asked]
        shown = self._shares(whole)
        some = shown or self._shares(self.weeks[-1:])
        return Participation(round(sum(some) / len(some)), len(shown), len(whole)) if some else None

    def _shares(self, weeks: Sequence[Week]) -> list[int]:
        """The shares that may be shown."""
        return [percent for week in weeks if (percent := week.percent(self.team)) is not None]

    @property
    def shown_areas(self) -> tuple[Learnt, ...]:
        """The areas of which a share may be shown."""
        return tuple(one for one in self.areas if one.first.percent is not None)


def weeks_until(today: date) -> list[date]:
    """The Mondays of the weeks that a report is about, in order."""
    monday = today - timedelta(days=today.weekday())
    return [monday - n * WEEK for n in range(WEEKS - 1, -1, -1)]


def beginnings(days: Sequence[date], time_zone: str) -> list[datetime]:
    """When the days begin, in UTC."""
    zone = ZoneInfo(time_zone)
    return [datetime.combine(day, time(), zone).astimezone(UTC) for day in days]


def people_of(size: int | None, answered: int) -> int | None:
    """How many people a channel of this size holds: Takt is one of its members, and no person; None where unknown."""
    return None if size is None else max(size - 1, answered)


def learnt(rows: Mapping[Key, Right]) -> tuple[Learnt, ...]:
    """Of counts by key, each area with what may be compared in it."""
    areas = dict.fromkeys(area for area, _, _ in rows)
    return tuple(_learnt(area, rows) for area in areas)


def _learnt(area: str | None, rows: Mapping[Key, Right]) -> Learnt:
    later = rows.get((area, False, True), Right())
    again, once = rows.get((area, True, True), Right()), rows.get((area, True, False), Right())
    if later.percent is not None and again.percent is not None:
        return Learnt(area, again, later)
    return Learnt(area, again + once)
