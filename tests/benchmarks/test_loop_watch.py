"""What a busy machine kept from a thread is taken off, and nothing else."""

import pytest

from benchmarks._loop_watch import LoopWatch

WAITS = [(100.0, 7.0), (101.0, 7.25), (102.0, 8.0)]  # moments, and seconds that the thread has waited for a CPU so far


@pytest.mark.parametrize(("began", "ended", "worked"), [(100, 102, 1), (100.5, 101.5, 0.75), (101, 101.5, 0.5)])
def test_of_a_stretch_the_waits_for_a_cpu_are_taken_off(began: float, ended: float, worked: float) -> None:
    assert LoopWatch(waits=WAITS).worked(began, ended) == worked


def test_where_nothing_is_known_of_waits_nothing_is_taken_off() -> None:
    assert LoopWatch().worked(100, 102) == 2
