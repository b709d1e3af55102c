"""Runs a few jobs at intervals; what they do is theirs."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import structlog
from apscheduler.events import EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED, JobEvent
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.db.turn import let_people_go_first
from bot.ending import give_up
from bot.logs import begin_request
from bot.runner import Waiting, carry_out

log = structlog.get_logger()

CLEAN_UP_SECONDS = 1
START_SECONDS = 1  # after which a start is over, more or less
APART_SECONDS = 1  # between the first runs of what can wait: after a downtime tips are due, and go out first

# APScheduler's defaults skip a late run in silence after one second.
NEVER_SKIP = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}


@dataclass(frozen=True)
class Job:
    """Something to do every so many seconds, one run at a time."""

    name: str
    seconds: float
    run: Callable[[], Awaitable[object]]
    can_wait: bool = False  # until a start is over


class Scheduler:
    """Starts every job at once, then at its interval, from `start` until `stop`.

    Those that can wait start one after the other, in their order.
    """

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.missed = dict.fromkeys((job.name for job in jobs), 0)  # runs that did not take place, by job
        self.failed = dict.fromkeys(self.missed, 0)  # runs that ended with an error, by job
        self._in_a_row = dict.fromkeys(self.missed, 0)  # the same since a run of the job last ended
        self._running: set[asyncio.Task[None]] = set()
        self._waiting = Waiting()
        self._timer = AsyncIOScheduler(timezone=UTC, jobstores={"default": MemoryJobStore()}, job_defaults=NEVER_SKIP)
        self._timer.add_listener(self.count_missed, EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
        delays = count(START_SECONDS, APART_SECONDS)
        for job in jobs:
            self._add(job, next(delays) if job.can_wait else 0)

    def start(self) -> None:
        """Begin; needs a running event loop."""
        self._timer.start()

    async def stop(self, seconds: float) -> None:
        """Start no more runs, and give those that are going on some time to finish."""
        if not self._timer.running:
            return
        self._timer.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)
        await give_up(list(self._running), CLEAN_UP_SECONDS)
        self._timer.shutdown(wait=False)

    def count_missed(self, event: JobEvent) -> None:
        """Note a run that did not take place: the one before it was still going on, or the process was held up.

        Of many in a row the log has the first, second, fourth, eighth and so on.
        """
        job = event.job_id
        for counted in (self.missed, self._in_a_row):
            counted[job] = counted.get(job, 0) + 1
        in_a_row = self._in_a_row[job]
        if in_a_row.bit_count() == 1:
            log.warning("job_missed", job=job, in_a_row=in_a_row, missed=self.missed[job])

    def _add(self, job: Job, delay: float) -> None:
        self._timer.add_job(
            self._run,
            "interval",
            args=[job],
            id=job.name,
            name=job.name,
            seconds=job.seconds,
            next_run_time=datetime.now(UTC) + timedelta(seconds=delay),
        )

    async def _run(self, job: Job) -> None:
        """One run, shielded: APScheduler cancels at shutdown, and a transaction that is cut off hangs aiosqlite."""
        run = asyncio.create_task(self._once(job))
        self._running.add(run)
        run.add_done_callback(self._running.discard)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.shield(run)

    async def _once(self, job: Job) -> None:
        if not await run_job(job, self._waiting):
            self.failed[job.name] = self.failed.get(job.name, 0) + 1
        self._in_a_row[job.name] = 0


def create_scheduler(jobs: Sequence[Job]) -> Scheduler:
    """A scheduler of these jobs that has not started yet."""
    return Scheduler(jobs)


async def run_job(job: Job, waiting: Waiting | None = None) -> bool:
    """Run the job once; False where it failed, which is noted, and the next run comes all the same."""
    begin_request()
    let_people_go_first()
    return await carry_out(job.name, job.run(), waiting)
