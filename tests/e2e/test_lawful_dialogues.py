"""The law's side of observations: notice before recording, one's own data as files, and leaving without a trace."""

import asyncio
import contextlib
import csv
import io
import json
import sqlite3
from datetime import UTC, datetime

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.fakes import FixedClock
from tests.waiting import until

DAY_BEFORE = datetime(2026, 11, 11, 12, 0, tzinfo=UTC)  # 1 October and 41 days
OPENING_DAY = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that the tests move."""
    return FixedClock(DAY_BEFORE)


def run(stage: Stage, statement: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(stage.database)) as database, database:
        return database.execute(statement).fetchall()


async def locked(stage: Stage) -> Workspace:
    """Nobody has entered a notice; Ben is an admin."""
    await asyncio.to_thread(run, stage, "DELETE FROM notice")  # Takt may be writing, on this very loop
    await stage.slack.change(user="ben", is_admin=True)
    return stage.slack


async def test_nothing_is_recorded_before_a_notice_and_the_words_come_back(stage: Stage) -> None:
    slack = await locked(stage)
    sofie = slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Varm velkomst")
    refused = await sofie.sees("Der kan ikke noteres observationer endnu.")
    assert "/observe @anna hilsen + Varm velkomst" in refused.words
    await sofie.types("/observe")
    await sofie.form("Der kan ikke noteres observationer endnu.")
    assert run(stage, "SELECT count(*) FROM observation") == [(0,)]


@pytest.mark.parametrize("words", ["notice 2026-10-01", "notice 1 October 2026", "varsel 1. oktober 2026"])
async def test_recording_opens_42_days_after_the_notice(stage: Stage, clock: FixedClock, words: str) -> None:
    slack = await locked(stage)
    ben, sofie = slack.person("ben"), slack.person("sofie")
    await ben.types(f"/observe {words}")
    await ben.sees("Staff were notified on 1 October 2026.")
    await ben.sees("Recording opens on 12 November 2026.")
    await sofie.types("/observe @anna hilsen + For tidligt")
    await sofie.sees("Der kan først noteres observationer fra den 12. november 2026: 42 dage efter")
    clock.set(OPENING_DAY)
    await sofie.types("/observe @anna hilsen + Rettidigt")
    await sofie.sees("Gemt.")
    assert run(stage, "SELECT action, detail FROM audit WHERE action LIKE 'notice%'") == [
        ("notice_entered", "2026-10-01")
    ]


async def test_danish_admin_enters_the_notice_in_the_form(stage: Stage, clock: FixedClock) -> None:
    await asyncio.to_thread(run, stage, "DELETE FROM notice")  # Takt may be writing, on this very loop
    await stage.slack.change(user="sofie", is_admin=True)
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe varsel")
    await sofie.form("Ingen har registreret, hvornår medarbejderne blev varslet.")
    assert (await sofie.submits({}))["response_action"] == "errors"
    await sofie.submits({"notice.day": "2026-10-01"})
    await sofie.form("Der åbnes for observationer den 12. november 2026.")
    await sofie.presses("Ret")
    await sofie.form("Hvornår blev medarbejderne varslet?")


async def test_a_day_to_come_is_not_told_as_if_it_had_been(stage: Stage) -> None:
    slack = await locked(stage)
    ben = slack.person("ben")
    await ben.types("/observe notice 2027-02-01")
    await ben.sees("Staff will be notified on 1 February 2027.")
    await slack.change(user="sofie", is_admin=True)
    await slack.person("sofie").types("/observe varsel")
    await slack.person("sofie").form("Medarbejderne bliver varslet den 1. februar 2027.")


async def test_admin_overrides_with_a_reason_and_both_are_audited(stage: Stage) -> None:
    slack = await locked(stage)
    ben, sofie = slack.person("ben"), slack.person("sofie")
    await ben.types("/observe notice override Agreed with the works council")
    open_now = await ben.sees("an admin has overridden the notice")
    assert "Agreed with the works council" in open_now.words
    await sofie.types("/observe @anna hilsen + Nu må jeg")
    await sofie.sees("Gemt.")
    assert ("notice_overridden",) in run(stage, "SELECT action FROM audit")


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [("sofie", "varsel 2026-10-01", "kun for administratorer"), ("anna", "varsel fravig fordi", "administratorer")],
)
async def test_nobody_but_an_admin_enters_a_notice(stage: Stage, name: str, words: str, sentence: str) -> None:
    slack = await locked(stage)
    person = slack.person(name)
    await person.types(f"/observe {words}")
    await person.sees(sentence)
    assert run(stage, "SELECT * FROM notice") == []


async def test_words_that_are_no_day_are_explained(stage: Stage) -> None:
    slack = await locked(stage)
    ben = slack.person("ben")
    await ben.types("/observe notice 31 February 2026")
    await ben.sees("I do not understand “31 February 2026” as a day.")
    await ben.types("/observe notice 1890-01-01")
    await ben.sees("That day is too far away.")


@pytest.mark.parametrize(
    ("locale", "words", "question", "answers", "state"),
    [
        (
            "en-GB",
            "notice 10/1/2026",
            "Is that 10 January 2026 or 1 October 2026?",
            ("`/observe notice 2026-01-10`", "`/observe notice 2026-10-01`"),
            "Recording is locked: nobody has entered yet when staff were notified.",
        ),
        (
            "da-DK",
            "varsel 10/1/2026",
            "Er det den 10. januar 2026 eller den 1. oktober 2026?",
            ("`/observe varsel 2026-01-10`", "`/observe varsel 2026-10-01`"),
            "Ingen har registreret, hvornår medarbejderne blev varslet.",
        ),
    ],
)
async def test_a_date_that_may_be_two_days_opens_nothing_and_is_asked_back_about(
    stage: Stage, locale: str, words: str, question: str, answers: tuple[str, str], state: str
) -> None:
    slack = await locked(stage)
    ben = slack.person("ben")
    await slack.change(user="ben", locale=locale)
    await ben.types(f"/observe {words}")
    asked = await ben.sees(question)
    assert state in asked.words
    assert all(answer in asked.words for answer in answers)
    assert run(stage, "SELECT * FROM notice") == []
    await ben.types(answers[1].strip("`"))
    assert run(stage, "SELECT notified_on FROM notice") == [("2026-10-01",)]


async def test_who_is_no_admin_is_not_asked_which_day_they_mean(stage: Stage) -> None:
    slack = await locked(stage)
    sofie = slack.person("sofie")
    await sofie.types("/observe varsel 10/1/2026")
    await sofie.sees("kun for administratorer")
    await sofie.does_not_see("Er det den 10. januar")


@pytest.mark.parametrize(
    ("name", "words", "answer", "purpose", "columns"),
    [
        (
            *("anna", "eksport", "Her er alle 2 observationer om dig.", "kun sparring og læring: aldrig løn"),
            {"standard": "Hilsen", "niveau": "opfyldt", "formål": "kun sparring og læring", "status": "noteret"},
        ),
        (
            *("ben", "export", "Here is 1 observation about you.", "coaching only: never pay"),
            {"standard": "Greeting", "level": "met", "purpose": "coaching only", "state": "recorded"},
        ),
    ],
)
async def test_member_gets_their_own_data_as_files(
    stage: Stage, name: str, words: str, answer: str, purpose: str, columns: dict[str, str]
) -> None:
    person, sofie = stage.slack.person(name), stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen + =HYPERLINK(1)")
    await sofie.types("/observe @ben hilsen + =HYPERLINK(1)")
    await sofie.types("/observe @anna hilsen - Om Anna")
    await person.types(f"/observe {words}")
    await person.sees(answer, channel="dm")
    files = await uploaded(stage, person.name)
    export = json.loads(files["json"])
    assert len(export["observations_about_me"]) == (2 if name == "anna" else 1)
    assert {row["subject"] for row in export["observations_about_me"]} == {f"U0{name.upper()}"}
    assert export["observations_about_me"][0]["standard_as_it_read"]["en"]["title"] == "Greeting"
    lines = list(csv.reader(io.StringIO(files["csv"].removeprefix("\ufeff"))))
    assert next(line[7] for line in lines[1:]) == "'=HYPERLINK(1)"
    assert columns.items() <= dict(zip(lines[0], lines[1], strict=True)).items()
    assert export["purpose"].startswith(purpose)


async def test_list_leads_to_the_files_and_says_so_where_files_may_not_be_sent(slack: Workspace) -> None:
    ben, sofie = slack.person("ben"), slack.person("sofie")
    await sofie.types("/observe @ben hilsen + Warm welcome")
    await slack.change(scope="files:write", granted=False)
    await ben.types("/observe mine")
    await ben.presses("My data as files", channel="butikken")
    await ben.sees("I may not send files in this workspace", channel="dm")


async def test_leaver_is_erased_when_slack_says_that_they_left(stage: Stage) -> None:
    slack = stage.slack
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Hemmeligt om Anna")
    await anna.sees("Hemmeligt om Anna", channel="dm")
    await slack.change(user="anna", name="Anna Nyt Navn")
    assert run(stage, "SELECT count(*) FROM observation") == [(1,)]
    await slack.change(user="anna", deleted=True)
    await until(lambda: run(stage, "SELECT count(*) FROM tombstone") == [(1,)])
    assert run(stage, "SELECT count(*) FROM observation") == [(0,)]
    assert run(stage, "SELECT standard, level, month, count FROM observation_count") == [
        ("greeting", "met", "2026-11", 1)
    ]


@pytest.mark.parametrize(
    ("who", "contest", "gone", "nothing"),
    [
        (
            *("anna", "Gør indsigelse", "Observationer slettes efter 180 dage"),
            "Når nogen noterer noget, får du besked med det samme. Observationer slettes efter 180 dage.",
        ),
        (
            *("ben", "Contest", "After 180 days observations are deleted"),
            "When someone records something, I tell you at once. Observations are deleted after 180 days.",
        ),
    ],
)
async def test_contest_after_the_retention_time_is_answered_politely(
    stage: Stage, clock: FixedClock, who: str, contest: str, gone: str, nothing: str
) -> None:
    subject, sofie = stage.slack.person(who), stage.slack.person("sofie")
    await sofie.types(f"/observe @{who} hilsen - Så ikke op")
    await subject.sees("Så ikke op", channel="dm")
    clock.advance(days=181)
    await stage.takt.services.fair.retention.forget()
    await subject.presses(contest, channel="dm")
    await subject.form(gone)
    await subject.closes()
    await subject.types("/observe mine")
    await subject.sees(nothing)
    await sofie.types("/observe seneste")
    latest = await sofie.sees("Du har ikke noteret nogen observationer. Observationer slettes efter 180 dage.")
    assert "endnu" not in latest.words, "there were some"


async def uploaded(stage: Stage, name: str) -> dict[str, str]:
    """The files that came into the person's direct messages, by kind."""
    async with asyncio.timeout(5):
        while True:
            messages = await stage.slack.person(name).messages("dm")
            files = [file for seen in messages for file in seen.raw.get("files") or []]
            if files:
                break
            await asyncio.sleep(0.02)
    kept = stage.playground.state.files
    found = {file["name"].rpartition(".")[2]: kept.find(file["id"]) for file in files}
    return {kind: (file.content or b"").decode() for kind, file in found.items() if file}
