"""The measures of sending keep to each other, whatever lease an operator chooses."""

from datetime import timedelta

import pytest

from bot.tips.tempo import Tempo


@pytest.mark.parametrize("seconds", [1, 4, 60, 600])
def test_lease_outlasts_three_requests_whatever_it_is(seconds: int) -> None:
    tempo = Tempo.of(120, seconds)
    assert tempo.lease >= 3 * tempo.patience
    assert tempo.lease.total_seconds() == seconds


def test_usual_lease_gives_the_usual_measures() -> None:
    assert Tempo.of(120, 60) == Tempo()


def test_short_lease_looks_again_sooner() -> None:
    tempo = Tempo.of(120, 6)
    assert tempo.back_off(1) == timedelta(seconds=3)
    assert tempo.back_off(50) == timedelta(minutes=1)
