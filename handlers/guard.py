"""The one place that acknowledges, turns payloads into acts, and turns an exception into a polite answer."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import structlog
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.kwargs_injection.async_args import AsyncArgs
from slack_bolt.response import BoltResponse

from bot.errors import StorageAway, TokenSealed
from bot.i18n import Translator, translator
from bot.loading import later
from bot.logs import begin_request
from bot.people.patience import in_all
from bot.ports import ChannelId, MemberId, WorkspaceId
from bot.services import Services
from handlers.act import Act
from handlers.measuring import Course, measured, note
from handlers.not_taken import keep_open, leave, not_taken, sealed, slow
from handlers.payloads import is_repeat, kind_of, read_payload, request_key
from handlers.shapes import WITHHELD

with later():  # with the first refusal
    from handlers import apologising
    from handlers.views import errors

log = structlog.get_logger()

Handler = Callable[[Act, Services], Awaitable[None]]
FormHandler = Callable[[Act, Services], Awaitable[Mapping[str, Any] | None]]
OptionsHandler = Callable[[Act, Services], Awaitable[list[dict[str, Any]]]]
Picks = Callable[[Mapping[str, Any]], bool]  # of payloads
Listener = Callable[[AsyncArgs], Awaitable[None]]
H = TypeVar("H", Handler, FormHandler, OptionsHandler)

PATIENCE_SECONDS = 2.5  # Slack gives up after three


class Guard:
    """Wraps plain handlers into Bolt listeners; each is found, and its module loaded, when its first act comes."""

    def __init__(self, services: Services, patience: float = PATIENCE_SECONDS) -> None:
        self._services = services
        self._patience = patience

    def soon(
        self,
        find: Callable[[], Handler],
        only: Picks | None = None,
        *,
        asks: bool = True,
    ) -> Listener:
        """Acknowledge at once, then work: for commands, clicks, shortcuts and events.

        `only` looks at the payload of an event that comes often: what it does not pick costs nothing more.
        """

        async def listener(args: AsyncArgs) -> None:
            begin_request(request_key(args.body))
            if only is not None and not only(args.body):
                self._count(args.body, "ignored")
                await args.ack()
                return
            if not await self._left_for_later(args):
                await args.ack()
                self._services.tasks.spawn(self._work(find, args, asks=asks))

        return listener

    def quietly(self, find: Callable[[], Handler], only: Picks, surely: Picks | None = None) -> Listener:
        """As `soon`, for events that come in masses and that nobody did here.

        Who it is is not asked of Slack, and an error is told to nobody but the log. What `surely` picks is acknowledged
        once it is done: Slack sends it again where it failed, took too long or died with the process.
        """
        at_once = self.soon(find, only, asks=False)

        async def listener(args: AsyncArgs) -> None:
            if surely is None or not surely(args.body):
                await at_once(args)
                return
            begin_request(request_key(args.body))
            done = asyncio.Event()
            await self._in_time(self._work(find, args, asks=False, done=done))
            if done.is_set():
                await args.ack()
            else:
                leave(args)

        return listener

    def surely(self, find: Callable[[], Handler]) -> Listener:
        """Work, then acknowledge: for a click that writes, which must not die with a process.

        What takes longer than Slack waits gets no acknowledgement: Slack shows that to who clicked; of a click that was
        acknowledged and then lost they would never know.
        """

        async def listener(args: AsyncArgs) -> None:
            begin_request(request_key(args.body))
            if await self._in_time(self._work(find, args)):
                await args.ack()
            else:
                leave(args)

        return listener

    def form(self, find: Callable[[], FormHandler]) -> Listener:
        """Work, then acknowledge with what the handler returns (`response_action` …; None closes the view).

        What takes too long stays open with what was typed.
        """

        async def listener(args: AsyncArgs) -> None:
            begin_request(request_key(args.body))
            answer: dict[str, Any] = {}

            async def fill() -> None:
                answer.update(await self._fill(find, args))

            done = await self._in_time(fill())
            await args.ack(**(answer if done else keep_open(args.body, slow(self._default_texts()))))

        return listener

    def options(self, find: Callable[[], OptionsHandler]) -> Listener:
        """Answer a type-ahead with options; an error or a long wait answers with none."""

        async def listener(args: AsyncArgs) -> None:
            begin_request(request_key(args.body))
            options: list[dict[str, Any]] = []
            with measured(self._services, kind_of(args.body)) as course:
                try:
                    async with asyncio.timeout(self._patience):
                        handler = _found(find, course)
                        options = await handler(await self._act(args), self._services)
                    course.outcome = "handled"
                except Exception as error:  # the boundary: type-ahead never fails in a person's face
                    course.outcome = note(error, course.handler)
            await args.ack(options=options)

        return listener

    async def ignore(self, args: AsyncArgs) -> None:
        """Acknowledge what nobody handles, so that Slack does not repeat it, and count it."""
        self._count(args.body, "unhandled")
        await args.ack()

    async def fall_through(self, error: Exception, body: Mapping[str, Any]) -> BoltResponse:
        """Acknowledge what Bolt has no listener for, or fails on: to repeat it would be in vain.

        Not where whose it is could not be read: that passes.
        """
        begin_request(request_key(body))
        if body.get("type") == WITHHELD:  # Bolt has listeners for events alone
            return self._withheld(body)
        if isinstance(error, TokenSealed):
            log.error("token_sealed", workspace=error.workspace)
            self._count(body, "failed")
            return sealed(body, kind_of(body), self._default_texts())
        is_unknown = isinstance(error, BoltUnhandledRequestError)
        if not is_unknown:
            note(error, "bolt")
        if isinstance(error, StorageAway):
            self._count(body, "later")
            return not_taken(body, kind_of(body), self._default_texts())
        self._count(body, "unhandled" if is_unknown else "failed")
        return BoltResponse(status=200, body="")

    def turn_away(self, body: Mapping[str, Any]) -> BoltResponse | None:
        """The answer to what comes while too much is running, and of which nothing is taken; None while it is not.

        A command gets its words back, a form stays open. What else was acknowledged would be lost without a word: Slack
        shows who clicked that nothing came of it, and sends an event again.
        """
        kind, tasks = kind_of(body), self._services.tasks
        if kind == "other" or not (tasks.rushed if kind == "view_submission" else tasks.full):
            return None
        begin_request(request_key(body))
        log.warning("too_busy")
        self._count(body, "busy")
        return not_taken(body, kind, self._default_texts())

    async def _in_time(self, work: Coroutine[Any, Any, None]) -> bool:
        """Work while Slack waits; what has begun by then goes on, what has not is given up. True when it is done."""
        task = self._services.tasks.spawn(work, hurried=True)
        done, _ = await asyncio.wait({task}, timeout=self._patience)
        if not done:
            self._services.tasks.withdraw(task)
        return bool(done)

    async def _left_for_later(self, args: AsyncArgs) -> bool:
        """An event that comes again while nobody can tell whether another replica has done it; True then.

        Slack sends it once more, after a minute and after five, when the database may be back.
        """
        if "event" not in args.body or not is_repeat(args.request.headers) or await self._services.seen.can_tell():
            return False
        self._count(args.body, "later")
        leave(args)
        return True

    def _withheld(self, body: Mapping[str, Any]) -> BoltResponse:
        """Note that Slack has kept events of a minute to itself: more came than it sends (30 000 an hour)."""
        minute = datetime.fromtimestamp(body["minute_rate_limited"], UTC)
        log.warning("events_withheld", workspace=body["team_id"], minute=minute.isoformat())
        self._services.metrics.request("event", "withheld")
        return BoltResponse(status=200, body="")

    def _count(self, body: Mapping[str, Any], outcome: str) -> None:
        self._services.metrics.request(kind_of(body), outcome)

    async def _work(
        self, find: Callable[[], Handler], args: AsyncArgs, *, asks: bool = True, done: asyncio.Event | None = None
    ) -> None:
        with measured(self._services, kind_of(args.body)) as course:
            act = self._stranger(args)
            try:
                handler = _found(find, course)
                act = await self._act(args) if asks else act
                await handler(act, self._services)
                course.outcome = "handled"
                if done:
                    done.set()
            except Exception as error:  # the boundary: a person never meets silence or a traceback
                course.outcome = note(error, course.handler)
                if asks:
                    await _apologise(act, error)

    async def _fill(self, find: Callable[[], FormHandler], args: AsyncArgs) -> Mapping[str, Any]:
        t = self._default_texts()
        with measured(self._services, kind_of(args.body)) as course:
            try:
                handler = _found(find, course)
                with in_all():  # however many people Slack is asked about
                    act = await self._act(args)
                    t = act.t
                    answer = await handler(act, self._services) or {}
                course.outcome = "handled"
            except Exception as error:  # the boundary: whatever happens, the form stays open with what was typed
                course.outcome = note(error, course.handler)
                answer = keep_open(args.body, errors.explain(error, t))
        return answer

    async def _act(self, args: AsyncArgs) -> Act:
        act = self._stranger(args)
        person = await self._services.people.speaker(act.workspace, act.member)
        return replace(act, person=person, t=translator(person.language, self._services.default_language))

    def _stranger(self, args: AsyncArgs) -> Act:
        """The act before anybody has looked up who the person is."""
        payload = read_payload(args.body)
        return Act(
            person=self._services.people.stranger(WorkspaceId(payload.workspace), MemberId(payload.member)),
            t=self._default_texts(),
            source_key=payload.source_key,
            client=args.client,
            response_url=payload.response_url,
            channel=ChannelId(payload.channel) if payload.channel else None,
            text=payload.text,
            value=payload.value,
            action=payload.action,
            trigger=payload.trigger,
            ts=payload.ts,
            thread=payload.thread,
            event_at=datetime.fromtimestamp(payload.sent_at, UTC) if payload.sent_at else None,
            typed_at=datetime.fromtimestamp(payload.typed_at, UTC) if payload.typed_at else None,
            author=MemberId(payload.author) if payload.author else None,
            view=payload.view,
            profile=payload.profile,
            beside=payload.beside,
            shown=payload.shown,
            again=is_repeat(args.request.headers),
        )

    def _default_texts(self) -> Translator:
        return translator(self._services.default_language)


def _found(find: Callable[[], H], course: Course) -> H:
    handler = find()
    course.handler = handler.__name__
    return handler


async def _apologise(act: Act, error: Exception) -> None:
    try:
        await apologising.apologise(act, error)
    except Exception as second:  # the boundary: Slack itself is away; there is nobody left to tell
        note(second, "apologise")
