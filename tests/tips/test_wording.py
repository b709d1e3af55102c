"""What is typed behind `/tips`, in English and Danish, in any order, right and wrong."""

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tips.wish import Problem, Reading, Trouble, Verb, Wanted
from bot.tips.wording import read, read_zone
from bot.tips.words import DAYS, days_between

LANGUAGES = ("en", "da")
WORKING, WEEKEND, ALL = frozenset(range(5)), frozenset({5, 6}), frozenset(range(7))
DAY_SPELLINGS = {
    0: ["mon", "Monday", "mondays", "man", "mandag", "Mandage", "ma"],
    2: ["wed", "Wednesday", "ons", "onsdage"],
    4: ["fri", "fre", "FREDAG", "fr"],
    5: ["sat", "lør", "lørdag", "loerdag", "lordage", "lø"],
    6: ["sun", "søn", "søndage", "sø"],
}
TIME_SPELLINGS = {
    time(9): [
        "9",
        "09:00",
        "9.00",
        "0900",
        "kl. 9",
        "kl 9.00",
        "9am",
        "9 AM",
        "klokken 9",
        "at 9 a.m.",
        "at nine",
        "klokken ni",
    ],
    time(17, 30): ["17:30", "17.30", "1730", "5:30pm", "5.30 PM", "kl. 17.30"],
    time(0): ["0:00", "0", "12am", "00.00"],
    time(12, 5): ["12:05", "1205", "12:05pm"],
    time(9, 30): ["half past nine", "half nine", "at half past 9", "9:30", "halv ti", "kl. halv ti", "halv 10"],
    time(8, 45): ["quarter to nine", "a quarter to 9 am", "kvart i ni", "et kvarter i ni"],
    time(8, 15): ["quarter past eight", "a quarter past 8", "kvart over otte", "klokken kvart over otte"],
    time(8): ["eight o’clock", "eight o'clock", "kl. otte", "at eight am"],
    time(13): ["klokken et", "at one", "1 pm", "one o'clock pm"],
    time(20): ["at eight pm"],
    time(13, 55): ["klokken fem i to", "five to two", "kl. fem i to"],
    time(9, 50): ["ti i ti", "ten to ten", "at ten to 10"],
    time(20, 15): ["quarter past eight pm", "kvart over 20"],
    time(14, 30): ["half past two", "halv tre", "halv 15"],
    time(2, 30): ["half past two am"],
    time(12, 30): ["half past twelve", "halv et"],
    time(23, 45): ["quarter to 24", "kvart i 24"],
}
ZONE_SPELLINGS = {
    "Europe/Copenhagen": ["Europe/Copenhagen", "europe/copenhagen", "Copenhagen", "København", "KØBENHAVN", "kbh"],
    "America/New_York": ["America/New_York", "new york", "New_York"],
    "Australia/Lord_Howe": ["Lord Howe"],
    "America/Port_of_Spain": ["port of spain"],
    "Europe/Istanbul": ["istanbul"],
    "UTC": ["utc"],
}
LANGUAGE_SPELLINGS = {"en": ["en", "English", "engelsk"], "da": ["da", "dansk", "Danish"]}


