"""Whether a message is still ours to send is asked when the connection is in hand: new, used before, or waited for."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.errors import SendNotOurs
from handlers.connections import only_if, open_session


class Site:
    """A web server that counts what reaches it."""

    requests = 0
    url = ""

    async def take(self, _request: web.Request) -> web.Response:
        self.requests += 1
        return web.Response()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site, app = Site(), web.Application()
    app.router.add_post("/", site.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield site
    await runner.cleanup()


async def post(session: aiohttp.ClientSession, site: Site, *, ours: bool) -> None:
    with only_if(lambda: ours, session):
        async with session.post(site.url) as answer:
            await answer.read()


async def test_on_a_new_connection(site: Site) -> None:
    async with open_session() as session:
        with pytest.raises(SendNotOurs):
            await post(session, site, ours=False)
        assert site.requests == 0


async def test_on_a_connection_that_was_used_before(site: Site) -> None:
    async with open_session() as session:
        await post(session, site, ours=True)
        with pytest.raises(SendNotOurs):
            await post(session, site, ours=False)
        await post(session, site, ours=True)
        assert site.requests == 2


async def test_requests_outside_of_the_block_are_nobodys_question(site: Site) -> None:
    async with open_session() as session:
        await post(session, site, ours=True)
        async with session.post(site.url):
            assert site.requests == 2


async def test_a_session_that_does_not_ask_is_asked_for_before_it_sends(site: Site) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(SendNotOurs):
            await post(session, site, ours=False)
        assert site.requests == 0
