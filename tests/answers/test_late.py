"""Search is loaded when somebody first needs it, and made right away where nothing of it is kept."""

import asyncio
import threading
from dataclasses import replace
from pathlib import Path

from bot.answers.answers import Answers
from bot.answers.cache import Arrays, Cache
from bot.answers.late import Late
from bot.catalogue.live import LiveCatalogue
from tests.answers.catalogues import tiny_catalogue


class Slow(Cache):
    """A disk that gives nothing until the gate is opened."""

    def __init__(self) -> None:
        super().__init__(None)
        self.begun, self.gate = threading.Event(), threading.Event()

    def load(self, name: str) -> Arrays | None:
        self.begun.set()
        self.gate.wait(5)
        return super().load(name)


def kept_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_a_name_is_answered_without_search(tmp_path: Path) -> None:
    answers = Answers(LiveCatalogue(tiny_catalogue()), None, Cache(tmp_path))
    assert (await answers.ask("greeting", "en")).standard == "greeting"
    assert answers.called("greeting", "en") == "greeting"
    assert not kept_in(tmp_path)
    answers.close()


async def test_the_first_question_is_answered_and_so_is_the_next(tmp_path: Path) -> None:
    answers = Answers(LiveCatalogue(tiny_catalogue()), None, Cache(tmp_path))
    for _ in range(2):
        assert (await answers.ask("how do I say hello to people?", "en")).standard == "greeting"
    answers.close()


def test_an_index_is_made_where_none_is_kept(tmp_path: Path) -> None:
    read = replace(tiny_catalogue(), digest="of its files")
    first, second = (Late(read, Cache(tmp_path)) for _ in range(2))
    first.make()
    second.make()
    assert (first.is_loaded, second.is_loaded) == (True, False)


def test_answers_without_an_encoder_have_the_index_made(tmp_path: Path) -> None:
    Answers(LiveCatalogue(tiny_catalogue()), None, Cache(tmp_path)).learn()
    assert list(tmp_path.glob("index-search-*.npz"))


def test_names_are_known_while_search_is_being_made() -> None:
    slow = Slow()
    late = Late(tiny_catalogue(), slow)
    making = threading.Thread(target=late.responder)
    making.start()
    assert slow.begun.wait(5)
    assert late.named().exactly("greeting", "en") is not None
    assert not late.is_loaded
    slow.gate.set()
    making.join()


async def test_a_misspelt_name_does_not_keep_the_event_loop_waiting_for_search() -> None:
    slow = Slow()
    answers = Answers(LiveCatalogue(tiny_catalogue()), None, slow)
    finding = asyncio.create_task(answers.find("greetin", "en"))
    assert await asyncio.to_thread(slow.begun.wait, 5)
    slow.gate.set()
    assert await finding == "greeting"
