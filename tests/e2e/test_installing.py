"""Workspaces install Takt by the browser: each speaks by its own token, which is sealed in the database."""

import asyncio
import contextlib
import io
import json
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import event

from bot.library import Library
from bot.ports import WorkspaceId
from playground.slack import Slack
from playground.wire import Envelope
from tests.e2e.tenants import HOTEL, SHOP, Tenants, last_page, sqlite_copy, tenants
from tests.waiting import until


@pytest.fixture
async def both(mode: str, library: Library, empty_database: Path, tmp_path: Path) -> AsyncIterator[Tenants]:
    """Two workspaces, and a Takt that neither has installed."""
    async with tenants(mode, sqlite_copy(empty_database, tmp_path), library) as both:
        yield both


def stored(both: Tenants, query: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(both.database.removeprefix("sqlite:///"))) as database:
        return database.execute(query).fetchall()


def whole(both: Tenants) -> str:
    """Everything that the database holds, as text."""
    with contextlib.closing(sqlite3.connect(both.database.removeprefix("sqlite:///"))) as database:
        return "\n".join(database.iterdump())


def answered(slack: Slack) -> list[str]:
    """The app's calls to one workspace: which, and how Slack answered."""
    return [f"{one['method']} {one['status']}" for one in slack.traffic.entries() if one["direction"] == "in"]


async def test_each_workspace_that_installs_takt_is_answered_in_its_own_words(both: Tenants) -> None:
    assert await both.install(HOTEL) == 200
    assert await both.install(SHOP) == 200
    await both.hotel.person("anna").types("/standard greeting")
    await both.hotel.person("anna").sees("inden for 3 meter")
    await both.shop.person("bo").types("/standard greeting")
    await both.shop.person("bo").sees("within 3 metres")
    await both.shop.person("astrid").does_not_see("3 meter")
    await both.hotel.person("ben").does_not_see("3 metres")


async def test_tokens_are_sealed_in_the_database(both: Tenants) -> None:
    await both.install(HOTEL)
    await both.install(SHOP)
    tokens = [
        str(one)
        for table in ("slack_bots", "slack_installations")
        for (one,) in stored(both, f"SELECT bot_token FROM {table}")
    ]
    assert len(tokens) == 4
    assert all(one.startswith("gAAAA") for one in tokens)


async def test_a_request_costs_no_statement_and_no_call_to_know_the_workspace(both: Tenants) -> None:
    await both.install(HOTEL)
    anna = both.hotel.person("anna")
    await anna.types("/standard greeting")
    await anna.sees("inden for 3 meter")
    statements: list[str] = []
    engine = both.takt.services.threads._sessions.kw["bind"].sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    await anna.types("/standard farewell")
    await anna.sees("Afsked")
    assert not any("bot_token" in one and "DISTINCT" not in one for one in statements)  # a job asks where Takt is
    assert [one for one in answered(both.playground.slack) if one.startswith("auth.test")] == ["auth.test ok"]


async def test_a_workspace_that_installs_again_speaks_by_its_new_token(both: Tenants) -> None:
    await both.install(HOTEL)
    await both.hotel.person("anna").types("/standard greeting")
    await both.hotel.person("anna").sees("inden for 3 meter")
    both.playground.slack.bot.revoked = True  # and nobody is told
    await both.install(HOTEL)
    await both.hotel.person("sofie").opens_home()
    assert "views.publish ok" in answered(both.playground.slack)
    assert not any("revoked" in one for one in answered(both.playground.slack))


async def test_another_replica_learns_of_a_new_token_when_the_old_is_refused(both: Tenants) -> None:
    await both.install(HOTEL)
    slack, tokens = both.playground.slack, both.takt._joined.tokens
    assert tokens is not None
    hotel = WorkspaceId(HOTEL)
    old = await tokens.of(hotel)
    slack.bot.revoked = True
    await both.install(HOTEL)
    tokens._kept[hotel] = (both.takt.services.clock.now(), old)  # as a replica that did not see the installation
    await both.hotel.person("anna").opens_home()
    assert "views.publish ok" in answered(slack)


