"""On Monday morning supervisors get the report of last week by direct message, once."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.test_observation_report_dialogues import seen
from tests.fakes import WORKSPACE, FixedClock

WEDNESDAY = datetime(2026, 11, 25, 8, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 7, tzinfo=UTC)  # 08:00 in Copenhagen


@pytest.fixture
def clock() -> FixedClock:
    """Sunday evening: too early."""
    return FixedClock(MONDAY - timedelta(hours=12))


async def test_supervisors_get_last_weeks_report_on_monday_at_eight(stage: Stage, clock: FixedClock) -> None:
    await asyncio.to_thread(seen, stage, "greeting", "++!")
    await asyncio.to_thread(seen, stage, "farewell", "-+")
    sofie, anna = stage.slack.person("sofie"), stage.slack.person("anna")
    weekly = stage.takt.services.counted.weekly
    await weekly.send_due(WORKSPACE)
    await sofie.does_not_see("Godmorgen", channel="dm")
    clock.set(MONDAY)
    await weekly.send_due(WORKSPACE)
    report = await sofie.sees("Godmorgen! Det her blev observeret i sidste uge.", channel="dm")
    assert "Observationer: sidste uge" in report.text
    assert "80 % opfyldt eller forbilledligt" in report.text
    assert any(block["type"] == "table" for block in report.raw["blocks"])
    clock.advance(hours=1)
    await weekly.send_due(WORKSPACE)
    await anna.does_not_see("Godmorgen", channel="dm")
    sent = [one for one in stage.playground.state.sent if "Godmorgen!" in str(one)]
    assert len({str(one) for one in sent}) == 1
    with sqlite3.connect(stage.database) as database:
        assert database.execute("SELECT member, week FROM weekly WHERE done_at IS NOT NULL").fetchall() == [
            ("U0SOFIE", "2026-W49")
        ]


async def test_a_supervisor_whose_slack_is_english_reads_it_in_english(stage: Stage, clock: FixedClock) -> None:
    await stage.slack.change(user="ben", supervisor=True)
    await asyncio.to_thread(seen, stage, "greeting", "+")
    clock.set(MONDAY + timedelta(hours=8))
    await stage.takt.services.counted.weekly.send_due(WORKSPACE)
    report = await stage.slack.person("ben").sees("Good morning! This is what was observed last week.", channel="dm")
    assert "/observe report last week" not in report.text, "a button does it"
    await stage.slack.person("ben").presses("Last week as a picture", channel="dm")
    picture = await stage.slack.person("ben").sees("takt-report.png", channel="dm")
    assert picture.raw["files"][0]["alt_txt"].startswith("Observations: last week.")


@pytest.mark.parametrize(
    ("locale", "button", "when"),
    [
        ("da-DK", "Sidste uge som billede", "ugen fra 23. november 2026"),
        ("en-GB", "Last week as a picture", "the week from 23 November 2026"),
    ],
)
async def test_button_under_an_older_report_brings_the_week_of_that_report(
    stage: Stage, clock: FixedClock, locale: str, button: str, when: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await asyncio.to_thread(seen, stage, "greeting", "+")
    await asyncio.to_thread(seen, stage, "farewell", "-", days=-7)
    clock.set(MONDAY)
    await stage.takt.services.counted.weekly.send_due(WORKSPACE)
    await sofie.sees("100 %", channel="dm")
    clock.set(MONDAY + timedelta(days=8))
    await sofie.presses(button, channel="dm")
    picture = await sofie.sees("takt-report.png", channel="dm")
    says = picture.raw["files"][0]["alt_txt"]
    assert f": {when}. " in says
    assert " 100 %" in says
    assert " 0 %" not in says, "the week after is not in it"
    assert [one.text for one in await sofie.messages("dm") if f": {when}*" in one.text]


async def test_button_of_monday_refuses_who_is_no_supervisor_any_more(stage: Stage, clock: FixedClock) -> None:
    sofie = stage.slack.person("sofie")
    await asyncio.to_thread(seen, stage, "greeting", "+")
    clock.set(MONDAY)
    await stage.takt.services.counted.weekly.send_due(WORKSPACE)
    await sofie.sees("Godmorgen!", channel="dm")
    await stage.slack.change(user="sofie", supervisor=False)
    clock.advance(minutes=10)  # roles are kept for minutes
    await sofie.presses("Sidste uge som billede", channel="dm")
    await sofie.sees("Det er kun for ledere og administratorer.", channel="dm")
    await sofie.does_not_see("takt-report.png", channel="dm")
    [report] = [one for one in await sofie.messages("dm") if "Observationer:" in one.text]
    assert "Sidste uge som billede" not in report.words, "a button that is refused at every click is none"
    assert any(block["type"] == "table" for block in report.blocks), "what was sent stays"


async def test_follow_ups_under_mondays_report_are_refused_once(stage: Stage, clock: FixedClock) -> None:
    sofie = stage.slack.person("sofie")
    clock.set(MONDAY - timedelta(days=4))
    await sofie.types("/observe @anna greeting - follow 7d")
    await sofie.sees("3. dec.")
    clock.set(MONDAY + timedelta(days=7))
    await stage.takt.services.counted.weekly.send_due(WORKSPACE)
    await sofie.sees("Godmorgen!", channel="dm")
    await stage.slack.change(user="sofie", supervisor=False)
    clock.advance(minutes=10)
    await sofie.presses("Opfølgninger", channel="dm")
    await sofie.sees("Det er kun for ledere og administratorer.", channel="dm")
    [report] = [one for one in await sofie.messages("dm") if "Godmorgen!" in one.text]
    assert [block for block in report.blocks if block["type"] == "actions"] == []


@pytest.mark.parametrize(
    ("locale", "hello", "button", "listed"),
    [
        ("da-DK", "I sidste uge blev der ikke observeret noget, men", "Opfølgninger", "Dine opfølgninger, der venter"),
        ("en-GB", "Nothing was observed last week, but", "Follow-ups", "Your open follow-ups"),
    ],
)
async def test_week_without_observations_says_so_and_leads_to_what_waits(
    stage: Stage, clock: FixedClock, locale: str, hello: str, button: str, listed: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    clock.set(MONDAY - timedelta(days=4))
    await sofie.types("/observe @anna greeting - follow 7d")
    await sofie.sees("Thu 3 Dec" if locale == "en-GB" else "tors. 3. dec.")
    clock.set(MONDAY + timedelta(days=7))
    await stage.takt.services.counted.weekly.send_due(WORKSPACE)
    report = await sofie.sees(hello, channel="dm")
    assert "0 %" not in report.words
    assert [one for one in report.blocks if one["type"] in {"header", "table"}] == [], "nothing to report on"
    await sofie.presses(button, channel="dm")
    await sofie.sees(listed, channel="dm")
