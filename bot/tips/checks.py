"""A person answers a tip's question: one answer each, counted until the channel's next tip, private for ever."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.engine import Sessions, transaction
from bot.ports import Choice, Clock, Profile, TipMessage
from bot.tips import response_queries
from bot.tips.answered import Answered, Standing
from bot.tips.closing import end_of_day
from bot.tips.posing import is_personal, read_words
from bot.tips.response_queries import Posed

AT_ONCE = 2000  # rows that one transaction forgets


class Checks:
    """Answers to questions."""

    def __init__(self, sessions: Sessions, clock: Clock, default_time_zone: str, retention: timedelta) -> None:
        self._sessions = sessions
        self._clock = clock
        self._default_time_zone = default_time_zone
        self._retention = retention

    async def answer(self, person: Profile, delivery: str, option: int, *, slack_ts: str) -> Answered | None:
        """Record the person's answer, unless there is one; None where the question is not known any more.

        `slack_ts` is the message that was answered. Raises `StorageAway`: then nothing is recorded.
        """
        async with transaction(self._sessions) as session:
            posed = await response_queries.question_posed(
                session, workspace=person.workspace, delivery=delivery, slack_ts=slack_ts
            )
            tip = read_words(posed.words) if posed else None
            choice = _choice(tip, option)
            if posed is None or tip is None or choice is None:
                return None
            if posed.is_open and await self._is_first(session, posed, person, choice, slack_ts):
                return Answered(tip, choice, Standing.COUNTED)
            before = await response_queries.option_answered(session, delivery=delivery, member=person.member)
        if before is None:
            return Answered(tip, choice, Standing.TOO_LATE)
        return Answered(tip, _choice(tip, before) or choice, Standing.FIRST_STANDS)

    async def forget(self) -> None:
        """Delete answers older than the retention time, and the words of questions as old. Raises `StorageAway`."""
        before = self._clock.now() - self._retention
        for forget in (response_queries.forget_responses, response_queries.forget_words):
            went = AT_ONCE
            while went == AT_ONCE:
                async with transaction(self._sessions) as session:
                    went = await forget(session, before=before, limit=AT_ONCE)

    async def _is_first(
        self, session: AsyncSession, posed: Posed, person: Profile, choice: Choice, slack_ts: str
    ) -> bool:
        """Write the answer and count it; False where the person has answered before."""
        is_first = await response_queries.add_response(
            session,
            delivery=posed.delivery,
            workspace=person.workspace,
            member=person.member,
            option=choice.number,
            is_right=choice.right,
            now=self._clock.now(),
        )
        if is_first:
            await response_queries.count_response(
                session,
                delivery=posed.delivery,
                is_right=choice.right,
                closes_at=self._closes_at(posed),
                slack_ts=slack_ts,
            )
        return is_first

    def _closes_at(self, posed: Posed) -> datetime | None:
        """When the channel may know of the share; never of what is personal."""
        if is_personal(posed.channel):
            return None
        return end_of_day(posed.came_at, posed.time_zone or self._default_time_zone)


def _choice(tip: TipMessage | None, option: int) -> Choice | None:
    """The option with this number, where the tip asks and has it."""
    options = tip.question.options if tip and tip.question else ()
    return next((one for one in options if one.number == option), None)
