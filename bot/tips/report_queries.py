"""What a channel's report counts, one statement for each of its sections."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, and_, case, cast, func, null, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.models import Delivery, Response, Subscription
from bot.db.queries import Columns, given_rows
from bot.ports import ChannelId, MemberId, WorkspaceId
from bot.tips.records import State
from bot.tips.report import Key, Right

AREAS: Columns = {"standard": String(), "area": String()}


async def weeks_answered(
    session: AsyncSession, *, workspace: WorkspaceId, channel: ChannelId, begins: Sequence[datetime]
) -> dict[int | None, tuple[int, int, int | None]]:
    """By number of the week: how many tips asked, how many people answered, and the channel's size; None: all weeks."""
    week = case(*((Delivery.slot >= begin, number) for number, begin in reversed(list(enumerate(begins)))), else_=-1)
    asked = (
        select(Delivery.id, Delivery.members, week.label("week"))
        .where(_asked(workspace, channel), Delivery.slot >= begins[0])
        .cte("asked")
    )
    counts = (func.count(asked.c.id.distinct()), func.count(Response.member.distinct()), func.max(asked.c.members))
    is_answer = Response.delivery == asked.c.id
    each = select(asked.c.week, *counts).select_from(asked).outerjoin(Response, is_answer).group_by(asked.c.week)
    every = select(cast(null(), Integer()), *counts).select_from(asked).outerjoin(Response, is_answer)
    rows = await session.execute(union_all(each, every))
    return {number: (tips, people, members) for number, tips, people, members in rows}


async def right_by_area(
    session: AsyncSession, *, workspace: WorkspaceId, channel: ChannelId, areas: Mapping[str, str]
) -> dict[Key, Right]:
    """Answers by (area, first check of its standard in the channel?, standard asked more than once?); area None: all.

    `areas` gives the area of each standard; those that are in none are left out. Checks that nobody answered do not
    count. Counts of answers are the deliveries', which stay; people are counted among the answers that are still kept,
    and are never fewer than the most who answered one check.
    """
    given = given_rows(session, AREAS, [{"standard": standard, "area": area} for standard, area in areas.items()])
    turn = func.row_number().over(partition_by=Delivery.standard, order_by=Delivery.slot)
    times = func.count().over(partition_by=Delivery.standard)
    asked = (
        select(Delivery.id, given.c.area, Delivery.answer_count, Delivery.right_count)
        .add_columns(case((turn == 1, 1), else_=0).label("first"), case((times > 1, 1), else_=0).label("again"))
        .join(given, given.c.standard == Delivery.standard)
        .where(_asked(workspace, channel), Delivery.answer_count > 0)
        .cte("asked")
    )
    key = (asked.c.area, asked.c.first, asked.c.again)
    sums = (func.sum(asked.c.answer_count), func.sum(asked.c.right_count), func.max(asked.c.answer_count))
    counts = select(*key, *sums).group_by(*key)
    who = (cast(null(), Integer()), cast(null(), Integer()), func.count(Response.member.distinct()))
    people = select(*key, *who).join(Response, Response.delivery == asked.c.id).group_by(*key)
    of_all = (cast(null(), String()), *key[1:])
    all_people = select(*of_all, *who).join(Response, Response.delivery == asked.c.id).group_by(*key[1:])
    return _added_up((await session.execute(union_all(counts, people, all_people))).all())


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


def _added_up(rows: Sequence[Any]) -> dict[Key, Right]:
    """Each area's counts, and those of all areas together; people are in rows of their own, as they cannot be added."""
    found: dict[Key, Right] = defaultdict(Right)
    for area, first, again, answers, right, people in rows:
        for place in {area, None} if answers is not None else {area}:
            key = (place, bool(first), bool(again))
            found[key] = found[key].with_more(int(answers or 0), int(right or 0), int(people))
    return dict(found)
