"""What stands behind `/observe report` is understood in both languages, in any order, and never raises."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.loader import load
from bot.observations.cells import Group
from bot.observations.periods import Period, calendar
from bot.observations.report import Coverage, Figure, Report, Tally
from bot.observations.report_sheet import sheet
from bot.observations.report_words import ReportWish, area_named_in_part, group_named, read_report
from bot.people.files import table_as_csv
from bot.settings import DEFAULT_CONTENT
from tests.catalogue.packs import greeting, queue, standard, text, write_pack
from tests.fakes import MONDAY_MORNING


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("", ReportWish()),
        ("today", ReportWish(Period.TODAY)),
        ("i dag", ReportWish(Period.TODAY)),
        ("I DAG hilsen", ReportWish(Period.TODAY, "hilsen")),
        ("this week", ReportWish(Period.WEEK)),
        ("ugen", ReportWish(Period.WEEK)),
        ("sidste uge", ReportWish(Period.LAST_WEEK)),
        ("måned", ReportWish(Period.MONTH)),
        ("maaned", ReportWish(Period.MONTH)),
        ("30d", ReportWish(Period.DAYS_30)),
        ("de sidste 30 dage", ReportWish(Period.DAYS_30)),
        ("first in queue week", ReportWish(Period.WEEK, "first in queue")),
        ("for denne måned om Ord og vendinger", ReportWish(Period.MONTH, "Ord og vendinger")),
        ("month csv", ReportWish(Period.MONTH, as_file=True)),
        ("greeting last week som fil", ReportWish(Period.LAST_WEEK, "greeting", as_file=True)),
        ("uge mørk", ReportWish(Period.WEEK, dark=True)),
        ("dark today", ReportWish(Period.TODAY, dark=True)),
        ("sidste måned hilsen", ReportWish(Period.LAST_MONTH, "hilsen")),
        ("last month", ReportWish(Period.LAST_MONTH)),
        ("i går", ReportWish(Period.YESTERDAY)),
        ("yesterday csv", ReportWish(Period.YESTERDAY, as_file=True)),
        ("standard hilsen", ReportWish(Period.DAYS_30, "hilsen")),
        ("uge området Ord og vendinger", ReportWish(Period.WEEK, "Ord og vendinger")),
        ("hilsen i denne uge", ReportWish(Period.WEEK, "hilsen")),
        ("greeting for this week", ReportWish(Period.WEEK, "greeting")),
        ("kø for sidste uge", ReportWish(Period.LAST_WEEK, "kø")),
        ("greeting in the last 30 days as csv", ReportWish(Period.DAYS_30, "greeting", as_file=True)),
        ("first in queue", ReportWish(Period.DAYS_30, "first in queue")),
        ("hilsen i", ReportWish(Period.DAYS_30, "hilsen i")),
        ("today week", ReportWish(Period.TODAY, "week")),
    ],
)
def test_words_are_understood(typed: str, wish: ReportWish) -> None:
    assert read_report(typed) == wish


@given(st.text(max_size=80))
def test_any_text_is_a_wish(typed: str) -> None:
    assert isinstance(read_report(typed), ReportWish)


def test_areas_and_standards_go_by_all_their_names(tmp_path: Path) -> None:
    old = standard("old-rule", text("Old rule"), text("Gammel regel"), retired=True)
    catalogue = load(write_pack(tmp_path / "pack", greeting(), queue(), old))
    area = catalogue.everything["greeting"].area
    assert group_named("", catalogue) == Group()
    assert group_named(catalogue.area_title(area, "da").upper(), catalogue) == Group(area)
    assert group_named("Hilsen", catalogue) == Group(area, "greeting")
    assert group_named("gammel regel", catalogue) == Group(catalogue.everything["old-rule"].area, "old-rule")
    assert group_named("hilsen til alle", catalogue) is None


def test_an_area_goes_by_a_part_of_its_title_that_no_other_has() -> None:
    catalogue = load(DEFAULT_CONTENT)
    found = {word: area_named_in_part(word, catalogue) for word in ("ordvalg", "Appearance", "facial gestures")}
    assert found == {
        "ordvalg": Group("words-and-phrases"),
        "Appearance": Group("appearance"),
        "facial gestures": Group("expression-and-gestures"),
    }
    assert area_named_in_part("service", catalogue) is None, "three areas have it"
    assert area_named_in_part("and", catalogue) is None


def test_a_file_brings_no_formula_to_life_and_shows_nothing_hidden() -> None:
    found = calendar(MONDAY_MORNING, "UTC")
    rows = ((Group(), Figure(Group(), Tally(1, 8, 1), 100)), (Group("a"), None), (Group("b"), None))
    span, coverage = found.spans[Period.WEEK], Coverage(1, 1, None, None)
    report = Report(Period.WEEK, span, Group(), coverage, rows=rows)
    written = table_as_csv(("a", "b"), sheet(report, lambda _group: ("=cmd()|' /c calc'!A0", ""), "hidden"))
    _, whole, *hidden = written.splitlines()
    assert "\"'=cmd()" in whole
    assert whole.endswith('"10","1","8","1","90","100","-10"')
    assert len(hidden) == 2
    assert all(line.endswith('"hidden","","","","","",""') for line in hidden), "with one reason for both"


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("week standard", ReportWish(Period.WEEK, by_standard=True)),
        ("standards week", ReportWish(Period.WEEK, by_standard=True)),
        ("week by standard", ReportWish(Period.WEEK, by_standard=True)),
        ("uge standarder", ReportWish(Period.WEEK, by_standard=True)),
        ("uge pr. standard", ReportWish(Period.WEEK, by_standard=True)),
        ("uge efter standard", ReportWish(Period.WEEK, by_standard=True)),
        ("uge fordelt på standarder", ReportWish(Period.WEEK, by_standard=True)),
        ("week standard greeting", ReportWish(Period.WEEK, "greeting")),
        ("week area", ReportWish(Period.WEEK)),
    ],
)
def test_a_report_is_by_standard_where_that_is_asked_for(typed: str, wish: ReportWish) -> None:
    assert read_report(typed) == wish


def test_a_report_by_standard_shows_those_that_any_report_may_show_and_counts_the_others() -> None:
    found = calendar(MONDAY_MORNING, "UTC")
    one, two, three = (Group("a", name) for name in ("low", "high", "few"))
    low, high = Figure(one, Tally(8, 2, 0)), Figure(two, Tally(0, 10, 0))
    rows = ((Group(), None), (Group("a"), None), (one, low), (three, None), (two, high))
    span, coverage = found.spans[Period.WEEK], Coverage(3, 3, None, None)
    report = Report(Period.WEEK, span, Group(), coverage, rows=rows, hidden=1)
    changed = report.with_standards()
    assert (changed.parts, changed.hidden, changed.by_standard) == ((high, low), 1, True)
    assert replace(report, about=Group("a")).with_standards() == replace(report, about=Group("a"))
