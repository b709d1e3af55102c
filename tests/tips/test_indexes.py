"""What a tick looks at is what is due: the partial indexes are used, on SQLite too, whose planner reads words."""

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.engine import Sessions, transaction
from bot.tips.tempo import Tempo
from tests.tips.stage import Stage
from tests.tips.test_deliveries import NINE
from tests.tips.test_fairness import subscribed

PREPARED = 50  # parameters: psycopg translates a statement that has more anew each time, and never prepares it


async def test_a_tick_reads_through_the_indexes_of_what_is_due(engine: AsyncEngine, sessions: Sessions) -> None:
    stage = Stage(sessions)
    await stage.turn_on()
    seen: list[tuple[str, object]] = []
    event.listen(
        engine.sync_engine, "before_cursor_execute", lambda _c, _k, words, values, *_: seen.append((words, values))
    )
    await stage.tick_at(NINE)
    asked = list(seen)
    due = [await plan_of(sessions, words, values) for words, values in asked if "subscription.active AND" in words]
    claims = [await plan_of(sessions, words, values) for words, values in asked if "row_number()" in words]
    assert due
    assert all("subscription_due" in plan for plan in due)
    assert claims
    assert any("delivery_open" in plan for plan in claims)


async def test_a_statement_has_as_many_parameters_for_many_deliveries_as_for_one(
    engine: AsyncEngine, sessions: Sessions
) -> None:
    stage = Stage(sessions)
    await subscribed(stage, "T0OTHER", 60)
    seen: list[str] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda _c, _k, words, *_: seen.append(words))
    stage.tempo = Tempo(linger=0, at_once=30, per_workspace=30)
    stage.clock.set(NINE)
    await stage.another_process().tick()
    assert len(stage.slack.posts) == 60
    assert [words for words in seen if max(words.count("?"), words.count("%(")) > PREPARED] == []


async def plan_of(sessions: Sessions, words: str, values: object) -> str:
    """How the database would carry a statement out; PostgreSQL is kept from reading the whole of a small table."""
    async with transaction(sessions) as session:
        connection = await session.connection()
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
            rows = await connection.exec_driver_sql(f"EXPLAIN {words}", values)  # type: ignore[arg-type]
        else:
            rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)  # type: ignore[arg-type]
        return "\n".join(str(row) for row in rows)
