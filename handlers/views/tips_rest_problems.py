"""What is wrong with words about rest, and what would be right."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.i18n import Translator
from bot.tips.calendars import Calendar
from bot.tips.public_holidays import calendar_name
from bot.tips.wish import Trouble

REGIONS_SHOWN = 20
FEW = 3


def _no_day(words: str, _instead: Sequence[str], t: Translator) -> str:
    return t(
        "I do not understand “{words}” as a day. Write it as “24 Dec”, “2026-12-24”, “tomorrow”, “Monday” "
        "or “20 Dec to 3 Jan”.",
        words=words,
    )


def _no_such_day(words: str, _instead: Sequence[str], t: Translator) -> str:
    return t("There is no such day as “{words}”. Look at the date once more.", words=words)


def _either_day(words: str, readings: Sequence[str], t: Translator) -> str:
    one, other = (_days(reading, t) for reading in readings)
    return t("Is “{words}” {day} or {other}? Write the month as a word.", words=words, day=one, other=other)


def _days(reading: str, t: Translator) -> str:
    """A day, or the first and the last of a stretch, in ISO with a slash between them."""
    shown = [t.day(date.fromisoformat(day)) for day in reading.split("/")]
    return shown[0] if len(shown) == 1 else t("{first} to {last}", first=shown[0], last=shown[1])


def _every_week(words: str, _instead: Sequence[str], t: Translator) -> str:
    return t(
        "“{words}” would be every week, and only single days are left out like this. "
        "Say on which weekdays tips come instead, such as “mon-thu”.",
        words=words,
    )


def _no_end(words: str, _instead: Sequence[str], t: Translator) -> str:
    return t("“{words}”: say until when, too, such as “from 20 Dec to 3 Jan”.", words=words)


def _past(words: str, _instead: Sequence[str], t: Translator) -> str:
    return t("“{words}” is over. Choose a day that is still to come.", words=words)


def _just_over(words: str, days: Sequence[str], t: Translator) -> str:
    return t("“{words}” is over. If you mean the next one, write {day}.", words=words, day=_days("/".join(days), t))


def _backwards(words: str, _instead: Sequence[str], t: Translator) -> str:
    return t("“{words}” ends before it begins. Write the first day first.", words=words)


def _too_long(words: str, _instead: Sequence[str], t: Translator) -> str:
    return t(
        "“{words}” is longer than a year or too far ahead. The word `pause` alone pauses without an end.", words=words
    )


def _not_resting(words: str, _instead: Sequence[str], t: Translator) -> str:
    if words:
        return t("There is no pause on “{words}”. `status` shows when there is one.", words=words)
    return t("The tips are not paused today. Say which days get tips again, such as `resume 24 Dec`.")


def _no_country(words: str, near: Sequence[str], t: Translator) -> str:
    if near:
        names = [calendar_name(Calendar(code), t.language) for code in near]
        return t("I know no country “{words}”. Did you mean {names}?", words=words, names=t(" or ").join(names))
    return t(
        "I know no public holidays of “{words}”. Write a country, such as “Denmark”, “DK” or “Germany BY”, or “off”.",
        words=words,
    )


def _no_region(words: str, regions: Sequence[str], t: Translator) -> str:
    if not regions:
        return t("That country has no regions in my calendar: leave “{words}” out.", words=words)
    if len(regions) <= FEW:
        return t("I know no region “{words}” there. Did you mean {names}?", words=words, names=t(" or ").join(regions))
    listed = ", ".join(regions[:REGIONS_SHOWN])
    if len(regions) > REGIONS_SHOWN:
        listed = t("{names} and {count} more", names=listed, count=len(regions) - REGIONS_SHOWN)
    return t("I know no region “{words}” there. Write one of these: {regions}.", words=words, regions=listed)


def _no_quiet(words: str, _instead: Sequence[str], t: Translator) -> str:
    return t("I do not understand “{words}” as quiet hours. Write them as “22:00-07:00”, or “off”.", words=words)


def _half_of_day(words: str, _instead: Sequence[str], t: Translator) -> str:
    return t(
        "“{words}” may be in the morning or in the evening. Write the quiet hours in figures, such as “22:30-06:30”.",
        words=words,
    )


def _in_quiet(words: str, ends: Sequence[str], t: Translator) -> str:
    return t(
        "The tip’s time, {words}, lies within the quiet hours {start}–{end}. "
        "Choose a time from {end} to {start}, or other quiet hours.",
        words=words,
        start=ends[0],
        end=ends[1],
    )


REST_SENTENCES: Mapping[Trouble, Callable[[str, Sequence[str], Translator], str]] = {
    Trouble.DAY: _no_day,
    Trouble.NO_SUCH_DAY: _no_such_day,
    Trouble.EITHER_DAY: _either_day,
    Trouble.EVERY_WEEK: _every_week,
    Trouble.NO_END: _no_end,
    Trouble.PAST: _past,
    Trouble.JUST_OVER: _just_over,
    Trouble.BACKWARDS: _backwards,
    Trouble.TOO_LONG: _too_long,
    Trouble.NOT_RESTING: _not_resting,
    Trouble.COUNTRY: _no_country,
    Trouble.REGION: _no_region,
    Trouble.QUIET: _no_quiet,
    Trouble.IN_QUIET: _in_quiet,
    Trouble.HALF_OF_DAY: _half_of_day,
}
