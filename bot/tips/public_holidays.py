"""Public holidays by country and region (from the `holidays` package), and the country of a time zone (CLDR)."""

import difflib
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from bot.catalogue.names import fold
from bot.spoken_words import named_languages
from bot.tips.calendars import Calendar
from bot.tips.holiday_names import in_danish
from bot.tips.region_names import REGIONS

if TYPE_CHECKING:
    from holidays import HolidayBase

ALSO_CALLED = {
    **dict.fromkeys(("uk", "england", "scotland", "wales", "northern ireland"), "GB"),
    **{"usa": "US", "america": "US", "holland": "NL"},
}
ALSO_ZONED = {"America/Coyhaique": "CL"}  # younger than the CLDR's list
NOWHERE = frozenset({"ZZ", "001"})
# Of several countries, whatever the CLDR takes their names for (Belgium, Panama …).
OF_NO_COUNTRY = frozenset(["CET", "CST6CDT", "EET", "EST", "EST5EDT", "HST", "MET", "MST", "MST7MDT", "PST8PDT", "WET"])
SPELLINGS = {"en": ("en_GB", "en_US", "en")}
YEARS_KEPT = 4096
LIKENESS = 0.7
MOST_NEAR = 3
LONGEST_CODE = 3  # letters
LONGEST_NAME = 60


@cache
def country_of_zone(time_zone: str) -> str | None:
    """The country that a time zone is in, such as `DK`; None for zones of no country (UTC), or without holidays."""
    if time_zone in OF_NO_COUNTRY:
        return None
    zone = get_global("zone_aliases").get(time_zone, time_zone)
    country = ALSO_ZONED.get(zone) or get_global("zone_territories").get(zone)
    return country if country in _countries() else None


def is_holiday(day: date, calendar: Calendar) -> bool:
    """Whether the day is a public holiday there; fast, as each year is computed once."""
    return day in _year(calendar, day.year, None)


def holiday_name(day: date, calendar: Calendar, language: str) -> str | None:
    """What the day is called, in the language if it is known in it, else in English or the country's own; None on no
    holiday."""
    name = _year(calendar, day.year, language).get(day)
    return in_danish(name) if name and language == "da" else name


def find_country(words: str) -> str | None:
    """The country of a code or a name in English, Danish or a language of its own; None where it is none, or its
    holidays are not known."""
    return _country_names().get(fold(words[:LONGEST_NAME]))


def find_region(country: str, words: str) -> str | None:
    """The region of a country by its code or a name, its own or in English or Danish; None where there is none."""
    return _region_names(country).get(fold(words[:LONGEST_NAME]))


def countries_near(words: str) -> tuple[str, ...]:
    """The codes of up to three countries that are spelt much like the words, or like the first of them."""
    return _near(words, _country_names()) or _near(words.partition(" ")[0], _country_names())


def regions_near(country: str, words: str) -> tuple[str, ...]:
    """Up to three regions of the country that are spelt much like the words, `Bayern (BY)` say; else all."""
    return tuple(_region_title(country, code) for code in _near(words, _region_names(country)) or regions(country))


def regions(country: str) -> tuple[str, ...]:
    """The codes of a country's regions; none where all of it has the same holidays."""
    return tuple(_supported().get(country, ()))


def calendar_name(calendar: Calendar, language: str) -> str:
    """Its name for a sentence, such as `Denmark` or `Germany (Bayern)`."""
    country = str(_territories(language).get(calendar.country, calendar.country))
    if calendar.region is None:
        return country
    return f"{country} ({_own_names(calendar.country).get(calendar.region, calendar.region)})"


@lru_cache(maxsize=YEARS_KEPT)
def _year(calendar: Calendar, year: int, language: str | None) -> Mapping[date, str]:
    """A year's holidays; of the whole country where the region, none where the country, is not known (any more)."""
    if calendar.country not in _countries():
        return MappingProxyType({})
    region = calendar.region if calendar.region in regions(calendar.country) else None
    spoken = None if language is None else _language(calendar.country, language)
    found = _holidays(calendar.country, region, years=year, language=spoken, expand=False)
    return MappingProxyType({day: name for day, name in found.items() if day.year == year})


@cache
def _language(country: str, language: str) -> str | None:
    supported = _holidays(country).supported_languages
    wanted = (*SPELLINGS.get(language, (language,)), *SPELLINGS["en"])
    return next((one for one in wanted if one in supported), None)


def _holidays(country: str, region: str | None = None, **how: Any) -> "HolidayBase":
    from holidays import country_holidays  # noqa: PLC0415  (4 MB that only those who have holidays off should pay)

    return country_holidays(country, region, **how)


def _supported() -> Mapping[str, list[str]]:
    """The countries whose holidays are known, and their regions."""
    from holidays import list_supported_countries  # noqa: PLC0415

    return list_supported_countries(include_aliases=False)


@cache
def _countries() -> frozenset[str]:
    return frozenset(_supported())


@cache
def _country_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in named_languages():
        found |= {fold(str(name)): code for code, name in _territories(language).items() if code in _countries()}
    called = _called_at_home() | found  # a country's own name gives way to another's in English or Danish
    return called | ALSO_CALLED | {code.casefold(): code for code in _countries()}


def _called_at_home() -> dict[str, str]:
    """Countries by their names in their own languages, such as `deutschland`."""
    spoken = [(code, language) for code in _countries() for language in get_official_languages(code)]
    return {fold(str(name)): code for code, language in spoken if (name := _territories(language).get(code))}


@cache
def _region_names(country: str) -> dict[str, str]:
    found = {fold(name): code for name, code in _region_aliases(country).items()}
    elsewhere = {fold(name): code for name, code in REGIONS.get(country, {}).items()}
    return elsewhere | found | {fold(code): code for code in regions(country)}


def _near(words: str, names: Mapping[str, str]) -> tuple[str, ...]:
    long = [name for name in names if len(name) > LONGEST_CODE]
    close = difflib.get_close_matches(fold(words[:LONGEST_NAME]), long, n=MOST_NEAR, cutoff=LIKENESS)
    return tuple(dict.fromkeys(names[name] for name in close))


def _own_names(country: str) -> dict[str, str]:
    """What each region is called at home."""
    return {code: name for name, code in _region_aliases(country).items()}


def _region_title(country: str, code: str) -> str:
    name = _own_names(country).get(code, code)
    return name if name == code else f"{name} ({code})"


@cache
def _region_aliases(country: str) -> dict[str, str]:
    return dict(getattr(_holidays(country), "subdivisions_aliases", {}))


@cache
def _territories(language: str) -> Mapping[str, str]:
    try:
        return Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en").territories
