"""The keys open one workspace's token and not another's: its people are told so, and the others meet nothing of it."""

import contextlib
import io
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import SendLater
from bot.library import Library
from bot.ports import WorkspaceId
from bot.vault import Vault, new_key
from tests.e2e.conftest import NOTICE_OVERRIDDEN
from tests.e2e.tenants import HOTEL, SHOP, Tenants, sqlite_copy, tenants
from tests.fakes import FixedClock

PREPARE = (  # for whoever plays Sofie, in either workspace
    ("/tips on 10:00", "Så kommer der tips"),
    ("/observe @{anna} hilsen - opfølgning 3d", "Jeg minder dig om"),
    ("/standard hvad er hovedstaden i Peru", "Der er ingen standard om"),
)
CAME = (
    ("Du ville følge op", "dm"),
    ("Godmorgen! Det her blev observeret i sidste uge.", "dm"),
    ("hovedstaden i Peru", "reception"),
)
SET_TOKEN = "UPDATE slack_bots SET bot_token = ? WHERE team_id = ?"
NEXT_MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)  # 10:00 in Copenhagen: all four are due


async def test_a_command_whose_workspace_cannot_be_opened_gets_its_words_back(
    library: Library, empty_database: Path, tmp_path: Path, log: io.StringIO
) -> None:
    database = sqlite_copy(empty_database, tmp_path)
    async with tenants("http", database, library) as both:
        await both.install(HOTEL)
        await both.install(SHOP)
    with contextlib.closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as file, file:
        lost = Vault([new_key()]).seal("xoxb-lost")
        file.execute("UPDATE slack_bots SET bot_token = ? WHERE team_id = ?", (lost, HOTEL))
    async with tenants("http", database, library) as both:
        lines = [json.loads(line) for line in log.getvalue().splitlines()]
        named = [(one["level"], one["workspace"]) for one in lines if one["event"] == "token_sealed"]
        assert named == [("error", HOTEL)]
        for team in (HOTEL, SHOP):
            both.playground.teams.named(team).bot.revoked = False
        await both.hotel.person("anna").types("/standard greeting")
        await both.hotel.person("anna").sees("Takt cannot open its key")
        await both.hotel.person("anna").sees("greeting")
        assert log.getvalue().count("token_sealed") > len(named)
        await both.shop.person("bo").types("/standard greeting")
        await both.shop.person("bo").sees("within 3 metres")


def run(database: str, query: str, *given: object) -> list[tuple[object, ...]]:
    """Ask the database, or change it, behind Takt's back; no connection stays."""
    with contextlib.closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as file, file:
        return file.execute(query, given).fetchall()


async def work_once(both: Tenants) -> list[bool]:
    """The background work of a Monday morning; which of it went without an error of our own."""
    services, went = both.takt.services, list[bool]()
    await services.deliveries.tick()
    await services.fair.remind()
    for team in (HOTEL, SHOP):
        await services.counted.weekly.send_due(WorkspaceId(team))
        try:
            await services.gap_report.post_if_due(WorkspaceId(team))
        except SendLater:
            went.append(False)
        else:
            went.append(True)
    return went


async def test_background_work_goes_on_beside_a_workspace_that_cannot_be_opened_and_there_once_it_can(
    library: Library, empty_database: Path, tmp_path: Path, log: io.StringIO
) -> None:
    database, clock = sqlite_copy(empty_database, tmp_path), FixedClock()
    run(database, NOTICE_OVERRIDDEN.replace(HOTEL, SHOP))
    async with tenants("http", database, library, clock) as both:
        for team, people, sofie, anna in (
            (HOTEL, both.hotel, "sofie", "anna"),
            (SHOP, both.shop, "signe", "astrid"),
        ):
            await both.install(team)
            for line, seen in PREPARE:
                await people.person(sofie).types(line.format(anna=anna))
                await people.person(sofie).sees(seen)
        await both.takt.services.questions.flush()
        tokens = {team: both.playground.teams.named(team).bot.value for team in (HOTEL, SHOP)}
    ((kept,),) = run(database, "SELECT bot_token FROM slack_bots WHERE team_id = ?", HOTEL)
    run(database, SET_TOKEN, Vault([new_key()]).seal("xoxb-lost"), HOTEL)
    clock.set(NEXT_MONDAY)
    async with tenants("http", database, library, clock, installed={SHOP: tokens[SHOP]}) as both:
        assert await work_once(both) == [False, True]
        for words, channel in CAME:
            await both.shop.person("signe").sees(words, channel=channel)
        assert await both.shop.person("signe").messages("butikken")
        lines = [json.loads(line) for line in log.getvalue().splitlines()]
        assert {one["work"] for one in lines if one["event"] == "work_failed"} <= {"digest"}  # which says so
    assert run(database, "SELECT DISTINCT workspace FROM delivery WHERE state = 'sent'") == [(SHOP,)]
    still = "SELECT state FROM delivery WHERE workspace = ? AND state IN ('sending', 'pending')"
    assert run(database, still, HOTEL) == [("pending",)]
    run(database, SET_TOKEN, kept, HOTEL)
    clock.advance(minutes=11)
    async with tenants("http", database, library, clock, installed=tokens) as both:
        assert await work_once(both) == [True, True]
        for words, channel in CAME:
            await both.hotel.person("sofie").sees(words, channel=channel)
        assert await both.hotel.person("sofie").messages("butikken")