async def test_a_workspace_without_an_installation_is_told_so(both: Tenants) -> None:
    await both.install(HOTEL)
    both.playground.teams.named(SHOP).bot.revoked = False  # installed at Slack, and its token is not ours
    await both.shop.person("bo").types("/standard greeting")
    await both.shop.person("bo").sees("no longer installed")


@pytest.mark.parametrize("wrong", ["state", "cookie", "code"])
async def test_a_forged_return_from_slack_installs_nothing(both: Tenants, wrong: str) -> None:
    takt = f"http://127.0.0.1:{both.takt.port}/slack"
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
        async with browser.get(f"{takt}/install", allow_redirects=False) as page:
            cookie = page.headers["Set-Cookie"].partition(";")[0]
        state = "guessed" if wrong == "state" else cookie.partition("=")[2]
        given = {"state": state, "code": "guessed" if wrong == "code" else both.playground.teams.new_code(HOTEL)}
        worn = {} if wrong == "cookie" else {"Cookie": cookie}
        async with browser.get(f"{takt}/oauth_redirect", params=given, headers=worn) as answer:
            assert answer.status in (400, 401)
    assert stored(both, "SELECT * FROM slack_bots") == []


async def test_a_workspace_that_is_not_named_is_refused_and_leaves_nothing(
    mode: str, library: Library, empty_database: Path, tmp_path: Path, log: io.StringIO
) -> None:
    database = sqlite_copy(empty_database, tmp_path)
    async with tenants(mode, database, library, workspaces=frozenset({HOTEL})) as both:
        status, page = await last_page(f"http://127.0.0.1:{both.takt.port}", SHOP)
        assert (status, "only workspaces that its operator has named" in page) == (403, True)
        assert stored(both, "SELECT * FROM slack_bots") == stored(both, "SELECT * FROM slack_installations") == []
        assert SHOP not in whole(both)
        (line,) = [one for one in map(json.loads, log.getvalue().splitlines()) if one["event"] == "install_refused"]
        assert (line["level"], line["workspace"]) == ("warning", SHOP)
        shop = both.playground.teams.named(SHOP)
        assert (shop.bot.revoked, "auth.revoke ok" in answered(shop)) == (True, True)
        await until(lambda: log.getvalue().count("removal_outdated") == 2)  # tokens_revoked, app_uninstalled
        assert SHOP not in whole(both)
        assert await both.install(HOTEL) == 200
        await both.hotel.person("anna").types("/standard greeting")
        await both.hotel.person("anna").sees("inden for 3 meter")
        assert stored(both, "SELECT team_id FROM slack_bots") == [(HOTEL,)]


@pytest.mark.parametrize("kind", ["slow", "500", "drop", "error"])
async def test_a_slack_that_does_not_take_a_token_back_does_not_keep_the_refusal(
    kind: str, library: Library, empty_database: Path, tmp_path: Path, log: io.StringIO
) -> None:
    async with tenants("http", sqlite_copy(empty_database, tmp_path), library, workspaces=frozenset({HOTEL})) as both:
        await both.shop.fault("auth.revoke", kind, seconds=30)
        async with asyncio.timeout(10):
            status, page = await last_page(f"http://127.0.0.1:{both.takt.port}", SHOP)
        assert (status, "only workspaces that its operator has named" in page) == (403, True)
        assert "token_not_revoked" in log.getvalue()


