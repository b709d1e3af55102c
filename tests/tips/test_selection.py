"""Which tip comes next: what the team needs, within rules that no need can break."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.ports import Need, Reason
from bot.tips.hard_rules import coverage_tips, spare_tips
from bot.tips.selection import choose, plan
from bot.tips.situation import Candidate, Code, Selected, Shown, Situation

MONDAY = date(2026, 1, 5)
AREAS = {"gestures": 3, "words": 4, "distance": 3, "dress": 3, "moments": 7, "recovery": 3, "security": 4, "speed": 3}
NEEDS = st.builds(
    Need,
    not_yet=st.integers(0, 9),
    met=st.integers(0, 9),
    people=st.integers(0, 9),
    questions=st.integers(0, 9),
    unhelpful=st.integers(0, 5),
)


def candidates(**areas: int) -> list[Candidate]:
    return [Candidate(f"{area}-{n}", area, tips=3, checks=2) for area, count in areas.items() for n in range(count)]


def working_days(count: int, start: date = MONDAY, weekdays: frozenset[int] = frozenset(range(5))) -> list[date]:
    days = (start + timedelta(days=n) for n in range(7 * count))
    return [day for day in days if day.weekday() in weekdays][:count]


def shown(standard: str, day: date = MONDAY, *, answers: int = 0, right: int = 0, tip: int = 0) -> Shown:
    return Shown(standard, tip, day, 0, answers, right, 10)


def pick(known: list[Candidate], history: list[Shown], situation: Situation) -> Selected:
    selected = choose(known, history, situation)
    assert selected is not None
    return selected


def play(
    known: list[Candidate],
    days: list[date],
    needs: list[Mapping[str, Need]] | None = None,
    answers: list[tuple[int, int]] | None = None,
    **more: Any,
) -> list[tuple[date, Selected]]:
    """What a channel gets, day after day, under needs and answers that change with every day."""
    history: list[Shown] = []
    got = []
    for n, day in enumerate(days):
        needed = needs[n % len(needs)] if needs else {}
        selected = pick(known, history, replace(Situation(day, needed), **more))
        answered, right = answers[n % len(answers)] if answers else (5, 3)
        history.insert(0, Shown(selected.standard, selected.tip, day, selected.check, answered, min(right, answered)))
        got.append((day, selected))
    return got


def test_nothing_to_choose_from_gives_nothing() -> None:
    assert choose([], [shown("greeting")], Situation(MONDAY)) is None


def test_what_was_often_seen_not_yet_comes_first_and_says_so() -> None:
    needs = {"words-1": Need(not_yet=6, met=1, people=6), "words-2": Need(met=6, people=6)}
    selected = pick(candidates(words=4), [], Situation(MONDAY, needs))
    assert selected.standard == "words-1"
    assert selected.reasons[0] == Reason(Code.NOT_YET), "how often is a number that reports may hide"


def test_what_few_knew_comes_again_before_what_all_knew() -> None:
    known = candidates(words=2, dress=2)
    history = [shown(one.standard, answers=9, right=3 if one.standard == "dress-1" else 9) for one in known]
    selected = pick(known, history, Situation(MONDAY + timedelta(days=14)))
    assert selected.standard == "dress-1"
    assert Reason(Code.WRONG) in selected.reasons


def test_standards_take_turns_where_nobody_answers() -> None:
    got = [one.standard for _, one in play(candidates(**AREAS), working_days(90), answers=[(0, 0)])]
    for standard in set(got):
        places = [place for place, one in enumerate(got) if one == standard]
        assert all(20 <= after - before <= 40 for before, after in pairwise(places))


def test_questions_and_answers_that_did_not_help_count() -> None:
    known = candidates(words=3)
    assert pick(known, [], Situation(MONDAY, {"words-2": Need(questions=5)})).standard == "words-2"
    assert pick(known, [], Situation(MONDAY, {"words-1": Need(unhelpful=2)})).standard == "words-1"


def test_a_changed_text_comes_soon_once() -> None:
    known = [replace(one, changed=MONDAY if one.standard == "words-1" else None) for one in candidates(words=9)]
    history = [shown(one.standard, MONDAY - timedelta(days=20), answers=5, right=4) for one in known]
    day = MONDAY + timedelta(days=1)
    first = pick(known, history, Situation(day))
    assert (first.standard, first.reasons[0].code) == ("words-1", Code.CHANGED)
    after = [shown("words-1", day, answers=5, right=4), *history]
    assert pick(known, after, Situation(day + timedelta(days=9))).standard != "words-1"


def test_a_small_number_of_people_seen_gives_no_number() -> None:
    for need in (Need(not_yet=1, people=1), Need(not_yet=4, people=4), Need(not_yet=9, people=2)):
        (first, *_) = pick(candidates(words=1), [], Situation(MONDAY, {"words-0": need})).reasons
        assert first == Reason(Code.PRACTISE)


def test_few_questions_give_no_number() -> None:
    one = candidates(words=1)
    few = pick(one, [], Situation(MONDAY, {"words-0": Need(questions=4)})).reasons
    many = pick(one, [], Situation(MONDAY, {"words-0": Need(questions=5)})).reasons
    assert (few[0], many[0]) == (Reason(Code.QUESTIONS), Reason(Code.QUESTIONS, 5))


def test_the_standard_of_the_week_comes_with_every_second_tip_until_its_last_day() -> None:
    focus: dict[str, Any] = {"focus": "words-1", "focus_until": MONDAY + timedelta(days=4)}
    got = [one.standard == "words-1" for _, one in play(candidates(words=6, dress=6), working_days(10), **focus)]
    assert got[:5] == [True, False, True, False, True]
    assert not any(got[5:])


def test_the_standard_of_the_week_comes_first_whatever_came_before_it_was_set() -> None:
    known, situation = candidates(words=6, dress=6), Situation(MONDAY + timedelta(days=1), focus="words-1")
    before = replace(shown("words-1"), before_focus=True)
    assert pick(known, [before], situation).reasons == (Reason(Code.FOCUS),)
    assert pick(known, [shown("words-1"), before], situation).standard != "words-1"
    assert pick(known, [shown("words-2"), shown("words-1"), before], situation).standard == "words-1"


def test_a_planned_standard_wins_over_the_standard_of_the_week() -> None:
    situation = Situation(MONDAY, focus="words-1", pinned="words-0")
    assert pick(candidates(words=3), [], situation).reasons == (Reason(Code.PINNED),)


def test_a_standard_that_was_retired_is_neither_focus_nor_plan() -> None:
    situation = Situation(MONDAY, focus="gone", pinned="gone-too")
    assert pick(candidates(words=3), [shown("gone")], situation).standard.startswith("words")


def test_checks_and_tips_take_turns_each_used_before_one_is_used_again() -> None:
    got = play(candidates(words=1), working_days(6))
    assert [one.check for _, one in got] == [0, 1, 0, 1, 0, 1]
    assert [one.tip for _, one in got] == [0, 1, 2, 0, 1, 2]


def test_a_standard_without_checks_asks_nothing() -> None:
    assert pick([Candidate("words-0", "words", tips=1)], [], Situation(MONDAY)).check is None


def test_days_off_are_no_working_days() -> None:
    holiday = frozenset({MONDAY + timedelta(days=2)})
    week = MONDAY + timedelta(days=7)
    assert Situation(week).working_days_since(MONDAY) == 5
    assert Situation(week, days_off=holiday).working_days_since(MONDAY) == 4
    assert Situation(MONDAY).working_days_since(week) == 0


@given(earlier=st.dates(MONDAY, MONDAY + timedelta(days=30)), span=st.integers(0, 200))
def test_working_days_are_those_from_monday_to_friday(earlier: date, span: int) -> None:
    today = earlier + timedelta(days=span)
    after = [earlier + timedelta(days=n + 1) for n in range(span)]
    assert Situation(today).working_days_since(earlier) == sum(day.weekday() < 5 for day in after)


def test_the_plan_is_what_then_comes() -> None:
    known, days = candidates(**AREAS), working_days(10)
    planned = plan(known, [], Situation(MONDAY), days, {days[3]: "speed-2"})
    assert [day for day, _ in planned] == days
    assert planned[0][1] == pick(known, [], Situation(MONDAY))
    assert (planned[3][1].standard, planned[3][1].reasons) == ("speed-2", (Reason(Code.PINNED),))
    assert len({one.standard for _, one in planned}) == 10
    assert all(one.reasons for _, one in planned)


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[Mapping[str, Need]], list[tuple[int, int]]]:
    """Needs and answers of many days, whatever they are."""
    names = [one.standard for one in candidates(**AREAS)]
    needs = draw(st.lists(st.dictionaries(st.sampled_from(names), NEEDS, max_size=8), min_size=1, max_size=6))
    answers = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=7))
    return [dict(one) for one in needs], answers


@settings(deadline=None, max_examples=12)
@given(lives())
def test_no_standard_repeats_within_five_working_days_whatever_is_needed(
    life: tuple[list[Mapping[str, Need]], list[tuple[int, int]]],
) -> None:
    needs, answers = life
    got = [one.standard for _, one in play(candidates(**AREAS), working_days(70), needs, answers)]
    for position, standard in enumerate(got):
        assert standard not in got[position + 1 : position + 6]


@settings(deadline=None, max_examples=12)
@given(lives(), st.booleans())
def test_every_standard_comes_within_sixty_working_days_whatever_is_needed(
    life: tuple[list[Mapping[str, Need]], list[tuple[int, int]]], is_focused: bool
) -> None:
    needs, answers = life
    known, days = candidates(**AREAS), working_days(125)
    focus: dict[str, Any] = {"focus": "words-0", "focus_until": days[60]} if is_focused else {}
    got = [one.standard for _, one in play(known, days, needs, answers, **focus)]
    for one in known:
        assert all(one.standard in got[start : start + 60] for start in range(len(got) - 59))


@settings(deadline=None, max_examples=12)
@given(lives(), st.integers(20, 60), st.sets(st.integers(0, 59), max_size=2))
@example(([{}], [(0, 0)]), 58, {0, 1})
@example(([{}], [(0, 0)]), 58, {58, 59})
@example(([{}], [(0, 0)]), 59, {59})
@example(([{}], [(0, 0)]), 60, set())
def test_two_tips_of_sixty_days_may_come_to_nothing_where_there_are_so_many_to_spare(
    life: tuple[list[Mapping[str, Need]], list[tuple[int, int]]], count: int, skipped: set[int]
) -> None:
    needs, answers = life
    known = [Candidate(f"s-{n}", f"area-{n % 6}", tips=2, checks=2) for n in range(count)]
    lost = sorted(skipped)[: spare_tips(count, Situation(MONDAY))]
    days = working_days(130)
    came = [day for number, day in enumerate(days) if number % 60 not in lost]
    got = {day: one.standard for day, one in play(known, came, needs, answers)}
    for start in range(len(days) - 59):
        assert {got.get(day) for day in days[start : start + 60]} >= {one.standard for one in known}


def test_of_as_many_standards_as_tips_none_may_be_lost() -> None:
    assert [spare_tips(count, Situation(MONDAY)) for count in (30, 58, 59, 60, 70)] == [2, 2, 1, 0, 0]
    assert spare_tips(10, Situation(MONDAY, weekly=1)) == 2
    assert spare_tips(30, Situation(MONDAY, focus="words-0")) == 0, "every second tip is the standard of the week"


@settings(deadline=None, max_examples=12)
@given(lives())
def test_areas_are_in_balance_whatever_is_needed(
    life: tuple[list[Mapping[str, Need]], list[tuple[int, int]]],
) -> None:
    needs, answers = life
    got = play(candidates(**AREAS), working_days(60), needs, answers)
    for start in range(51):
        window = [one for _, one in got[start : start + 10]]
        if any(reason.code is Code.DUE for one in window for reason in one.reasons):
            continue  # what must come in time comes before balance
        for area, size in AREAS.items():
            count = sum(one.standard.startswith(f"{area}-") for one in window)
            assert count <= ceil(2 * 10 * size / 30)


@settings(deadline=None, max_examples=12)
@given(st.integers(1, 75), st.sets(st.integers(0, 6), min_size=1))
@example(48, {0, 1, 2, 3})
@example(24, {2, 4})
def test_every_rhythm_brings_every_standard_within_its_window(count: int, weekdays: set[int]) -> None:
    known = [Candidate(f"s-{n}", f"area-{n % 6}", tips=2, checks=2) for n in range(count)]
    window = coverage_tips(count, len(weekdays))
    days = working_days(window + 20, weekdays=frozenset(weekdays))
    got = [one.standard for _, one in play(known, days, weekly=len(weekdays))]
    for one in known:
        assert all(one.standard in got[start : start + window] for start in range(len(got) - window + 1))


def test_the_window_of_a_slow_rhythm_is_said_in_tips() -> None:
    assert coverage_tips(30, weekly=5) == 60
    assert coverage_tips(10, weekly=1) == 12
    assert coverage_tips(30, weekly=1) == 38
    assert coverage_tips(70, weekly=5) == 88
