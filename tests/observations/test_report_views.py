"""The report on observations: of days that are gone, of an empty week, and of many areas."""

import pytest

from bot.catalogue.model import Catalogue
from bot.i18n import Translator, translator
from bot.observations.cells import Group
from bot.observations.periods import Period, Span
from bot.observations.report import Coverage, Figure, Report, Tally
from handlers.views import report
from tests.fakes import MONDAY_MORNING
from tests.observations.shown import catalogue, sent, t

__all__ = ["catalogue", "t"]


GONE, SEEN = "Der er ingen observationer tilbage fra den tid.", "Der er ikke observeret noget i den tid."


@pytest.mark.parametrize("period", [Period.DAYS_30, Period.LAST_WEEK])
@pytest.mark.parametrize(
    ("kept_days", "says", "not_said"),
    [(20, f"{GONE}|Observationer slettes efter 20 dage.|mangler her", SEEN), (None, SEEN, f"{GONE}|mangler her")],
)
def test_report_on_days_that_are_gone_says_so_and_not_that_nothing_was_seen(
    catalogue: Catalogue, t: Translator, period: Period, kept_days: int | None, says: str, not_said: str
) -> None:
    seen = nothing_seen(period, kept_days)
    for message in (report.report(seen, catalogue, t), report.in_window(seen, catalogue, t)):
        words = sent(message)["text"]
        assert all(part in words for part in says.split("|"))
        assert not any(part in words for part in not_said.split("|"))


@pytest.mark.parametrize(
    ("kept_days", "says"),
    [(3, "Der er ingen observationer tilbage fra sidste uge,"), (None, "blev der ikke observeret noget,")],
)
def test_monday_without_observations_says_so_only_of_a_week_that_is_kept(
    catalogue: Catalogue, t: Translator, kept_days: int | None, says: str
) -> None:
    assert says in sent(report.digest(nothing_seen(Period.LAST_WEEK, kept_days), catalogue, t))["text"]


def nothing_seen(period: Period, kept_days: int | None) -> Report:
    """A report without observations, for somebody with a follow-up."""
    day = MONDAY_MORNING.date()
    return Report(period, Span(day, day), Group(), Coverage(0, 1, None, None), follow_ups=1, kept_days=kept_days)


def test_window_shows_every_area_however_many_there_are(catalogue: Catalogue, t: Translator) -> None:
    day, tally = MONDAY_MORNING.date(), Tally(1, 2, 3)
    areas = [f"area-{number}-{'x' * 60}" for number in range(60)]
    parts = tuple(Figure(Group(area), tally, before=50) for area in areas)
    span, coverage = Span(day, day), Coverage(60, 60, 9, 9)
    seen = Report(Period.DAYS_30, span, Group(), coverage, Figure(Group(), tally), parts)
    wire = report.in_window(seen, catalogue, t)
    shown = "\n".join(block.to_dict()["text"]["text"] for block in wire.blocks if block.type == "section")
    assert [area for area in areas if f"• {area}: " not in shown] == []
    sent(wire)


@pytest.mark.parametrize(
    ("language", "hidden", "numbers"),
    [
        ("da", "Antallet af observerede medarbejdere er skjult, fordi", "1 af 1 standarder er observeret."),
        ("en", "How many people were observed is hidden, because", "1 of 1 standards were observed."),
    ],
)
def test_hidden_headcount_is_not_called_fewer_than_five(
    catalogue: Catalogue, language: str, hidden: str, numbers: str
) -> None:
    about, span, coverage = (
        Group("contact"),
        Span(MONDAY_MORNING.date(), MONDAY_MORNING.date()),
        Coverage(1, 1, None, 9),
    )
    seen = Report(Period.WEEK, span, about, coverage, Figure(about, Tally(1, 2, 3)))
    [first, second] = report.summary(seen, translator(language))
    assert first.startswith(f"{numbers} {hidden}")
    assert "n = 6" in second
