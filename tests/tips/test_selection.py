"""Which tip comes next: rotation without repeats, areas apart, new standards early."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tips.selection import Candidate, Shown, choose, spread


def candidates(**areas: int) -> list[Candidate]:
    return [Candidate(f"{area}-{n}", area, tips=2) for area, count in areas.items() for n in range(count)]


def play(known: list[Candidate], rounds: int, history: list[Shown] | None = None) -> list[Shown]:
    """What a channel gets, oldest first, tip after tip."""
    newest_first = list(history or [])
    for _ in range(rounds):
        shown = choose(known, newest_first)
        assert shown is not None
        newest_first.insert(0, shown)
    return newest_first[::-1]


def test_nothing_to_choose_from_gives_nothing() -> None:
    assert choose([], [Shown("greeting", 0)]) is None


def test_every_standard_is_shown_once_before_any_repeats() -> None:
    known = candidates(words=5, body=5, speed=3)
    first, second = play(known, 26)[:13], play(known, 26)[13:]
    assert {tip.standard for tip in first} == {tip.standard for tip in second} == {one.standard for one in known}


def test_the_second_round_brings_another_tip_of_each_standard_and_the_third_begins_again() -> None:
    tips = play(candidates(words=2, body=2), 12)
    assert [tip.tip for tip in tips] == [0] * 4 + [1] * 4 + [0] * 4


def test_an_area_does_not_follow_itself() -> None:
    shown = [tip.standard.split("-")[0] for tip in play(candidates(a=5, b=5, c=5, d=5, e=5, f=5), 90)]
    assert all(one != other for one, other in pairwise(shown))


def test_a_new_standard_comes_next_and_the_rotation_goes_on_where_it_was() -> None:
    known = candidates(words=2, body=2)
    history = play(known, 6)[::-1]
    expected = choose(known, history)
    grown = [*known, Candidate("new", "speed", tips=1)]
    assert play(grown, 2, history)[-2:] == [Shown("new", 0), expected]


def test_of_several_new_standards_one_of_another_area_comes_first() -> None:
    known = candidates(words=2)
    history = [Shown("words-1", 0), Shown("words-0", 0)]
    assert choose([*known, Candidate("words-9", "words", 1), Candidate("body-1", "body", 1)], history) == Shown(
        "body-1", 0
    )


def test_a_retired_standard_does_not_come_back() -> None:
    known = candidates(words=3)
    left = [one for one in known if one.standard != "words-1"]
    assert "words-1" not in {tip.standard for tip in play(left, 6, play(known, 3)[::-1])[3:]}


def test_a_standard_that_lost_a_tip_shows_one_that_it_has() -> None:
    assert choose([Candidate("greeting", "words", tips=1)], [Shown("greeting", 4)]) == Shown("greeting", 0)


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=7))
def test_areas_stay_apart_all_the_way_round_wherever_that_is_possible(counts: list[int]) -> None:
    known = candidates(**{chr(97 + n): count for n, count in enumerate(counts)})
    order = spread(known)
    assert Counter(order) == Counter(known)
    if len(known) > 1 and max(counts) * 2 <= len(known):
        assert all(order[n - 1].area != order[n].area for n in range(len(order)))


@settings(deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=6), st.integers(1, 60))
def test_no_standard_repeats_before_all_the_others_were_shown(counts: list[int], rounds: int) -> None:
    known = candidates(**{chr(97 + n): count for n, count in enumerate([*counts, 1])})
    shown = [tip.standard for tip in play(known, rounds)]
    for start in range(max(1, len(shown) - len(known))):
        window = shown[start : start + len(known)]
        assert len(set(window)) == len(window)
