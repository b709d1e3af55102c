"""A replica that has never read a workspace's token, while the database is away: nothing is taken for done."""

from pathlib import Path

from bot.app import build, running
from bot.library import Library
from tests.e2e.tenants import SHOP, sqlite_copy, tenants
from tests.e2e.trouble import locked


async def test_a_command_gets_its_words_back_and_is_answered_later(
    library: Library, empty_database: Path, tmp_path: Path
) -> None:
    database = sqlite_copy(empty_database, tmp_path)
    async with tenants("http", database, library) as both, running(build(both.takt.settings, None, library)) as another:
        assert await both.install(SHOP) == 200  # by the first one; the other has not read it
        both.playground.point_at(f"http://127.0.0.1:{another.port}/slack/events")
        bo = both.shop.person("bo")
        async with locked(Path(database.removeprefix("sqlite:///"))):
            await bo.types("/standard how close may I stand?")
            await bo.sees("how close may I stand?")
            await bo.sees("Nothing is lost")
        await bo.types("/standard greeting")
        await bo.sees("within 3 metres")
