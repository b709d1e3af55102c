"""`takt content`: what a content owner types."""

import json
import shutil
from pathlib import Path

from bot.catalogue.schema import standard_schema
from tests.catalogue.packs import greeting, queue, standard, text, write_pack
from tests.test_cli import ROOT, takt


def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    shutil.copytree(ROOT / "standards_content", folder)
    return folder


def test_check_says_how_much_was_looked_at(tmp_path: Path) -> None:
    result = takt("content", "check", "--today", "2026-11-23", folder=tmp_path)
    assert (result.returncode, result.stdout) == (0, "30 standards in en, da: no problems.\n")


def test_check_warns_without_failing_unless_it_is_strict(tmp_path: Path) -> None:
    late = ("content", "check", "--today", "2030-01-01")
    result = takt(*late, folder=tmp_path)
    assert result.returncode == 0
    assert "warning: review was due by" in result.stdout
    assert "30 standards in en, da: 0 errors, 30 warnings." in result.stdout
    assert takt(*late, "--strict", folder=tmp_path).returncode == 1


def test_check_prints_json_and_exits_1_for_an_error(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, greeting(area="nowhere"), queue())
    result = takt("content", "check", str(folder), "--format", "json", folder=tmp_path)
    found = json.loads(result.stdout)
    assert result.returncode == 1
    assert {"file", "line", "severity", "rule", "message"} == set(found[0])
    assert "unknown-reference" in {one["rule"] for one in found}


def test_check_prints_annotations_for_github(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack", greeting(area="nowhere"), queue())
    result = takt("content", "check", str(folder), "--format", "github", folder=tmp_path)
    assert "::error file=pack/standards/greeting.yaml,line=2::`area` is `nowhere`" in result.stdout


def test_new_writes_a_file_and_refuses_to_write_it_again(tmp_path: Path) -> None:
    folder = pack(tmp_path)
    words = ("content", "new", "late-arrival", "--dir", str(folder), "--area", "speed-and-time")
    first = takt(*words, folder=tmp_path)
    assert first.returncode == 0
    assert "late-arrival.yaml is written" in first.stdout
    second = takt(*words, folder=tmp_path)
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert "exists already" in second.stderr


def test_preview_shows_card_tip_and_checks_in_the_terminal(tmp_path: Path) -> None:
    shown = takt("content", "preview", "greeting", "--lang", "da", folder=tmp_path).stdout
    for words in ("En kunde, der kommer inden for 3 meter", "Gør sådan", "[ Del i kanalen ]", "Dagens tip", "Check 3"):
        assert words in shown


def test_preview_writes_a_page_that_stands_alone(tmp_path: Path) -> None:
    result = takt("content", "preview", "greeting", "--html", "card.html", folder=tmp_path)
    page = (tmp_path / "card.html").read_text(encoding="utf-8")
    assert (result.returncode, result.stdout) == (0, "card.html is written. Open it in a browser.\n")
    assert "A customer who comes within 3 metres" in page
    assert "<script" not in page
    assert "/static/" not in page


def test_preview_of_an_unknown_standard_says_what_was_meant(tmp_path: Path) -> None:
    result = takt("content", "preview", "greting", folder=tmp_path)
    assert (result.returncode, result.stderr) == (1, "There is no standard `greting`. Did you mean greeting?\n")


def test_coverage_shows_areas_values_and_what_is_thin(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, standard("greeting", text("Greeting"), text("Hilsen")))
    shown = takt("content", "coverage", "--dir", str(folder), "--lang", "da", folder=tmp_path).stdout
    assert "Ord" in shown
    assert "0 · 1 · 1" in shown
    assert "area words: 1 standard" in shown


def test_coverage_lists_the_questions_without_a_home(tmp_path: Path) -> None:
    file = tmp_path / "questions.txt"
    file.write_text("greeting\nwhat is the capital of Peru\n", encoding="utf-8")
    shown = takt("content", "coverage", "--questions", str(file), folder=tmp_path).stdout
    assert "2 questions: 1 find a standard" in shown
    assert "en: what is the capital of Peru" in shown


def test_schema_is_printed_as_it_is_published(tmp_path: Path) -> None:
    assert takt("content", "schema", folder=tmp_path).stdout == standard_schema()