@pytest.mark.parametrize(
    ("otherwise", "said"),
    [
        ({"team": None, "enterprise": {"id": "E0CHAIN"}, "is_enterprise_install": True}, "for a whole organisation"),
        ({"expires_in": 43200, "refresh_token": "xoxe-1-refresh"}, "token rotation is on"),
    ],
    ids=["org-wide", "rotating"],
)
async def test_an_installation_of_a_kind_that_takt_cannot_use_is_refused_and_leaves_nothing(
    both: Tenants, otherwise: dict[str, Any], said: str
) -> None:
    shop = both.playground.teams.named(SHOP)
    shop.installs_as |= otherwise
    status, page = await last_page(f"http://127.0.0.1:{both.takt.port}", SHOP)
    assert (status, said in page) == (403, True)
    assert stored(both, "SELECT * FROM slack_bots") == stored(both, "SELECT * FROM slack_installations") == []
    assert (shop.bot.revoked, "auth.revoke ok" in answered(shop)) == (True, True)


async def test_an_installation_that_is_there_keeps_its_token_where_the_next_is_refused(
    mode: str, library: Library, empty_database: Path, tmp_path: Path
) -> None:
    database = sqlite_copy(empty_database, tmp_path)
    async with tenants(mode, database, library, workspaces=frozenset({HOTEL, SHOP})) as both:
        await both.install(SHOP)
        flow: Any = both.takt._joined.bolt.oauth_flow
        flow.settings.installation_store._named = frozenset({HOTEL})  # as after a start with another setting
        assert await both.install(SHOP) == 403
        await both.shop.person("bo").types("/standard greeting")
        await both.shop.person("bo").sees("within 3 metres")
        assert not any("auth.revoke" in one for one in answered(both.playground.teams.named(SHOP)))


async def test_a_removal_stops_all_at_once_and_an_installation_brings_it_back(both: Tenants) -> None:
    await both.install(HOTEL)
    await both.install(SHOP)
    for people, name in ((both.hotel, "sofie"), (both.shop, "signe")):
        await people.person(name).types("/tips on 10:00")
        await people.person(name).sees("Så kommer der tips")
    await both.hotel.change(app="uninstall")
    states = "SELECT workspace, active, paused_reason FROM subscription ORDER BY workspace"
    await becomes(both, states, [(SHOP, 1, None), (HOTEL, 0, "uninstalled")])
    assert stored(both, "SELECT DISTINCT team_id FROM slack_bots") == [(SHOP,)]
    assert await both.install(HOTEL) == 200
    assert stored(both, states) == [(SHOP, 1, None), (HOTEL, 1, None)]
    await both.hotel.person("sofie").types("/tips status")
    await both.hotel.person("sofie").sees("10:00")


async def test_an_event_of_a_removal_that_comes_after_the_next_installation_is_outdated(both: Tenants) -> None:
    await both.install(HOTEL)
    await both.hotel.person("sofie").types("/tips on 10:00")
    await both.hotel.person("sofie").sees("Så kommer der tips")
    slack = both.playground.slack
    late: dict[str, Any] = {"team_id": HOTEL, "api_app_id": "A0TAKT", "type": "event_callback", "event_id": "Ev0LATE"}
    late |= {"event_time": int(time.time()) - 300, "event": {"type": "app_uninstalled"}}
    assert (await slack.send(Envelope("events_api", late))).ok
    await slack.quiet.settled(0.1)
    assert stored(both, "SELECT team_id FROM slack_bots") == [(HOTEL,)]
    assert stored(both, "SELECT active FROM subscription") == [(1,)]


async def test_without_grace_a_removal_leaves_nothing(
    mode: str, library: Library, empty_database: Path, tmp_path: Path
) -> None:
    database = sqlite_copy(empty_database, tmp_path)
    async with tenants(mode, database, library, uninstall_grace_days=0) as both:
        await both.install(HOTEL)
        await both.hotel.person("sofie").types("/tips on 10:00")
        await both.hotel.person("sofie").sees("Så kommer der tips")
        await both.hotel.change(app="uninstall")
        await becomes(both, "SELECT * FROM subscription", [])
        assert stored(both, "SELECT * FROM slack_bots") == []


async def becomes(both: Tenants, query: str, expected: list[tuple[object, ...]]) -> None:
    """Wait until the database says so."""
    await until(lambda: stored(both, query) == expected)
