"""Answers what staff ask: a standard, two or three suggestions, or an honest nothing. It never makes anything up."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.answers.answer import Answer, Candidate, Outcome
from bot.answers.cache import Cache
from bot.answers.encoder import Encoder
from bot.answers.late import Late
from bot.answers.normalise import searchable, worded
from bot.answers.queueing import EncoderQueue
from bot.answers.stopping import Stopped
from bot.answers.turns import Turns
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Catalogue

if TYPE_CHECKING:
    from bot.answers.grams import Floats
    from bot.answers.responding import Responder, Wording
    from bot.answers.vectors import Vectors

__all__ = ["Answer", "Answers", "Candidate", "Outcome"]


class Answers:
    """Answers from the live catalogue. Search is loaded when somebody asks what is no name, or by `learn`.

    A new catalogue is indexed before it is put in use where the one before it was, else right after it, in a thread.
    `find_encoder` is asked by the first `learn`, for its catalogue.
    """

    def __init__(
        self,
        live: LiveCatalogue,
        encoder: Encoder | None = None,
        cache: Cache | None = None,
        *,
        find_encoder: Callable[[Catalogue], Encoder | None] | None = None,
    ) -> None:
        self._cache = cache or Cache(None)
        self._find_encoder = find_encoder or (lambda _: encoder)
        self._encoder: Encoder | None = None
        self._vectors: Vectors | None = None
        self._late = Late(live.current, self._cache)
        self._asking: EncoderQueue | None = None
        self._turns = Turns("searching")
        self._learning = threading.Lock()  # one catalogue at a time
        self._era = object()  # ends with each catalogue and at a stop: what was being learnt is of no use then
        live.on_change(self._replace)

    @property
    def catalogue(self) -> Catalogue:
        """What is answered from: for a moment still the one before that which has come into use."""
        return self._late.catalogue

    @property
    def has_meaning(self) -> bool:
        """Whether questions are compared by meaning too; by letters alone where not."""
        return self._late.has_meaning

    @property
    def given_up(self) -> int:
        """How many questions were answered by letters because the encoder was too slow, or too many waited for it."""
        return self._asking.given_up if self._asking else 0

    @property
    def waiting(self) -> int:
        """How many questions wait for the encoder."""
        return self._asking.waiting if self._asking else 0

    def learn(self) -> None:
        """Compare by meaning from now on; takes minutes the first time, then seconds. To be called off the loop.

        A stop ends it, and so does another catalogue.
        """
        self._learn(self._era)

    def answer(self, text: str, language: str) -> Answer:
        """The answer to a question or a name, in whichever language it is put; the encoder runs at once."""
        responder, meant, texts = _prepared(self._late, text)
        vectors = self._encoder.encode(texts) if self._encoder and texts else None
        return responder.answer(meant, language, vectors)

    async def ask(self, text: str, language: str) -> Answer:
        """The same off the event loop; where the encoder is busy for too long, the answer is by letters alone."""
        late = self._late
        if not late.knows_names:
            await asyncio.to_thread(late.named)
        if (named := late.named().exactly(text, language)) is not None:
            return named  # without a thread
        responder, meant, texts = await self._turns.take(lambda: _prepared(late, text))
        vectors: Floats | None = None
        if self._asking is not None and texts:
            vectors = await self._asking.vectors(texts)
        return await self._turns.take(lambda: responder.answer(meant, language, vectors))

    def name(self, text: str, language: str) -> str | None:
        """The one standard that goes by this name, typing errors forgiven."""
        found = self._late.named().names.find(searchable(text), language)
        return found[0] if len(found) == 1 else None

    async def find(self, text: str, language: str) -> str | None:
        """The same off the event loop: whether a word is misspelt is asked of search, which may have to be loaded."""
        return await asyncio.to_thread(self.name, text, language)

    def called(self, text: str, language: str) -> str | None:
        """The one standard that goes by exactly this name: nothing is forgiven but case, accents and punctuation."""
        found = self._late.named().names.spelt(searchable(text), language)
        return found[0] if len(found) == 1 else None

    async def has_name(self, text: str, language: str) -> bool:
        """Whether one standard or several go by exactly this name."""
        late = self._late
        if not late.knows_names:
            await asyncio.to_thread(late.named)
        return late.named().exactly(text, language) is not None

    def is_name(self, text: str, language: str) -> bool:
        """Whether this is a name, or one with an unmistakable typing error: no search is needed then."""
        return bool(self._late.named().names.surely(searchable(text), language))

    def is_small_talk(self, text: str) -> bool:
        """Whether somebody only greets, thanks, laughs, swears or tries Takt out."""
        from bot.answers.speech import speech  # noqa: PLC0415

        return speech().is_small_talk(searchable(text))

    def near(self, text: str, language: str, limit: int) -> list[str]:
        """Standards for what is being typed: names that begin with it, names that hold it, then what search finds."""
        return self._late.responder().near(searchable(text), language, limit)

    async def load(self) -> None:
        """Load what `near` needs, off the event loop, where it is not loaded."""
        if not self._late.is_loaded:
            await self._turns.take(self._late.responder)

    def close(self) -> None:
        """Stop the threads of search and of the encoder, and what is being learnt."""
        self._era = object()
        self._turns.close()
        if self._asking is not None:
            self._asking.close()

    def _replace(self, catalogue: Catalogue) -> None:
        """Answer from a new catalogue: by letters at once, by meaning as soon as it is learnt."""
        late = Late(catalogue, self._cache)
        if self._late.is_loaded:  # who was asked will be asked again
            late.responder()
        self._late = late
        self._era = era = object()  # a stop may come at the same moment, on the event loop
        threading.Thread(target=self._learn, args=(era,), name="learning", daemon=True).start()

    def _learn(self, era: object) -> None:
        def go_on() -> None:
            if era is not self._era:
                raise Stopped

        with self._learning, contextlib.suppress(Stopped):
            go_on()
            self._encoder = self._encoder or self._find_encoder(self._late.catalogue)
            if self._encoder is None:
                self._late.make()
            if self._encoder is None or self.has_meaning:
                return
            from bot.answers.vectors import Vectors  # noqa: PLC0415  (numpy comes with it)

            self._vectors = self._vectors or Vectors(self._encoder, self._cache)
            self._asking = self._asking or EncoderQueue(self._encoder)
            responder = self._late.responder()
            responder.learn(self._vectors, go_on)
            go_on()
            responder.warm()


def _prepared(late: Late, text: str) -> "tuple[Responder, Wording, list[str]]":
    """Who answers, the question as it was meant, and what of it to encode."""
    responder = late.responder()
    meant = responder.mended(worded(text))
    return responder, meant, responder.to_encode(meant)
