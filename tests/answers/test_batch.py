"""A file of questions gets one JSON line for each of its lines."""

import json
from typing import Any

import pytest

from bot.answers.answers import Answers
from bot.answers.batch import answer_lines
from bot.catalogue.live import LiveCatalogue
from tests.answers.catalogues import catalogue_of, standard, text, tiny_catalogue


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers(LiveCatalogue(tiny_catalogue()))


def answered(answers: Answers, *lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer_lines(lines, answers)]


def test_answers_come_in_the_order_of_the_questions(answers: Answers) -> None:
    lines = [json.dumps({"id": one, "lang": "en", "question": one}) for one in ("greeting", "queue", "xyzzy")]
    records = answered(answers, *lines)
    assert [record["id"] for record in records] == ["greeting", "queue", "xyzzy"]
    assert [record["outcome"] for record in records] == ["match", "match", "none"]
    assert [record["standard"] for record in records] == ["greeting", "queue", None]


def test_record_has_every_field(answers: Answers) -> None:
    (record,) = answered(answers, '{"id": 7, "lang": "en", "question": "greeting"}')
    assert set(record) == {"id", "outcome", "standard", "confidence", "candidates"}
    assert [set(one) for one in record["candidates"]] == [{"standard", "score"}] * 2
    assert record["candidates"][0] == {"standard": "greeting", "score": 1.0}


@pytest.mark.parametrize("bad", ["{", "[]", "7", '{"id": 1}', '{"id": 1, "question": null}', "[" * 100_000])
def test_bad_line_is_told_and_the_others_go_on(answers: Answers, bad: str) -> None:
    good = '{"id": 1, "lang": "da", "question": "hilsen"}'
    first, second, third = answered(answers, good, bad, good)
    assert second["id"] == (1 if bad.startswith('{"id": 1') else None)
    assert (second["outcome"], second["standard"], second["candidates"]) == ("none", None, [])
    assert str(second["error"]).startswith("line 2: ")
    assert first == third


def test_half_a_character_in_an_id_is_printed_as_it_was_asked(answers: Answers) -> None:
    line = '{"id": "\\ud800 æ", "lang": "en", "question": "greeting"}'
    (printed,) = answer_lines([line], answers)
    assert printed.encode()
    assert json.loads(printed)["id"] == "\ud800 æ"


def test_what_is_no_json_is_not_printed_as_if_it_were(answers: Answers) -> None:
    (record,) = answered(answers, '{"id": NaN, "question": "greeting"}')
    assert record["id"] is None
    assert str(record["error"]).startswith("line 1: ")


def test_line_without_a_language_is_in_the_one_that_is_given() -> None:
    both = catalogue_of(
        standard("present", text("Gift"), text("Gave")), standard("poison", text("Poison"), text("Gift"))
    )
    answers = Answers(LiveCatalogue(both))
    lines = ['{"question": "gift"}', '{"question": "gift", "lang": ""}', '{"question": "gift", "lang": "en-GB"}']
    found = [json.loads(line)["standard"] for line in answer_lines(lines, answers, lambda _: "da")]
    assert found == ["poison", "poison", "present"]


def test_missing_language_and_empty_lines_are_forgiven(answers: Answers) -> None:
    assert len(answered(answers, '{"id": 1, "question": "hilsen"}', "", "\n")) == 1
