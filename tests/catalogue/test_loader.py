"""A content pack loads, or every problem of every file is told at once, with its file and line."""

from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.loader import load, survey
from bot.catalogue.model import Level
from tests.catalogue.packs import (
    AREAS,
    GREETING,
    PACK,
    VALUES,
    check,
    greeting,
    one_problem,
    problems_of,
    queue,
    standard,
    text,
    write,
    write_pack,
)

CONTENT = Path(__file__).parent.parent.parent / "standards_content"


def with_text(**changes: Any) -> dict[str, Any]:
    return standard("greeting", text("Greeting", **changes), text("Hilsen"))


def test_pack_loads_with_everything_in_it(tmp_path: Path) -> None:
    catalogue = load(write_pack(tmp_path))
    assert [one.id for one in catalogue.standards] == ["greeting", "queue"]
    assert catalogue.languages == ("en", "da")
    assert catalogue.area_title("words", "da") == "Ord"
    assert catalogue.value_title("respect", "da") == "Respekt"
    assert catalogue.level_sentence(Level.MET, "da") == "Opfyldt"


def test_default_pack_has_thirty_standards_in_both_languages() -> None:
    catalogue = load(CONTENT)
    assert len(catalogue.standards) == 30
    assert all(set(one.text) == {"en", "da"} for one in catalogue.standards)


@pytest.mark.parametrize(
    ("written", "law"), [("null", None), ("~", None), ("", None), ('"null"', "null"), ("no", "no")]
)
def test_nothing_is_nothing_however_it_is_written(tmp_path: Path, written: str, law: str | None) -> None:
    folder = write_pack(tmp_path)
    path = folder / GREETING
    path.write_text(f"law: {written}\n" + path.read_text())
    assert load(folder).everything["greeting"].law == law


def test_words_that_yaml_takes_for_something_else_stay_words(tmp_path: Path) -> None:
    spoken = standard("greeting", text("Greeting"), text("Hilsen"))
    folder = write_pack(tmp_path, spoken)
    path = folder / GREETING
    path.write_text(path.read_text().replace("- One thing\n", "- no\n", 1).replace("- Another\n", "- 112\n", 1))
    assert load(folder).everything["greeting"].text["en"].do == ("no", "112")


CHANGED: dict[str, tuple[dict[str, Any], str]] = {
    "wrong area": (greeting(area="speed"), "`area` is `speed`: no such area in areas.yaml"),
    "misspelt area": (greeting(area="word"), "did you mean `words`?"),
    "wrong value": (greeting(value="speed"), "`value` is `speed`: no such value in values.yaml"),
    "unknown related": (greeting(related=["greting"]), "`related` names `greting`: no such standard"),
    "related to itself": (greeting(related=["greeting"]), "`related` names the standard itself"),
    "unknown key": (greeting(titel="x"), "unknown key `titel`; did you mean `title`?"),
    "bad date": (greeting(review_by="soon"), "`review_by` is `soon`: a date such as 2027-06-01 expected"),
    "bad owner": (greeting(owner="FILL IN"), "`owner` is `FILL IN`: small letters, digits and single hyphens"),
    "bad factor": (greeting(factors=["money"]), "`factors` number 1 is `money`: 'law', 'culture' or 'product'"),
    "not a list": (greeting(related="queue"), "`related` must be a list"),
    "text is a list": (greeting(text=["en"]), "`text` must have keys of its own"),
    "bad language": (greeting(text={"EN": text("G"), "en": text("G"), "da": text("H")}), "`EN` cannot be a key here"),
    "first language missing": (
        greeting(text={"da": text("Hilsen")}),
        "language `en` is missing: it is pack.yaml's first",
    ),
    "language too many": (greeting(text={one: text("T") for one in ("en", "da", "sv")}), "language `sv` is not in"),
    "too few": (with_text(do=["Only one"]), "`do` has 1: at least 2 expected"),
    "too many": (with_text(dont=list("abcde")), "`dont` has too many: at most 4 expected"),
    "no tip": (with_text(tips=[]), "`tips` has 0: at least 1 expected"),
    "empty text": (with_text(criterion="  "), "`criterion` is empty"),
    "long title": (with_text(title="x" * 151), "`title` has 151 characters: at most 150"),
    "list for a text": (with_text(why=["a"]), "`why` must be a text"),
    "long tip": (with_text(tips=["word " * 61]), "`tips` number 1 has 61 words: a tip has at most 60"),
    "two right": (with_text(checks=[check((True, True, False))]), "`checks` number 1 has 2 right options"),
    "none right": (with_text(checks=[check((False, False, False))]), "`checks` number 1 has 0 right options"),
    "two options": (with_text(checks=[{"ask": "?", "options": check()["options"][:2]}]), "`options` has 2: at least 3"),
    "bad truth": (
        with_text(checks=[{"ask": "?", "options": [{"text": "a", "feedback": "b", "right": "perhaps"}] * 3}]),
        "`right` must be `true` or `false`",
    ),
    "alias of another": (with_text(aliases=["Line!"]), "alias `line` belongs to standard `greeting` already"),
    "alias is a title": (with_text(aliases=["QUEUE"]), "alias `QUEUE` belongs to standard `queue` already"),
    "alias without letters": (with_text(aliases=["…"]), "alias `…` has no letter or digit"),
}