def understood(text: str) -> Wanted:
    reading = read(text, LANGUAGES)
    assert reading.problems == ()
    assert reading.verb is Verb.ON
    return reading.wanted


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("", Verb.FORM),
        ("   ", Verb.FORM),
        *[(word, Verb.ON) for word in ("on", "til", "START", "slå til", "turn on", "tænd")],
        *[(word, Verb.OFF) for word in ("off", "fra", "stop", "slå fra", "turn off", "sluk", "off please", "fra tak")],
        *[(word, Verb.STATUS) for word in ("status", "Status!", "status please")],
        *[(word, Verb.NOW) for word in ("now", "nu", "Nu tak")],
        *[(word, Verb.HELP) for word in ("help", "hjælp", "hjaelp", "?", "help me")],
    ],
)
def test_verbs_in_both_languages(text: str, verb: Verb) -> None:
    assert read(text, LANGUAGES) == Reading(verb)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", WORKING),
        ("man-fre", WORKING),
        ("mon–fri", WORKING),
        ("mon - fri", WORKING),
        ("man til fre", WORKING),
        ("fra man til fre", WORKING),
        ("from Monday to Friday", WORKING),
        ("Monday through Friday", WORKING),
        ("hverdage", WORKING),
        ("alle hverdage", WORKING),
        ("weekdays", WORKING),
        ("ikke lørdag og søndag", WORKING),
        ("hver dag undtagen søndag", {0, 1, 2, 3, 4, 5}),
        ("every day but not on sat and sun", WORKING),
        ("mon-fri except wed", {0, 1, 3, 4}),
        ("hverdage, men ikke fredag", {0, 1, 2, 3}),
        ("weekend", WEEKEND),
        ("lørdag og søndag", WEEKEND),
        ("daily", ALL),
        ("every day", ALL),
        ("hver dag", ALL),
        ("alle dage", ALL),
        ("dagligt", ALL),
        ("mon,wed,fri", {0, 2, 4}),
        ("mon, wed and fri", {0, 2, 4}),
        ("mon wed fri", {0, 2, 4}),
        ("man, ons og fre", {0, 2, 4}),
        ("ma,on,fr", {0, 2, 4}),
        ("ma, on og fr", {0, 2, 4}),
        ("ti to", {1, 3}),
        ("ti og to", {1, 3}),
        ("ti-to", {1, 2, 3}),
        ("fri-mon", {4, 5, 6, 0}),
        ("fredag til mandag", {4, 5, 6, 0}),
        ("mon-wed,sat", {0, 1, 2, 5}),
        ("every monday", {0}),
        ("on monday", {0}),
        ("hver mandag kl. 9", {0}),
    ],
)
def test_weekdays(text: str, days: set[int]) -> None:
    assert understood(text).weekdays == frozenset(days)


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        *[(text, Wanted(local_time=when)) for when, texts in TIME_SPELLINGS.items() for text in texts],
        *[(text, Wanted(weekdays=frozenset({day}))) for day, texts in DAY_SPELLINGS.items() for text in texts],
        *[(text, Wanted(time_zone=zone)) for zone, texts in ZONE_SPELLINGS.items() for text in texts],
        *[(text, Wanted(language=code)) for code, texts in LANGUAGE_SPELLINGS.items() for text in texts],
    ],
)
def test_each_part_in_every_spelling(spelling: str, expected: Wanted) -> None:
    assert understood(f"on {spelling}") == expected
    assert understood(spelling) == expected


@st.composite
def spoken_wishes(draw: st.DrawFn) -> tuple[str, Wanted]:
    """A wish with any of its parts, in any order and spelling, and what it means."""
    when = draw(st.sampled_from(list(TIME_SPELLINGS)))
    zone = draw(st.sampled_from(list(ZONE_SPELLINGS)))
    code = draw(st.sampled_from(list(LANGUAGE_SPELLINGS)))
    first, last = draw(st.sampled_from(list(DAY_SPELLINGS))), draw(st.sampled_from(list(DAY_SPELLINGS)))
    between = draw(st.sampled_from(["-", " til ", " to ", "–"]))
    days = draw(st.sampled_from(DAY_SPELLINGS[first])) + between + draw(st.sampled_from(DAY_SPELLINGS[last]))
    parts = {
        "local_time": (draw(st.sampled_from(TIME_SPELLINGS[when])), when),
        "weekdays": (days, days_between(first, last)),
        "time_zone": (draw(st.sampled_from(ZONE_SPELLINGS[zone])), zone),
        "language": (draw(st.sampled_from(LANGUAGE_SPELLINGS[code])), code),
    }
    names = draw(st.lists(st.sampled_from(list(parts)), unique=True))
    verb = draw(st.sampled_from(["on", "til", "slå til"]))
    text = " ".join([verb, *(parts[name][0] for name in names)])
    return text, Wanted(**{name: parts[name][1] for name in names})  # type: ignore[arg-type]


@settings(deadline=None)
@given(spoken_wishes())
def test_parts_come_in_any_order(spoken: tuple[str, Wanted]) -> None:
    text, wanted = spoken
    assert understood(text) == wanted


@settings(deadline=None)
@given(st.text(max_size=200))
def test_nothing_that_is_typed_raises(text: str) -> None:
    read(text, LANGUAGES)
    read_zone(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*DAYS, "on", "to", "og", "-", ",", "fra", "9", "kl.", "da", "utc", "?", "25:99"])))
def test_no_row_of_known_words_raises(words: list[str]) -> None:
    read(" ".join(words), LANGUAGES)


