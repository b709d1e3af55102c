"""Search is loaded when somebody first needs it, and made right away where nothing of it is kept."""

from dataclasses import replace
from pathlib import Path

from bot.answers.answers import Answers
from bot.answers.cache import Cache
from bot.answers.late import Late
from bot.catalogue.live import LiveCatalogue
from tests.answers.catalogues import tiny_catalogue


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
