"""Person-facing texts: gettext catalogues (English is the source) and dates as each language writes them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, cached_property
from gettext import c2py
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

from bot.loading import later

with later():  # who has said nothing yet needs no Babel
    from bot import cldr

LOADING = Lock()  # several threads write texts, and before Python 3.12 a second one would see half of `cldr`
SOURCE_LANGUAGE = "en"
LOCALE_FOLDER = Path(__file__).parent / "locale"


class Translator:
    """Puts Takt's own texts, dates and times into one language."""

    def __init__(
        self, language: str, messages: Mapping[str, str | tuple[str, ...]], form_of: Callable[[int], int]
    ) -> None:
        self.language = language
        self._messages = messages
        self._form_of = form_of  # which form of its messages a number takes

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language with `{name}` placeholders filled in."""
        found = self._messages.get(message)
        text = found if isinstance(found, str) and found else message
        return text.format(**values) if values else text

    def plural(self, singular: str, plural: str, n: int, **values: object) -> str:
        """The form of the message that fits the number; `{n}` is filled in."""
        found = self._messages.get(singular)
        if isinstance(found, tuple) and all(found):
            return found[self._form_of(n)].format(n=n, **values)
        return (singular if n == 1 else plural).format(n=n, **values)

    def day(self, value: date) -> str:
        """A date without weekday, such as `23 November 2026` or `23. november 2026`."""
        return cldr.format_date(value, "d. MMMM y" if self.language == "da" else "long", locale=self._locale)

    def month(self, value: date) -> str:
        """A month with its year, such as `March 2026`."""
        return str(cldr.format_skeleton("yMMMM", value, locale=self._locale))

    def full_date(self, value: date) -> str:
        """A date with its weekday and year, such as `Mon 23 Nov 2026`; without the comma that CLDR has in English."""
        if self.language == "en":
            return cldr.format_date(value, "EEE d MMM y", locale=self._locale)
        return str(cldr.format_skeleton("yMMMEd", value, locale=self._locale))

    def short_date(self, value: date) -> str:
        """A date without weekday and year, such as `23 Nov`."""
        return str(cldr.format_skeleton("MMMd", value, locale=self._locale))

    def date(self, value: date) -> str:
        """A date with its weekday and without its year, such as `Mon 23 Nov`."""
        return str(cldr.format_skeleton("MMMEd", value, locale=self._locale))

    def clock(self, value: datetime, time_zone: str) -> str:
        """The wall-clock time of a moment in a zone, such as `09:00`."""
        pattern = "HH:mm"
        return cldr.format_time(value, pattern, tzinfo=ZoneInfo(time_zone), locale=self._locale)

    def moment(self, value: datetime, time_zone: str) -> str:
        """Weekday, day and wall-clock time of a moment in a zone, such as `Mon 23 Nov 09:00`."""
        local = value.astimezone(ZoneInfo(time_zone))
        day = cldr.format_skeleton("MMMEd", local, locale=self._locale)
        return f"{day} {cldr.format_datetime(local, 'HH:mm', locale=self._locale)}"

    def decimal(self, value: float) -> str:
        """A number with two decimals, such as `0.82` or `0,82`."""
        return cldr.format_decimal(value, "0.00", locale=self._locale)

    def weekdays(self, width: str = "abbreviated") -> list[str]:
        """Names of the weekdays, Monday first."""
        names = cldr.get_day_names(width, locale=self._locale)  # type: ignore[arg-type]
        return [names[day] for day in range(7)]

    @cached_property
    def _locale(self) -> "cldr.Locale":
        return _babel_locale(self.language)


def translator(locale: str, default: str = SOURCE_LANGUAGE) -> Translator:
    """The translator for a locale such as `da-DK`; a language without a catalogue gets the default."""
    language = language_of(locale)
    return _load(language if language in languages() else default)


def language_of(locale: str) -> str:
    """The two-letter language of a locale such as `da-DK` or `en_GB`."""
    return locale.replace("_", "-").partition("-")[0].casefold()


@cache
def languages() -> frozenset[str]:
    """The languages that Takt's own texts exist in."""
    found = {folder.parent.parent.name for folder in LOCALE_FOLDER.glob("*/LC_MESSAGES/takt.po")}
    return frozenset(found | {SOURCE_LANGUAGE})


@cache
def _load(language: str) -> Translator:
    path = LOCALE_FOLDER / language / "LC_MESSAGES" / "takt.po"
    with LOADING:
        catalogue = cldr.Catalog(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = cldr.read_po(file)
    messages: dict[str, str | tuple[str, ...]] = {}
    for entry in catalogue:
        key = entry.id[0] if isinstance(entry.id, (tuple, list)) else entry.id
        messages[key] = tuple(entry.string) if isinstance(entry.string, (tuple, list)) else entry.string or ""
    return Translator(language, messages, c2py(catalogue.plural_expr))


def _babel_locale(language: str) -> "cldr.Locale":
    try:
        return cldr.Locale.parse("en_GB" if language == "en" else language)
    except (cldr.UnknownLocaleError, ValueError):
        return cldr.Locale.parse("en_GB")
