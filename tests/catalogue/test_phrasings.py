"""Phrasings: what search learns from besides a standard's own questions, in files of their own."""

from pathlib import Path

import pytest

from bot.answers.answers import Answers, Outcome
from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import CatalogueError, load
from tests.catalogue.packs import write, write_pack


def _pack(folder: Path, line: str | bytes, name: str = "en/greeting.txt") -> Path:
    write(write_pack(folder), f"phrasings/{name}", line)
    return folder


def test_search_reads_phrasings_and_the_card_does_not_change(tmp_path: Path) -> None:
    plain = load(write_pack(tmp_path / "plain"))
    phrased = load(_pack(tmp_path / "phrased", "# heard at the door\nnobody opened their mouth when they walked in\n"))
    assert phrased.standards == plain.standards
    assert phrased.standards[0].version == plain.standards[0].version
    question = "they walked in and nobody opened a mouth"
    assert Answers(LiveCatalogue(phrased)).answer(question, "en").outcome is not Outcome.NONE
    assert Answers(LiveCatalogue(plain)).answer(question, "en").outcome is Outcome.NONE


def test_one_language_is_enough(tmp_path: Path) -> None:
    assert load(_pack(tmp_path, "sagde ikke et ord", "da/greeting.txt")).searched[0].text["da"].questions == (
        "sagde ikke et ord",
    )


@pytest.mark.parametrize(
    ("line", "name", "told"),
    [
        (
            "hi",
            "en/greetings.txt",
            "en/greetings.txt:1: is named after `greetings`: no such standard; did you mean `greeting`?",
        ),
        ("salut", "fr/greeting.txt", "fr/greeting.txt:1: language `fr` is not in pack.yaml"),
        ("hi\n" + "x" * 301, "en/greeting.txt", "en/greeting.txt:2: has 301 characters: a phrasing has at most 300"),
        (b"\xff\xfe", "en/greeting.txt", "en/greeting.txt:1: is not UTF-8 text"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(tmp_path: Path, line: str | bytes, name: str, told: str) -> None:
    with pytest.raises(CatalogueError) as found:
        load(_pack(tmp_path, line, name))
    assert told in str(found.value)
