"""Agreement between raters, against examples that were published with their results."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.observations.agreement import Unit, ordinal_alpha, percent_agreement

# Krippendorff 2011 (https://repository.upenn.edu/asc_papers/43), section E: four observers, twelve units.
FOUR_OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# The same, section A: two observers, ten units, two values.
TWO_OBSERVERS = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
# Hayes & Krippendorff 2007, Communication Methods and Measures 1, table 1: five observers, forty units.
FIVE_OBSERVERS = (
    "1 1 2 . 0 0 1 1 2 2 . 0 1 3 1 1 2 1 1 0 0 0 2 0 1 0 0 1 1 1 1 2 2 3 2 2 2 2 2 1",
    "1 1 3 0 0 0 0 . 2 1 1 0 2 3 1 1 1 2 1 0 0 0 3 0 2 1 0 2 1 1 1 1 2 2 2 2 2 2 2 1",
    "2 0 3 0 0 0 2 2 2 1 0 0 2 2 1 1 2 3 0 0 1 . 3 0 . 1 0 1 2 2 0 2 . 2 2 3 2 . 2 1",
    ". 1 3 . . . . 0 . 1 0 0 2 2 . . . 3 1 . 1 0 3 0 2 1 1 2 2 . . 1 2 2 . . . 1 2 .",
    "2 . . 0 0 0 1 . 2 . . . . 3 1 1 2 . . 0 . 0 . . 2 . 0 . . 2 0 . 2 . 2 2 2 2 . 1",
)
RANKS = st.dictionaries(st.integers(0, 2), st.integers(0, 9), max_size=3)


def units(raters: tuple[str, ...]) -> list[Unit]:
    """The ratings of each unit, counted."""
    columns = zip(*(line.split() for line in raters), strict=True)
    return [Counter(int(one) for one in column if one != ".") for column in columns]


@pytest.mark.parametrize(
    ("raters", "alpha"), [(FOUR_OBSERVERS, 0.815), (TWO_OBSERVERS, 0.095), (FIVE_OBSERVERS, 0.7598)]
)
def test_alpha_is_the_published_one(raters: tuple[str, ...], alpha: float) -> None:
    found = ordinal_alpha(units(raters))
    assert found == pytest.approx(alpha, abs=0.00051)


def test_percent_counts_pairs() -> None:
    assert percent_agreement(units(TWO_OBSERVERS)) == 60  # Krippendorff 2011: they agree on six of ten
    assert percent_agreement([{0: 2, 1: 2}]) == 33
    assert percent_agreement([{0: 1}]) is None


def test_all_the_same_has_a_percent_and_no_alpha() -> None:
    same = [{1: 5}, {1: 6}]
    assert (percent_agreement(same), ordinal_alpha(same)) == (100, None)


def test_full_agreement_that_varies_is_one() -> None:
    assert ordinal_alpha([{0: 5}, {1: 5}, {2: 5}]) == pytest.approx(1)


def test_neighbours_differ_less_than_ends() -> None:
    near, far = [{0: 3, 1: 2}, {1: 5}, {2: 5}], [{0: 3, 2: 2}, {1: 5}, {2: 5}]
    near_alpha, far_alpha = ordinal_alpha(near), ordinal_alpha(far)
    assert near_alpha is not None
    assert far_alpha is not None
    assert near_alpha > far_alpha


@given(st.lists(RANKS, max_size=5))
def test_alpha_is_never_above_one_and_nothing_fails(found: list[dict[int, int]]) -> None:
    alpha, percent = ordinal_alpha(found), percent_agreement(found)
    assert alpha is None or alpha <= 1 + 1e-9
    assert percent is None or 0 <= percent <= 100
