"""`/tips report` as supervisors meet it; the team has answered twice."""

import asyncio
import sqlite3
from datetime import UTC, datetime

import pytest

from handlers import ids
from playground.client import Workspace
from playground.reading import Form
from tests.e2e.conftest import Stage
from tests.e2e.tips.speaking import Speaker, in_both
from tests.fakes import FixedClock

COLUMNS = "id, workspace, channel, slot, language, state, not_before, attempts, doubt, standard, created_at"
REPORT = "Sådan går det med tips i", "How the tips are doing in"
GAIN = "mod 33 % første gang", "against 33 % the first time"
BUTTON = "Send mig rapporten", "Send me the report"
TWO_TIPS = {"2026-11-16 08:00:00.000000": 2, "2026-11-23 07:00:00.000000": 5}  # when, and how many knew it


@pytest.fixture
def clock() -> FixedClock:
    """Time that stands still."""
    return FixedClock(datetime(2026, 11, 25, 8, tzinfo=UTC))


def answered(stage: Stage, channel: str, besides: int = 0) -> None:
    """Two questions on greeting, a week apart; six people have answered each. In a thread: Takt shares the loop.

    `besides`: how many more than usual knew it.
    """
    with sqlite3.connect(stage.database, timeout=30, isolation_level="IMMEDIATE") as database:
        for slot, knew in TWO_TIPS.items():
            right = knew + besides
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


@in_both("/tips report")
async def test_a_supervisor_gets_the_report_in_words_and_as_a_picture(
    spoken_stage: Stage, sofie: Speaker, anna: Speaker
) -> None:
    await asyncio.to_thread(answered, spoken_stage, "C0BUTIK")
    await sofie.types("/tips rapport", "/tips report")
    seen = await sofie.sees(*REPORT, channel="butikken")
    assert seen.private
    for words in (
        ("I den seneste hele uge med spørgsmål svarede", "In the last whole week with questions,"),
        (
            "var 83 % af svarene rigtige mod 33 % første gang.",
            "83 % of the answers were right, against 33 % the first",
        ),
        ("33 % første gang, 83 % senere", "33 % the first time, 83 % later"),
        ("Hvor mange der har svaret, uge for uge", "How many have answered, week by week"),
        ("hvor mange Slack siger, der er i kanalen", "the people in the channel, as Slack counts them"),
    ):
        assert sofie.words(*words) in seen.words
    assert sofie.words("Ugen fra", "Week from") in seen.text, "a screen reader reads it all"
    picture = await sofie.sees("takt-tips.png", channel="dm")
    (file,) = picture.raw["files"]
    assert file["mimetype"] == "image/png"
    whose = sofie.words(
        "Sådan går det med tips i #butikken. I den seneste hele uge",
        "How the tips are doing in #butikken. In the last whole week",
    )
    assert file["alt_txt"].startswith(whose)
    assert sofie.words(*GAIN) in file["alt_txt"]
    assert not set("*<>•") & set(file["alt_txt"]), "a screen reader reads words, no markup"
    await sofie.sees(*GAIN, channel="dm")
    await anna.does_not_see(*REPORT)


@in_both("/tips report")
async def test_the_report_without_the_scopes_is_text_and_says_whom_it_counts(
    spoken_stage: Stage, sofie: Speaker
) -> None:
    for scope in ("files:write", "channels:read"):
        await spoken_stage.slack.change(scope=scope, granted=False)
    await asyncio.to_thread(answered, spoken_stage, "C0BUTIK")
    await sofie.types("/tips rapport", "/tips report")
    seen = await sofie.sees(*REPORT)
    for words in (
        ("svarede 100 % af de 6 personer", "100 % of the 6 people answered;"),
        ("Slack fortæller mig ikke, hvor mange der er i", "Slack does not tell me how many people are in the channel"),
    ):
        assert sofie.words(*words) in seen.words
    await sofie.does_not_see("takt-tips.png")
    await sofie.does_not_see(*REPORT, channel="dm")


async def home_of(stage: Stage, sofie: Speaker) -> Form:
    """Sofie, whose team in the shop has answered, opens Home."""
    await sofie.types("/tips til 10:00", "/tips on 10:00")
    await sofie.sees("10:00")
    await asyncio.to_thread(answered, stage, "C0BUTIK")
    stage.takt.services.counted.shelf.waits = (0.0, 0.0, 0.0)
    return await sofie.reads_home("Sådan går det med tips i dine kanaler", "How your channels’ tips are doing")


@in_both(ids.TIPS_REPORT)
async def test_the_same_on_home_with_a_button(spoken_stage: Stage, sofie: Speaker, anna: Speaker) -> None:
    home = await home_of(spoken_stage, sofie)
    assert sofie.words(*GAIN) in home.words
    await sofie.presses(*BUTTON)
    picture = await sofie.sees("takt-tips.png", channel="dm")
    (file,) = picture.raw["files"]
    assert file["alt_txt"].startswith(f"{sofie.words(*REPORT)} #butikken.")
    assert sofie.words(*GAIN) in (await sofie.sees(*REPORT, channel="dm")).words
    home = await anna.reads_home("Dit eget tip", "Your own tip")
    assert anna.words("tips i dine kanaler", "your channels’ tips") not in home.words
    await anna.does_not_see(*REPORT)


async def settled(stage: Stage) -> list[str]:
    """The files of pictures on Sofie's Home, once Takt is done."""
    await stage.takt.services.tasks.drain(30)
    home = await stage.slack.person("sofie").home()
    return [block["slack_file"]["id"] for block in home.raw["blocks"] if block["type"] == "image"]


