"""Days, months, numbers and lengths of time as people type them, in every language that has a catalogue.

Names of days and months come from Babel.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import product
from typing import Any

from bot.catalogue.names import fold
from bot.spoken_words import meanings, named_languages, spoken

A_DAY, A_WEEK, A_MONTH = 1, 7, 30  # days; in one of 31, a month ends a day early
SHORTEST_MONTH = 3  # letters, as in `dec`
ORDINALS = spoken("st|nd|rd|th")  # behind the number of a day; a dot in Danish
ONE = spoken("a|an|one")
NUMBERS = meanings({1: ONE, 2: spoken("two"), 3: spoken("three"), 4: spoken("four")})
UNITS = meanings(  # in days
    {A_DAY: spoken("day|days"), A_WEEK: spoken("week|weeks"), A_MONTH: spoken("month|months")}
)
SHORT_UNITS = meanings({A_DAY: spoken("day|days").plus(spoken("d")), A_WEEK: spoken("week|weeks").plus(spoken("w|wk"))})


@cache
def may_put_month_first(language: str) -> bool:
    """Whether people of a language may write `12/1` for 1 December: Americans do, Danes never."""
    from babel import Locale  # noqa: PLC0415

    return str(Locale.parse(language).date_formats["short"].pattern).startswith("M")


@cache
def weekdays(*widths: str) -> Mapping[str, int]:
    """The weekdays, 0 = Monday, by their folded names; `wide` and `abbreviated` are widths."""
    from babel.dates import get_day_names  # noqa: PLC0415

    return _certain(_names(get_day_names, widths))


@cache
def months() -> Mapping[str, int]:
    """The months, 1 = January, by their folded names and the beginnings of these that are long enough."""
    return with_beginnings(month_names(), SHORTEST_MONTH)


@cache
def month_names() -> Mapping[str, int]:
    """The months by their whole names: `jul` alone is Christmas in Danish."""
    from babel.dates import get_month_names  # noqa: PLC0415

    return _certain(_names(get_month_names, ["wide"]))


def with_beginnings(names: Mapping[str, int], shortest: int) -> dict[str, int]:
    """The names, and their beginnings of so many letters or more: without those that may mean one or another."""
    pairs = ((name[:length], number) for name, number in names.items() for length in range(shortest, len(name)))
    return _certain(pairs) | dict(names)


def _names(of_language: Callable[..., Mapping[int, Any]], widths: Iterable[str]) -> Iterable[tuple[str, int]]:
    for language, width in product(named_languages(), widths):
        yield from ((fold(str(name)), number) for number, name in of_language(width, locale=language).items())


def _certain(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """What each word means; not those that mean different things, in one language or another."""
    meant: dict[str, set[int]] = defaultdict(set)
    for word, number in pairs:
        meant[word].add(number)
    return {word: min(numbers) for word, numbers in meant.items() if len(numbers) == 1}
