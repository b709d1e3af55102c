"""A gap is searched for once, and anew when the catalogue or the way of comparing has changed."""

import asyncio

import pytest

from bot.answers.answer import Answer
from bot.answers.answers import Answers
from bot.answers.asked_again import AskedAgain
from bot.catalogue.live import LiveCatalogue
from tests.answers.catalogues import tiny_catalogue


class Counting(Answers):
    """Answers that count how often they are asked, and may learn, or lack the time."""

    asks = 0
    in_time = True
    learnt = False

    @property
    def has_meaning(self) -> bool:
        return self.learnt

    @property
    def given_up(self) -> int:
        return 0 if self.in_time else self.asks

    async def ask(self, text: str, language: str) -> Answer:
        self.asks += 1
        return await super().ask(text, language)


@pytest.fixture
def live() -> LiveCatalogue:
    return LiveCatalogue(tiny_catalogue())


async def test_same_question_is_searched_once_and_in_each_language(live: LiveCatalogue) -> None:
    answers = Counting(live)
    again = AskedAgain(answers)
    first = await again.ask("where do I park", "en")
    assert await again.ask("where do I park", "en") == first
    assert answers.asks == 1
    await again.ask("where do I park", "da")
    assert answers.asks == 2


@pytest.mark.parametrize("change", ["catalogue", "meaning"])
async def test_after_a_change_it_is_searched_anew(live: LiveCatalogue, change: str) -> None:
    answers = Counting(live)
    again = AskedAgain(answers)
    await again.ask("where do I park", "en")
    if change == "catalogue":
        live.replace(tiny_catalogue())
    else:
        answers.learnt = True
    await again.ask("where do I park", "en")
    assert answers.asks == 2


async def test_answer_for_want_of_time_is_not_kept(live: LiveCatalogue) -> None:
    answers = Counting(live)
    answers.in_time = False
    again = AskedAgain(answers)
    await again.ask("where do I park", "en")
    answers.in_time = True
    await asyncio.gather(*(again.ask("where do I park", "en") for _ in range(2)))
    await again.ask("where do I park", "en")
    assert answers.asks == 3


async def test_while_a_new_catalogue_is_made_ready_nothing_of_the_old_one_is_taken_for_it(live: LiveCatalogue) -> None:
    loop = asyncio.get_running_loop()

    def ask_meanwhile(_: object) -> None:
        asyncio.run_coroutine_threadsafe(again.ask("where do I park", "en"), loop).result(30)

    live.on_change(ask_meanwhile)  # before the answers hear of it, as when making the index takes its time
    answers = Counting(live)
    again = AskedAgain(answers)
    await again.ask("where do I park", "en")
    await asyncio.to_thread(live.replace, tiny_catalogue())
    assert answers.asks == 1
    await again.ask("where do I park", "en")
    assert answers.asks == 2


async def test_no_more_are_kept_than_there_is_room_for(live: LiveCatalogue) -> None:
    answers = Counting(live)
    again = AskedAgain(answers, most_kept=2)
    for text in ("one", "two", "three", "three", "one"):
        await again.ask(text, "en")
    assert answers.asks == 4
