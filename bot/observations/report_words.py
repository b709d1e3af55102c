"""`/observe report this week greeting`: from typed words to the report that is wanted; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.catalogue.model import Catalogue
from bot.catalogue.names import fold
from bot.catalogue.naming import names_of
from bot.observations.cells import Group
from bot.observations.periods import Period
from bot.spoken_words import Words, meanings, spoken

COMMANDS = spoken("report")
PERIODS: Mapping[Period, Words] = {
    Period.TODAY: spoken("today|day"),
    Period.WEEK: spoken("week|this week"),
    Period.LAST_WEEK: spoken("last week|previous week"),
    Period.YESTERDAY: spoken("yesterday|previous day"),
    Period.LAST_MONTH: spoken("last month|previous month"),
    Period.MONTH: spoken("month|this month"),
    Period.DAYS_30: spoken("30d|30 d|30 days|last 30 days"),
}
PHRASES = meanings(
    {
        **{("period", str(period)): words for period, words in PERIODS.items()},
        ("file", "csv"): spoken("csv|file|export|spreadsheet|excel|as a file|as csv"),
        ("colours", "dark"): spoken("dark"),
        ("colours", "light"): spoken("light"),
    }
)
FILLING = spoken("for|of|in|on|about|the|as|area|standard")
BY_STANDARD = spoken("standard|standards|by standard|by standards|per standard|each standard").folded
LEADING = spoken("for|of|in|from|over|the|as")  # before a period or a file, behind a name
HELP = spoken("help").folded
WHOLE_WORD = 4  # letters of a word of an area's title that may stand for it


@dataclass(frozen=True)
class ReportWish:
    """A report that is wanted; `name` is what was typed of an area or a standard, empty for everything."""

    period: Period = Period.DAYS_30
    name: str = ""
    as_file: bool = False
    dark: bool = False
    by_standard: bool = False


def read_report(text: str) -> ReportWish:
    """What the words behind `/observe report` want: period, file and colours may stand before or behind the name."""
    words = text.split()
    found: dict[str, str] = {}
    while (taken := _taken(words, found)) is not None:
        words = taken
    name = " ".join(words)
    return ReportWish(
        Period(found.get("period", Period.DAYS_30)),
        name,
        as_file="file" in found,
        dark=found.get("colours") == "dark",
        by_standard="parts" in found and not name,
    )


def group_named(name: str, catalogue: Catalogue) -> Group | None:
    """The area or the standard, also a retired one, that goes by exactly this name in any language."""
    wanted = fold(name)
    if not wanted:
        return Group()
    for area in catalogue.areas.values():
        if wanted in {fold(area.id), *(fold(text.title) for text in area.text.values())}:
            return Group(area.id)
    named = (one for one in catalogue.everything.values() if wanted in set(names_of(one)))
    return next((Group(one.area, one.id) for one in named), None)


def area_named_in_part(name: str, catalogue: Catalogue) -> Group | None:
    """The only area with all these words in its title in one language, such as `ordvalg`; little words name none."""
    wanted = set(fold(name).split())
    if not any(len(word) >= WHOLE_WORD for word in wanted):
        return None
    found = [
        area.id
        for area in catalogue.areas.values()
        if any(wanted.issubset(fold(text.title).split()) for text in area.text.values())
    ]
    return Group(found[0]) if len(found) == 1 else None


def _taken(words: Sequence[str], found: dict[str, str]) -> list[str] | None:
    """The words without a phrase at their beginning or end, which goes into `found`; None where there is none."""
    for size in range(min(PHRASES.most_words, len(words)), 0, -1):
        front, behind = (words[:size], words[size:]), (words[-size:], _without_filling_behind(words[:-size]))
        for phrase, rest in (front, behind):
            meant = PHRASES.get(fold(" ".join(phrase)))
            if meant and meant[0] not in found:
                found[meant[0]] = meant[1]
                return list(rest)
    for size in (3, 2, 1):  # the words of the longest phrase
        if fold(" ".join(words[:size])) in BY_STANDARD and len(words) >= size:
            found["parts"] = "standard"
            return list(words[size:])
    if words and words[0].casefold() in FILLING:
        return list(words[1:])
    return None


def _without_filling_behind(words: Sequence[str]) -> Sequence[str]:
    """`greeting in` of `greeting in this week`: what leads on to a phrase belongs to it."""
    ends = len(words)
    while ends > 1 and words[ends - 1].casefold() in LEADING:
        ends -= 1
    return words[:ends]