def uploads(stage: Stage) -> int:
    entries = stage.playground.slack.traffic.entries()
    return sum(entry["method"] == "files.completeUploadExternal" for entry in entries)


@in_both()
async def test_home_shows_the_picture_which_is_drawn_once(spoken_stage: Stage, sofie: Speaker) -> None:
    await home_of(spoken_stage, sofie)
    (file,) = await settled(spoken_stage)
    home = await sofie.actor.home()
    (picture,) = [block for block in home.raw["blocks"] if block["type"] == "image"]
    assert sofie.words(*GAIN) in picture["alt_text"], "a screen reader says what it shows"
    await sofie.actor.opens_home()
    assert (await settled(spoken_stage), uploads(spoken_stage)) == ([file], 1)


@in_both()
async def test_home_has_the_sentence_alone_where_files_are_not_allowed(spoken_stage: Stage, sofie: Speaker) -> None:
    await spoken_stage.slack.change(scope="files:write", granted=False)
    assert sofie.words(*GAIN) in (await home_of(spoken_stage, sofie)).words
    assert await settled(spoken_stage) == []
    await spoken_stage.slack.change(scope="files:write", granted=True)
    await sofie.actor.opens_home()
    assert (await settled(spoken_stage), uploads(spoken_stage)) == ([], 0), "the same picture is not tried again"


@in_both()
async def test_home_comes_without_a_picture_that_slack_has_lost_and_then_with_another(
    spoken_stage: Stage, sofie: Speaker
) -> None:
    await home_of(spoken_stage, sofie)
    (lost,) = await settled(spoken_stage)
    spoken_stage.playground.slack.state.files.clear()
    assert sofie.words(*GAIN) in (await sofie.actor.opens_home()).words
    assert await settled(spoken_stage) == []
    await sofie.actor.opens_home()
    (found,) = await settled(spoken_stage)
    assert found != lost


@in_both()
@pytest.mark.parametrize("looks", [1, 3])
async def test_home_waits_for_a_picture_that_slack_has_not_looked_at_yet(
    spoken_stage: Stage, sofie: Speaker, looks: int
) -> None:
    spoken_stage.playground.slack.state.files.slow_looks = looks
    assert sofie.words(*GAIN) in (await home_of(spoken_stage, sofie)).words
    assert (len(await settled(spoken_stage)), uploads(spoken_stage)) == (1, 1)


@in_both()
async def test_only_the_picture_that_slack_refuses_is_missing(spoken_stage: Stage, sofie: Speaker) -> None:
    await home_of(spoken_stage, sofie)
    (first,) = await settled(spoken_stage)
    await sofie.types("/tips til 10:00", "/tips on 10:00", channel="reception")
    await sofie.sees("10:00", channel="reception")
    await asyncio.to_thread(answered, spoken_stage, "C0RECEP", besides=1)
    spoken_stage.playground.slack.state.files.slow_looks = 99
    await sofie.actor.opens_home()
    assert (await settled(spoken_stage), uploads(spoken_stage)) == ([first], 2)
    spoken_stage.playground.slack.state.files.slow_looks = 0
    await sofie.actor.opens_home()
    files = await settled(spoken_stage)
    assert (len(files), first in files) == (2, True)


@in_both()
@pytest.mark.parametrize("kind", ["429", "503"])
async def test_a_picture_that_slack_does_not_take_just_now_comes_with_the_next_look(
    spoken_stage: Stage, sofie: Speaker, kind: str
) -> None:
    await spoken_stage.slack.fault("files.completeUploadExternal", kind)
    await home_of(spoken_stage, sofie)
    assert await settled(spoken_stage) == []
    await sofie.actor.opens_home()
    assert len(await settled(spoken_stage)) == 1


@in_both(ids.TIPS_REPORT)
async def test_the_button_sends_words_where_files_are_not_allowed(spoken_stage: Stage, sofie: Speaker) -> None:
    await spoken_stage.slack.change(scope="files:write", granted=False)
    await home_of(spoken_stage, sofie)
    await sofie.presses(*BUTTON)
    assert sofie.words(*GAIN) in (await sofie.sees(*REPORT, channel="dm")).words
    await sofie.does_not_see("takt-tips.png")


@in_both(ids.TIPS_REPORT)
async def test_the_button_refuses_who_is_no_supervisor_any_more(spoken_stage: Stage, sofie: Speaker) -> None:
    await home_of(spoken_stage, sofie)
    await spoken_stage.slack.change(user="sofie", supervisor=False)
    spoken_stage.takt.services.people.forget_everything()
    await sofie.presses(*BUTTON)
    await sofie.sees("Det er kun for ledere og administratorer.", "Only supervisors and admins can do this.", "dm")
    await sofie.does_not_see(*REPORT)


@in_both("/tips report")
async def test_of_too_few_there_is_no_report_and_staff_get_none(sofie: Speaker, anna: Speaker) -> None:
    await sofie.types("/tips rapport", "/tips report")
    few = "Der er ingen rapport endnu: Færre end fem har svaret", "There is no report yet: fewer than five people"
    assert (await sofie.sees(*few)).private
    await anna.types("/tips rapport", "/tips report")
    refused = "Det er kun for ledere og administratorer.", "Only supervisors and admins can do this."
    assert (await anna.sees(*refused)).private


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
