"""What a channel's report counts, one statement for each of its sections."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    and_,
    case,
    cast,
    false,
    func,
    null,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Delivery, Response, Subscription
from bot.db.queries import Columns, given_rows
from bot.people.groups import FEWEST
from bot.ports import ChannelId, MemberId, WorkspaceId
from bot.tips.records import State
from bot.tips.report import Key, Right

AREAS: Columns = {"standard": String(), "area": String()}


async def weeks_answered(
    session: AsyncSession, *, workspace: WorkspaceId, channel: ChannelId, begins: Sequence[datetime], until: datetime
) -> dict[int | None, tuple[int, int, int | None]]:
    """By number of the week: how many tips asked, how many people answered, and the channel's size; None: all weeks.

    What was asked or answered since `until` does not count yet.
    """
    week = case(*((Delivery.slot >= begin, number) for number, begin in reversed(list(enumerate(begins)))), else_=-1)
    asked = (
        select(Delivery.id, Delivery.members, week.label("week"))
        .where(_asked(workspace, channel), Delivery.slot >= begins[0], Delivery.slot < until)
        .cte("asked")
    )
    counts = (func.count(asked.c.id.distinct()), func.count(Response.member.distinct()), func.max(asked.c.members))
    is_answer = and_(Response.delivery == asked.c.id, Response.answered_at < until)
    each = select(asked.c.week, *counts).select_from(asked).outerjoin(Response, is_answer).group_by(asked.c.week)
    every = select(cast(null(), Integer()), *counts).select_from(asked).outerjoin(Response, is_answer)
    rows = await session.execute(union_all(each, every))
    return {number: (tips, people, members) for number, tips, people, members in rows}


async def right_by_area(
    session: AsyncSession, *, workspace: WorkspaceId, channel: ChannelId, areas: Mapping[str, str], until: datetime
) -> dict[Key, Right]:
    """Answers by (area, first check of its standard in the channel?, standard asked more than once?); area None: all.

    `areas` gives the area of each standard; those that are in none are left out. Checks that nobody answered do not
    count, nor what was asked since `until`. Of the others count the portions that `_portions` names. Counts are the
    deliveries', which stay when answers are deleted.
    """
    given = given_rows(session, AREAS, [{"standard": standard, "area": area} for standard, area in areas.items()])
    turn = func.row_number().over(partition_by=Delivery.standard, order_by=Delivery.slot)
    times = func.count().over(partition_by=Delivery.standard)
    answers, right = _portions(await _last_tip(session, workspace, channel, until))
    asked = (
        select(given.c.area, answers.label("answers"), right.label("right"))
        .add_columns(case((turn == 1, 1), else_=0).label("first"), case((times > 1, 1), else_=0).label("again"))
        .join(given, given.c.standard == Delivery.standard)
        .where(_asked(workspace, channel), Delivery.answer_count > 0, Delivery.slot < until)
        .cte("asked")
    )
    key = (asked.c.area, asked.c.first, asked.c.again)
    sums = select(*key, func.sum(asked.c.answers), func.sum(asked.c.right)).group_by(*key)
    return _added_up((await session.execute(sums)).all())


async def fill_members(
    session: AsyncSession, *, workspace: WorkspaceId, channel: ChannelId, since: datetime, members: int
) -> None:
    """Note the channel's size with its questions since a moment, where it is not known."""
    filling = (
        update(Delivery)
        .where(_asked(workspace, channel), Delivery.slot >= since, Delivery.members.is_(None))
        .values(members=members)
    )
    await session.execute(filling.execution_options(synchronize_session=False))


async def channels_of(session: AsyncSession, *, workspace: WorkspaceId, owner: MemberId, limit: int) -> list[ChannelId]:
    """The channels whose tips this person has turned on, the latest first; never direct messages."""
    is_on = or_(Subscription.active, Subscription.paused_reason.is_not(None))
    question = (
        select(Subscription.channel)
        .where(Subscription.workspace == workspace, Subscription.owner == owner, Subscription.member.is_(None), is_on)
        .order_by(Subscription.changed_at.desc())
        .limit(limit)
    )
    return [ChannelId(channel) for channel in await session.scalars(question)]


def _asked(workspace: WorkspaceId, channel: ChannelId) -> ColumnElement[bool]:
    """The questions that a channel has got."""
    return and_(
        Delivery.workspace == workspace,
        Delivery.channel == channel,
        Delivery.check_number.is_not(None),
        Delivery.state == State.SENT,
    )


async def _last_tip(session: AsyncSession, workspace: WorkspaceId, channel: ChannelId, until: datetime) -> str | None:
    """Slack's timestamp of the channel's last tip before `until`: what came earlier takes no more answers."""
    tips = (Delivery.workspace == workspace, Delivery.channel == channel, Delivery.state == State.SENT)
    return await session.scalar(select(func.max(Delivery.slack_ts)).where(*tips, Delivery.slot < until))


def _portions(last_tip: str | None) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """How many answers of a question count, and how many of them were right: never fewer than five together.

    Those of its day, once that is over; those left, once it takes no more. So numbers differ by five people or more.
    """
    day, day_right = func.coalesce(Delivery.day_count, 0), func.coalesce(Delivery.day_right, 0)
    left = Delivery.answer_count - case((day >= FEWEST, day), else_=0)
    takes_no_more = false() if last_tip is None else Delivery.slack_ts < last_tip
    has_all = and_(takes_no_more, left >= FEWEST)
    answers = case((has_all, Delivery.answer_count), (day >= FEWEST, day), else_=0)
    return answers, case((has_all, Delivery.right_count), (day >= FEWEST, day_right), else_=0)


def _added_up(rows: Sequence[Any]) -> dict[Key, Right]:
    """Each area's counts, and those of all areas together."""
    found: dict[Key, Right] = defaultdict(Right)
    for area, first, again, answers, right in rows:
        for place in (area, None):
            found[place, bool(first), bool(again)] += Right(int(answers), int(right))
    return dict(found)
