"""Learning ends when what it learns is of no use any more: at a stop, and when another catalogue is put in use."""

import asyncio
import threading
from pathlib import Path

import numpy as np
import pytest

from bot.answers import meaning
from bot.answers.answers import Answers
from bot.answers.cache import Cache
from bot.answers.stopping import Stopped
from bot.answers.vectors import AT_ONCE, Vectors
from bot.catalogue.live import LiveCatalogue
from tests.answers.catalogues import tiny_catalogue
from tests.answers.test_encoder import Counting

TEXTS = [f"line {number}" for number in range(AT_ONCE + 10)]


def learning(answers: Answers, encoder: Counting) -> threading.Thread:
    """A thread that is in the middle of learning, until the gate is opened."""
    encoder.gate.clear()
    answers.near("", "en", 1)  # loads search by letters, which is not what is waited for
    thread = threading.Thread(target=answers.learn)
    thread.start()
    assert encoder.begun.wait(5)
    return thread


def test_vectors_that_were_computed_before_a_stop_are_kept(tmp_path: Path) -> None:
    encoder = Counting()

    def go_on() -> None:
        if encoder.asked:
            raise Stopped

    with pytest.raises(Stopped):
        Vectors(encoder, Cache(tmp_path), None).of(TEXTS, go_on)
    assert encoder.asked == TEXTS[:AT_ONCE]
    again = Vectors(encoder, Cache(tmp_path), None)
    assert again.missing(TEXTS) == 10
    assert len(again.of(TEXTS)) == len(TEXTS)
    assert encoder.asked == TEXTS


def test_the_head_asks_before_each_piece_of_work() -> None:
    vectors = np.eye(6, dtype=np.float32)
    asked = list[int]()

    def go_on() -> None:
        asked.append(1)
        if len(asked) > 6:  # past the likeness of the lines, in the head itself
            raise Stopped

    with pytest.raises(Stopped):
        meaning.learnt(vectors, 6, np.arange(6) % 3, 3, lambda _line: np.zeros(6, np.float32), go_on)


def test_a_stop_ends_what_is_being_learnt() -> None:
    encoder = Counting()
    answers = Answers(LiveCatalogue(tiny_catalogue()), encoder)
    thread = learning(answers, encoder)
    answers.close()
    encoder.gate.set()
    thread.join(5)
    assert not thread.is_alive()
    assert not answers.has_meaning
    answers.learn()
    assert answers.has_meaning  # who begins anew learns anew


def test_another_catalogue_ends_what_is_learnt_of_the_former() -> None:
    encoder = Counting()
    live = LiveCatalogue(tiny_catalogue())
    answers = Answers(live, encoder)
    thread = learning(answers, encoder)
    live.replace(tiny_catalogue())
    encoder.gate.set()
    thread.join(5)
    assert not thread.is_alive()
    answers.learn()
    assert answers.has_meaning


async def test_questions_that_are_being_searched_at_a_stop_are_answered() -> None:
    encoder = Counting()
    answers = Answers(LiveCatalogue(tiny_catalogue()), encoder)
    answers.learn()
    encoder.begun.clear()
    encoder.gate.clear()
    asking = [asyncio.create_task(answers.ask(f"how do I say hello to guest {one}", "en")) for one in range(3)]
    await asyncio.to_thread(encoder.begun.wait, 5)
    answers.close()
    encoder.gate.set()
    assert [one.candidates[0].standard for one in await asyncio.gather(*asking)] == ["greeting"] * 3
