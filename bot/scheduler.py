"""Runs a few jobs at intervals; what they do is theirs."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from apscheduler.events import EVENT_JOB_MAX_INSTANCES, EVENT_JOB_MISSED, JobEvent
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger()

# APScheduler's defaults skip a late run in silence after one second.
NEVER_SKIP = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}


@dataclass(frozen=True)
class Job:
    """Something to do every so many seconds, one run at a time."""

    name: str
    seconds: float
    run: Callable[[], Awaitable[object]]


def create_scheduler(jobs: Sequence[Job]) -> AsyncIOScheduler:
    """A scheduler that starts every job at once and then at its interval; it must still be started itself."""
    scheduler = AsyncIOScheduler(timezone=UTC, jobstores={"default": MemoryJobStore()}, job_defaults=NEVER_SKIP)
    for job in jobs:
        scheduler.add_job(
            run_job,
            "interval",
            args=[job],
            id=job.name,
            name=job.name,
            seconds=job.seconds,
            next_run_time=datetime.now(UTC),
        )
    scheduler.add_listener(MissedRuns(), EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES)
    return scheduler


async def run_job(job: Job) -> None:
    """Run the job once; whatever goes wrong is noted, and the next run comes all the same."""
    try:
        await job.run()
    except Exception as error:
        log.error("job_failed", job=job.name, error=type(error).__name__, exc_info=error)


class MissedRuns:
    """Counts the runs that did not take place, for each job."""

    def __init__(self) -> None:
        self.by_job: dict[str, int] = {}

    def __call__(self, event: JobEvent) -> None:
        """Note one missed run: the job before it was still going on, or the process was held up."""
        self.by_job[event.job_id] = self.by_job.get(event.job_id, 0) + 1
        log.warning("job_missed", job=event.job_id, missed=self.by_job[event.job_id])
