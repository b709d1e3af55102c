"""What the doctor sees of Slack, over the wire."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from bot.scopes import NEEDED
from handlers.looking import look, look_at_socket
from playground.server import Playground
from tests.fakes import FixedClock

ROOT = Path(__file__).parent.parent.parent
MANIFEST = yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8"))


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    """A workspace to look at."""
    playground = Playground(MANIFEST)
    await playground.start()
    yield playground
    await playground.stop()


def client(playground: Playground, token: str) -> AsyncWebClient:
    return AsyncWebClient(token=token, base_url=playground.api_url, retry_handlers=[])


async def test_workspace_scopes_and_clock_are_seen(playground: Playground) -> None:
    ahead = FixedClock(datetime.now(UTC) + timedelta(hours=1))
    seen = await look(client(playground, playground.bot_token), ahead)
    assert (seen.trouble, seen.bot) == (None, "takt")
    assert seen.scopes is not None
    assert seen.scopes >= NEEDED
    assert seen.skew is not None
    assert abs(seen.skew - timedelta(hours=1)) < timedelta(seconds=10)


async def test_a_wrong_token_gives_slacks_code(playground: Playground) -> None:
    assert (await look(client(playground, "xoxb-wrong"), FixedClock())).trouble == "invalid_auth"
    assert (await look_at_socket(client(playground, "xapp-wrong"))).trouble == "invalid_auth"


async def test_the_app_token_opens_connections(playground: Playground) -> None:
    assert (await look_at_socket(client(playground, playground.app_token))).trouble is None


async def test_nobody_there_is_unreachable() -> None:
    nobody = AsyncWebClient(token="xoxb-1", base_url="http://127.0.0.1:1/", retry_handlers=[])
    assert (await look(nobody, FixedClock())).trouble == "unreachable"
