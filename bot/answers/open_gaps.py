"""What people asked in vain and what still has no answer: each gap is asked again before it is shown."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

from bot.answers.answer import Answer, Outcome
from bot.answers.asked_again import Asked, AskedAgain
from bot.answers.gaps import MOST_GROUPS, grouped
from bot.answers.questions import QuestionLog
from bot.answers.rarity import Rarity
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Catalogue
from bot.catalogue.names import fold
from bot.ports import Gap, WorkspaceId

MOST_ASKED = 45  # gaps that are asked again; those that are rarer wait until others are closed
ENOUGH = 150  # standards whose lines tell which words are rare

Ask = Callable[[str, str], Awaitable[Answer]]


class OpenGaps:
    """Groups a workspace's questions, and leaves out what a standard answers by now."""

    def __init__(self, questions: QuestionLog, ask: Ask, live: LiveCatalogue) -> None:
        self._questions = questions
        self._ask = ask
        self._live = live
        self._learnt: tuple[Catalogue, Rarity] | None = None

    async def of(self, workspace: WorkspaceId) -> list[Gap]:
        """What people asked in vain within 90 days and would again, most asked first. Raises `StorageAway`."""
        asked = await self._questions.unanswered(workspace)
        found = await asyncio.to_thread(lambda: grouped(asked, self._rarity(), MOST_ASKED))
        still_open: list[Gap] = []
        for gap in found:
            if len(still_open) == MOST_GROUPS:
                break
            if not await self._is_closed(gap):
                still_open.append(gap)
        return still_open

    async def _is_closed(self, gap: Gap) -> bool:
        """Whether each of its questions finds a standard now, and another than those that did not help."""
        for question, language in zip(gap.examples, gap.languages, strict=True):
            answer = await self._ask(question, language)
            if answer.outcome is not Outcome.MATCH or answer.standard in gap.unhelpful:
                return False
        return True

    def _rarity(self) -> Rarity:
        """Of the catalogue in use; learnt when it is first needed."""
        catalogue = self._live.current
        if self._learnt is None or self._learnt[0] is not catalogue:
            self._learnt = (catalogue, rarity_of(catalogue))
        return self._learnt[1]


def open_gaps_of(questions: QuestionLog, asked: Asked, live: LiveCatalogue) -> OpenGaps:
    """The gaps of each workspace; what was asked again is not searched again as long as the catalogue is the same."""
    return OpenGaps(questions, AskedAgain(asked).ask, live)


def rarity_of(catalogue: Catalogue) -> Rarity:
    """Which words are rare among what a catalogue answers and what none does."""
    return Rarity(map(fold, _lines(catalogue)))


def _lines(catalogue: Catalogue) -> Iterator[str]:
    from bot.answers.outside import elsewhere  # noqa: PLC0415  (a file of some hundred kilobytes, in a thread)

    yield from elsewhere()
    for standard in catalogue.standards[:: max(1, len(catalogue.standards) // ENOUGH)]:
        for text in standard.text.values():
            yield from (text.title, *text.aliases, *text.questions)
