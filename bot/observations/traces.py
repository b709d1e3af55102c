"""What recording, undoing and reading leave behind beside the row itself, in the same transaction."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.catalogue.model import Standard
from bot.observations import step_queries
from bot.observations.chore_queries import (
    AT_FIRST,
    Kind,
    Owed,
    owe_asking,
    owe_closing,
    owe_closing_asked,
    owe_emptying,
    owe_news_of_closing,
    owe_steps,
    owe_telling,
)
from bot.observations.decider_queries import clear_deciders, deciders_of, keep_deciders
from bot.observations.follow_rules import Ended
from bot.observations.follow_up_queries import ended_by, hold_follow_ups
from bot.observations.news import News
from bot.observations.records import Observed
from bot.observations.seeking_queries import end_seek
from bot.observations.steps import Asked, Happened, Step
from bot.people import audit
from bot.ports import MemberId, WorkspaceId


async def keep_record(session: AsyncSession, observed: Observed, standard: Standard, now: datetime) -> Owed:
    """Keep the standard as it reads now, and that somebody recorded something; returns that the colleague is to hear.

    Whoever records it has the time of a lease for that; then it falls to the job.
    """
    await step_queries.keep_judged(session, workspace=observed.workspace, standard=standard)
    await keep_act(session, audit.Act.RECORDED, observed, observed.observer, now)
    return await owe_telling(session, observed=observed, until=now + AT_FIRST)


async def keep_undone(session: AsyncSession, observed: Observed, now: datetime) -> None:
    """Keep that the observer took it back; the colleague hears of it, and whoever was to decide on its contest."""
    happened = Happened(Step.UNDONE, observed.observer, "", now)
    number = await step_queries.add_step(
        session, observed=observed, happened=happened, source_key=f"undone/{observed.id}"
    )
    await keep_act(session, audit.Act.UNDONE, observed, observed.observer, now)
    await owe_emptying(session, observed=observed, now=now)
    asked = await _end_contest(session, observed, now) if observed.contested else ()
    await keep_news(session, News(happened, observed, {}, asked=asked), number, now)


async def keep_news(session: AsyncSession, news: News, number: int, now: datetime) -> None:
    """Keep that everybody concerned is to hear of a step with this number."""
    await owe_steps(
        session,
        observed=news.observed,
        step=number,
        kinds=news.readers,
        key=secrets.token_urlsafe(12),
        now=now,
    )


async def _end_contest(session: AsyncSession, observed: Observed, now: datetime) -> tuple[Asked, ...]:
    """Who was asked to decide; every question is owed to be closed, also one to an admin that is under way.

    So it is once the contest is decided, or the observation taken back.

    First the search, then the messages: whoever has sent one writes it down as they end the search.
    """
    sent = await end_seek(session, observed=observed)
    if sent:
        key, until = sent
        await owe_closing(session, observed=observed, key=key, not_before=max(now, until or now))
    asked = await deciders_of(session, observation=observed.id)
    kinds = [_asking(observed, one.member) for one in asked if one.ts]
    await owe_closing_asked(session, observed=observed, kinds=kinds, key=secrets.token_urlsafe(12), now=now)
    return asked


def _asking(observed: Observed, member: MemberId) -> Kind:
    return Kind.ASK_OBSERVER if member == observed.observer else Kind.ASK_ADMIN


async def keep_contested(
    session: AsyncSession, observed: Observed, deciders: Iterable[MemberId], now: datetime
) -> tuple[Asked, ...]:
    """Keep whom its contest goes to, and that each is to be asked; who was asked about an earlier one is asked anew."""
    members = tuple(deciders)
    await end_seek(session, observed=observed)  # of the earlier one
    await clear_deciders(session, observed=observed)
    await keep_deciders(session, observed=observed, members=members)
    kinds = [_asking(observed, one) for one in members]
    await owe_asking(session, observed=observed, kinds=kinds, key=secrets.token_urlsafe(12), now=now)
    return await deciders_of(session, observation=observed.id)


async def keep_brought_about(session: AsyncSession, observed: Observed, now: datetime) -> None:
    """Keep what is to be done in Slack about an observation as it is now."""
    if observed.outcome is not None:
        await _end_contest(session, observed, now)
    if observed.undone:
        await owe_emptying(session, observed=observed, now=now)
        return
    await hold_follow_ups(session, workspace=observed.workspace, subjects=[observed.subject])
    if observed.counts:
        await keep_ended(session, observed, await ended_by(session, observed=observed), now)


async def keep_ended(session: AsyncSession, observed: Observed, ended: Iterable[Ended], now: datetime) -> bool:
    """Keep that other observers are to be told of their follow-ups that it has closed; whether there are any."""
    key = secrets.token_urlsafe(12)
    return await owe_news_of_closing(session, observed=observed, ended=ended, key=key, now=now)


async def keep_act(session: AsyncSession, act: audit.Act, observed: Observed, actor: MemberId, now: datetime) -> None:
    """Keep who did what to whose observation; its number is the detail."""
    workspace, subject = observed.workspace, observed.subject
    detail = str(observed.id)
    await audit.write_down(session, act, workspace=workspace, actor=actor, subject=subject, now=now, detail=detail)


async def keep_reading(
    session: AsyncSession, workspace: WorkspaceId, member: MemberId, now: datetime, subjects: Iterable[MemberId]
) -> None:
    """Keep that somebody read a list: a line for each person whom it is about; an empty list tells nothing."""
    await audit.write_down_each(session, audit.Act.READ, workspace=workspace, actor=member, subjects=subjects, now=now)
