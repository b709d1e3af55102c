"""Whose public holidays are kept. Which days these are, and where, is loaded when somebody first asks."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Calendar:
    """Whose public holidays: an ISO 3166-1 country such as `DE`, and one of its ISO 3166-2 regions such as `BY`."""

    country: str
    region: str | None = None


def is_holiday(day: date, calendar: Calendar) -> bool:
    """Whether the day is a public holiday there; fast, as each year is computed once."""
    from bot.tips import public_holidays  # noqa: PLC0415  (Babel, and the names of all countries)

    return public_holidays.is_holiday(day, calendar)


def country_of_zone(time_zone: str) -> str | None:
    """The country that a time zone is in, such as `DK`; None for zones of no country (UTC), or without holidays."""
    from bot.tips import public_holidays  # noqa: PLC0415

    return public_holidays.country_of_zone(time_zone)
