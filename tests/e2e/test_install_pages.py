"""Anybody may open the pages of an installation, at any time: in trouble they say so, and pass on nothing."""

import contextlib
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from bot.installs.tokens import MOST_BEGUN
from bot.library import Library
from tests.e2e.tenants import SHOP, Tenants, sqlite_copy, tenants
from tests.e2e.trouble import locked

NOT_NOW = "begin again at /slack/install"


@pytest.fixture
async def both(library: Library, empty_database: Path, tmp_path: Path) -> AsyncIterator[Tenants]:
    """A Takt that nobody has installed yet."""
    async with tenants("http", sqlite_copy(empty_database, tmp_path), library) as both:
        yield both


@pytest.fixture
async def browser(both: Tenants) -> AsyncIterator[aiohttp.ClientSession]:
    """A browser at Takt's own address."""
    async with aiohttp.ClientSession(
        f"http://127.0.0.1:{both.takt.port}", cookie_jar=aiohttp.DummyCookieJar()
    ) as session:
        yield session


async def begin(browser: aiohttp.ClientSession, team: str = SHOP) -> tuple[str, str]:
    """The cookie of an installation that has begun, and the address at Slack."""
    async with browser.get("/slack/install", params={"team": team}, allow_redirects=False) as page:
        assert page.status == 302
        return page.headers["Set-Cookie"].partition(";")[0], page.headers["Location"]


async def test_while_the_database_is_away_nobody_can_begin_and_is_told_so(
    both: Tenants, browser: aiohttp.ClientSession
) -> None:
    database = Path(both.database.removeprefix("sqlite:///"))
    async with locked(database), browser.get("/slack/install", allow_redirects=False) as page:
        assert (page.status, NOT_NOW in await page.text()) == (503, True)
    assert await both.install(SHOP) == 200


async def test_who_comes_back_while_the_database_is_away_is_told_so_and_may_come_once_more(
    both: Tenants, browser: aiohttp.ClientSession
) -> None:
    cookie, _ = await begin(browser)
    back = {"state": cookie.partition("=")[2], "code": both.playground.teams.new_code(SHOP)}
    coming = partial(browser.get, "/slack/oauth_redirect", params=back, headers={"Cookie": cookie})
    async with locked(Path(both.database.removeprefix("sqlite:///"))), coming() as page:
        assert (page.status, NOT_NOW in await page.text()) == (503, True)
    for status in (200, 401):  # a state is good once
        async with coming() as page:
            assert page.status == status


@pytest.mark.parametrize(("kind", "status"), [("drop", 503), ("500", 401)])
async def test_while_slack_is_away_an_installation_is_begun_again(
    both: Tenants, browser: aiohttp.ClientSession, kind: str, status: int
) -> None:
    cookie, _ = await begin(browser)
    code = both.playground.teams.new_code(SHOP)
    await both.hotel.fault("oauth.v2.access", kind, seconds=30)
    back = {"state": cookie.partition("=")[2], "code": code}
    async with browser.get("/slack/oauth_redirect", params=back, headers={"Cookie": cookie}) as page:
        assert (page.status, "/slack/install" in await page.text()) == (status, True)


@pytest.mark.parametrize(
    "team",
    ["x\r\nSet-Cookie: a=b", "T1&redirect_uri=https://evil.example/", "T1%26redirect_uri=https://evil.example/", "t1"],
)
async def test_nothing_but_a_workspace_gets_into_the_address_at_slack(
    browser: aiohttp.ClientSession, team: str
) -> None:
    _, address = await begin(browser, team)
    assert "evil" not in address
    assert set(parse_qs(urlsplit(address).query)) <= {"state", "client_id", "scope", "team"}
    assert parse_qs(urlsplit(address).query).get("team", ["T1"]) == ["T1"]


@pytest.mark.parametrize(
    "address",
    ["/slack/install", "/slack/oauth_redirect?error=%3Cscript%3Ealert(1)%3C/script%3E", "/slack/oauth_redirect?code=1"],
)
async def test_no_page_is_kept_framed_or_runs_anything_and_its_address_is_told_nobody(
    browser: aiohttp.ClientSession, address: str
) -> None:
    async with browser.get(address, allow_redirects=False) as page:
        assert "<script" not in await page.text()
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"  # a code and a state are in it
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        policy = page.headers["Content-Security-Policy"]
        assert {"default-src 'none'", "frame-ancestors 'none'"} <= set(policy.split("; "))


async def test_what_is_said_in_trouble_is_not_kept_either(both: Tenants, browser: aiohttp.ClientSession) -> None:
    database = Path(both.database.removeprefix("sqlite:///"))
    async with locked(database), browser.get("/slack/install", allow_redirects=False) as page:
        assert (page.status, page.headers["Cache-Control"], page.headers["Retry-After"]) == (503, "no-store", "60")


async def test_a_workspace_in_the_address_stays(browser: aiohttp.ClientSession) -> None:
    assert f"team={SHOP}" in (await begin(browser))[1]


async def test_no_more_begin_than_are_kept(library: Library, empty_database: Path, tmp_path: Path) -> None:
    database = sqlite_copy(empty_database, tmp_path)
    until = (datetime.now(UTC) + timedelta(minutes=9)).strftime("%Y-%m-%d %H:%M:%S.%f")
    begun = [(f"state-{number}", until) for number in range(MOST_BEGUN)]
    with contextlib.closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as file, file:
        file.executemany("INSERT INTO slack_oauth_states (state, expire_at) VALUES (?, ?)", begun)
    async with tenants("http", database, library) as both, aiohttp.ClientSession() as session:
        address = f"http://127.0.0.1:{both.takt.port}/slack/install"
        async with session.get(address, allow_redirects=False) as page:
            assert (page.status, page.headers["Retry-After"]) == (429, "600")
