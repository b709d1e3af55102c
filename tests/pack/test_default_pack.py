"""The default pack is complete: counts, parity of languages, uniqueness and lengths."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answers import tuned
from bot.answers.cache import SHIPPED, read_arrays
from bot.answers.lines import key_of, lines_of, signature
from bot.answers.outside import nowhere
from bot.answers.ranking import most_lines
from bot.answers.vectors import SHIPPED as VECTORS
from bot.answers.vectors import file_of
from bot.catalogue.lint.check import check
from bot.catalogue.lint.quiz import right_is_longest, right_place
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue, Standard, StandardText
from bot.catalogue.names import fold

CONTENT = Path(__file__).parent.parent.parent / "standards_content"
CATALOGUE = load(CONTENT)
LANGUAGES = ("en", "da")
RELEASED = date(2026, 11, 23)
TEXTS = [
    pytest.param(text, id=f"{standard.id}-{language}")
    for standard in CATALOGUE.standards
    for language, text in standard.text.items()
]


@pytest.fixture
def catalogue() -> Catalogue:
    return CATALOGUE


def lines(field: str, language: str) -> Iterator[tuple[str, str]]:
    """Each line of a field, phrasings among the questions, folded, with its standard."""
    for standard in CATALOGUE.searched:
        for line in getattr(standard.text[language], field):
            yield fold(line), standard.id


def test_there_are_thirty_standards_in_english_and_danish(catalogue: Catalogue) -> None:
    assert len(catalogue.standards) == 30
    assert catalogue.languages == LANGUAGES
    assert all(set(standard.text) == set(LANGUAGES) for standard in catalogue.standards)


def test_check_passes_with_no_warning() -> None:
    report = check(CONTENT, RELEASED)
    assert [str(finding) for finding in report.findings] == []


@pytest.mark.parametrize("text", TEXTS)
def test_standard_has_enough_of_everything(text: StandardText) -> None:
    assert len(text.questions) >= 8
    assert len(text.tips) >= 4
    assert len(text.checks) >= 3
    assert text.exception
    assert text.changed


@pytest.mark.parametrize("text", TEXTS)
def test_every_check_has_one_right_option_of_three_and_teaches(text: StandardText) -> None:
    for one in text.checks:
        assert len(one.options) == 3
        assert sum(option.right for option in one.options) == 1
        assert len({fold(option.text) for option in one.options}) == 3
        assert len({fold(option.feedback) for option in one.options}) == 3


@pytest.mark.parametrize("text", TEXTS)
def test_texts_keep_their_lengths(text: StandardText) -> None:
    assert all(len(tip.split()) <= 60 for tip in text.tips)
    assert all(len(option.text) <= 75 for one in text.checks for option in one.options)
    assert len(text.title) <= 75


@pytest.mark.parametrize("standard", CATALOGUE.standards, ids=lambda standard: standard.id)
def test_languages_of_a_standard_are_level(standard: Standard) -> None:
    for field in ("do", "dont", "say", "tips", "checks"):
        assert len({len(getattr(text, field)) for text in standard.text.values()}) == 1, field
    assert len({text.changed for text in standard.text.values()}) == 1
    assert len({text.exception is None for text in standard.text.values()}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", ["questions", "tips"])
def test_no_question_and_no_tip_stands_twice(field: str, language: str) -> None:
    counts = Counter(line for line, _ in lines(field, language))
    assert [line for line, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_are_no_names_of_other_standards(language: str) -> None:
    owners = {
        fold(name): standard.id
        for standard in CATALOGUE.standards
        for name in (standard.text[language].title, *standard.text[language].aliases)
    }
    assert [(line, one) for line, one in lines("questions", language) if owners.get(line, one) != one] == []


def test_every_parameter_of_the_seed_has_three_standards(catalogue: Catalogue) -> None:
    seeded = {area.id: len(catalogue.in_area(area.id)) for area in catalogue.areas.values() if area.seed is not None}
    assert len(seeded) == 6
    assert all(count >= 3 for count in seeded.values()), seeded


def test_law_culture_and_product_all_shape_the_pack(catalogue: Catalogue) -> None:
    assert {factor for standard in catalogue.standards for factor in standard.factors} == {"law", "culture", "product"}
    assert all(standard.factors for standard in catalogue.standards)


def test_every_area_and_value_is_in_use_and_says_why(catalogue: Catalogue) -> None:
    assert {standard.area for standard in catalogue.standards} == set(catalogue.areas)
    assert {standard.value for standard in catalogue.standards} == set(catalogue.values)
    assert all(text.background for area in catalogue.areas.values() for text in area.text.values())


def test_related_standards_lead_on(catalogue: Catalogue) -> None:
    assert all(1 <= len(set(standard.related)) <= 3 for standard in catalogue.standards)


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_option_stands_at_each_place_equally_often_and_is_not_the_longest(language: str) -> None:
    checks = [one for standard in CATALOGUE.standards for one in standard.text[language].checks]
    assert max(Counter(map(right_place, checks)).values()) <= 0.4 * len(checks)
    assert sum(map(right_is_longest, checks)) <= 0.4 * len(checks)


def test_what_was_learnt_of_the_pack_comes_with_takt() -> None:
    standards = CATALOGUE.searched
    for kind in ("letters", f"meaning-{tuned.PACK.name}"):
        assert (SHIPPED / f"index-{kind}-{signature(standards)}.npz").is_file(), "run python -m bot.answers.shipping"
    vectors = read_arrays(file_of(tuned.PACK.name, VECTORS))
    assert vectors is not None
    known = {key.tobytes() for key in vectors["keys"]}
    assert all(key_of(line.text) in known for line in lines_of(standards))


def test_all_lines_are_searched() -> None:
    """Beyond, questions of the standards with the most would be left out."""
    inside, outside = lines_of(CATALOGUE.searched), nowhere({*CATALOGUE.languages})
    assert len(inside) + len(outside) <= most_lines(len(CATALOGUE.searched))
