"""Whatever is typed into the real commands, on both databases, is stored as words and never carried out as SQL."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import inspect, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import Takt, build, running
from bot.db import migrate
from bot.db.engine import create_engine
from bot.db.models import Base, Notice, Observation
from bot.library import Library
from playground.client import Workspace
from playground.server import Playground
from tests.e2e.conftest import MANIFEST, SETTLE_MS, takt_settings
from tests.fakes import MONDAY_MORNING, WORKSPACE

CLASSICS = (
    "'; DROP TABLE observation; --",
    "' OR '1'='1",
    "'); DELETE FROM audit; --",
    "\\'; SELECT pg_sleep(30); --",
    "$$; DROP SCHEMA public CASCADE; $$",
    "%' UNION SELECT member, name FROM member --",
    "{0} {note!r} %s %(note)s :note ?",
    "a\x00b",
    '{"$ne": null}',
)
PIECES = some.sampled_from([*CLASSICS, "'", '"', ";", "--", "/*", "%", "_", "\\", "\x00", "\x1b", "\u202e", "ø"])
TYPED = some.one_of(
    some.sampled_from(CLASSICS),
    some.lists(PIECES, min_size=1, max_size=6).map("".join),
    some.text(some.characters(exclude_categories=["Cs"]), min_size=1, max_size=120),
)


@pytest.fixture
async def stage(database: str, library: Library) -> AsyncIterator[tuple[Takt, Workspace, AsyncEngine]]:
    """A Takt over HTTP on an empty database, in which recording is open."""
    migrate.upgrade(database)
    playground, engine = Playground(MANIFEST, request_url="http://127.0.0.1:9/"), create_engine(database)
    await playground.start()
    try:
        async with engine.begin() as connection:
            row = {"workspace": WORKSPACE, "override_reason": "A test", "member": "", "entered_at": MONDAY_MORNING}
            await connection.execute(Notice.__table__.insert().values(row))  # type: ignore[attr-defined]
        takt = build(takt_settings(playground, "http", database), library=library)
        async with running(takt), Workspace(playground.url, SETTLE_MS) as slack:
            playground.slack.quiet.at_work = lambda: takt.services.tasks.working
            playground.point_at(f"http://127.0.0.1:{takt.port}/slack/events")
            yield takt, slack, engine
    finally:
        await engine.dispose()
        await playground.stop()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=TYPED)
@example(typed=CLASSICS[0])
@example(typed="a\x00b")
async def test_what_is_typed_stays_words(stage: tuple[Takt, Workspace, AsyncEngine], typed: str) -> None:
    takt, slack, engine = stage
    anna, sofie = slack.person("anna"), slack.person("sofie")
    before = await observations(engine)
    note = f"A. {len(before)} {typed}"  # a number: the same line twice within a minute is one observation
    await sofie.types(f"/observe @anna greeting met {note}")
    await sofie.types(f"/tips {typed}")
    await anna.types(f"/standard {typed}")
    if typed.strip():  # Slack sends no message without text
        await anna.dm(typed)
    await takt.services.questions.flush()
    assert await tables(engine) == {*Base.metadata.tables, "alembic_version"}
    assert outcomes(takt) >= {"handled"}
    assert not outcomes(takt) & {"failed"}
    after = await observations(engine)
    assert after[: len(before)] == before
    assert len(after) <= len(before) + 1
    assert all(note.startswith("A.") for note in after)
    if typed in CLASSICS[:5]:
        assert after[-1] == note


async def observations(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as connection:
        return list((await connection.execute(select(Observation.note).order_by(Observation.id))).scalars())


async def tables(engine: AsyncEngine) -> set[str]:
    async with engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


def outcomes(takt: Takt) -> set[str]:
    """What became of the requests so far."""
    families = text_string_to_metric_families(takt.services.metrics.page().decode())
    samples = [one for family in families for one in family.samples if one.name == "takt_requests_total"]
    return {one.labels["outcome"] for one in samples if one.value}