@pytest.mark.parametrize(("changed", "message"), CHANGED.values(), ids=CHANGED)
def test_what_is_wrong_with_a_standard_is_said_in_plain_words(
    tmp_path: Path, changed: dict[str, Any], message: str
) -> None:
    folder = write_pack(tmp_path, changed, queue())
    assert any(message in problem.message for problem in problems_of(folder)), problems_of(folder)


RAW: dict[str, tuple[str | bytes, int, str]] = {
    "empty file": ("", 1, "is empty"),
    "only comments": ("# nothing\n", 1, "is empty"),
    "not UTF-8": (b"id: greeting\narea: \xe6\n", 2, "not UTF-8"),
    "a list": ("- id: greeting\n", 1, "must have keys of its own"),
    "a word": ("greeting\n", 1, "must have keys of its own"),
    "tab": ("id: greeting\ntext:\n\ten: 1\n", 3, "a tab is used to indent"),
    "open quote": ('id: "greeting\n', 1, "never closed"),
    "colon in a text": ("id: greeting\nwhy: a: b\n", 2, "without quotes"),
    "two documents": ("id: greeting\n---\nid: x\n", 2, "second document"),
    "control character": ("id: greeting\nowner: a\x07\n", 2, "control character"),
    "python tag": ("id: !!python/object/apply:os.system [ls]\n", 1, "is not allowed"),
    "own tag": ("id: !secret x\n", 1, "is not allowed"),
    "unknown alias": ("id: *nobody\n", 1, "alias"),
    "too deep": ("id: " + "[" * 500 + "]" * 500, 1, "nested too deep"),
    "hopelessly deep": ("[" * 100_000, 1, ""),
    "too large": ("#" * (1024 * 1024 + 1), 1, "larger than 1 MiB"),
}


@pytest.mark.parametrize(("content", "line", "message"), RAW.values(), ids=RAW)
def test_file_that_is_no_usable_yaml_is_told_with_its_line(
    tmp_path: Path, content: str | bytes, line: int, message: str
) -> None:
    folder = write_pack(tmp_path, queue())
    write(folder, GREETING, content)
    problems = problems_of(folder)
    assert {problem.file for problem in problems} == {GREETING}
    assert any(problem.line == line and message in problem.message for problem in problems), problems


def test_unreadable_file_gives_no_further_problems(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, queue(related=["greeting"]))
    write(folder, GREETING, "id: [\n")
    assert one_problem(folder).file == GREETING


def test_yaml_bomb_is_refused_at_once(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, queue())
    lines = ["a: &a [x, x]", *(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20))]
    write(folder, GREETING, "\n".join(lines))
    assert any("an alias (`*name`) stands here" in problem.message for problem in problems_of(folder))


