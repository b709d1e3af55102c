"""Answers to what was asked in vain, kept in memory, so that a list of gaps is not searched anew each time it opens."""

import hashlib
from typing import Protocol

from bot.answers.answer import Answer
from bot.catalogue.model import Catalogue

MOST_KEPT = 2_000  # of the gaps of all workspaces; the oldest go


class Asked(Protocol):
    """Who is asked, and how well they can answer just now."""

    @property
    def catalogue(self) -> Catalogue:
        """What is answered from."""

    @property
    def has_meaning(self) -> bool:
        """Whether questions are compared by meaning too."""

    @property
    def given_up(self) -> int:
        """How many questions were answered by letters for want of time."""

    async def ask(self, text: str, language: str) -> Answer:
        """The answer to a question."""


class AskedAgain:
    """Asks each question once, until the catalogue or the way of comparing is another. No text is kept."""

    def __init__(self, asked: Asked, most_kept: int = MOST_KEPT) -> None:
        self._asked = asked
        self._most_kept = most_kept
        self._catalogue, self._has_meaning = asked.catalogue, asked.has_meaning
        self._kept: dict[bytes, Answer] = {}

    async def ask(self, text: str, language: str) -> Answer:
        """The answer that there was, or the one that there is now; one for want of time is not kept."""
        if not self._is_as_it_was():
            self._catalogue, self._has_meaning, self._kept = self._asked.catalogue, self._asked.has_meaning, {}
        key, kept, before = _key(text, language), self._kept, self._asked.given_up
        if (known := kept.get(key)) is not None:
            return known
        answer = await self._asked.ask(text, language)
        if self._asked.given_up == before and self._is_as_it_was():
            kept[key] = answer
            if len(kept) > self._most_kept:
                del kept[next(iter(kept))]
        return answer

    def _is_as_it_was(self) -> bool:
        return self._asked.catalogue is self._catalogue and self._asked.has_meaning == self._has_meaning


def _key(text: str, language: str) -> bytes:
    return hashlib.blake2b(f"{language}\n{text}".encode("utf-8", "replace"), digest_size=16).digest()
