"""`takt content new`: a file that leads its writer, and passes once its blanks are filled."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.catalogue.blanks import MARK
from bot.catalogue.lint.check import check
from bot.catalogue.lint.findings import Severity
from bot.catalogue.problems import TemplateRefused
from bot.catalogue.template import write_new
from tests.catalogue.packs import write_pack

TODAY = date(2026, 11, 23)
LATE = "standards/late-arrival.yaml"


def errors_in(folder: Path) -> list[str]:
    found = check(folder, TODAY).findings
    return [one.message for one in found if one.severity is Severity.ERROR and one.file == LATE]


def fill(path: Path) -> None:
    """Every blank of the template filled in, each with words of its own, as a writer would."""
    text = path.read_text(encoding="utf-8").replace("value: fill-in", "value: respect")
    text = text.replace("owner: fill-in", "owner: guest-experience")
    text = re.sub('criterion: "[^"]*"', 'criterion: "Within 5 minutes."', text)
    numbers = iter(range(1000))
    path.write_text(re.sub(f'"{MARK}[^"]*"', lambda _: f'"Word {next(numbers)}"', text), encoding="utf-8")


def test_fresh_file_says_what_to_write_where(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    assert write_new(folder, "late-arrival", None, TODAY) == folder / LATE
    messages = errors_in(folder)
    assert "`area` is `fill-in`: no such area in areas.yaml (it has `words`)" in messages
    assert "`en.title` is still blank: write two or three words" in messages
    assert "`da.questions` has 8 blanks: write a question that staff would type" in messages
    assert len(messages) == 21


def test_filled_file_passes_in_all_languages_of_the_pack(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    fill(write_new(folder, "late-arrival", "words", TODAY))
    assert errors_in(folder) == []


def test_filled_file_asks_only_for_related_standards(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    fill(write_new(folder, "late-arrival", "words", TODAY))
    warnings = {one.rule for one in check(folder, TODAY).findings if one.file == LATE}
    assert warnings <= {"related-missing", "near-duplicate-tip"}


@pytest.mark.parametrize(
    ("standard", "area", "reason"),
    [
        (
            "Late Arrival",
            None,
            "`Late Arrival` cannot be an id: small letters, digits and hyphens, such as late-arrival.",
        ),
        ("../x", None, "cannot be an id"),
        ("x" * 61, None, "cannot be an id"),
        ("", None, "such as late-arrival"),
        ("greeting", None, "exists already, and is left as it is"),
        ("say-hello", None, "`say-hello` is a name of `greeting` already"),
        ("late-arrival", "word", "did you mean `words`?"),
        ("late-arrival", "xyz", "areas.yaml has no area `xyz`: it has `words`"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_sentence(
    standard: str, area: str | None, reason: str, tmp_path: Path
) -> None:
    folder = write_pack(tmp_path)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    with pytest.raises(TemplateRefused, match=re.escape(reason)):
        write_new(folder, standard, area, TODAY)
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateRefused, match=r"no pack\.yaml"):
        write_new(tmp_path, "late-arrival", None, TODAY)


def drafts_of(folder: Path, *drafts: str) -> Path:
    """A file with drafts as `/standard gaps` gives them."""
    path = folder / "gaps.yaml"
    path.write_text("\n".join(f"--- # 2 ×\n{draft}" for draft in drafts) + "\n", encoding="utf-8")
    return path


def questions_of(path: Path) -> dict[str, list[str]]:
    """The questions in a standard's file, by language, without its blanks."""
    text = yaml.safe_load(path.read_text(encoding="utf-8"))["text"]
    return {one: [line for line in words["questions"] if MARK not in line] for one, words in text.items()}


DOG_IN_DANISH = '  da:\n    questions:\n      - "hund?"\n      - "hund?"'
DOG = '  en:\n    questions:\n      - "may I \\"bring\\" my dog: now?"\n' + DOG_IN_DANISH
PARKING = '  en:\n    questions:\n      - "where do I park"'


def test_questions_that_were_asked_in_vain_come_first(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    path = write_new(folder, "late-arrival", None, TODAY, drafts_of(tmp_path, DOG))
    text = yaml.safe_load(path.read_text(encoding="utf-8"))["text"]
    assert text["en"]["questions"][0] == 'may I "bring" my dog: now?'
    assert text["da"]["questions"][0] == "hund?"
    assert [len(text[language]["questions"]) for language in ("en", "da")] == [8, 8]


@pytest.mark.parametrize("gap", [None, 0, 3])
def test_file_with_several_drafts_asks_which_one_is_meant(tmp_path: Path, gap: int | None) -> None:
    folder = write_pack(tmp_path / "pack")
    drafts = drafts_of(tmp_path, DOG, PARKING)
    listed = 'holds 2 drafts: choose one with --gap: 1 (may I "bring" my dog: now?), 2 (where do I park)'
    with pytest.raises(TemplateRefused, match=re.escape(listed)):
        write_new(folder, "late-arrival", None, TODAY, drafts, gap)
    assert not (folder / LATE).exists()


def test_only_the_draft_that_was_chosen_is_taken_over(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    path = write_new(folder, "late-arrival", None, TODAY, drafts_of(tmp_path, DOG, PARKING), 2)
    assert questions_of(path) == {"en": ["where do I park"], "da": []}


def test_questions_in_a_language_that_the_pack_lacks_go_under_its_first(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    german = '  de:\n    questions:\n      - "wo parke ich?"\n' + PARKING
    path = write_new(folder, "late-arrival", None, TODAY, drafts_of(tmp_path, german))
    assert questions_of(path) == {"en": ["where do I park", "wo parke ich?"], "da": []}


@pytest.mark.parametrize("content", ["questions", "- a", "en: []", "en: {questions: 5}", "a: b: c", "\x00"])
def test_file_that_is_no_draft_is_refused(tmp_path: Path, content: str) -> None:
    folder = write_pack(tmp_path / "pack")
    drafts = tmp_path / "gaps.yaml"
    drafts.write_text(content, encoding="utf-8")
    with pytest.raises(TemplateRefused, match="is not a draft"):
        write_new(folder, "late-arrival", None, TODAY, drafts)
    with pytest.raises(TemplateRefused, match="cannot be read"):
        write_new(folder, "late-arrival", None, TODAY, tmp_path / "none.yaml")
    assert not (folder / LATE).exists()
