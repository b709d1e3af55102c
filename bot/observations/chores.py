"""Does in Slack what an observation has brought about: begun at once, and gone on with until it is done."""

from datetime import timedelta
from functools import partial

from bot.attempts import attempt
from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, transaction
from bot.observations.chore_queries import Kind, Owed, claim_chores, drop_chore, release_chore, settle_chore
from bot.observations.closing import Closing
from bot.observations.contests import Contests
from bot.observations.emptying import Emptying
from bot.observations.errands import Errand, Errands
from bot.observations.informing import Informing
from bot.observations.passing_on import PassingOn
from bot.observations.teller_port import TellersMessenger
from bot.people.members import People
from bot.ports import Clock
from bot.runner import carry_out_each
from bot.tasks import Tasks

LEASE = timedelta(minutes=2)
AT_ONCE = 4  # one after another: all within the lease
STEPS = (Kind.STEP_SUBJECT, Kind.STEP_OBSERVER, Kind.STEP_ACTOR, Kind.STEP_ADMIN)
TELLING = frozenset({Kind.TELL, *STEPS})  # once done of no more use: there are as many as observations and steps


class Chores:
    """The chores of all workspaces, on any number of replicas."""

    def __init__(
        self,
        sessions: Sessions,
        clock: Clock,
        people: People,
        live: LiveCatalogue,
        messenger: TellersMessenger,
        tasks: Tasks,
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._errands = Errands(tasks)
        parts = sessions, clock, people, live, messenger
        contests, passing_on = Contests(*parts), PassingOn(*parts)
        self._hands = {
            Kind.TELL: Informing(*parts).tell,
            Kind.EMPTY: Emptying(*parts).empty,
            Kind.CLOSED: Closing(*parts).tell,
            Kind.ASK_OBSERVER: contests.ask,
            Kind.ASK_ADMIN: contests.ask,
            **dict.fromkeys(STEPS, passing_on.tell),
        }

    def begin(self, observation: int) -> None:
        """Do what an observation has brought about, in the background; what is not done by then, a job goes on with."""
        self._errands.begin(Errand("chore_waits", observation, partial(self._do_some, observation)))

    async def do_due(self) -> None:
        """Do everything that is due. Raises `StorageAway`; what is claimed then comes again after its lease."""
        while await self.do_some():
            pass

    async def do_some(self, about: int | None = None) -> bool:
        """Claim and do a few, of all or about one observation; whether there may be more."""
        now = self._clock.now()
        async with transaction(self._sessions) as session:
            claimed = await claim_chores(session, now=now, until=now + LEASE, limit=AT_ONCE, about=about)
        await carry_out_each("chores", [partial(self._see_to, owed) for owed in claimed])
        return len(claimed) == AT_ONCE

    async def _do_some(self, about: int) -> None:
        while await self.do_some(about):
            pass

    async def _see_to(self, owed: Owed) -> None:
        came = await attempt(partial(self._hands[owed.kind], owed), doubt=owed.doubt)
        if came is None:
            return
        async with transaction(self._sessions) as session:
            now = self._clock.now()
            if came.wait is None and owed.kind in TELLING:
                await drop_chore(session, owed=owed)
            elif came.wait is None:
                await settle_chore(session, owed=owed, now=now)
            else:
                await release_chore(session, owed=owed, not_before=now + came.wait, doubt=came.doubt)
