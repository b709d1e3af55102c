"""The composition root: from settings to a running Takt. The only place that wires parts together."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncEngine

import handlers
from bot.alerts import Alerts
from bot.answers.asking import Asking
from bot.answers.digest import GapReport
from bot.answers.encoder import is_installed
from bot.answers.open_gaps import open_gaps_of
from bot.answers.questions import QuestionLog
from bot.answers.threads import Threads
from bot.catalogue.reload import POLL_SECONDS, ContentWatch
from bot.clock import SystemClock
from bot.counted import Counted, needs_of_teams
from bot.db.engine import Sessions, create_engine, create_sessions, end_waiting, failures_of
from bot.db.ready import database_serves, prepare_database
from bot.ending import CLEAN_UP_SECONDS, Deadline, give_up
from bot.errors import StorageAway
from bot.fair import Fair
from bot.gate import SLACK_PATH, Gate
from bot.gauges import gauges
from bot.health import Check, Health
from bot.install_pages import InstallPages
from bot.installs.removals import Removals
from bot.joining import Joined, join
from bot.library import Library, open_library, require_language
from bot.loading import keep_what_is_there, later, let_go
from bot.metrics import Metrics
from bot.observations.drafts import Drafts
from bot.parts import Parts
from bot.people.members import People, Powers
from bot.people.scoped import owners_of
from bot.ports import Clock, MemberId, Profile, WorkspaceId
from bot.runner import carry_out_each
from bot.scheduler import Job, create_scheduler
from bot.seen import Seen
from bot.services import Services
from bot.settings import SlackSettings, revealed
from bot.tasks import Tasks
from bot.tips.checks import Checks
from bot.tips.deliveries import Deliveries
from bot.tips.steady import SteadyClock, set_right
from bot.tips.tallies import Tallies
from bot.tips.tempo import Tempo
from bot.tips.tidying import Tidying
from bot.web import listen
from handlers.connections import open_session
from handlers.directory import SlackDirectory
from handlers.lifecycle import come_back, look_for_removal
from handlers.slack_wire import slack_web_app

with later():  # where the mode is the other one
    from handlers import socket_mode

log = structlog.get_logger()
FLUSH_SECONDS, FORGET_SECONDS, DAY_SECONDS = 5, 3600, 86400
DIGEST_SECONDS = 60
SEND_SECONDS = 1
TALLY_SECONDS = 3
TICK_PATIENCE_SECONDS = 60  # a tick after a long downtime has much to write
STOP_SECONDS = 8  # of the ten that a stop may take: Python has an end of its own to make
FLIGHTS_SECONDS = 3
WAITING_LEFT = 2.5  # seconds, when what waits for the database gives its words back
JOBS_LEFT, WEB_LEFT, DRAIN_LEFT, LAST_LEFT, CLOSE_LEFT = 4, 2.5, 2, 1, 0.5  # seconds, when each begins at the latest
OF_THE_DATABASE = frozenset({"database", "tick"})  # checks that fail while it is away, in all replicas


class Takt:
    """One running process: its services, its connection to Slack, its scheduler and its web server."""

    def __init__(
        self,
        settings: SlackSettings,
        services: Services,
        joined: Joined,
        engine: AsyncEngine,
        watch: ContentWatch,
        steady: SteadyClock | None,
    ) -> None:
        self.settings = settings
        self.services = services
        self._joined = joined
        self._engine = engine
        self._probe = create_engine(settings.database_url.get_secret_value())  # else busy looks like away
        self._watch = watch
        self._steady = steady
        self._last_tick: datetime | None = None
        app_token = revealed(settings.slack_app_token) if settings.mode == "socket" else None
        self._socket = socket_mode.SocketMode(joined.bolt, app_token, settings.slack_api_url) if app_token else None
        self._runner: web.AppRunner | None = None
        self._scheduler = create_scheduler(self._jobs())
        checks: dict[str, Check] = {
            "database": partial(database_serves, create_sessions(self._probe), failures_of(engine)),
            "slack": self._slack_connected,
            "tick": self._ticks,
        }
        metrics = services.metrics
        metrics.watch(gauges(services, self._scheduler, watch, lambda: self._last_tick, failures_of(engine)))
        metrics.started(services.clock.now())
        services.deliveries.on_settled(metrics.delivered)
        self.health = Health(checks, details=watch.details, metrics=metrics, spared=OF_THE_DATABASE)

    @property
    def port(self) -> int:
        """The port that the web server listens on."""
        if self._runner is None:
            raise RuntimeError("not started")
        return int(self._runner.addresses[0][1])

    async def start(self) -> None:
        """Bring the database up to date, connect to Slack and begin to remind."""
        await prepare_database(self._engine, self.settings.database_url.get_secret_value())
        # Before the first claim: a lease by a wrong clock means nothing to the others.
        await set_right(self._steady, create_sessions(self._engine), self.services.clock.now)
        self._joined.client.session = open_session(self.services.metrics.called)
        if (only := await self._joined.greet()) is not None:
            await come_back(self.services, only)
        await self._serve()
        if self._socket is not None:
            await self._socket.connect()
        self._scheduler.start()
        # Answers are by letters alone until this is done; a stop does not wait for it.
        languages = self.services.tongues.warm if is_installed() else None  # loaded here: only one thread may do that
        threading.Thread(target=self._learn, args=(languages,), name="learning", daemon=True).start()
        keep_what_is_there()
        log.info("started", mode=self.settings.mode, host=self.settings.host, port=self.port)

    def _learn(self, languages: Callable[[], None] | None) -> None:
        """Learn what the first questions would wait for; without an encoder an idle process stays small instead."""
        self.services.answers.learn()
        if languages and self.services.answers.has_meaning:
            languages()

    async def stop(self) -> None:
        """Stop within ten seconds, however far the start came: no new work, finish what runs, write what waits.

        Slack and the database may both be silent: no step takes the time of those after it.
        """
        log.info("stopping")
        deadline, deliveries = Deadline(STOP_SECONDS), self.services.deliveries
        giving_back = asyncio.get_running_loop().call_later(deadline.left(keep=WAITING_LEFT), end_waiting, self._engine)
        leaving = self.health.leave(self.settings.drain_seconds)
        await deadline.step("stop_tips", leaving, deliveries.stop(FLIGHTS_SECONDS), keep=JOBS_LEFT)
        self.services.tasks.close()
        self.services.answers.close()
        self.services.tongues.close()
        await deadline.step("stop_jobs", self._scheduler.stop(1), self._close_socket(), keep=WEB_LEFT)
        if self._runner is not None:
            await deadline.step("stop_requests", self._runner.cleanup(), keep=DRAIN_LEFT)
        await self.services.tasks.drain(deadline.left(keep=LAST_LEFT + CLEAN_UP_SECONDS))
        giving_back.cancel()
        await deadline.step("stop_writing", self._flush(), deliveries.stop(0), keep=CLOSE_LEFT)
        await deadline.step("stop_connections", self._close_connections())
        let_go()
        log.info("stopped")

    async def _close_socket(self) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def _close_connections(self) -> None:
        if self._joined.client.session is not None:
            await self._joined.client.session.close()
        await asyncio.gather(self._engine.dispose(), self._probe.dispose())

    def _jobs(self) -> list[Job]:
        everywhere, later = self._joined.everywhere, partial(Job, can_wait=True)
        still_there = partial(look_for_removal, self.services, self._joined.lines)
        unheard = later("removals", DAY_SECONDS, partial(everywhere, "removals", still_there))
        return [
            Job("slots", self.settings.tick_seconds, self._tick),
            Job("tips", min(SEND_SECONDS, self.settings.tick_seconds), self.services.deliveries.send_due),
            later("owners", self.settings.tick_seconds, self.services.deliveries.tell_owners),
            later("tallies", TALLY_SECONDS, self.services.tallies.tick),
            Job("content", POLL_SECONDS, self._watch.poll),
            later("flush", FLUSH_SECONDS, self._flush),
            later("forget", FORGET_SECONDS, self._forget),
            later("zones", DIGEST_SECONDS, self.services.deliveries.follow_zones),
            later("drafts", DIGEST_SECONDS, self.services.drafts.forget),
            later("digest", DIGEST_SECONDS, partial(everywhere, "digest", self.services.gap_report.post_if_due)),
            later("reports", DIGEST_SECONDS, partial(everywhere, "reports", self.services.counted.weekly.send_due)),
            later("reminders", DIGEST_SECONDS, self.services.fair.remind),
            *([unheard] if self._joined.tokens is not None else []),
            later("leavers", DIGEST_SECONDS, partial(everywhere, "leavers", self.services.fair.call_roll)),
        ]

    async def _tick(self) -> None:
        await set_right(self._steady, create_sessions(self._engine), self.services.clock.now)
        await self.services.deliveries.materialise()
        self._last_tick = self.services.clock.now()

    async def _flush(self) -> None:
        for flush in (self.services.seen.flush, self.services.questions.flush, self.services.following.flush):
            with contextlib.suppress(StorageAway):  # what waits, waits on
                await flush()

    async def _forget(self) -> None:
        keepers = (*self.services.keepers, *filter(None, [self._joined.tokens]))
        await carry_out_each("forget", [keeper.forget for keeper in keepers])

    async def _serve(self) -> None:
        secret = revealed(self.settings.slack_signing_secret) if self.settings.mode == "http" else None
        app = slack_web_app(self._joined.bolt, SLACK_PATH, takes_requests=secret is not None)
        if secret:
            app.middlewares.insert(0, Gate(secret, SystemClock(), self.services.metrics.refused).check)
        if self._joined.tokens is not None:
            app.middlewares.append(InstallPages(self._joined.tokens.may_begin).check)
        app.add_routes(self.health.routes())
        self._runner = await listen(app, self.settings.host, self.settings.port, self.services.metrics.refused)

    async def _slack_connected(self) -> bool:
        return self._socket is None or await self._socket.connected()

    async def _ticks(self) -> bool:
        if self._last_tick is None:
            return False
        patience = timedelta(seconds=3 * self.settings.tick_seconds + TICK_PATIENCE_SECONDS)
        return self.services.clock.now() - self._last_tick < patience


def build(settings: SlackSettings, clock: Clock | None = None, library: Library | None = None) -> Takt:
    """Wire everything; nothing is connected before `start`. Raises `CatalogueError` when the content is broken."""
    steady = SteadyClock(SystemClock().now(), timedelta(seconds=settings.lease_seconds)) if clock is None else None
    clock = clock or SystemClock()
    library = library or open_library(settings.content_dir, settings.cache_dir)
    require_language(settings.default_language, library.live.current)
    engine = create_engine(settings.database_url.get_secret_value())
    sessions = create_sessions(engine)

    async def on_installed(workspace: WorkspaceId) -> None:
        await come_back(services, workspace, anew=True)

    joined = join(settings, engine, clock, on_installed)
    services = _services(settings, clock, library, sessions, joined, steady)
    handlers.register(joined.bolt, services)
    alerts = Alerts(joined.messenger, services.people, settings.admins, joined.workspaces)
    watch = ContentWatch(
        settings.content_dir, library.live, on_broken=alerts.content_broken, on_mended=alerts.content_mended
    )
    return Takt(settings, services, joined, engine, watch, steady)


@contextlib.asynccontextmanager
async def running(takt: Takt) -> AsyncIterator[Takt]:
    """Takt, started, and stopped at the end; what a start waits for does not hold the stop up."""
    starting = asyncio.create_task(takt.start())
    try:
        await asyncio.wait([starting])
        starting.result()
        yield takt
    finally:
        await give_up([starting])
        await takt.stop()


def _services(
    settings: SlackSettings,
    clock: Clock,
    library: Library,
    sessions: Sessions,
    joined: Joined,
    steady: SteadyClock | None,
) -> Services:
    zone, language = settings.time_zone, settings.default_language
    powers = Powers(settings.supervisor_groups, settings.supervisors, settings.admins)
    stranger = Profile(WorkspaceId(""), MemberId(""), "", language, zone)
    directory, messenger = SlackDirectory(joined.lines, language, zone), joined.messenger
    people = People(directory, sessions, clock, powers, stranger)
    questions, owners = QuestionLog(sessions, clock), owners_of(settings.owners_channel)
    parts = Parts(settings, sessions, clock, people, library.live, directory, messenger, Tasks())
    open_gaps = open_gaps_of(questions, library.answers, library.live)
    tempo = Tempo.of(settings.grace_minutes, settings.lease_seconds)
    return Services(
        parts=parts,
        answers=library.answers,
        threads=Threads(sessions, clock),
        questions=questions,
        asking=Asking(sessions, clock, messenger, owners, language),
        gap_report=GapReport(sessions, clock, open_gaps, messenger, owners, zone, language),
        removals=Removals(sessions, clock, timedelta(settings.uninstall_grace_days), joined.tokens, joined.works),
        deliveries=Deliveries(sessions, steady or clock, people, messenger, library.live, tempo, needs_of_teams),
        checks=Checks(sessions, clock, zone, parts.kept),
        tallies=Tallies(sessions, clock, messenger),
        tidying=Tidying(sessions, clock),
        fair=Fair(parts),
        drafts=Drafts(sessions, clock),
        counted=Counted(parts),
        seen=Seen(sessions, clock),
        metrics=Metrics(),
    )
