"""Asks the observer and an admin to decide on a contest: each once, also when the process ends in between."""

from datetime import timedelta

from bot.attempts import arrived
from bot.db.engine import reading, transaction
from bot.observations.chore_port import ChoreMessenger
from bot.observations.chore_queries import Kind, Owed
from bot.observations.decider_queries import keep_message
from bot.observations.hand import Hand
from bot.observations.news import News, news_of_contest, step_message
from bot.observations.queries import observation_now
from bot.observations.seeking_queries import is_sought
from bot.ports import ChannelId, MemberId

LOOK_BACK = timedelta(days=1)  # before the contest


class Contests(Hand[ChoreMessenger]):
    """Asks one person at a time."""

    async def ask(self, owed: Owed) -> None:
        """Ask the observer or the admin, unless the contest is over or they were asked before."""
        news = await self._news(owed)
        member = _to_ask(news, owed.kind) if news else None
        if news is None or member is None:
            return
        since = news.happened.at - LOOK_BACK
        found = await arrived(self.messenger, owed.workspace, member, key=owed.key, since=since) if owed.doubt else None
        channel, ts = found or await self._ask(owed, news, member)
        async with transaction(self.sessions) as session:
            await keep_message(session, observation=owed.observation, member=member, channel=channel, ts=ts)

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


def _to_ask(news: News, kind: Kind) -> MemberId | None:
    """Whom it falls to ask; None where they were asked, or are to decide no longer."""
    by_observer = kind is Kind.ASK_OBSERVER
    waiting = (one.member for one in news.asked if not one.ts)
    return next((one for one in waiting if (one == news.observed.observer) is by_observer), None)
