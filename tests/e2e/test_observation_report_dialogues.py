"""`/observe report` as supervisors meet it: Sofie in Danish, Ben in English."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.fakes import FixedClock

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)  # a Wednesday
COLUMNS = (
    "workspace, observer, subject, standard, standard_version, level, note, place, seen_at, recorded_at, source_key"
)
HIDDEN = (
    "Færre end fem medarbejdere er observeret, eller også kunne man regne sig frem til nogle få personers tal. "
    "Derfor er de samlede tal skjult."
)
DAYS = {"today": 0, "last week": 6, "the month before": 35}


@pytest.fixture
def clock() -> FixedClock:
    """Time that stands still."""
    return FixedClock(NOW)


def seen(
    stage: Stage, standard: str, levels: str, *, days: int = 0, people: int = 6, observer: str = "U0SOFIE"
) -> None:
    """Of several people each level, by its sign. In a thread: Takt shares the loop."""
    at = f"{NOW - timedelta(days=days, hours=1):%Y-%m-%d %H:%M:%S.%f}"
    names = {"-": "not-yet", "+": "met", "!": "example"}
    rows = [
        (
            "T0TAKT",
            observer,
            f"U{person}",
            standard,
            "1",
            names[sign],
            "",
            "",
            at,
            at,
            f"{standard}{days}{person}{place}",
        )
        for person in range(people)
        for place, sign in enumerate(levels)
    ]
    with sqlite3.connect(stage.database, timeout=30, isolation_level="IMMEDIATE") as database:
        database.executemany(f"INSERT INTO observation ({COLUMNS}) VALUES ({', '.join('?' * 11)})", rows)


async def a_month(stage: Stage) -> None:
    """Greeting is met, and better than before; farewell is not yet."""
    await asyncio.to_thread(seen, stage, "greeting", "+!")
    await asyncio.to_thread(seen, stage, "greeting", "-+", days=35)
    await asyncio.to_thread(seen, stage, "farewell", "--+")


async def test_a_supervisor_reads_the_report_and_gets_its_picture(stage: Stage) -> None:
    await a_month(stage)
    sofie, anna = stage.slack.person("sofie"), stage.slack.person("anna")
    await sofie.types("/observe rapport")
    report = await sofie.sees("Observationer: de sidste 30 dage", channel="butikken")
    assert report.private
    for words in (
        "medarbejdere er observeret, på 2 af 30 standarder.",
        "60 % opfyldt eller forbilledligt",
        "+10 procentpoint mod de 30 dage før",
        "Hilsen: 100 % opfyldt eller forbilledligt · 50 % forbilledligt · n = 12 · +50 procentpoint",
        "Afsked: 33 % opfyldt eller forbilledligt",
        "Dine egne observationer: 18 × opfyldt eller forbilledligt, 12 × ikke endnu.",
        "/tips fokus Afsked 1 uge",
        "Grupper på færre end fem er skjult, og det samme gælder tal, der ville afsløre dem.",
    ):
        assert words in report.text, "a screen reader reads it all"
    table = next(block for block in report.raw["blocks"] if block["type"] == "table")
    assert [cell["text"] for cell in table["rows"][0]][-2:] == ["Forskel", "n"]
    assert all(column["is_wrapped"] for column in table["column_settings"]), "a phone shows every column"
    picture = await sofie.sees("takt-report.png", channel="dm")
    (file,) = picture.raw["files"]
    assert file["mimetype"] == "image/png"
    assert "Hilsen 100 %, før 50 %" in file["alt_txt"]
    assert "de sidste 30 dage. Sammenlignet med de 30 dage før. " in file["alt_txt"]
    await anna.does_not_see("Observationer:")


async def test_where_nothing_was_seen_the_report_leads_on(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe rapport uge")
    await sofie.sees("Prøv en anden: `/observe rapport 30 dage`.", channel="butikken")
    await sofie.types("/observe rapport")
    await sofie.sees("`/observe` åbner formularen, så du kan notere det, du ser.", channel="butikken")


async def test_of_an_area_its_standards(stage: Stage) -> None:
    await a_month(stage)
    catalogue = stage.takt.services.catalogue.current
    greeting = catalogue.get("greeting")
    assert greeting
    title = catalogue.area_title(greeting.area, "da")
    sofie = stage.slack.person("sofie")
    await sofie.types(f"/observe rapport uge {title}")
    report = await sofie.sees(f"Observationer: {title}, denne uge", channel="butikken")
    assert "Fordelt på standarder" in report.text
    assert "Hilsen: 100 %" in report.text


async def test_a_change_of_one_is_one_point(stage: Stage) -> None:
    await stage.slack.change(user="ben", supervisor=True)
    await asyncio.to_thread(seen, stage, "greeting", "-++++")
    await asyncio.to_thread(seen, stage, "greeting", "---+++++++++++", days=35)
    ben = stage.slack.person("ben")
    await ben.types("/observe report greeting", channel="reception")
    await ben.sees("+1 point against the 30 days before", channel="reception")


async def test_what_is_hidden_is_counted_in_groups(stage: Stage) -> None:
    await asyncio.to_thread(seen, stage, "greeting", "+")
    await asyncio.to_thread(seen, stage, "dress-code", "+-", people=3)
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe rapport")
    await sofie.sees("2 grupper er skjult her.", channel="butikken")


async def test_of_fewer_than_five_nothing_is_shown(stage: Stage) -> None:
    await asyncio.to_thread(seen, stage, "greeting", "-", people=4)
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe rapport")
    report = await sofie.sees("Observationer: de sidste 30 dage", channel="butikken")
    assert HIDDEN in report.text
    assert "standarder" not in report.text
    assert "%" not in report.text
    await sofie.does_not_see("takt-report.png")


async def test_a_contested_observation_is_in_no_report(stage: Stage) -> None:
    await a_month(stage)
    sofie, anna = stage.slack.person("sofie"), stage.slack.person("anna")
    await sofie.types("/observe @anna hilsen - Så ikke op")
    await anna.presses("step.contest", channel="dm")
    await anna.form(" ")
    await sofie.types("/observe rapport hilsen uge")
    assert "n = 13" in (await sofie.sees("Observationer: Hilsen, denne uge", channel="butikken")).text
    await anna.submits({"step.words": "Det var ikke mig"})
    await sofie.sees("Det var ikke mig", channel="dm")
    await sofie.types("/observe rapport hilsen måned")
    assert "n = 12" in (await sofie.sees("Observationer: Hilsen, denne måned", channel="butikken")).text


async def test_staff_get_a_friendly_no(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/observe rapport")
    assert (await anna.sees("ledere")).private
    await anna.types("/observe rapport csv")
    assert (await anna.sees("ledere")).private


async def test_an_admin_takes_it_out_as_a_file_and_a_supervisor_does_not(stage: Stage) -> None:
    await stage.slack.change(user="ben", is_admin=True)
    await a_month(stage)
    ben, sofie = stage.slack.person("ben"), stage.slack.person("sofie")
    await ben.types("/observe report month csv", channel="reception")
    await ben.sees("I have sent you the file", channel="reception")
    seen_file = await ben.sees("takt-report-2026-11-01-2026-11-25.csv", channel="dm")
    assert "Observations: this month" in (await ben.sees("Observations: this month", channel="dm")).text
    assert seen_file.raw["files"]
    (content,) = [file.content or b"" for file in stage.playground.state.files._files.values()]
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith('"period","from","to","area","standard","observations"')
    assert '"month","2026-11-01","2026-11-25","All standards","","30","12","12","6","60","50","10"' in lines
    await sofie.types("/observe rapport måned csv")
    assert (await sofie.sees("administratorer")).private


async def test_nothing_says_for_which_of_two_reasons_a_number_is_hidden(stage: Stage) -> None:
    """Which is of few people, and which is hidden beside it: who knew could count, as a row is of one at least."""
    await stage.slack.change(user="sofie", is_admin=True)
    await asyncio.to_thread(seen, stage, "greeting", "+", people=7)
    await asyncio.to_thread(seen, stage, "dress-code", "+-", people=3)
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe rapport csv")
    await sofie.sees("takt-report-", channel="dm")
    (content,) = [file.content or b"" for file in stage.playground.state.files._files.values()]
    head, *lines = content.decode("utf-8-sig").splitlines()
    assert head.startswith('"periode","fra","til","område","standard","observationer","ikke_endnu"')
    reason = '"skjult: færre end 5 personer, eller også kan et sådant tal regnes ud af det"'
    assert sum(reason in line for line in lines) == 4, "two areas with a standard each; not all standards together"
    for name, title in {"hilsen": "Hilsen", "påklædning": "Påklædning"}.items():
        await sofie.types(f"/observe rapport {name}")
        about = await sofie.sees(f"Observationer: {title}, de sidste 30 dage")
        assert about.text.count(HIDDEN) == 1


async def test_reading_and_taking_out_are_written_down(stage: Stage) -> None:
    await stage.slack.change(user="ben", is_admin=True)
    ben = stage.slack.person("ben")
    await ben.types("/observe report week greeting")
    await ben.sees("Observations: Greeting, this week")
    await ben.types("/observe report csv")
    await ben.sees("I have sent you the file")
    with sqlite3.connect(stage.database) as database:
        found = database.execute("SELECT action, detail FROM audit ORDER BY id").fetchall()
    assert found == [("read", "report/week/greeting"), ("exported", "report/30d")]


async def test_without_the_scope_for_files_the_report_is_text(stage: Stage) -> None:
    await stage.slack.change(scope="files:write", granted=False)
    await stage.slack.change(user="ben", is_admin=True)
    await a_month(stage)
    ben = stage.slack.person("ben")
    await ben.types("/observe report")
    await ben.sees("Observations: the last 30 days")
    await ben.types("/observe report csv")
    await ben.sees("the scope `files:write` is missing", channel="dm")
    await ben.does_not_see("takt-report")


@pytest.mark.parametrize("mode", ["socket"], indirect=True)
async def test_a_report_by_standard_lists_the_standards_of_all_areas_and_hides_those_of_few(stage: Stage) -> None:
    await a_month(stage)
    await asyncio.to_thread(seen, stage, "posture", "+", people=2)
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe rapport måned standard")
    report = await sofie.sees("*Fordelt på standarder*", channel="butikken")
    assert "• Hilsen: 100 % · 50 % · +50 · 12" in report.words
    assert "Afsked" not in report.words, "or those of two people could be worked out"
    assert "2 grupper er skjult her." in report.words
