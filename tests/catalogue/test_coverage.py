"""What a catalogue has, and what is thin."""

from pathlib import Path

from bot.catalogue.coverage import Counts, Row, areas, thin, values
from bot.catalogue.loader import load
from tests.catalogue.packs import check, greeting, queue, standard, text, write, write_pack


def test_row_counts_what_an_area_has_in_each_language(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, standard("greeting", text("Greeting", questions=["a", "b"]), text("Hilsen")), queue())
    row = Row("words", "Ord", 2, [Counts(2, 2, 2), Counts(0, 2, 2)])
    assert areas(load(folder), "da") == [row]


def test_value_without_standards_has_a_row_and_is_thin(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    extra = [{"id": "trust", "text": {"en": {"title": "Trust", "why": "W."}, "da": {"title": "Tillid", "why": "H."}}}]
    write(folder, "values.yaml", [*_respect(), *extra])
    catalogue = load(folder)
    assert [(row.id, row.standards) for row in values(catalogue, "en")] == [("respect", 2), ("trust", 0)]
    assert "value trust: no standards" in list(thin(catalogue))


def test_area_with_one_standard_is_thin(tmp_path: Path) -> None:
    assert "area words: 1 standard" in list(thin(load(write_pack(tmp_path, greeting()))))


def test_standard_is_thin_in_the_language_that_lacks_something(tmp_path: Path) -> None:
    full = text("G", questions=list("abcdefgh"), tips=list("abcd"), checks=[check()] * 3)
    lines = list(thin(load(write_pack(tmp_path, standard("greeting", full, text("Hilsen")), queue()))))
    assert "greeting in da: 0 of 8 questions, 1 of 4 tips, 1 of 3 checks" in lines
    assert not any(line.startswith("greeting in en") for line in lines)


def _respect() -> list[dict[str, object]]:
    return [{"id": "respect", "text": {"en": {"title": "R", "why": "W."}, "da": {"title": "R", "why": "H."}}}]
