"""A database that has no room answers, and is not ready all the same, until it has room again."""

from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, func, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db import migrate
from bot.db.engine import Sessions, create_engine, create_sessions, failures_of, transaction
from bot.db.models import Draft
from bot.db.ready import LONGEST_WRITTEN, database_answers, database_serves, has_room
from bot.errors import StorageAway
from bot.health import Health
from tests.test_health import read

PLENTY = 1_000_000


class Disk:
    """How many pages SQLite may use: its own way to have no room left."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.pages = PLENTY
        event.listen(engine.sync_engine, "begin", self._limit)

    def _limit(self, connection: object) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={self.pages}")  # type: ignore[attr-defined]


@pytest.fixture
async def small(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    url = f"sqlite:///{tmp_path}/takt.db"
    migrate.upgrade(url)
    engine = create_engine(url)
    yield engine
    await engine.dispose()


async def drafts(sessions: Sessions) -> int:
    async with sessions() as session:
        return await session.scalar(select(func.count()).select_from(Draft)) or 0


async def write(sessions: Sessions) -> None:
    async with transaction(sessions) as session:
        await session.execute(text("CREATE TABLE more AS SELECT randomblob(100000) AS a"))


async def test_full_disk_is_not_ready_until_there_is_room_again(small: AsyncEngine) -> None:
    disk, sessions, failures = Disk(small), create_sessions(small), failures_of(small)
    health = Health({"database": partial(database_serves, sessions, failures)})
    disk.pages = 1  # of those that are there none goes
    assert (await read(health))[0] == 200  # nobody has noticed yet
    with pytest.raises(StorageAway, match="full"):
        await write(sessions)
    assert await database_answers(sessions)
    for _ in range(2):
        status, body = await read(health)
        assert (status, body["checks"]) == (503, {"database": False, "running": True})
    disk.pages = PLENTY
    assert (await read(health))[0] == 200
    assert await drafts(sessions) == 0


def ahead(engine: AsyncEngine) -> Path:
    """The file into which SQLite writes first."""
    return Path(f"{engine.url.database}-wal")


async def written(sessions: Sessions, engine: AsyncEngine) -> int:
    """How many bytes the database has written ahead so far."""
    if engine.dialect.name == "sqlite":
        return ahead(engine).stat().st_size
    async with sessions() as session:
        return int(await session.scalar(text("SELECT pg_current_wal_insert_lsn() - '0/0'")) or 0)


async def test_look_for_room_writes_as_much_as_a_person_and_keeps_no_row_at_any_moment(
    sessions: Sessions, engine: AsyncEngine
) -> None:
    kept: list[int] = []

    def count(connection: Connection) -> None:
        kept.append(connection.exec_driver_sql("SELECT count(*) FROM draft").scalar_one())

    event.listen(engine.sync_engine, "commit", count)
    before = await written(sessions, engine)
    assert await has_room(sessions)
    assert kept == [0]
    assert await written(sessions, engine) - before >= LONGEST_WRITTEN


async def test_nothing_is_written_to_see_whether_there_is_room_where_nothing_failed(
    sessions: Sessions, engine: AsyncEngine
) -> None:
    seen: list[str] = []
    note: Callable[..., None] = lambda _connection, _cursor, statement, *_rest: seen.append(statement)  # noqa: E731
    event.listen(engine.sync_engine, "before_cursor_execute", note)
    assert await database_serves(sessions, failures_of(engine))
    assert not [one for one in seen if "draft" in one]


@pytest.mark.parametrize(
    ("trouble", "is_doubted"),
    [
        ("SELECT pg_terminate_backend(pg_backend_pid())", False),  # as when the server restarts
        ("DO $$ BEGIN RAISE EXCEPTION 'voll' USING ERRCODE = '53100'; END $$", True),  # whatever language it speaks
    ],
)
async def test_only_want_of_room_is_looked_into(postgresql_url: str, trouble: str, is_doubted: bool) -> None:
    """Under load another write at each look would be one more that waits."""
    engine = create_engine(postgresql_url)
    sessions = create_sessions(engine)
    with pytest.raises(StorageAway):
        async with transaction(sessions) as session:
            await session.execute(text(trouble))
    assert failures_of(engine).count == 1
    assert failures_of(engine).doubted is is_doubted
    assert await database_answers(sessions)
    await engine.dispose()
