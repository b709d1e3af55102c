"""The two formulas give what their authors' definitions give by hand."""

import pytest

from bot.catalogue.lint.readability import flesch_kincaid, lix, syllables


def test_lix_adds_sentence_length_and_share_of_long_words() -> None:
    # 10 words, 2 sentences, 1 word of more than six letters: 10/2 + 100 * 1/10
    assert lix(["The cat sat on the mat. A dog watched it."]) == pytest.approx(15)


def test_lix_counts_a_line_without_a_full_stop_as_a_sentence() -> None:
    assert lix(["Greet first", "Use the name"]) == pytest.approx(2.5)


def test_lix_ends_a_sentence_at_a_colon() -> None:
    assert lix(["Sig det: Hej med dig."]) == pytest.approx(2.5)


def test_flesch_kincaid_weighs_sentence_length_and_syllables() -> None:
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
    assert flesch_kincaid(["The cat sat on the mat."]) == pytest.approx(-1.45)


@pytest.mark.parametrize("formula", [lix, flesch_kincaid])
def test_no_words_are_easy_to_read(formula: object) -> None:
    assert callable(formula)
    assert formula([]) == formula(["…"]) == 0


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("name", 1),
        ("greeted", 2),
        ("walked", 1),
        ("customer", 3),
        ("the", 1),
        ("see", 1),
        ("10", 1),
        ("øjeblik", 3),
    ],
)
def test_syllables_are_groups_of_vowels_without_a_silent_end(word: str, count: int) -> None:
    assert syllables(word) == count
