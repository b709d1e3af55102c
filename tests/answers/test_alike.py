"""Half the table of likenesses says what the whole one would."""

import numpy as np
import pytest

from bot.answers.alike import Alike
from bot.answers.stopping import Stopped, always

COUNT = 40


def table() -> np.ndarray:
    """A symmetric table of likenesses, some of them beyond what a likeness may be."""
    made = np.random.default_rng(7).uniform(-0.2, 1.2, (COUNT, COUNT)).astype(np.float32)
    return (made + made.T) / 2


def test_half_a_table_gives_whole_rows() -> None:
    whole = table()
    alike = Alike(lambda line: whole[line], COUNT, always)
    lines = np.array([0, COUNT - 1, 7, 7])
    assert alike.rows(lines) == pytest.approx(
        np.clip(whole, 0, 1)[lines], abs=0.5001 / 255
    )  # rounded, not cut off: an error to one side would add up over all lines


def test_no_lines_make_no_table() -> None:
    assert Alike(lambda _: np.zeros(0, np.float32), 0, always).rows(np.zeros(0, np.int64)).shape == (0, 0)


def test_a_stop_ends_it() -> None:
    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        Alike(lambda line: table()[line], COUNT, stop)
