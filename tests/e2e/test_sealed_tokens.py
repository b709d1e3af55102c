"""The keys open one workspace's token and not another's: its people are told so, and the others meet nothing of it."""

import contextlib
import io
import json
import sqlite3
from pathlib import Path

from bot.library import Library
from bot.vault import Vault, new_key
from tests.e2e.tenants import HOTEL, SHOP, sqlite_copy, tenants


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