def test_name_of_two_areas_is_told(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    text = {language: {**one, "aliases": ["Wording!"]} for language, one in AREAS[0]["text"].items()}
    other = {language: {**one, "title": f"Wording {language}"} for language, one in AREAS[0]["text"].items()}
    other["en"]["title"] = "wording"
    write(folder, "areas.yaml", [{**AREAS[0], "text": text}, {"id": "speed", "text": other}])
    problem = one_problem(folder)
    assert problem.file == "areas.yaml"
    assert problem.message == "`wording` is what `words` is called already: name one of them otherwise"


def test_same_key_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    path = folder / GREETING
    path.write_text("area: words\n" + path.read_text())
    problem = one_problem(folder)
    assert (problem.line, problem.message) == (3, "`area` stands here a second time (first on line 1): keep one")


def test_problem_stands_on_the_line_of_its_value(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, with_text(tips=["Good.", "word " * 61]), queue())
    written = (folder / GREETING).read_text().splitlines()
    assert "word word" in written[one_problem(folder).line - 1]


def test_missing_key_is_told_where_it_belongs(tmp_path: Path) -> None:
    spoilt = greeting()
    del spoilt["text"]["da"]["criterion"]
    folder = write_pack(tmp_path, spoilt, queue())
    problem = one_problem(folder)
    assert problem.message == "`criterion` is missing in text.da"
    assert (folder / GREETING).read_text().splitlines()[problem.line - 1].strip() == "da:"


def test_all_problems_of_all_files_come_at_once_in_order(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, greeting(area="x", value="y", owner="guest"), queue(area="z"))
    write(folder, "values.yaml", VALUES + VALUES)
    problems = problems_of(folder)
    assert [problem.file for problem in problems] == [GREETING, GREETING, "standards/queue.yaml", "values.yaml"]
    assert str(problems[0]).startswith("standards/greeting.yaml:2: `area`")


def test_broken_areas_are_told_once_and_not_for_each_standard(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    write(folder, "areas.yaml", [{**AREAS[0], "colour": "red"}])
    assert one_problem(folder).message == "unknown key `colour`"


def test_pack_that_is_half_translated_can_be_used(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, standard("greeting", text("Greeting"), None), queue())
    write(folder, "pack.yaml", {**PACK, "levels": {**PACK["levels"], "met": {"en": "Met"}}})
    write(folder, "areas.yaml", [{**AREAS[0], "text": {"en": AREAS[0]["text"]["en"]}}])
    catalogue = load(folder)
    lacks, has = (catalogue.localise(one, "da") for one in catalogue.standards)
    assert (lacks.text.title, lacks.language, lacks.fell_back) == ("Greeting", "en", True)
    assert (has.text.title, has.fell_back) == ("Kø", False)
    assert (catalogue.area_title("words", "da"), catalogue.level_sentence(Level.MET, "da")) == ("Words", "Met")
    lacking = survey(folder).lacking
    assert [one.file for one in lacking] == ["areas.yaml", "pack.yaml", GREETING]
    assert all(one.message == "language `da` is missing: who reads it gets `en` here" for one in lacking)


@pytest.mark.parametrize(
    ("pack", "message"),
    [
        ({**PACK, "schema": 2}, "`schema` is `2`: this version of Takt reads 1"),
        ({**PACK, "languages": ["english"]}, "`languages` number 1 is `english`"),
        ({**PACK, "levels": {"met": {"en": "Met", "da": "Opfyldt"}}}, "level `example` is missing in `levels`"),
        ({**PACK, "levels": {**PACK["levels"], "met": {"da": "Opfyldt"}}}, "language `en` is missing"),
        ({**PACK, "levels": {**PACK["levels"], "great": {"en": "G"}}}, "`great` cannot be a key here"),
    ],
)
def test_what_is_wrong_with_the_pack_itself_is_said(tmp_path: Path, pack: dict[str, Any], message: str) -> None:
    folder = write_pack(tmp_path)
    write(folder, "pack.yaml", pack)
    assert any(message in problem.message for problem in problems_of(folder)), problems_of(folder)


def test_retired_standard_keeps_its_id_and_gives_its_names_free(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, greeting(retired=True), standard("hello", text("Greeting"), text("Hilsen")))
    catalogue = load(folder)
    assert [one.id for one in catalogue.standards] == ["hello"]
    assert catalogue.get("greeting") is not None


def test_lean_pack_of_questions_loads_for_search_only(tmp_path: Path) -> None:
    lean = {"id": "greeting", "text": {"en": {"title": "Greeting", "questions": ["How do I say hello?"]}}}
    write(tmp_path, GREETING, lean)
    catalogue = load(tmp_path, complete=False)
    assert catalogue.languages == ("en",)
    assert catalogue.area_title("unsorted", "en") == "unsorted"
    assert len(problems_of(tmp_path)) > 3


def test_lean_pack_may_hold_what_people_wrote_as_they_wrote_it(tmp_path: Path) -> None:
    written = {"title": "t" * 500, "aliases": None, "questions": ["q" * 342, " ", None, " How do I say hello? "]}
    write(tmp_path, GREETING, {"id": "greeting", "text": {"en": written}})
    found = load(tmp_path, complete=False).everything["greeting"].text["en"]
    assert (found.title, found.aliases) == ("t" * 150, ())
    assert found.questions == ("q" * 300, "How do I say hello?")


@pytest.mark.parametrize(
    "spoilt",
    [
        {"id": "greeting", "text": {"en": {"title": "Greeting", "questions": ["How?", ["Why?"]]}}},
        {"id": "greeting", "text": {"en": {"title": "Greeting", "questions": "How?"}}},
        {"id": "greeting", "text": {"en": {"questions": ["How?"]}}},
        {"id": "greeting", "text": {}},
        {"id": "greeting"},
        {"id": "greeting", "text": {"en": "Greeting"}},
        ["greeting"],
    ],
)
def test_lean_pack_must_still_be_right_in_what_it_has(tmp_path: Path, spoilt: object) -> None:
    write(tmp_path, GREETING, spoilt)
    assert problems_of(tmp_path, complete=False)
