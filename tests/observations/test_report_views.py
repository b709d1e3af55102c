"""The report on observations: of days that are gone, of an empty week, and of many areas."""

import pytest

from bot.catalogue.model import Catalogue
from bot.i18n import Translator, translator
from bot.observations.cells import Group
from bot.observations.periods import Period, Span
from bot.observations.report import Coverage, Figure, Report, Tally
from bot.pictures.picture import Pairs
from handlers.views import report, report_picture
from handlers.views.alt_text import LIMIT
from tests.fakes import MONDAY_MORNING
from tests.observations.shown import catalogue, sent, t

__all__ = ["catalogue", "t"]


GONE, SEEN = "Der er ingen observationer tilbage fra perioden.", "Der er ikke observeret noget i perioden."


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


@pytest.mark.parametrize(
    ("language", "says", "before"),
    [
        (
            "da",
            "de sidste 30 dage. Sammenlignet med de 30 dage før. Opfyldt eller forbilledligt, fordelt på områder: Om",
            "før",
        ),
        ("en", "30 days. Compared with the 30 days before. Met or exemplary, by area: Område 1", "before"),
    ],
)
def test_picture_says_every_area_and_standard_that_it_shows(
    catalogue: Catalogue, language: str, says: str, before: str
) -> None:
    seen = with_areas(8)
    t = translator(language)
    words = report_picture.says(seen, catalogue, t)
    assert says in words
    assert len(words) <= LIMIT
    charts = report_picture.picture(seen, catalogue, t, dark=False).charts
    marks = [pair for chart in charts if isinstance(chart, Pairs) for pair in chart.pairs]
    shown = [f"{one.label.rstrip('…')} {one.later} %, {before} {one.first} %" for one in marks]
    assert len(shown) == 8 + 3 + 3
    assert [one for one in shown if one not in words] == []


@pytest.mark.parametrize(
    ("language", "more"), [("da", "og {} mere i beskeden ovenfor."), ("en", "and {} more in the message above.")]
)
def test_picture_of_many_areas_says_how_many_it_leaves_out(catalogue: Catalogue, language: str, more: str) -> None:
    seen = with_areas(60)
    words = report_picture.says(seen, catalogue, translator(language))
    left_out = [one for one in seen.parts if f"{one.group.area} " not in words]
    assert len(words) <= LIMIT
    assert more.format(len(left_out)) in words
    assert all(str(one.group.standard) in words for one in (*seen.strengths, *seen.gaps)), (
        "the shortest lists stay whole"
    )


def with_areas(number: int) -> Report:
    """A report with areas of long names, three strengths and three gaps; the pack knows none of them."""
    day, tally = MONDAY_MORNING.date(), Tally(10, 20, 70)
    parts = tuple(Figure(Group(f"Område {one} {'x' * 25}"), tally, before=50) for one in range(1, number + 1))
    strengths, gaps = (
        tuple(Figure(Group("contact", f"{name}-{one}-{'y' * 25}"), tally, before=40) for one in range(3))
        for name in ("good", "gap")
    )
    coverage = Coverage(60, 60, 9, 9)
    whole = Figure(Group(), tally)
    return Report(Period.DAYS_30, Span(day, day), Group(), coverage, whole, parts, strengths=strengths, gaps=gaps)
