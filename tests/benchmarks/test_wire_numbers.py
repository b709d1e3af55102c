"""What the benchmark of the wire prints: every app by the same number of turns, also of the twenty at once."""

import inspect

import pytest

from benchmarks import wire
from benchmarks._wire_numbers import Numbers, print_numbers


def measured(times: float) -> Numbers:
    """Numbers of an app that takes so many times as long as another."""
    took = [(number * times, 2 * number * times) for number in range(1, 101)]
    at_once = [(3 * ack, 3 * card) for ack, card in took]
    rate = 1 / times
    return Numbers([1.0], [1.0], [1.0], took, at_once, alone_per_second=rate, per_second=rate)


def test_what_twenty_at_once_take_is_printed_beside_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_numbers(*(measured(times) for times in (1, 1, 1, 10, 1))) == 0
    lines = capsys.readouterr().out.splitlines()
    told = {line.split("│")[1].strip(): line.split("│")[2].strip() for line in lines if line.count("│") > 5}
    assert told["command to acknowledgement, p50 ms"] == "51.00"
    assert told["command to acknowledgement, 20 at once, p50 ms"] == "153.00"
    assert told["command to card, 20 at once, p99 ms"] == "600.00"


def test_a_limit_of_the_twenty_at_once_can_be_missed() -> None:
    slow = measured(1)
    slow.at_once = [(2 * ack, card) for ack, card in slow.at_once]
    assert print_numbers(slow, *(measured(times) for times in (1, 1, 10, 1))) == 2


def test_every_app_that_is_compared_has_the_same_number_of_turns() -> None:
    assert inspect.getsource(wire.main).count(".measure(") == 1
