"""Builders of what the tip tests talk about."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from bot.catalogue.model import Area, AreaText, Catalogue, Check, Option, Standard, StandardText, Value, ValueText
from bot.tips.report import Report, Week
from bot.tips.wish import Wanted

EVERY_MORNING = Wanted(time(9), frozenset(range(7)), "UTC", "en")


def standard(
    name: str, area: str = "words", *, tips: int = 2, checks: int = 0, languages: Sequence[str] = ("en", "da")
) -> Standard:
    """A standard whose tips name themselves, such as `greeting 0 en`; of each check, option 1 is right."""
    return Standard(
        id=name,
        area=area,
        value="respect",
        owner="guest-experience",
        review_by=date(2027, 6, 1),
        text={
            language: StandardText(
                title=f"{name.title()} {language}",
                criterion="It can be seen.",
                why="It matters.",
                do=("One", "Two"),
                dont=("One", "Two"),
                tips=tuple(f"{name} {number} {language}" for number in range(tips)),
                checks=tuple(check(f"{name} {number} {language}") for number in range(checks)),
            )
            for language in languages
        },
    )


def check(name: str) -> Check:
    """A check that asks `greeting 0 en?`, say, with option 1 right."""
    options = tuple(
        Option(text=f"{name} option {number}", right=number == 1, feedback=f"Feedback {number}.") for number in range(3)
    )
    return Check(ask=f"{name}?", options=options)


def catalogue(*standards: Standard) -> Catalogue:
    """A catalogue of these standards; without any, three in two areas."""
    known = standards or (standard("greeting"), standard("farewell"), standard("posture", "body"))
    areas = dict.fromkeys(one.area for one in known)
    return Catalogue(
        languages=("en", "da"),
        areas={area: Area(id=area, text={"en": AreaText(title=area.title(), covers="It.")}) for area in areas},
        values={"respect": Value(id="respect", text={"en": ValueText(title="Respect", why="It.")})},
        everything={one.id: one for one in known},
    )


def of_twenty(*people: int | None) -> Report:
    """A channel of twenty, and how many answered week by week, the running one last; None: nothing was asked."""
    mondays = [date(2026, 11, 23) - timedelta(weeks=n) for n in range(len(people) - 1, -1, -1)]
    weeks = (Week(first, one is not None, one or 0, 20) for first, one in zip(mondays, people, strict=True))
    return Report("C1", tuple(weeks), 20, 20)
