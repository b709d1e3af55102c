"""Asks an admin about a contest that none was asked about: claimed, looked for where a try may have arrived, once."""

import secrets
from datetime import timedelta
from functools import partial

from bot.attempts import AGAIN_AFTER, arrived, attempt
from bot.db.engine import Sessions, reading, transaction
from bot.direct_messages import Place
from bot.errors import SendLater
from bot.observations import seeking_queries as queries
from bot.observations import step_queries
from bot.observations.chore_port import AskMessenger
from bot.observations.decider_queries import chosen_beside, keep_message, keep_one_beside
from bot.observations.news import News, news_of_contest
from bot.observations.seeking_queries import Sought, Unheard
from bot.observations.step_telling import StepTelling
from bot.observations.steps import Step
from bot.observations.traces import keep_act, keep_news
from bot.people.audit import Act
from bot.people.members import People
from bot.ports import Clock, MemberId
from bot.runner import carry_out_each

LEASE = timedelta(minutes=2)
AT_ONCE = 4  # one after another: all within the lease
LOOK_BACK = timedelta(days=1)  # before the contest


class Seeking:
    """The contests of all workspaces for which there was no admin at first, on any number of replicas."""

    def __init__(
        self, sessions: Sessions, clock: Clock, people: People, telling: StepTelling, messenger: AskMessenger
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._telling = telling
        self._messenger = messenger

    async def seek(self) -> None:
        """Ask about every such contest, as far as there is an admin now. Raises `StorageAway`."""
        while await self.seek_some():
            pass

    async def seek_some(self) -> bool:
        """See to a few; whether there may be more."""
        async with reading(self._sessions) as session:
            found = await queries.unheard_contests(session, now=self._clock.now(), limit=AT_ONCE)
        claims = [sought for one in found if (sought := await self._claim(one))]
        await carry_out_each("seeks", [partial(self._see_to, sought) for sought in claims])
        return len(claims) == AT_ONCE

    async def _claim(self, unheard: Unheard) -> Sought | None:
        now, fresh = self._clock.now(), secrets.token_urlsafe(12)
        async with transaction(self._sessions) as session:
            return await queries.claim_seek(session, unheard=unheard, fresh=fresh, now=now, until=now + LEASE)

    async def _see_to(self, sought: Sought) -> None:
        came = await attempt(partial(self._ask_once, sought), doubt=sought.doubt)
        if came is None:
            return
        async with transaction(self._sessions) as session:
            if came.wait is None:
                await queries.settle_seek(session, sought=sought)
            else:
                not_before = self._clock.now() + came.wait
                await queries.release_seek(session, sought=sought, not_before=not_before, doubt=came.doubt)

    async def _ask_once(self, sought: Sought) -> None:
        """Ask the admin, unless the contest is decided or taken back; raises `SendLater` while there is none."""
        news = await self._news(sought, await self._admin(sought))
        if news is None:
            return
        if news.admin is None:
            raise SendLater(AGAIN_AFTER)
        where, since = (sought.workspace, news.admin), news.happened.at - LOOK_BACK
        found = await arrived(self._messenger, *where, key=sought.key, since=since) if sought.doubt else None
        place = found or await self._ask(sought, news, news.admin)
        if await self._settle(sought, news, news.admin, place, is_sent=found is None):
            self._telling.begin(news.observed)

    async def _settle(self, sought: Sought, news: News, admin: MemberId, place: Place, *, is_sent: bool) -> bool:
        """Keep where the question is, and that the admin reads it, also where it was undone or decided meanwhile.

        The row is held against that, so that one of the two sees what the other wrote. False where the search is no
        longer ours.
        """
        (channel, ts), now, observation = place, self._clock.now(), sought.observation
        async with transaction(self._sessions) as session:
            observed = await step_queries.locked_observation(
                session, workspace=sought.workspace, observation=observation
            )
            await keep_message(session, observation=observation, member=admin, channel=channel, ts=ts)
            is_first = await queries.settle_seek(session, sought=sought)
            if observed is not None and (is_first or is_sent or observed.settled):
                await keep_act(session, Act.READ, observed, admin, now)
            number = await step_queries.last_number(session, observed=news.observed, step=Step.CONTESTED)
            if is_first and number:
                await keep_news(session, news, number, now)
        return is_first

    async def _admin(self, sought: Sought) -> MemberId | None:
        """Who was chosen on an earlier try, as long as they are an admin, else another."""
        async with reading(self._sessions) as session:
            chosen = await chosen_beside(session, sought=sought)
        if chosen is not None and await self._people.is_admin_now(sought.workspace, chosen):
            return chosen
        return await self._people.sought_admin(sought.workspace, sought.parties)

    async def _news(self, sought: Sought, admin: MemberId | None) -> News | None:
        """The contest with who is asked about it, kept before it is sent; None where it is no longer open."""
        async with transaction(self._sessions) as session:
            observed = await step_queries.locked_observation(
                session, workspace=sought.workspace, observation=sought.observation
            )
            if observed is None or not observed.contested:
                return None
            await keep_one_beside(session, observed=observed, members=[admin] if admin else [])
            return await news_of_contest(session, observed)

    async def _ask(self, sought: Sought, news: News, admin: MemberId) -> Place:
        return await self._messenger.ask_to_decide(
            sought.workspace,
            admin,
            await self._telling.message(news, admin),
            key=sought.key,
            may_send=lambda: self._clock.now() < sought.held_until,
        )
