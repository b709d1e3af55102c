"""Whatever is typed: no exception, never a wrong person, and no word is lost."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from bot.markup import as_typed
from bot.observations.level_words import BY_WORD, SIGNS
from bot.observations.phrases import MENTION, levels_ahead, may_begin_note
from bot.observations.shorthand import understand
from tests.observations.names import NAMES, misspelt, named

PEOPLE = ["<@U0ANNA|anna>", "<@U0BEN>", "<@W0SOFIE|Sofie Holm>", "@anna", "@Bo.Ek", "<!channel>", "&lt;@U0ANNA&gt;"]
FOLLOWING = ["follow 3d", "opfølgning", "følg op", "1. dec", "2 uger", "follow 99w", "på fredag"]
OTHERS = [
    *FOLLOWING,
    "Varm",
    "velkomst",
    "and",
    "fantastisk",
    "greting",
    "smils",
    '"',
    "“kø”",
    "&amp;",
    "<https://x.dk|x>",
    "\n",
    ":",
    "—",
    "a<b",
    ">",
]
PIECES = st.sampled_from([*PEOPLE, *NAMES, *BY_WORD, *SIGNS, *FOLLOWING, *OTHERS]) | st.text(max_size=6)
LINES = st.builds(str.join, st.sampled_from([" ", "  ", "", "\n"]), st.lists(PIECES, max_size=9)) | st.text()
LANGUAGES = st.sampled_from(["en", "da", "xx"])


def letters(text: str) -> str:
    return "".join(text.split())


@given(LINES, LANGUAGES)
@example("<@U0ANNA|anna>greeting met", "en")
def test_person_is_one_whom_slack_resolved_in_the_text(text: str, language: str) -> None:
    said = understand(text, language, named, misspelt)
    resolved = {mention[1] for mention in MENTION.finditer(text)}
    assert said.subject is None or said.subject in resolved
    assert set(said.others) <= resolved


@given(LINES, LANGUAGES)
@example("<@U0ANNA|anna> blorf met x", "da")
def test_every_word_is_in_what_was_recognised_or_in_the_note(text: str, language: str) -> None:
    said = understand(text, language, named, misspelt)
    assert letters(as_typed(said.head) + said.note + as_typed(said.tail)) == letters(as_typed(text))


@given(LINES, LANGUAGES)
def test_what_was_recognised_says_the_same_without_the_note(text: str, language: str) -> None:
    said = understand(text, language, named, misspelt)
    again = understand(said.head, language, named, misspelt)
    if said.complete:
        assert (again.subject, again.standard, again.level) == (said.subject, said.standard, said.level)
        assert again.note == ""


@given(LINES, LANGUAGES)
@example("<@U0ANNA|anna> - hilsen - opfyldt - Varm", "da")
@example("<@U0ANNA|anna> greeting " + "- " * 2000, "en")
@example("<@U0ANNA|anna> greeting met example follow 3d", "en")
def test_note_of_a_line_that_is_saved_without_a_question_begins_with_no_other_level(text: str, language: str) -> None:
    said = understand(text, language, named, misspelt)
    if said.complete:
        others = [(begins, end) for level, begins, end in levels_ahead(said.note, 0) if level is not said.level]
        words = [(begins, end) for begins, end in others if said.note[begins:end] not in SIGNS]
        assert all(may_begin_note(said.note, *place) for place in words)


@given(LINES, LANGUAGES)
@example("<@U0ANNA|anna> <@U0BEN> greeting met", "en")
def test_line_that_is_saved_without_a_question_names_one_person_before_its_note(text: str, language: str) -> None:
    said = understand(text, language, named, misspelt)
    if said.complete:
        assert {mention[1] for mention in MENTION.finditer(said.head)} == {said.subject}


@given(LINES, st.dates(date(2026, 1, 1), date(2099, 12, 31)))
@example("<@U0ANNA|anna> greeting - follow 29 feb", date(2097, 3, 1))
def test_follow_up_is_a_day_and_never_an_error(text: str, today: date) -> None:
    said = understand(text, "en", named, misspelt)
    assert said.follow_up is None or isinstance(said.follow_up.on(today), date)


@given(LINES, LANGUAGES)
def test_incomplete_line_says_what_it_needs(text: str, language: str) -> None:
    said = understand(text, language, named, misspelt)
    assert said.complete == (not said.missing and not said.unclear)
