"""What single rules find, and what they leave alone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.lint.findings import Severity
from tests.catalogue.lint.findings import found_by, found_in_standard, found_in_text
from tests.catalogue.packs import check, greeting, queue, standard, text, write, write_pack


def test_term_in_brackets_or_with_brackets_is_explained(tmp_path: Path) -> None:
    explained = ["Ask for the KPI (the number we are measured by).", "Ask for the number we are measured by (KPI)."]
    assert not found_in_text("unknown-term", tmp_path, tips=explained)


def test_term_without_explanation_is_found_once_for_a_text(tmp_path: Path) -> None:
    findings = found_in_text(
        "unknown-term", tmp_path, why="The KPI counts.", tips=["Ask for the KPI.", "Upsell today."]
    )
    assert [finding.message.split("`")[1] for finding in findings] == ["KPI", "Upsell"]


def test_letters_of_a_term_in_a_common_word_are_no_term(tmp_path: Path) -> None:
    assert not found_in_text("unknown-term", tmp_path, why="Slags, pos, slapper and keynotes.")


def test_tips_that_are_nearly_the_same_are_found_across_standards(tmp_path: Path) -> None:
    first = standard("greeting", text("Greeting", tips=["Greet ten people first today."]), text("Hilsen"))
    second = standard("queue", text("Queue", tips=["Today, greet ten people first."]), text("Kø", tips=["Tæl køen."]))
    findings = found_by("near-duplicate-tip", write_pack(tmp_path, first, second))
    assert [finding.file for finding in findings] == ["standards/queue.yaml"]
    assert "tip 1 of `greeting`" in findings[0].message


@pytest.mark.parametrize(("count", "severity"), [(4, "error"), (5, "warning"), (7, "warning")])
def test_few_questions_are_an_error_and_not_quite_enough_a_warning(count: int, severity: str, tmp_path: Path) -> None:
    findings = found_in_text("few-questions", tmp_path, questions=[f"question {n}" for n in range(count)])
    assert str(next(found for found in findings if f"{count} questions" in found.message).severity) == severity


# The tiny pack's other standard has a check of its own: nineteen more make twenty.
def test_give_away_is_told_of_twenty_checks_with_the_longest_option_right(tmp_path: Path) -> None:
    findings = found_in_text("give-away", tmp_path, checks=[_quiz(n, longest=True) for n in range(19)])
    assert [finding.file for finding in findings] == ["pack.yaml"]
    assert "in `en` the longest option is the right one in 95%" in findings[0].message


def test_give_away_is_told_of_twenty_checks_with_the_right_option_at_one_place(tmp_path: Path) -> None:
    findings = found_in_text("give-away", tmp_path, checks=[check() for _ in range(19)])
    assert ["option 1 is the right one in 100%" in finding.message for finding in findings] == [True]


def test_nineteen_checks_give_nothing_away(tmp_path: Path) -> None:
    assert not found_in_text("give-away", tmp_path, checks=[check() for _ in range(18)])


def test_language_that_is_missing_is_a_warning_where_another_stands_in_for_it(tmp_path: Path) -> None:
    half = standard("greeting", text("Greeting"), None)
    [found] = found_by("missing-language", write_pack(tmp_path, half, queue()))
    assert (found.file, found.line, found.severity.value) == ("standards/greeting.yaml", 6, "warning")


def test_language_that_is_missing_is_an_error_where_no_other_stands_in_for_it(tmp_path: Path) -> None:
    [found] = found_in_standard("missing-language", tmp_path, text={"da": text("Hilsen")})
    assert found.severity.value == "error"


def test_language_that_was_left_behind_is_named(tmp_path: Path) -> None:
    changed = standard("greeting", text("Greeting", changed="2026-11-20"), text("Hilsen", changed="2026-10-01"))
    findings = found_by("language-lags", write_pack(tmp_path, changed, queue()))
    assert ["`da` was changed on 2026-10-01" in finding.message for finding in findings] == [True]


@pytest.mark.parametrize(("today", "overdue"), [(date(2027, 6, 1), 0), (date(2027, 6, 2), 2)])
def test_review_is_overdue_the_day_after(today: date, overdue: int, tmp_path: Path) -> None:
    findings = found_by("review-overdue", write_pack(tmp_path), today)
    assert [finding.severity for finding in findings] == [Severity.WARNING] * overdue


def test_pack_of_one_standard_needs_no_related_one(tmp_path: Path) -> None:
    assert not found_by("related-missing", write_pack(tmp_path, greeting()))


def test_retired_standard_is_left_alone(tmp_path: Path) -> None:
    files = {finding.file for finding in found_in_standard("few-questions", tmp_path, retired=True)}
    assert files == {"standards/queue.yaml"}


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"title": "x" * 76}, "the title has 76"),
        ({"tips": ["x" * 599] * 6}, "`tips` has 36"),
        ({"criterion": "&" * 1000}, "`criterion` has 50"),
        ({"why": "x" * 2000, "exception": "y" * 2000}, "the card has"),
    ],
)
def test_what_slack_would_clip_is_an_error(changes: dict[str, Any], what: str, tmp_path: Path) -> None:
    findings = found_in_text("too-long-for-slack", tmp_path, **changes)
    assert any(what in finding.message and finding.severity is Severity.ERROR for finding in findings), findings


def test_long_name_of_an_area_is_clipped_too(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    areas = (folder / "areas.yaml").read_text(encoding="utf-8").replace("title: Words", f"title: {'w' * 80}")
    write(folder, "areas.yaml", areas)
    assert [finding.file for finding in found_by("too-long-for-slack", folder)] == ["areas.yaml"]


def test_rules_look_at_the_right_files_of_a_broken_pack(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, greeting(), queue(area="nowhere"))
    write(folder, "standards/broken.yaml", "id: [")
    assert {finding.file for finding in found_by("few-questions", folder)} == {
        "standards/greeting.yaml",
        "standards/queue.yaml",
    }


def _quiz(number: int, *, longest: bool) -> dict[str, Any]:
    """A check whose right option moves about."""
    quiz = check(tuple(place == number % 3 for place in range(3)))  # type: ignore[arg-type]
    if longest:
        quiz["options"][number % 3]["text"] += " and more"
    return quiz
