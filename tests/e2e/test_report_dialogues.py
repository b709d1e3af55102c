"""`/tips report` as supervisors meet it: Sofie in Danish, Ben in English; the team has answered twice."""

import asyncio
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from playground.client import Actor, Workspace
from playground.reading import Form
from tests.e2e.conftest import Stage
from tests.fakes import FixedClock

COLUMNS = "id, workspace, channel, slot, language, state, not_before, attempts, doubt, standard, created_at"
TWO_TIPS = {"2026-11-16 08:00:00.000000": 2, "2026-11-23 07:00:00.000000": 5}  # when, and how many knew it


@pytest.fixture
def clock() -> FixedClock:
    """Time that stands still."""
    return FixedClock(datetime(2026, 11, 25, 8, tzinfo=UTC))


def answered(stage: Stage, channel: str) -> None:
    """Two questions on greeting, a week apart; six people have answered each. In a thread: Takt shares the loop."""
    with sqlite3.connect(stage.database, timeout=30, isolation_level="IMMEDIATE") as database:
        for slot, right in TWO_TIPS.items():
            delivery = f"{channel}{slot}"
            row = (delivery, "T0TAKT", channel, slot, "en", "sent", slot, 1, False, "greeting", slot)
            database.execute(
                f"INSERT INTO delivery ({COLUMNS}, check_number, answer_count, right_count, day_count, day_right) "
                f"VALUES ({', '.join('?' * 11)}, 0, 6, {right}, 6, {right})",
                row,
            )
            database.executemany(
                "INSERT INTO response (delivery, member, workspace, option, is_right, answered_at) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                [(delivery, f"U{number}", "T0TAKT", 0, number < right, slot) for number in range(6)],
            )


async def test_a_supervisor_gets_the_report_in_words_and_as_a_picture(stage: Stage) -> None:
    await asyncio.to_thread(answered, stage, "C0BUTIK")
    sofie, anna = stage.slack.person("sofie"), stage.slack.person("anna")
    await sofie.types("/tips rapport")
    seen = await sofie.sees("Sådan går det med tips i", channel="butikken")
    assert seen.private
    assert "det, der blev spurgt om igen, blev svaret rigtigt 83 % af gangene mod 33 % første gang." in seen.words
    assert "33 % første gang, 83 % senere" in seen.words
    assert "hvor mange Slack siger, der er i kanalen" in seen.words
    assert "Ugen fra" in seen.text, "a screen reader reads it all"
    picture = await sofie.sees("takt-tips.png", channel="dm")
    (file,) = picture.raw["files"]
    assert file["mimetype"] == "image/png"
    assert file["alt_txt"].startswith("Sådan går det med tips i #butikken. I en uge med tips")
    assert "mod 33 % første gang" in file["alt_txt"]
    assert not set("*<>•") & set(file["alt_txt"]), "a screen reader reads words, no markup"
    await sofie.sees("mod 33 % første gang", channel="dm")
    await anna.does_not_see("Sådan går det med tips")


async def test_the_report_in_english_without_the_scope_for_files_is_text(slack: Workspace, stage: Stage) -> None:
    await slack.change(user="ben", supervisor=True)
    await slack.change(scope="files:write", granted=False)
    await slack.change(scope="channels:read", granted=False)
    await asyncio.to_thread(answered, stage, "C0RECEP")
    ben = slack.person("ben")
    await ben.types("/tips report", channel="reception")
    seen = await ben.sees("How the tips do in", channel="reception")
    assert "In a week with tips, 100 % of the 6 people answered on average" in seen.words
    assert "what was asked again was right 83 % of the time, against 33 % the first time." in seen.words
    assert "Slack does not tell me how many people are in the channel" in seen.words
    await ben.does_not_see("takt-tips.png")
    await ben.does_not_see("How the tips do", channel="dm")


@dataclass(frozen=True)
class Read:
    """What a supervisor of the shop reads on Home and in the report, in their language."""

    name: str
    title: str
    gain: str
    button: str
    report: str
    refusal: str


IN_BOTH = pytest.mark.parametrize(
    "read",
    [
        Read(
            "sofie",
            "Sådan går det med tips i dine kanaler",
            "mod 33 % første gang",
            "Send mig rapporten",
            "Sådan går det med tips i",
            "Det er kun for ledere og administratorer.",
        ),
        Read(
            "ben",
            "How your channels’ tips do",
            "against 33 % the first time",
            "Send me the report",
            "How the tips do in",
            "Only supervisors and admins can do this.",
        ),
    ],
    ids=["da", "en"],
)


async def home_of(stage: Stage, read: Read) -> tuple[Actor, Form]:
    """A supervisor with tips in the shop, whose team has answered, opens Home."""
    await stage.slack.change(user=read.name, supervisor=True)
    person = stage.slack.person(read.name)
    await person.types("/tips on 10:00")
    await person.sees("10:00")
    await asyncio.to_thread(answered, stage, "C0BUTIK")
    return person, await person.opens_home()


@IN_BOTH
async def test_the_same_on_home_with_a_button(stage: Stage, read: Read) -> None:
    person, home = await home_of(stage, read)
    assert read.title in home.words
    assert read.gain in home.words
    await person.presses(read.button)
    picture = await person.sees("takt-tips.png", channel="dm")
    (file,) = picture.raw["files"]
    assert file["alt_txt"].startswith(f"{read.report} #butikken.")
    assert read.gain in (await person.sees(read.report, channel="dm")).words
    anna = stage.slack.person("anna")
    assert "tips i dine kanaler" not in (await anna.opens_home()).words
    await anna.does_not_see(read.report)


@IN_BOTH
async def test_the_button_sends_words_where_files_are_not_allowed(stage: Stage, read: Read) -> None:
    await stage.slack.change(scope="files:write", granted=False)
    person, _ = await home_of(stage, read)
    await person.presses(read.button)
    assert read.gain in (await person.sees(read.report, channel="dm")).words
    await person.does_not_see("takt-tips.png")


@IN_BOTH
async def test_the_button_refuses_who_is_no_supervisor_any_more(stage: Stage, read: Read) -> None:
    person, _ = await home_of(stage, read)
    await stage.slack.change(user=read.name, supervisor=False)
    stage.takt.services.people.forget_everything()
    await person.presses(read.button)
    await person.sees(read.refusal, channel="dm")
    await person.does_not_see(read.report)


async def test_of_too_few_there_is_no_report_and_staff_get_none(slack: Workspace) -> None:
    await slack.change(user="ben", supervisor=True)
    sofie, anna, ben = (slack.person(name) for name in ("sofie", "anna", "ben"))
    await sofie.types("/tips rapport")
    assert (await sofie.sees("Der er ingen rapport endnu: Færre end fem")).private
    await anna.types("/tips rapport")
    assert (await anna.sees("ledere")).private
    await ben.types("/tips report", channel="reception")
    await ben.sees("There is no report yet: fewer than five people", channel="reception")


@pytest.mark.parametrize(
    ("locale", "hidden"),
    [
        ("da-DK", "er skjult, indtil fem har svaret inden for otte uger"),
        ("en-GB", "is hidden until five people have answered within eight weeks"),
    ],
)
async def test_home_says_what_is_hidden_and_why_before_five_have_answered(
    slack: Workspace, locale: str, hidden: str
) -> None:
    await slack.change(user="sofie", locale=locale)
    sofie = slack.person("sofie")
    await sofie.types("/tips on 10:00")
    await sofie.sees("10:00")
    assert hidden in (await sofie.opens_home()).words
