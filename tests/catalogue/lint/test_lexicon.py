"""Word lists are data, and a pack may bring its own."""

from pathlib import Path

import pytest

from bot.catalogue.lint.lexicon import FOLDER, OURS, words_of
from tests.catalogue.lint.findings import found_by, found_in_text
from tests.catalogue.packs import PACK, greeting, text, write, write_pack


@pytest.mark.parametrize("language", sorted(path.stem for path in (OURS / FOLDER).glob("*.yaml")))
def test_every_word_list_of_ours_can_be_read(language: str, tmp_path: Path) -> None:
    words, problems = words_of(language, tmp_path)
    assert problems == []
    assert words
    assert words.vague
    assert words.visible
    assert words.jargon
    assert words.readability


def test_language_without_word_lists_is_named_once(tmp_path: Path) -> None:
    folder = _swedish(tmp_path)
    assert ["`sv`" in finding.message for finding in found_by("no-words", folder)] == [True]


def test_pack_brings_the_words_of_a_new_language(tmp_path: Path) -> None:
    folder = _swedish(tmp_path)
    write(folder, "words/sv.yaml", {"vague": ["trevlig*"], "visible": ["hälsa*"]})
    assert not found_by("no-words", folder)
    assert [finding.message.split("`")[1] for finding in found_by("vague-word", folder)] == ["trevligt"]
    assert found_by("not-observable", folder)


def test_pack_adds_words_to_ours(tmp_path: Path) -> None:
    write(tmp_path, "words/en.yaml", {"visible": ["escort*"], "understood": ["KPI"], "vague": ["swift*"]})
    assert not found_in_text("unknown-term", tmp_path, why="The KPI counts.")
    assert found_in_text("vague-word", tmp_path, criterion="Answers swiftly.")


def test_pack_sets_its_own_limit_of_readability(tmp_path: Path) -> None:
    write(tmp_path, "words/en.yaml", {"readability": {"formula": "lix", "limit": 5}})
    assert any("LIX" in finding.message for finding in found_in_text("hard-to-read", tmp_path))


def test_broken_word_list_of_a_pack_is_a_problem_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, "words/en.yaml", "vauge: [good]\n")
    problems = found_by("format", write_pack(tmp_path))
    assert [(problem.file, problem.line) for problem in problems] == [("words/en.yaml", 1)]
    assert "did you mean `vague`" in problems[0].message


def _swedish(folder: Path) -> Path:
    write_pack(folder)
    texts = {"sv": text("Hälsning", criterion="Det är trevligt här.")}
    (folder / "standards" / "queue.yaml").unlink()
    write(folder, "pack.yaml", PACK | {"languages": ["sv"], "levels": {one: {"sv": "x"} for one in PACK["levels"]}})
    write(folder, "areas.yaml", [{"id": "words", "text": {"sv": {"title": "Ord", "covers": "Det sagda."}}}])
    write(folder, "values.yaml", [{"id": "respect", "text": {"sv": {"title": "Respekt", "why": "V."}}}])
    write(folder, "standards/greeting.yaml", greeting(text=texts))
    return folder
