"""Two workspaces that install one Takt by OAuth, side by side; the ids of people and channels are the same in both."""

import contextlib
import dataclasses
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import parse_qs, urlsplit

import aiohttp
from pydantic import SecretStr

from bot.app import Takt, build, running
from bot.library import Library
from bot.ports import Clock
from bot.settings import SlackSettings, load_settings
from playground.client import Workspace
from playground.server import Playground
from playground.slack import CLIENT_ID, CLIENT_SECRET
from playground.world import World, hotel_world
from tests.e2e.conftest import MANIFEST, SETTLE_MS, takt_settings

HOTEL, SHOP = "T0TAKT", "T0SHOP"
KEY = "a2V5LW9mLTMyLWJ5dGVzLWZvci10ZXN0cy1vbmx5ISE="
NAMES = {"U0ANNA": "Astrid", "U0BEN": "Bo", "U0SOFIE": "Signe"}


def shop_world() -> World:
    """A workspace with other people under the ids of the hotel's."""
    hotel = hotel_world()
    people = {
        one.id: dataclasses.replace(one, name=NAMES.get(one.id, one.name), handle=NAMES.get(one.id, one.name).lower())
        for one in hotel.people.values()
    }
    return dataclasses.replace(hotel, team_id=SHOP, team_name="Takt Shop", team_domain="takt-shop", people=people)


@dataclass
class Tenants:
    """A playground with two workspaces and the Takt that both may install."""

    playground: Playground
    takt: Takt
    hotel: Workspace
    shop: Workspace
    database: str

    async def install(self, team: str) -> int:
        """A visitor installs Takt in a workspace, by the browser; the status of the last page."""
        return await install(f"http://127.0.0.1:{self.takt.port}", team)


async def install(takt: str, team: str) -> int:
    """Go through the pages: Takt's, Slack's, Takt's; the status of the last one."""
    return (await last_page(takt, team))[0]


async def last_page(takt: str, team: str) -> tuple[int, str]:
    """The status of the page with which an installation ends, and what it says."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
        async with browser.get(f"{takt}/slack/install", params={"team": team}, allow_redirects=False) as page:
            cookie, address = page.headers["Set-Cookie"].partition(";")[0], page.headers["Location"]
        async with browser.get(address, allow_redirects=False) as asked:
            asked.raise_for_status()
            back = {name: values[0] for name, values in parse_qs(urlsplit(asked.headers["Location"]).query).items()}
        redirect = f"{takt}/slack/oauth_redirect"
        async with browser.get(redirect, params=back, headers={"Cookie": cookie}) as done:
            return done.status, await done.text()


def oauth_settings(playground: Playground, mode: str, database: str, **more: object) -> SlackSettings:
    """The settings of a Takt for many workspaces."""
    one = takt_settings(playground, mode, database)
    changed = {
        "slack_bot_token": None,
        "slack_client_id": CLIENT_ID,
        "slack_client_secret": SecretStr(CLIENT_SECRET),
        "encryption_keys": (SecretStr(KEY),),
        "supervisor_groups": frozenset({f"{HOTEL}:S0SUPERS", f"{SHOP}:S0SUPERS"}),
        "owners_channel": frozenset({f"{HOTEL}:C0RECEP", f"{SHOP}:C0RECEP"}),
    }
    given = {name: getattr(one, name) for name in SlackSettings.model_fields}
    return load_settings(SlackSettings, _env_file=None, **given | changed | more)


@contextlib.asynccontextmanager
async def tenants(
    mode: str,
    database: str,
    library: Library,
    clock: Clock | None = None,
    *,
    installed: Mapping[str, str] = MappingProxyType({}),
    **more: object,
) -> AsyncIterator[Tenants]:
    """Takt is installed in neither workspace yet, but for those of this database, whose tokens work."""
    playground = Playground(MANIFEST, request_url="http://127.0.0.1:9/" if mode == "http" else None)
    playground.slack.bot.revoked = True
    playground.also(shop_world())
    for team, token in installed.items():
        slack = playground.teams.named(team)
        slack.bot = dataclasses.replace(slack.bot, value=token, revoked=False)
        slack.tokens.add(slack.bot)
    await playground.start()
    try:
        settings = oauth_settings(playground, mode, database, **more)
        hotel = Workspace(playground.url_of(HOTEL), SETTLE_MS)
        shop = Workspace(playground.url_of(SHOP), SETTLE_MS)
        async with running(build(settings, clock, library)) as takt, hotel, shop:
            playground.slack.quiet.at_work = lambda: takt.services.tasks.working
            playground.point_at(f"http://127.0.0.1:{takt.port}/slack/events")
            yield Tenants(playground, takt, hotel, shop, database)
    finally:
        await playground.stop()


def sqlite_copy(empty: Path, folder: Path) -> str:
    """The URL of a fresh copy of an empty database."""
    path = folder / "tenants.db"
    path.write_bytes(empty.read_bytes())
    return f"sqlite:///{path}"
