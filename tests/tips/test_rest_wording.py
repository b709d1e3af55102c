"""What is typed behind `/tips` about rest, in English and Danish, right and wrong, on 25 November 2026."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.tips.changes import Resume, SetHolidays, SetQuiet, Skip
from bot.tips.rest import NO_HOLIDAYS, Break, Holidays, Quiet, Rest
from bot.tips.rest_wording import days_listed, holidays_said, quiet_said
from bot.tips.wish import Problem, Reading, Trouble, Verb
from bot.tips.wording import read

LANGUAGES = ("en", "da")
WEDNESDAY = date(2026, 11, 25)
NIGHT = Quiet(time(22), time(7))


def breaks(text: str, today: date = WEDNESDAY) -> list[str]:
    """The breaks that the words make, such as `2026-12-24` or `2026-12-20/2027-01-03`."""
    reading = read(text, LANGUAGES)
    assert (reading.verb, reading.problems) == (Verb.REST, ())
    rest, problems = reading.wanted.rest[0].made(Rest(), today)
    assert not problems
    return [str(one.first) if one.first == one.last else f"{one.first}/{one.last}" for one in rest.breaks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[
            (f"skip {day}", ["2026-12-24"])
            for day in (
                *(
                    "24 dec",
                    "24. dec.",
                    "24dec",
                    "24th of December",
                    "Dec 24",
                    "december 24th, 2026",
                    "den 24. december",
                ),
                *("2026-12-24", "24/12", "24.12.", "24.12.2026", "24/12/26", "24-12-2026", "12/24"),
                *("torsdag den 24. december", "Christmas Eve", "juleaften", "the 24th"),
            )
        ],
        ("skip today", ["2026-11-25"]),
        ("spring over i dag", ["2026-11-25"]),
        ("spring i morgen over", ["2026-11-26"]),
        ("skip tomorrow, please", ["2026-11-26"]),
        ("skip monday", ["2026-11-30"]),
        ("spring over på onsdag", ["2026-12-02"]),
        ("skip today and friday", ["2026-11-25", "2026-11-27"]),
        ("spring over 24. og 31. dec", ["2026-12-24", "2026-12-31"]),
        ("skip 24, 25 and 26 dec", ["2026-12-24/2026-12-26"]),
        ("skip 20-24 dec", ["2026-12-20/2026-12-24"]),
        ("skip mon-fri", ["2026-11-30/2026-12-04"]),
        ("skip 29 feb", ["2028-02-29"]),
        ("skip 1 nov 2027", ["2027-11-01"]),
        ("skip 1 aug", ["2027-08-01"]),
        ("pause from 1 dec to 1 oct", ["2026-12-01/2027-10-01"]),
        *[
            (f"skip {days}", ["2026-12-24/2026-12-26"])
            for days in ("christmas", "over Christmas", "jul", "i julen", "juledagene")
        ],
        ("spring julen over", ["2026-12-24/2026-12-26"]),
        ("pause til jul", ["2026-11-25/2026-12-23"]),
        ("pause fra jul til nytår", ["2026-12-24/2027-01-01"]),
        ("skip jul 24", ["2027-07-24"]),
        ("spring over 24. jul", ["2027-07-24"]),
        *[
            (f"skip {days}", ["2026-11-28/2026-11-29"])
            for days in ("the weekend", "this weekend", "next weekend", "weekenden", "i weekenden", "næste weekend")
        ],
        ("pause until the weekend", ["2026-11-25/2026-11-27"]),
        ("skip next week", ["2026-11-30/2026-12-06"]),
        ("spring uge 52 over", ["2026-12-21/2026-12-27"]),
        ("pause from 20 dec to 3 jan", ["2026-12-20/2027-01-03"]),
        ("pause fra 20. dec til 3. jan", ["2026-12-20/2027-01-03"]),
        ("pause fra d. 20/12 til d. 3/1", ["2026-12-20/2027-01-03"]),
        ("pause 20 Dec – 3 Jan", ["2026-12-20/2027-01-03"]),
        ("pause between 20 dec and 3 jan", ["2026-12-20/2027-01-03"]),
        ("pause from 20 dec to 3 jan 2027", ["2026-12-20/2027-01-03"]),
        ("pause 2026-12-20 to 2027-01-03", ["2026-12-20/2027-01-03"]),
        ("pause fra 20. til 24. dec", ["2026-12-20/2026-12-24"]),
        ("pause 20 nov to 30 nov", ["2026-11-20/2026-11-30"]),
        ("pause until monday", ["2026-11-25/2026-11-29"]),
        ("pause til mandag", ["2026-11-25/2026-11-29"]),
        ("pause indtil 1. dec", ["2026-11-25/2026-11-30"]),
        ("pause til og med fredag", ["2026-11-25/2026-11-27"]),
        ("pause through friday", ["2026-11-25/2026-11-27"]),
        ("pause 2 weeks", ["2026-11-25/2026-12-08"]),
        ("pause i en uge", ["2026-11-25/2026-12-01"]),
        ("pause for 3 days", ["2026-11-25/2026-11-27"]),
        ("spring over 1. juledag", ["2026-12-25"]),
        ("spring over 24. dec og 2. juledag", ["2026-12-24", "2026-12-26"]),
        ("skip weeks 52 and 53", ["2026-12-21/2027-01-03"]),
        ("spring over uge 52 og 1", ["2026-12-21/2026-12-27", "2027-01-04/2027-01-10"]),
        ("pause fra uge 52 til uge 1", ["2026-12-21/2027-01-10"]),
        ("pause uge 52-53", ["2026-12-21/2027-01-03"]),
        ("spring over uge 52, 30. og 31. dec", ["2026-12-21/2026-12-27", "2026-12-30/2026-12-31"]),
        ("pause until week 52", ["2026-11-25/2026-12-20"]),
        ("pause til og med uge 52", ["2026-11-25/2026-12-27"]),
        ("spring over mandag i uge 52", ["2026-12-21"]),
        ("pause this week", ["2026-11-25/2026-11-29"]),
        ("pause resten af ugen", ["2026-11-25/2026-11-29"]),
        ("pause en måned", ["2026-11-25/2026-12-24"]),
        ("pause i december", ["2026-12-01/2026-12-31"]),
        ("pause hele juli", ["2027-07-01/2027-07-31"]),
        ("pause november", ["2026-11-01/2026-11-30"]),
        ("pause February 2028", ["2028-02-01/2028-02-29"]),
        ("pause from 2 jan to 24 dec", ["2027-01-02/2027-12-24"]),
    ],
)
def test_days_in_the_usual_spellings(text: str, expected: list[str]) -> None:
    assert breaks(text) == expected


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("skip the weekend", "2026-11-28", "2026-11-28/2026-11-29"),
        ("spring weekenden over", "2026-11-29", "2026-11-28/2026-11-29"),
        ("skip next weekend", "2026-11-28", "2026-12-05/2026-12-06"),
        ("pause til weekenden", "2026-11-28", "2026-11-28/2026-12-04"),
    ],
)
def test_a_weekend_that_has_begun_is_this_one(text: str, today: str, expected: str) -> None:
    assert breaks(text, date.fromisoformat(today)) == [expected]


def test_a_pause_that_runs_already_goes_on_to_its_end() -> None:
    assert breaks("pause from 20 dec to 3 jan", date(2026, 12, 27)) == ["2026-12-20/2027-01-03"]


@pytest.mark.parametrize("text", ["pause", "Pause", "pause indtil videre", "pause until further notice", "pause tak"])
def test_pause_alone_has_no_end(text: str) -> None:
    assert read(text, LANGUAGES) == Reading(Verb.PAUSE)


@pytest.mark.parametrize("text", ["resume", "genoptag", "fortsæt", "Resume now"])
def test_resume_alone(text: str) -> None:
    reading = read(text, LANGUAGES)
    assert (reading.verb, reading.wanted.rest, reading.problems) == (Verb.RESUME, (Resume(),), ())


@pytest.mark.parametrize("text", ["skip", "spring over", "holidays", "helligdage", "quiet", "stille timer"])
def test_a_word_without_days_opens_the_form(text: str) -> None:
    assert read(text, LANGUAGES).verb is Verb.FORM


@pytest.mark.parametrize(
    ("text", "holidays"),
    [
        *[(text, NO_HOLIDAYS) for text in ("holidays off", "helligdage fra", "slå helligdage fra", "holidays none")],
        *[(text, Holidays()) for text in ("holidays on", "helligdage til", "skip holidays", "spring helligdage over")],
        *[(text, Holidays(True, "DK")) for text in ("holidays DK", "helligdage Danmark", "public holidays in Denmark")],
        *[
            (text, Holidays(True, "DE", "BY"))
            for text in ("holidays DE BY", "holidays de-by", "holidays Germany, Bayern", "helligdage Tyskland (Bayern)")
        ],
        ("holidays England", Holidays(True, "GB", "ENG")),
        ("holidays Scotland", Holidays(True, "GB", "SCT")),
        ("holidays New Zealand", Holidays(True, "NZ")),
    ],
)
def test_holidays_by_country_and_region(text: str, holidays: Holidays) -> None:
    assert read(text, LANGUAGES).wanted.rest == (SetHolidays(holidays),)


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        *[
            (f"quiet {hours}", NIGHT)
            for hours in ("22:00-07:00", "22-7", "22 – 7", "hours 22.00-7.00", "from 10pm to 7 am", "22:00 until 07:00")
        ],
        *[
            (f"stille {hours}", NIGHT)
            for hours in ("22-7", "fra 22 til 7", "kl. 22 til kl. 7", "timer 22-7", "mellem 22 og 7")
        ],
        ("quiet half past ten pm to quarter to seven am", Quiet(time(22, 30), time(6, 45))),
        ("quiet half past ten pm to 7", Quiet(time(22, 30), time(7))),
        ("stille kvart over 22 til 7", Quiet(time(22, 15), time(7))),
        ("ro 12-13", Quiet(time(12), time(13))),
        ("quiet off", None),
        ("stille fra", None),
    ],
)
def test_quiet_hours(text: str, quiet: Quiet | None) -> None:
    assert read(text, LANGUAGES).wanted.rest == (SetQuiet(quiet),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("skip foo", Problem(Trouble.DAY, "foo")),
        ("skip every friday", Problem(Trouble.EVERY_WEEK, "every friday")),
        ("skip fridays", Problem(Trouble.EVERY_WEEK, "fridays")),
        ("spring over hver fredag", Problem(Trouble.EVERY_WEEK, "hver fredag")),
        ("spring fredage over", Problem(Trouble.EVERY_WEEK, "fredage")),
        ("spring weekender over", Problem(Trouble.EVERY_WEEK, "weekender")),
        ("skip every weekend", Problem(Trouble.EVERY_WEEK, "every weekend")),
        ("spring over om mandagen", Problem(Trouble.EVERY_WEEK, "mandagen")),
        ("skip 24 dec and whenever", Problem(Trouble.DAY, "whenever")),
        ("pause from friday", Problem(Trouble.NO_END, "from friday")),
        ("holidays Mars", Problem(Trouble.COUNTRY, "Mars")),
        ("holidays DK Fyn", Problem(Trouble.REGION, "Fyn")),
        ("quiet 25-7", Problem(Trouble.QUIET, "25-7")),
        ("quiet 22", Problem(Trouble.QUIET, "22")),
        ("quiet 7-7", Problem(Trouble.QUIET, "7-7")),
        *[
            (f"{verb} {hours}", Problem(Trouble.HALF_OF_DAY, hours))
            for verb, hours in (
                ("stille", "halv elleve til halv syv"),
                ("stille", "halv elleve til syv"),
                ("ro", "22 til kvart over fire"),
                ("ro", "kvart over tolv til halv et"),
                ("quiet", "half past ten to half past six"),
                ("quiet", "half past ten pm to quarter to seven"),
            )
        ],
        ("resume someday", Problem(Trouble.DAY, "someday")),
    ],
)
def test_what_cannot_be_understood_is_named(text: str, problem: Problem) -> None:
    assert read(text, LANGUAGES).problems == (problem,)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("skip 1 jan 2020", Problem(Trouble.PAST, "1 jan 2020")),
        ("pause 2026-11-01 to 2026-11-24", Problem(Trouble.PAST, "2026-11-01 to 2026-11-24")),
        ("skip yesterday", Problem(Trouble.PAST, "yesterday")),
        ("spring over i går", Problem(Trouble.PAST, "i går")),
        ("pause oktober", Problem(Trouble.JUST_OVER, "oktober", ("2027-10-01", "2027-10-31"))),
        ("pause until today", Problem(Trouble.PAST, "until today")),
        ("skip 22 nov", Problem(Trouble.JUST_OVER, "22 nov", ("2027-11-22",))),
        ("spring over 1. september", Problem(Trouble.JUST_OVER, "1. september", ("2027-09-01",))),
        ("pause 2 nov to 5 nov", Problem(Trouble.JUST_OVER, "2 nov to 5 nov", ("2027-11-02", "2027-11-05"))),
        ("pause from 2 feb to 1 feb", Problem(Trouble.BACKWARDS, "from 2 feb to 1 feb")),
        ("pause 24 dec to 20 dec", Problem(Trouble.BACKWARDS, "24 dec to 20 dec")),
        ("skip 31 feb", Problem(Trouble.NO_SUCH_DAY, "31 feb")),
        ("spring over d. 31. nov.", Problem(Trouble.NO_SUCH_DAY, "31. nov.")),
        ("spring over 31. november.", Problem(Trouble.NO_SUCH_DAY, "31. november")),
        ("pause fra 2. feb. til 1. feb.", Problem(Trouble.BACKWARDS, "fra 2. feb. til 1. feb.")),
        ("skip 2026-13-01", Problem(Trouble.NO_SUCH_DAY, "2026-13-01")),
        ("pause 3 jan 2027 to 20 dec 2026", Problem(Trouble.BACKWARDS, "3 jan 2027 to 20 dec 2026")),
        ("pause 100 weeks", Problem(Trouble.TOO_LONG, "100 weeks")),
        ("skip 24 dec 2099", Problem(Trouble.TOO_LONG, "24 dec 2099")),
        ("resume 24 dec", Problem(Trouble.NOT_RESTING, "24 dec")),
    ],
)
def test_days_that_cannot_be_meant_change_nothing(text: str, problem: Problem) -> None:
    (change,) = read(text, LANGUAGES).wanted.rest
    assert change.made(Rest(), WEDNESDAY) == (Rest(), [problem])


def test_resuming_some_days_leaves_the_rest_of_the_pause() -> None:
    (change,) = read("resume 24 dec", LANGUAGES).wanted.rest
    rest, _ = change.made(Rest(breaks=(Break(date(2026, 12, 20), date(2027, 1, 3)),)), WEDNESDAY)
    assert [(one.first.day, one.last.day) for one in rest.breaks] == [(20, 23), (25, 3)]


@pytest.mark.parametrize("text", ["resume all", "genoptag alt", "genoptag alle dage"])
def test_everything_that_was_left_out_comes_back(text: str) -> None:
    (change,) = read(text, LANGUAGES).wanted.rest
    later = Break(date(2026, 12, 20), date(2027, 1, 3))
    assert change.made(Rest(breaks=(Break(WEDNESDAY, WEDNESDAY), later)), WEDNESDAY) == (Rest(), ())


def test_the_forms_fields_understand_the_same_and_empty_is_none() -> None:
    skip, problems = days_listed("24. dec, 20 Dec 2027 to 3 Jan 2028")
    assert (len(skip.days), skip.instead, problems) == (2, True, ())
    assert days_listed("") == (Skip((), instead=True), ())
    assert (holidays_said(""), quiet_said("")) == (SetHolidays(NO_HOLIDAYS), SetQuiet(None))


@settings(deadline=None)
@given(st.sampled_from(["skip", "pause", "resume", "holidays", "quiet", "spring over"]), st.text(max_size=100))
def test_nothing_that_is_typed_raises(verb: str, text: str) -> None:
    for change in read(f"{verb} {text}", LANGUAGES).wanted.rest:
        change.made(Rest(), WEDNESDAY)


WORDS = "24 31 2026 99 dec jan 24/12 2026-12-24 to til until from fra - , and og week uge monday on i dag 2 weeks every"


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=9))
def test_no_row_of_known_words_raises(words: list[str]) -> None:
    for change in read("pause " + " ".join(words), LANGUAGES).wanted.rest:
        change.made(Rest(), WEDNESDAY)
