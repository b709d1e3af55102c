"""The scheduler runs jobs, whatever becomes of a run."""

import asyncio
import itertools
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobEvent
from structlog.testing import capture_logs
from structlog.types import EventDict

from bot.errors import StorageAway
from bot.runner import Waiting, carry_out, carry_out_each
from bot.scheduler import Job, create_scheduler, run_job
from tests.waiting import until


async def test_a_job_starts_at_once_and_comes_again() -> None:
    runs = asyncio.Semaphore(0)

    async def run() -> None:
        runs.release()

    scheduler = create_scheduler([Job("tips", 0.01, run)])
    scheduler.start()
    async with asyncio.timeout(5):
        for _ in range(3):
            await runs.acquire()
    await scheduler.stop(5)


async def test_what_can_wait_runs_after_what_cannot() -> None:
    done: list[str] = []
    over = asyncio.Event()

    async def urgent() -> None:
        done.append("slots")

    async def other() -> None:
        done.append("forget")
        over.set()

    scheduler = create_scheduler([Job("forget", 60, other, can_wait=True), Job("slots", 60, urgent)])
    scheduler.start()
    async with asyncio.timeout(5):
        await over.wait()
    await scheduler.stop(5)
    assert done == ["slots", "forget"]


def test_what_can_wait_does_not_all_run_at_once() -> None:
    async def run() -> None:
        pass

    jobs = [Job(name, 60, run, can_wait=True) for name in ("owners", "forget", "digest")]
    begins = [job.next_run_time for job in create_scheduler(jobs)._timer.get_jobs()]
    assert all(later - earlier > timedelta(seconds=0.5) for earlier, later in itertools.pairwise(begins))


async def test_a_run_that_fails_is_noted_and_does_not_stop_the_next() -> None:
    async def run() -> None:
        raise RuntimeError("broken")

    job = Job("tips", 1, run)
    with capture_logs() as logs:
        await run_job(job)
        await run_job(job)
    assert [entry["error"] for entry in logs] == ["RuntimeError", "RuntimeError"]


async def test_a_part_that_fails_stops_no_other_and_the_run_counts_as_failed() -> None:
    done: list[str] = []

    async def broken() -> None:
        raise RuntimeError("broken")

    async def whole() -> None:
        done.append("whole")

    async def run() -> None:
        await carry_out_each("forget", [broken, whole])

    with capture_logs() as logs:
        assert not await run_job(Job("forget", 1, run))
    assert done == ["whole"]
    assert [(entry["work"], entry["error"]) for entry in logs] == [("forget", "RuntimeError")]


async def test_a_run_that_is_going_on_finishes_when_the_scheduler_stops() -> None:
    started, go_on = asyncio.Event(), asyncio.Event()
    finished: list[str] = []

    async def run() -> None:
        started.set()
        await go_on.wait()
        finished.append("tips")

    scheduler = create_scheduler([Job("tips", 60, run)])
    scheduler.start()
    await started.wait()
    stopping = asyncio.create_task(scheduler.stop(5))
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert finished == ["tips"]


async def test_a_run_that_does_not_end_is_given_up_after_the_time_it_has() -> None:
    started, never = asyncio.Event(), asyncio.Event()

    async def run() -> None:
        started.set()
        await never.wait()

    scheduler = create_scheduler([Job("tips", 60, run)])
    scheduler.start()
    await started.wait()
    async with asyncio.timeout(5):
        await scheduler.stop(0.01)


def test_runs_that_did_not_take_place_are_counted_for_each_job() -> None:
    scheduler = create_scheduler([])
    with capture_logs():
        for name in ("tips", "flush", "tips"):
            scheduler.count_missed(JobEvent(EVENT_JOB_MAX_INSTANCES, name, "default"))
    assert scheduler.missed == {"tips": 2, "flush": 1}


async def test_after_a_run_has_ended_the_next_that_is_missed_is_told_again() -> None:
    held = [asyncio.Event() for _ in range(2)]
    runs = iter(held)

    async def run() -> None:
        await next(runs, held[-1]).wait()

    with capture_logs() as lines:
        scheduler = create_scheduler([Job("tips", 0.01, run)])
        scheduler.start()
        for told, event in enumerate(held, start=1):
            await until(partial(has_told, lines, told))
            event.set()
        await scheduler.stop(5)


def has_told(lines: Sequence[EventDict], times: int) -> bool:
    return [line.get("in_a_row") for line in lines].count(1) >= times


async def away() -> None:
    raise StorageAway("disk is full")


async def fine() -> None:
    """Work that goes well."""


async def test_waiting_is_told_once_with_the_reason_and_so_is_its_end() -> None:
    runs = iter([away, away, fine, away])

    async def run() -> None:
        await next(runs)()

    waiting = Waiting()
    with capture_logs() as lines:
        went_well = [await run_job(Job("tips", 1, run), waiting) for _ in range(4)]
    assert went_well == [False, False, True, False]
    told = [(line["event"], line.get("reason")) for line in lines if line["log_level"] == "warning"]
    assert told == [("work_waits", "disk is full"), ("work_goes_on", None), ("work_waits", "disk is full")]


async def test_waiting_of_a_run_of_several_parts_is_told_once_too() -> None:
    async def run() -> None:
        await carry_out_each("part", [away, fine, away])

    waiting = Waiting()
    with capture_logs() as lines:
        went_well = [await run_job(Job("reminders", 1, run), waiting) for _ in range(2)]
    assert went_well == [False, False]
    told = [(line["event"], line["work"]) for line in lines if line["log_level"] == "warning"]
    assert told == [("work_waits", "reminders")]


async def test_work_waits_while_the_database_is_away_and_is_no_error() -> None:
    with capture_logs() as lines:
        assert not await carry_out("tips", away())
    assert [(line["event"], line["log_level"]) for line in lines] == [("work_waits", "warning")]
