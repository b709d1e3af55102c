"""Asks the observer and an admin to decide on a contest: each once, also when the process ends in between."""

from datetime import timedelta

from bot.attempts import arrived
from bot.db.engine import reading, transaction
from bot.direct_messages import Place
from bot.observations.chore_port import ChoreMessenger
from bot.observations.chore_queries import Kind, Owed
from bot.observations.decider_queries import keep_message
from bot.observations.hand import Hand
from bot.observations.news import News, news_of_contest, news_of_end, step_message
from bot.observations.queries import observation_now
from bot.observations.seeking_queries import is_sought
from bot.observations.step_queries import locked_observation
from bot.observations.steps import Asked
from bot.observations.traces import keep_act
from bot.people.audit import Act
from bot.ports import ChannelId, MemberId

LOOK_BACK = timedelta(days=1)  # before the contest


class Contests(Hand[ChoreMessenger]):
    """Asks one person at a time."""

    async def ask(self, owed: Owed) -> None:
        """Ask the observer or the admin, unless they were asked before; once it is over, close what was asked."""
        news = await self._news(owed)
        if news is None:
            await self._close(owed)
            return
        asked = _falls_to(news, owed.kind)
        if asked is None or asked.ts:
            return
        channel, ts = await self._place(owed, news, asked) or await self._ask(owed, news, asked.member)
        if await self._is_over(owed, asked.member, channel, ts):
            await self._close(owed)

    async def _is_over(self, owed: Owed, member: MemberId, channel: ChannelId, ts: str) -> bool:
        """Keep where the question is; whether the contest was decided or undone while it was under way.

        The row is held against either meanwhile, so that one of the two sees what the other wrote.
        """
        async with transaction(self.sessions) as session:
            now = await locked_observation(session, workspace=owed.workspace, observation=owed.observation)
            await keep_message(session, observation=owed.observation, member=member, channel=channel, ts=ts)
            if now is not None and member != now.observer:
                await keep_act(session, Act.READ, now, member, self.clock.now())
        return now is not None and now.settled

    async def _close(self, owed: Owed) -> None:
        """Take the buttons from a question, also from one that may have arrived, once the contest is over."""
        async with reading(self.sessions) as session:
            observed = await observation_now(session, workspace=owed.workspace, observation=owed.observation)
            news = await news_of_end(session, observed) if observed else None
        asked = _falls_to(news, owed.kind) if news else None
        if news is None or asked is None:
            return
        place = await self._place(owed, news, asked)
        if place:
            reader = await self.people.speaker(owed.workspace, asked.member)
            message = step_message(news, reader, self.live.current)
            await self.messenger.close_contest(owed.workspace, *place, message)

    async def _place(self, owed: Owed, news: News, asked: Asked) -> Place | None:
        """Where the question is: known, or found where a try may have arrived."""
        if asked.ts:
            return asked.channel, asked.ts
        since = (news.contested_at or news.happened.at) - LOOK_BACK
        return (
            await arrived(self.messenger, owed.workspace, asked.member, key=owed.key, since=since)
            if owed.doubt
            else None
        )

    async def _news(self, owed: Owed) -> News | None:
        """The contest; None where it is over, and where another admin is sought for it by now."""
        async with reading(self.sessions) as session:
            observed = await observation_now(session, workspace=owed.workspace, observation=owed.observation)
            if observed is None or not observed.contested:
                return None
            is_late = owed.kind is Kind.ASK_ADMIN and await is_sought(session, observed=observed)
            return None if is_late else await news_of_contest(session, observed)

    async def _ask(self, owed: Owed, news: News, member: MemberId) -> tuple[ChannelId, str]:
        reader = await self.people.speaker(owed.workspace, member)
        return await self.messenger.ask_to_decide(
            owed.workspace,
            member,
            step_message(news, reader, self.live.current),
            key=owed.key,
            may_send=lambda: self.clock.now() < owed.held_until,
        )


def _falls_to(news: News, kind: Kind) -> Asked | None:
    """Whom it falls to ask; None where they are to decide no longer."""
    by_observer = kind is Kind.ASK_OBSERVER
    return next((one for one in news.asked if (one.member == news.observed.observer) is by_observer), None)
