"""What `/metrics` reads anew at each look: queues, jobs, the content."""

from collections.abc import Callable
from datetime import datetime

from bot.catalogue.reload import ContentWatch
from bot.db.trouble import Failures
from bot.instruments import Watched
from bot.scheduler import Scheduler
from bot.services import Services


def gauges(
    services: Services,
    scheduler: Scheduler,
    watch: ContentWatch,
    last_tick: Callable[[], datetime | None],
    failures: Failures,
) -> tuple[Watched, ...]:
    """Numbers that the parts keep themselves."""

    def depths() -> dict[str, float]:
        return {
            "work": services.tasks.running,
            "questions": services.questions.waiting,
            "encoder": services.answers.waiting,
            "deliveries": services.deliveries.underway,
            "results": services.deliveries.unwritten,
        }

    def lost() -> dict[str, float]:
        return {"questions": services.questions.dropped, "encoder": services.answers.given_up}

    def repeats() -> dict[str, float]:
        return {"": services.seen.repeats}

    def tick() -> dict[str, float]:
        moment = last_tick()
        return {} if moment is None else {"": moment.timestamp()}

    return (  # no label may be called job: Prometheus has its own
        Watched("takt_queue_depth", "How much waits or is under way, by queue.", "queue", depths),
        Watched("takt_queue_dropped", "What a full queue gave up, by queue.", "queue", lost, grows=True),
        Watched(
            "takt_jobs_missed", "Runs that did not take place, by job.", "work", lambda: scheduler.missed, grows=True
        ),
        Watched("takt_jobs_failed", "Runs that failed, by job.", "work", lambda: scheduler.failed, grows=True),
        Watched("takt_requests_repeated", "Requests known by their id.", "", repeats, grows=True),
        Watched(
            "takt_storage_failures",
            "Transactions that the database did not carry out.",
            "",
            lambda: {"": failures.count},
            grows=True,
        ),
        Watched("takt_last_tick_timestamp_seconds", "When due tips were last looked for.", "", tick),
        Watched("takt_content_problems", "Problems in the content folder.", "", lambda: {"": len(watch.problems)}),
    )