@pytest.mark.parametrize(
    ("text", "trouble", "words", "instead"),
    [
        ("on 25:99", Trouble.TIME, "25:99", ()),
        ("til halv noget", Trouble.UNKNOWN, "halv noget", ()),
        ("on 24:00", Trouble.TIME, "24:00", ()),
        ("on 9:5", Trouble.TIME, "9:5", ()),
        ("on 13pm", Trouble.TIME, "13pm", ()),
        ("on 8-9", Trouble.TIME, "8-9", ()),
        ("on Europe/Copenhagn", Trouble.ZONE, "Europe/Copenhagn", ("Europe/Copenhagen",)),
        ("on Europe/Atlantis", Trouble.ZONE, "Europe/Atlantis", ()),
        ("on UTC+2", Trouble.ZONE, "UTC+2", ()),
        ("on GMT+1", Trouble.ZONE, "GMT+1", ()),
        ("on gmt-5", Trouble.ZONE, "gmt-5", ()),
        ("on svensk", Trouble.LANGUAGE, "svensk", LANGUAGES),
        ("on de", Trouble.LANGUAGE, "de", LANGUAGES),
        ("on 9 10", Trouble.TWICE, "09:00, 10:00", ()),
        ("on da en", Trouble.TWICE, "da, en", ()),
        ("on London Paris", Trouble.TWICE, "Europe/London, Europe/Paris", ()),
        ("on sometime soonish", Trouble.UNKNOWN, "sometime soonish", ()),
        ("on copenhagn", Trouble.UNKNOWN, "copenhagn", ("Europe/Copenhagen",)),
        ("hej", Trouble.UNKNOWN, "hej", ()),
        ("on <!channel>", Trouble.UNKNOWN, "<!channel>", ()),
        ("on mon-foo", Trouble.UNKNOWN, "mon-foo", ()),
        ("off on fridays", Trouble.EXTRA, "fridays", ()),
        ("now 09:00", Trouble.EXTRA, "09:00", ()),
    ],
)
def test_what_cannot_be_understood_is_named_with_what_would_be_right(
    text: str, trouble: Trouble, words: str, instead: tuple[str, ...]
) -> None:
    assert read(text, LANGUAGES).problems == (Problem(trouble, words, instead),)


def test_a_city_that_two_zones_share_is_asked_about() -> None:
    (problem,) = read("on eastern", LANGUAGES).problems
    assert (problem.trouble, problem.words) == (Trouble.SEVERAL_ZONES, "eastern")
    assert "America/New_York" in problem.instead


def test_what_was_understood_stays_beside_a_problem() -> None:
    reading = read("on 25:99 mon-fri copenhagen da", LANGUAGES)
    assert reading.wanted == Wanted(None, WORKING, "Europe/Copenhagen", "da")


def test_five_thousand_letters_are_one_problem() -> None:
    assert len(read("on " + "x" * 5000, LANGUAGES).problems) == 1
    assert len(read("on " + "qz " * 1600, LANGUAGES).problems) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("København", "Europe/Copenhagen"),
        ("new york", "America/New_York"),
        ("Europe/Atlantis", Problem(Trouble.ZONE, "Europe/Atlantis")),
        ("", Problem(Trouble.ZONE, "")),
    ],
)
def test_the_forms_zone_field_understands_the_same(text: str, expected: str | Problem) -> None:
    assert read_zone(text) == expected


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("on 9:00 quiet 22-7", ["quiet 22-7"]),
        ("til 9:00 stille 22-7, spring over 24. dec", ["stille 22-7", "spring over 24. dec"]),
        ("9:00 mon-fri Copenhagen and skip 24 dec and public holidays off", ["skip 24 dec", "holidays off"]),
        ("on 9:00 bank holidays UK", ["holidays UK"]),
    ],
)
def test_rest_may_be_said_behind_the_time(text: str, apart: list[str]) -> None:
    reading = read(text, LANGUAGES)
    assert reading.problems == ()
    assert (reading.verb, reading.wanted.local_time) == (Verb.ON, time(9))
    assert reading.wanted.rest == tuple(change for one in apart for change in read(one, LANGUAGES).wanted.rest)


def test_what_cannot_be_said_behind_a_time_is_named() -> None:
    assert read("on 9:00 quiet never mind", LANGUAGES).problems[0].trouble is Trouble.QUIET
    assert read("on 9:00 pause", LANGUAGES).problems == (Problem(Trouble.UNKNOWN, "pause"),)
    assert read("focus quiet voices 1w", LANGUAGES).rest == "quiet voices 1w"


def test_space_between_words_says_nothing_however_much_there_is() -> None:
    apart = " " * 100_000
    assert read(f"on{apart}9:00{apart}mandag", LANGUAGES) == read("on 9:00 mandag", LANGUAGES)


@pytest.mark.parametrize("figures", ["99999", "9" * 30, "9" * 5000])
def test_number_that_is_no_day_is_asked_back(figures: str) -> None:
    assert [problem.words for problem in read(f"pause {figures}", LANGUAGES).problems] == [figures]
