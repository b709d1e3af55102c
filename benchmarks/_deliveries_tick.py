"""What a tick and a start cost when many subscriptions exist and few are due; APScheduler's job store beside it."""

import asyncio
import pickle
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import Engine, insert, text, update

from benchmarks._deliveries_app import counted_statements, make_due, many, still_open, sync_engine, takt_on
from benchmarks._deliveries_app import fill as fill_with
from benchmarks._slack_process import SlackProcess
from bot.library import Library

EACH = 10
LATE = timedelta(seconds=10)


@dataclass
class Cost:
    """Milliseconds, medians: a tick, and a start; and the tick's statements for each delivery."""

    tick: float
    statements: float
    start: float


def fill(url: str, count: int) -> None:
    """So many subscriptions, none due."""
    fill_with(url, many(count // EACH, EACH))


async def tick_costs(
    urls: Sequence[str], sizes: Sequence[int], slack: SlackProcess, library: Library, *, due: int, rounds: int
) -> list[Cost]:
    """The costs for each database, measured in turns so that a slow moment hits all."""
    ticks: list[list[float]] = [[] for _ in urls]
    starts: list[list[float]] = [[] for _ in urls]
    statements = [0.0 for _ in urls]
    engines = [sync_engine(url) for url in urls]
    slack.order("rules")
    for _ in range(rounds):
        for number, (url, size) in enumerate(zip(urls, sizes, strict=True)):
            began = time.perf_counter()
            async with takt_on(url, slack, library) as takt:
                starts[number].append((time.perf_counter() - began) * 1000)
                await asyncio.sleep(0.2)  # its first tick, with nothing to do
                for turn in range(2):  # other channels each time: one gets no two tips within a second
                    due_at = datetime.now(UTC) - LATE  # off the loop: a write of the app may have to end first
                    await asyncio.to_thread(make_due, engines[number], due_at, every=size // due, beginning=turn)
                    milliseconds, statements[number] = await _tick(takt.services.deliveries.tick, due)
                    assert not still_open(engines[number])
                    ticks[number].append(milliseconds)
    return [
        Cost(statistics.median(tick), count, statistics.median(start))
        for tick, count, start in zip(ticks, statements, starts, strict=True)
    ]


async def _tick(tick: Any, due: int) -> tuple[float, float]:
    """Milliseconds, and statements for each delivery."""
    async with counted_statements() as statements:
        began = time.perf_counter()
        await tick()
        seconds = time.perf_counter() - began
    return seconds * 1000, statements.count / due


class ByHand(BaseScheduler):  # type: ignore[misc]
    """APScheduler, woken by hand."""

    def wakeup(self) -> None:
        """Nothing wakes it by itself."""

    def shutdown(self, wait: bool = True) -> None:
        """Stop."""
        super().shutdown(wait)


def nothing() -> None:
    """What the jobs do."""


def job_store_cost(url: str, count: int, *, due: int, rounds: int) -> float:
    """Milliseconds for some due of so many daily cron jobs in APScheduler's SQLAlchemy store; a median."""
    engine = sync_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS apscheduler_jobs"))
    scheduler = ByHand(
        timezone=UTC, jobstores={"default": SQLAlchemyJobStore(engine=engine)}, executors={"default": DebugExecutor()}
    )
    scheduler.start()
    job = scheduler.add_job(nothing, CronTrigger(hour=9, timezone=UTC), id="0", misfire_grace_time=None)
    table = scheduler._jobstores["default"].jobs_t
    state, far = job.__getstate__(), datetime.now(UTC) + timedelta(hours=20)
    rows = [_job_row(state, str(number), far) for number in range(1, count)]
    with engine.begin() as connection:
        for start in range(0, len(rows), 1000):
            connection.execute(insert(table).values(rows[start : start + 1000]))
    times = [_process_due(scheduler, engine, state, range(1, count, count // due)) for _ in range(rounds)]
    scheduler.shutdown()
    return statistics.median(times)


def _process_due(scheduler: Any, engine: Engine, state: dict[str, Any], which: range) -> float:
    table = scheduler._jobstores["default"].jobs_t
    due = datetime.now(UTC) - LATE
    with engine.begin() as connection:
        for number in which:
            row = _job_row(state, str(number), due)
            connection.execute(update(table).where(table.c.id == str(number)).values(row))
    began = time.perf_counter()
    scheduler._process_jobs()
    return (time.perf_counter() - began) * 1000


def _job_row(state: dict[str, Any], name: str, due: datetime) -> dict[str, Any]:
    changed = state | {"id": name, "next_run_time": due}
    return {"id": name, "next_run_time": due.timestamp(), "job_state": pickle.dumps(changed)}
