"""The report counts a team, compares like with like, and hides what is of fewer than five people."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from bot.db.engine import transaction
from bot.db.models import Delivery, Response
from bot.errors import NotAllowed, SlackTrouble
from bot.ports import ChannelId, WorkspaceId
from bot.tips.report import Participation, Right, Week
from bot.tips.report_queries import right_by_area
from bot.tips.reporting import Reporting
from bot.tips.rooms import Room
from tests.fakes import BEN, SOFIE, WORKSPACE, person
from tests.tips.stage import BUTIK, RECEPTION, Stage
from tests.tips.words import catalogue, standard

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)  # a Wednesday
LAST_WEEK = NOW - timedelta(days=7)
TOMORROW = NOW + timedelta(days=1)


class FakeRooms:
    """Tells the size of channels, or says no."""

    def __init__(self, size: int | None = 11) -> None:
        self.answer = size
        self.asked = 0

    async def room(self, workspace: WorkspaceId, channel: ChannelId) -> Room:
        """What the test has set."""
        self.asked += 1
        if self.answer is None:
            raise SlackTrouble("missing_scope")
        return Room("butikken", self.answer)


@pytest.fixture
def rooms() -> FakeRooms:
    """Ten people and Takt in every channel."""
    return FakeRooms()


@pytest.fixture
def reporting(stage: Stage, rooms: FakeRooms) -> Reporting:
    """The service, on the day after the Wednesday."""
    stage.clock.set(TOMORROW)
    stage.live.replace(catalogue(standard("greeting"), standard("farewell"), standard("posture", "body")))
    return Reporting(stage.sessions, stage.clock, stage.people, stage.live, rooms, "UTC")


async def asked(
    stage: Stage,
    name: str,
    at: datetime,
    *answers: bool,
    channel: ChannelId = BUTIK,
    state: str = "sent",
    late: Sequence[bool] = (),
    came: datetime | None = None,
) -> None:
    """A question about a standard, and whether each person, from the first on, answered it right; some a day late.

    It came at its slot, unless told otherwise.
    """
    async with transaction(stage.sessions) as session:
        delivery = f"{name}-{at.isoformat()}-{channel}"
        session.add(
            Delivery(
                id=delivery,
                subscription=None,
                workspace=WORKSPACE,
                channel=channel,
                slot=at,
                language="en",
                state=state,
                not_before=at,
                attempts=1,
                doubt=False,
                standard=name,
                slack_ts=f"{(came or at).timestamp():.6f}",
                created_at=at,
                check_number=0,
                answer_count=len(answers) + len(late),
                right_count=sum(answers) + sum(late),
                day_count=len(answers),
                day_right=sum(answers),
            )
        )
        for number, right in enumerate([*answers, *late]):
            session.add(
                Response(
                    delivery=delivery,
                    member=f"U{number}",
                    workspace=WORKSPACE,
                    option=0,
                    is_right=right,
                    answered_at=at if number < len(answers) else at + timedelta(days=1),
                )
            )


async def test_participation_is_the_share_of_people_who_answered_at_least_once_in_a_week(
    stage: Stage, reporting: Reporting
) -> None:
    await asked(stage, "greeting", LAST_WEEK, *[True] * 5)
    await asked(stage, "farewell", LAST_WEEK + timedelta(hours=1), *[True] * 6)
    await asked(stage, "posture", NOW, *[True] * 4)
    report = await reporting.report(stage.sofie, BUTIK)
    assert report.weeks[-2] == Week(date(2026, 11, 16), 2, 6, 10)
    assert [week.percent(report.team) for week in report.weeks[-2:]] == [60, None]
    assert (report.participation, report.people, report.team) == (Participation(60, 1, 1), 6, 10)


async def test_of_weeks_of_fewer_than_five_the_mean_says_that_they_are_left_out(
    stage: Stage, reporting: Reporting, rooms: FakeRooms
) -> None:
    rooms.answer = 21
    for week in range(1, 8):
        await asked(stage, "greeting", NOW - timedelta(weeks=week), *[True] * (10 if week == 4 else 4))
    await asked(stage, "farewell", NOW, *[True] * 20)
    assert (await reporting.report(stage.sofie, BUTIK)).participation == Participation(50, 1, 7)


async def test_later_answers_are_compared_with_the_first_ones_of_the_same_standards(
    stage: Stage, reporting: Reporting
) -> None:
    await asked(stage, "greeting", LAST_WEEK, True, *[False] * 4)
    await asked(stage, "greeting", NOW, *[True] * 4, False)
    await asked(stage, "farewell", LAST_WEEK, *[True] * 5)
    report = await reporting.report(stage.sofie, BUTIK)
    (words,) = report.areas
    assert (words.area, words.first.percent, words.later.percent) == ("words", 20, 80)
    assert (report.overall.first.percent, report.overall.later.percent) == (20, 80)


async def test_until_something_is_asked_twice_all_first_answers_count(stage: Stage, reporting: Reporting) -> None:
    await asked(stage, "greeting", LAST_WEEK, True, *[False] * 4)
    await asked(stage, "posture", NOW, *[True] * 5)
    report = await reporting.report(stage.sofie, BUTIK)
    assert {one.area: one.first.percent for one in report.areas} == {"words": 20, "body": 100}
    assert (report.overall.first.percent, report.overall.later.percent) == (60, None)


async def test_an_area_in_which_four_people_answered_often_is_hidden(stage: Stage, reporting: Reporting) -> None:
    await asked(stage, "greeting", LAST_WEEK, *[True] * 6)
    for hours in range(3):
        await asked(stage, "posture", NOW - timedelta(hours=hours), *[True] * 4)
    report = await reporting.report(stage.sofie, BUTIK)
    assert [one.area for one in report.shown_areas] == ["words"]


async def test_what_was_asked_today_counts_from_tomorrow(stage: Stage, reporting: Reporting) -> None:
    await asked(stage, "greeting", LAST_WEEK, *[True] * 5)
    await asked(stage, "greeting", TOMORROW - timedelta(hours=1), *[False] * 5)
    report = await reporting.report(stage.sofie, BUTIK)
    assert (report.weeks[-1].asked, report.overall.later.percent) == (0, None)
    stage.clock.advance(days=1)
    report = await reporting.report(stage.sofie, BUTIK)
    assert (report.weeks[-1].asked, report.overall.later.percent) == (1, 0)


async def test_a_late_answer_changes_no_share(stage: Stage, reporting: Reporting) -> None:
    await asked(stage, "greeting", LAST_WEEK, *[True] * 5, late=[False])
    await asked(stage, "farewell", NOW, *[True] * 5, late=[False] * 4)
    assert (await reporting.report(stage.sofie, BUTIK)).overall.first == Right(10, 10)


async def test_five_late_ones_count_when_the_question_takes_no_more(stage: Stage, reporting: Reporting) -> None:
    await asked(stage, "greeting", LAST_WEEK, *[True] * 5, late=[False] * 5)
    assert (await reporting.report(stage.sofie, BUTIK)).overall.first == Right(5, 5)
    await asked(stage, "posture", NOW, *[True] * 3, late=[False] * 2)
    assert (await reporting.report(stage.sofie, BUTIK)).overall.first == Right(10, 5)
    await asked(stage, "farewell", NOW + timedelta(hours=1))
    assert (await reporting.report(stage.sofie, BUTIK)).overall.first == Right(15, 8)


async def test_a_question_in_doubt_that_came_after_a_later_one_still_takes_answers(
    stage: Stage, reporting: Reporting
) -> None:
    hour = timedelta(hours=1)
    await asked(stage, "greeting", NOW, *[True] * 5, late=[False] * 5, came=NOW + 2 * hour)
    await asked(stage, "farewell", NOW + hour)
    assert (await reporting.report(stage.sofie, BUTIK)).overall.first == Right(5, 5)


async def test_no_two_numbers_of_any_two_days_differ_by_fewer_than_five_people(
    stage: Stage, reporting: Reporting
) -> None:
    chance, areas = Random(5), {"greeting": "words", "farewell": "words", "posture": "body"}
    known = dict.fromkeys(["words", "body", None], 0)
    for day in range(24):
        right = [chance.random() < 0.6 for _ in range(chance.choice((0, 1, 3, 4, 5, 6, 9)))]
        late = [chance.random() < 0.6 for _ in range(chance.choice((0, 1, 2, 4, 5, 7)))]
        slot = NOW + timedelta(days=day)
        await asked(stage, chance.choice(list(areas)), slot, *right, late=late)
        async with transaction(stage.sessions) as session:
            found = await right_by_area(
                session, workspace=WORKSPACE, channel=BUTIK, areas=areas, until=slot + timedelta(hours=16)
            )
        now = {area: sum(one.answers for key, one in found.items() if key[0] == area) for area in known}
        differences = [now[area] - known[area] for area in known] + [now[None] - now["words"], now[None] - now["body"]]
        assert all(one == 0 or one >= 5 for one in differences), (day, differences)
        known = now
    assert known[None] > 60


async def test_counts_outlive_the_answers_that_are_deleted(stage: Stage, reporting: Reporting) -> None:
    await asked(stage, "greeting", NOW - timedelta(days=300), True, *[False] * 4)
    await asked(stage, "greeting", NOW, *[True] * 5)
    await stage_forgets(stage, NOW - timedelta(days=200))
    report = await reporting.report(stage.sofie, BUTIK)
    assert (report.overall.first.percent, report.overall.later.percent) == (20, 100)


async def stage_forgets(stage: Stage, before: datetime) -> None:
    """The retention time is over for what was answered before a moment."""
    async with transaction(stage.sessions) as session:
        for row in await session.scalars(select(Response).where(Response.answered_at < before)):
            await session.delete(row)


async def test_under_five_people_everything_is_hidden_and_slack_is_not_asked(
    stage: Stage, reporting: Reporting, rooms: FakeRooms
) -> None:
    for day in range(6):
        await asked(stage, "greeting", NOW - timedelta(days=day), *[True] * 4)
    report = await reporting.report(stage.sofie, BUTIK)
    assert report.is_hidden
    assert rooms.asked == 0


async def test_direct_messages_other_channels_and_what_was_not_sent_never_enter(
    stage: Stage, reporting: Reporting
) -> None:
    await asked(stage, "greeting", NOW, *[True] * 9, channel=ChannelId("D0ANNA"))
    await asked(stage, "greeting", NOW, *[True] * 9, channel=RECEPTION)
    await asked(stage, "greeting", NOW, *[True] * 9, state="failed")
    assert (await reporting.report(stage.sofie, BUTIK)).people == 0
    assert (await reporting.report(stage.sofie, ChannelId("D0ANNA"))).is_hidden


async def test_the_size_of_the_channel_is_kept_with_its_questions(
    stage: Stage, reporting: Reporting, rooms: FakeRooms
) -> None:
    await asked(stage, "greeting", LAST_WEEK, *[True] * 5)
    await reporting.report(stage.sofie, BUTIK)
    assert [row.members for row in await stage.rows()] == [10]
    rooms.answer = 21
    await asked(stage, "farewell", NOW, *[True] * 5)
    report = await reporting.report(stage.sofie, BUTIK)
    assert [week.percent(report.team) for week in report.weeks[-2:]] == [50, 25], "each week by its own size"


async def test_without_the_scope_shares_are_of_those_who_have_answered(
    stage: Stage, reporting: Reporting, rooms: FakeRooms
) -> None:
    rooms.answer = None
    await asked(stage, "greeting", LAST_WEEK, *[True] * 8)
    await asked(stage, "farewell", NOW, *[True] * 6)
    report = await reporting.report(stage.sofie, BUTIK)
    assert (report.members, report.team) == (None, 8)
    assert [week.percent(report.team) for week in report.weeks[-2:]] == [100, 75]


async def test_home_has_the_channels_that_a_supervisor_looks_after(stage: Stage, reporting: Reporting) -> None:
    await stage.turn_on(BUTIK)
    await stage.turn_on(RECEPTION)
    await asked(stage, "greeting", NOW, *[True] * 5)
    await asked(stage, "greeting", NOW, True, channel=RECEPTION)
    reports = await reporting.own_channels(stage.sofie)
    assert {report.channel: report.is_hidden for report in reports} == {BUTIK: False, RECEPTION: True}


async def test_staff_see_no_report(stage: Stage, reporting: Reporting) -> None:
    with pytest.raises(NotAllowed):
        await reporting.report(person(BEN), BUTIK)
    with pytest.raises(NotAllowed):
        await reporting.own_channels(person(BEN))
    assert (await reporting.report(person(SOFIE), BUTIK)).is_hidden
