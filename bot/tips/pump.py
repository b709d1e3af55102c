"""Sends what is due, many at once: claims as much as there is room for, carries it out, has it written down."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Sequence

import structlog

from bot.ending import give_up
from bot.ports import WorkspaceId
from bot.tips.claim_queries import Room
from bot.tips.flights import Flights
from bot.tips.orders import Order
from bot.tips.sending import Try
from bot.tips.settling import Settling
from bot.tips.tempo import Tempo

BREATH = 8  # tries that begin before others get the event loop

log = structlog.get_logger()


class Pump:
    """The sender of one process. `take` claims within a room and says what each claim brings."""

    def __init__(
        self,
        tempo: Tempo,
        take: Callable[[Room], Awaitable[Sequence[Try]]],
        settling: Settling,
        trust_leases: Callable[[], bool],
    ) -> None:
        self._tempo = tempo
        self._take = take
        self._settling = settling
        self._trust_leases = trust_leases
        self._flights = Flights(tempo)
        self._running = asyncio.Lock()
        self._stopping = False
        self._more = True  # whether there may be something to claim
        self._crash: Exception | None = None
        self._orders: list[Order] = []  # that have come during a claim
        self._gates: deque[asyncio.Event] = deque()  # behind which tries wait to begin

    @property
    def underway(self) -> int:
        """How many tries are in the air."""
        return len(self._flights)

    async def run(self, coming: asyncio.Future[None] | None = None) -> None:
        """Send until nothing is due, and `coming` is done, which calls `look_again` when something has come due.

        Raises `StorageAway`; what is in the air goes on, and the next run sees to it.
        A try that fails for no reason of Slack's ends with that error, after all others; its row is looked at again
        when its lease is over.
        """
        async with self._running:
            self._more = True
            while not self._stopping:
                if await self._write_and_take_off() or (self._more and self._flights.free(now())):
                    continue  # those that have landed in the meantime have made room; who hangs may be in the air still
                if self._flights:
                    await self._wait()
                elif coming is not None and not coming.done():
                    await asyncio.wait([coming], timeout=self._tempo.linger)
                elif not self._more and not self._settling.waiting:
                    break
            await self._settling.flush()
            self._raise_crash()

    def look_again(self) -> None:
        """Something has come due."""
        self._more = True

    def obey(self, order: Order) -> None:
        """Send nothing more that an order concerns, as far as it is still here."""
        self._orders.append(order)
        for _, attempt in self._flights.attempts():
            attempt.heed(order)

    async def stop(self, seconds: float) -> None:
        """Claim no more, finish what is in the air, give back what does not end in time, and write it all down."""
        self._stopping = True
        if self._flights:
            await asyncio.wait(list(self._flights.tasks), timeout=seconds)
        late = self._flights.attempts()
        self._give_back([attempt for _, attempt in late])
        await give_up([task for task, _ in late])
        await self._settling.flush()

    async def _write_and_take_off(self) -> bool:
        """Write results down while the next are claimed, and what is in the air goes on; False where none began."""
        concerned = self._settling.concerned
        writing = asyncio.create_task(self._settling.flush())
        try:
            attempts = await self._claim(concerned)
            if self._stopping:  # since
                self._give_back(attempts)
            else:
                self._begin(attempts)
        finally:
            await writing
        self._more = self._more or bool(concerned)  # those of them that may go on were passed over
        return bool(attempts)

    async def _claim(self, concerned: Collection[WorkspaceId]) -> Sequence[Try]:
        """What is ours from now on; nothing while there is no room."""
        if not self._more:
            return ()
        room = self._flights.room(now(), self._settling.waiting, concerned, trust_leases=self._trust_leases())
        if room is None:
            return ()
        self._more = False  # what lands in the meantime may make room
        self._orders.clear()
        attempts = await self._take(room)
        self._more = self._more or bool(attempts)
        for attempt in attempts:
            for order in self._orders:
                attempt.heed(order)
        return attempts

    def _give_back(self, attempts: Sequence[Try]) -> None:
        for attempt in attempts:
            self._settling.add(attempt.claim, attempt.given_up())

    def _begin(self, attempts: Sequence[Try]) -> None:
        """Let tries begin, few at a time: each makes its request at once, and others need the event loop as well."""
        moment, are_opening = now(), bool(self._gates)
        for few in (attempts[start : start + BREATH] for start in range(0, len(attempts), BREATH)):
            self._gates.append(gate := asyncio.Event())
            for attempt in few:
                task = asyncio.create_task(self._carry_out(attempt, gate))
                self._flights.begin(task, attempt, moment)
                task.add_done_callback(self._landed)
        if self._gates and not are_opening:
            self._open_gates()

    def _open_gates(self) -> None:
        """Open one gate, and each of the others in another turn of the event loop."""
        self._gates.popleft().set()
        if self._gates:
            asyncio.get_running_loop().call_soon(self._open_gates)

    async def _wait(self) -> None:
        """Until something has landed, and a moment longer, so that results are written together."""
        landed, _ = await asyncio.wait(
            list(self._flights.tasks), timeout=self._tempo.poll, return_when=asyncio.FIRST_COMPLETED
        )
        if not landed:
            self._more = True  # in the meantime something may have come due
        elif young := self._flights.young(now()):  # no use to wait for who hangs
            await asyncio.wait(young, timeout=self._tempo.linger)

    async def _carry_out(self, attempt: Try, gate: asyncio.Event) -> None:
        await gate.wait()
        verdict = await attempt.carry_out()
        self._settling.add(attempt.claim, verdict)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._more = self._flights.end(task, now()) or self._more
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, Exception):
            self._crash = error

    def _raise_crash(self) -> None:
        crash, self._crash = self._crash, None
        if crash is not None:
            raise crash


def now() -> float:
    """The event loop's clock."""
    return asyncio.get_running_loop().time()
