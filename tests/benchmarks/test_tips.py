"""The benchmark of tips says which measure it judges, and what the plain one would say."""

from collections.abc import Sequence

import pytest

from benchmarks._tips_learners import Power
from benchmarks._tips_strategies import STRATEGIES, Leitner, Ours, RoundRobin, Strategy
from benchmarks.tips import Outcome, Outcomes, missed, print_measures

LEARNT: dict[type[Strategy], float] = {Ours: 0.36, RoundRobin: 0.30}  # the others: 0.20


def outcomes(everything: float, leitner: float) -> Outcomes:
    """An even and an uneven team with each way to choose; ours knows 0.6 of everything."""

    def teams(way: type[Strategy]) -> Sequence[Outcome]:
        plain = 0.6 if way is Ours else leitner if way is Leitner else everything
        learnt = LEARNT.get(way, 0.2)
        return [Outcome(0, uneven, learnt + 0.05 * (uneven and way is Ours), plain) for uneven in (False, True)]

    return {way: list(teams(way)) for way in STRATEGIES}


def test_it_names_the_judged_measure_and_says_of_the_plain_one_what_is_not_reached(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_measures(outcomes(everything=0.58, leitner=0.5), 10)
    said = capsys.readouterr().out
    assert "judged: recall of what was to be learnt, 10 % wanted" in said
    assert "not judged: plain mean over everything, habits included; were 10 % wanted:" in said
    assert "- not reached: +3.4 % over RoundRobin" in said
    assert "- reached: +20.0 % over Leitner" in said


def test_under_a_lower_limit_the_plain_mean_is_still_held_against_ten(capsys: pytest.CaptureFixture[str]) -> None:
    print_measures(outcomes(everything=0.56, leitner=0.5), 5)
    said = capsys.readouterr().out
    assert "judged: recall of what was to be learnt, 5 % wanted" in said
    assert "- not reached: +7.1 % over RoundRobin" in said


def test_the_plain_mean_fails_nothing() -> None:
    assert list(missed(Power, outcomes(everything=0.6, leitner=0.6), 10)) == []
