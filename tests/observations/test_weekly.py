"""The weekly report: Monday at eight by each supervisor's own clock, once, whatever happens on the way."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.catalogue.live import LiveCatalogue
from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue
from bot.db.engine import Sessions, transaction
from bot.db.models import Audit, Observation, Weekly
from bot.errors import SendInDoubt, SendLater, SendRefused
from bot.observations.periods import Period
from bot.observations.report import Report
from bot.observations.reporting import Reports
from bot.observations.weekly import WeeklyReports
from bot.people.headcount import Headcount
from bot.people.members import People, Powers
from bot.ports import ChannelId, MemberId, WorkspaceId
from bot.weeks import due_somewhere, next_due, week_due
from tests.catalogue.packs import greeting, queue, write_pack
from tests.fakes import BEN, SOFIE, WORKSPACE, FakeDirectory, FixedClock, person

SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)  # 08:00 in Copenhagen
NEW_YORK = datetime(2026, 11, 23, 13, tzinfo=UTC)
SUPERVISORS = "S0SUPERS"


@dataclass
class FakeMessenger:
    """Keeps who got which report; `troubles` are raised first. What is in doubt arrives where `arrives` says so."""

    sent: list[tuple[MemberId, Report, str]] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    arrives: bool = False
    keys: set[str] = field(default_factory=set)
    asked: int = 0

    async def tell_report(
        self,
        workspace: WorkspaceId,
        member: MemberId,
        report: Report,
        catalogue: Catalogue,
        *,
        language: str,
        key: str,
        may_send: Callable[[], bool],
    ) -> None:
        assert may_send()
        if self.troubles:
            if self.arrives:
                self.keys.add(key)
            raise self.troubles.pop(0)
        self.keys.add(key)
        self.sent.append((member, report, language))

    async def direct_messages(self, workspace: WorkspaceId, member: MemberId) -> ChannelId:
        return ChannelId(f"D{member}")

    async def find_tip(
        self, workspace: WorkspaceId, channel: ChannelId, *, delivery: str, since: datetime
    ) -> str | None:
        self.asked += 1
        return "1.1" if delivery in self.keys else None


@dataclass
class Week:
    """The service, and what is around it."""

    sessions: Sessions
    clock: FixedClock
    directory: FakeDirectory
    messenger: FakeMessenger
    live: LiveCatalogue

    def replica(self) -> WeeklyReports:
        """A process of its own that has just started."""
        powers = Powers(supervisor_groups=frozenset({SUPERVISORS}))
        people = People(self.directory, self.sessions, self.clock, powers, person(BEN))
        headcount = Headcount(self.directory, self.clock)
        reports = Reports(self.sessions, self.clock, people, self.live, headcount, timedelta(days=180))
        return WeeklyReports(self.sessions, self.clock, people, self.live, lambda: reports, self.messenger)

    async def send_at(self, moment: datetime, replica: WeeklyReports | None = None) -> list[MemberId]:
        """Who has got a report in all, after what is due at a moment is sent."""
        self.clock.set(moment)
        await (replica or self.replica()).send_due(WORKSPACE)
        return [member for member, *_ in self.messenger.sent]


@pytest.fixture
async def week(sessions: Sessions, tmp_path: Path) -> Week:
    """Sofie in Copenhagen and Ben in New York are supervisors; six people were observed last week."""
    directory = FakeDirectory(
        person(SOFIE, "da", time_zone="Europe/Copenhagen"),
        person(BEN, "en", time_zone="America/New_York"),
        groups={SUPERVISORS: frozenset({SOFIE, BEN})},
    )
    async with transaction(sessions) as session:
        session.add_all(observed(number) for number in range(6))
    live = LiveCatalogue(load(write_pack(tmp_path / "pack", greeting(), queue())))
    return Week(sessions, FixedClock(SUNDAY), directory, FakeMessenger(), live)


def observed(number: int) -> Observation:
    at = MONDAY - timedelta(days=3)
    values: dict[str, Any] = {"standard": "greeting", "standard_version": "1", "level": "met", "note": "", "place": ""}
    return Observation(
        workspace=WORKSPACE,
        observer=SOFIE,
        subject=f"U{number}",
        seen_at=at,
        recorded_at=at,
        source_key=f"key-{number}",
        **values,
    )


async def test_each_gets_it_at_eight_by_their_own_clock(week: Week) -> None:
    replica = week.replica()
    assert await week.send_at(MONDAY - timedelta(minutes=1), replica) == []
    assert await week.send_at(MONDAY, replica) == [SOFIE]
    assert await week.send_at(NEW_YORK - timedelta(minutes=1), replica) == [SOFIE]
    assert await week.send_at(NEW_YORK, replica) == [SOFIE, BEN]
    assert await week.send_at(NEW_YORK + timedelta(hours=3), replica) == [SOFIE, BEN]
    assert [(one.period, language) for _, one, language in week.messenger.sent] == [
        (Period.LAST_WEEK, "da"),
        (Period.LAST_WEEK, "en"),
    ]
    assert week.messenger.sent[0][1].coverage.people == 6


async def test_a_restart_and_other_replicas_send_nothing_twice(week: Week) -> None:
    week.clock.set(MONDAY)
    await asyncio.gather(*(week.replica().send_due(WORKSPACE) for _ in range(4)))
    assert await week.send_at(MONDAY + timedelta(minutes=30)) == [SOFIE]
    assert await week.send_at(MONDAY + timedelta(days=7)) == [SOFIE], "nothing was observed in the week after"


async def test_who_comes_up_more_than_a_day_late_leaves_the_week_out(week: Week) -> None:
    assert await week.send_at(MONDAY + timedelta(hours=24)) == [BEN], "it is Monday in New York still"


@pytest.mark.parametrize("trouble", [SendLater(timedelta(seconds=30)), SendRefused("token_revoked", "workspace")])
async def test_what_slack_would_not_take_is_tried_again(week: Week, trouble: Exception) -> None:
    week.messenger.troubles = [trouble]
    assert await week.send_at(MONDAY) == []
    assert await week.send_at(MONDAY + timedelta(minutes=11)) == [SOFIE]
    assert week.messenger.asked == 0


@pytest.mark.parametrize("arrives", [True, False])
async def test_in_doubt_it_is_looked_for_before_it_is_sent_again(week: Week, arrives: bool) -> None:
    week.messenger.troubles, week.messenger.arrives = [SendInDoubt("timeout")], arrives
    assert await week.send_at(MONDAY) == []
    assert await week.send_at(MONDAY + timedelta(minutes=11)) == ([] if arrives else [SOFIE])
    assert week.messenger.asked == 1
    assert len(week.messenger.keys) == 1


async def test_who_was_killed_while_sending_is_looked_after_by_the_next(week: Week) -> None:
    class Killed(BaseException):
        pass

    week.messenger.troubles, week.messenger.arrives = [Killed()], True  # type: ignore[list-item]
    with pytest.raises(Killed):
        await week.send_at(MONDAY)
    assert await week.send_at(MONDAY + timedelta(minutes=1)) == [], "the lease is not over"
    assert await week.send_at(MONDAY + timedelta(minutes=3)) == [], "it had arrived"
    assert week.messenger.asked == 1
    async with transaction(week.sessions) as session:
        assert (await session.scalars(select(Weekly.done_at))).one() is not None


async def read(week: Week) -> list[str]:
    """What the audit log says was read."""
    async with transaction(week.sessions) as session:
        return list((await session.scalars(select(Audit.detail).where(Audit.action == "read"))).all())


async def test_report_that_nobody_was_sent_was_read_by_nobody(week: Week) -> None:
    week.messenger.troubles = [SendLater(timedelta(seconds=30)), SendLater(timedelta(seconds=30))]
    await week.send_at(MONDAY)
    await week.send_at(MONDAY + timedelta(minutes=11))
    assert await read(week) == []
    await week.send_at(MONDAY + timedelta(minutes=22))
    assert await read(week) == ["report/last-week"]


@pytest.mark.parametrize("arrives", [True, False])
async def test_report_in_doubt_was_read_once(week: Week, arrives: bool) -> None:
    week.messenger.troubles, week.messenger.arrives = [SendInDoubt("timeout")], arrives
    await week.send_at(MONDAY)
    await week.send_at(MONDAY + timedelta(minutes=11))
    assert await read(week) == ["report/last-week"]


async def test_week_without_observations_is_read_by_nobody(week: Week) -> None:
    async with transaction(week.sessions) as session:
        await session.execute(delete(Observation))
    assert await week.send_at(MONDAY) == []
    assert await read(week) == []


async def test_who_is_a_supervisor_no_more_gets_nothing(week: Week) -> None:
    week.directory.groups = {SUPERVISORS: frozenset({BEN})}
    assert await week.send_at(MONDAY) == []


async def test_who_has_moved_gets_it_by_the_clock_of_where_they_are(week: Week) -> None:
    week.directory.people[SOFIE] = person(SOFIE, "da", time_zone="Australia/Sydney")
    assert await week.send_at(datetime(2026, 11, 22, 21, tzinfo=UTC)) == [SOFIE]


async def test_it_is_written_down_as_read_and_forgotten_after_a_month(week: Week) -> None:
    replica = week.replica()
    await week.send_at(MONDAY, replica)
    async with transaction(week.sessions) as session:
        assert (await session.scalars(select(Audit.detail))).all() == ["report/last-week"]
    week.clock.advance(days=31)
    await replica.forget()
    async with transaction(week.sessions) as session:
        assert (await session.scalars(select(Weekly.week))).all() == []


@pytest.mark.parametrize(
    ("now", "zone", "due"),
    [
        (SUNDAY, "Europe/Copenhagen", MONDAY),
        (MONDAY, "Europe/Copenhagen", MONDAY + timedelta(days=7)),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), "Europe/Copenhagen", datetime(2026, 10, 26, 7, tzinfo=UTC)),  # autumn
        (datetime(2026, 3, 28, 12, tzinfo=UTC), "Europe/Copenhagen", datetime(2026, 3, 30, 6, tzinfo=UTC)),  # spring
        (datetime(2026, 11, 22, 20, tzinfo=UTC), "Australia/Sydney", datetime(2026, 11, 22, 21, tzinfo=UTC)),
    ],
)
def test_the_next_monday_is_the_zones_own(now: datetime, zone: str, due: datetime) -> None:
    assert next_due(now, zone) == due


def test_somewhere_it_is_due_whenever_it_is_due_anywhere() -> None:
    zones = (
        "Pacific/Kiritimati",
        "Pacific/Auckland",
        "Asia/Tokyo",
        "Europe/London",
        "America/New_York",
        "Pacific/Niue",
    )
    for hours in range(24 * 7):
        now = SUNDAY + timedelta(hours=hours)
        assert due_somewhere(now) >= any(week_due(now, zone) for zone in zones)
