"""What people type and what standards say meet in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.normalise import LIMIT, plain, searchable, stem, worded
from bot.answers.speech import speech
from bot.catalogue.names import fold

ENDINGS = speech().endings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kø", "koe"),
        ("KØ", "kø"),
        ("Påklædning", "paaklaedning"),
        ("Crème brûlée", "creme brulee"),
        ("tech-support!", "Tech support"),
        ("don’t", "dont"),
        ("  two \t words\n", "two words"),
        ("ﬁle", "file"),
        ("Straße", "strasse"),
        ("a\u0301", "á"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@U123|anna> hello", "hello"),
        ("<@U123> hello", "hello"),
        ("<#C1|shop> hello <!channel> <!subteam^S1|@team>", "hello"),
        ("see <https://example.com/a|the page> now", "see the page now"),
        ("see <https://example.com/a> now https://other.example", "see now"),
        ("&lt;!channel&gt; hello @here", "hello"),
        ("fish &amp; chips &lt;3", "fish & chips <3"),
        ("hello :wave::skin-tone-3: at 10:30:45 :+1:", "hello at 10:30:45"),
        ("a\x00b\x07c\ud83d", "a b c"),
        ("\u202eevil\u200b text", "evil text"),
        ("", ""),
    ],
)
def test_slack_s_markup_and_unprintable_signs_are_taken_out(text: str, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("greetings", "greeting"),
        ("complaints", "complaint"),
        ("uniformer", "uniform"),
        ("navneskiltet", "navneskilt"),
        ("navneskiltene", "navneskilt"),
        ("klagerne", "klage"),
        ("køen", "kø"),
        ("gæsterne", "gæst"),
    ],
)
def test_plural_and_definite_forms_meet(several: str, one: str) -> None:
    assert stem(fold(several), ENDINGS) == stem(fold(one), ENDINGS)


@pytest.mark.parametrize("word", ["bus", "is", "en", "se"])
def test_short_words_keep_their_endings(word: str) -> None:
    assert stem(word, ENDINGS) == word


def test_lines_stay_apart_where_their_ends_are_of_use() -> None:
    assert worded("  How fast?\n\n<@U1>\r\nWhat  then ") == "How fast?\nWhat then"
    assert len(worded("word word\n" * 1000)) <= LIMIT


def test_long_question_is_cut() -> None:
    assert len(plain("word " * 1000)) <= LIMIT


@given(st.text())
def test_anything_becomes_words_that_stay_the_same(text: str) -> None:
    once = searchable(text)
    assert fold(once) == once
    assert once.encode().decode() == once
