"""Follow-ups on a real database: what closes one, what opens it again, and what takes it away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.catalogue.model import Level
from bot.db.engine import Sessions
from bot.errors import NotAllowed
from bot.observations.fair_errors import (
    AlreadyContested,
    FollowUpDayRefused,
    FollowUpNeedsNotYet,
    MetSince,
    NoLongerCounts,
    NoLongerKept,
)
from bot.observations.fairness import Fairness
from bot.observations.follow_up_queries import count_open_follow_ups
from bot.observations.follow_ups import FollowUps
from bot.observations.notice import Notice
from bot.observations.records import NewObservation, Observed, Outcome
from bot.observations.retention import Retention
from bot.observations.retention_queries import fold_about
from bot.observations.service import Observations
from bot.observations.steps import Change
from bot.people.erasure import Erasure
from bot.people.members import People, Powers
from bot.people.own_data import OwnData
from bot.ports import MemberId
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, person
from tests.observations.conftest import KEPT, Shop, in_parallel

Seen = Callable[..., NewObservation]
TODAY, THURSDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 26), date(2026, 11, 27)
NOT_YET = {"level": Level.NOT_YET}


@dataclass
class Floor:
    """The shop with follow-ups, and Ben as a second supervisor and admin."""

    shop: Shop
    sessions: Sessions
    steps: Fairness
    follow_ups: FollowUps

    async def days(self, observer: MemberId = SOFIE) -> list[date]:
        """The days of what somebody has open; the count says the same."""
        found, total = await self.follow_ups.mine(WORKSPACE, observer)
        async with self.sessions() as session:
            assert total == await count_open_follow_ups(session, workspace=WORKSPACE, observer=observer)
        return [one.day for one in found]


@pytest.fixture
def floor(shop: Shop, sessions: Sessions) -> Floor:
    """Ben may observe as well, and decide."""
    powers = Powers(supervisors=frozenset({SOFIE}), admins=frozenset({BEN}))
    people = People(shop.directory, sessions, shop.clock, powers, person(BEN))
    told_by = shop.tellers(sessions, people)
    notice = Notice(sessions, shop.clock, people, 0, "Europe/Copenhagen")
    shop.observations = Observations(sessions, shop.clock, people, shop.live, notice, told_by, KEPT)
    steps = Fairness(sessions, shop.clock, people, shop.live, told_by.steps, KEPT)
    return Floor(shop, sessions, steps, FollowUps(sessions, shop.clock, people, steps))


@pytest.fixture
async def missed(floor: Floor, seen: Seen) -> Observed:
    """Sofie saw a not yet on Monday, and follows up on Thursday."""
    observed = await floor.shop.observations.record(seen(**NOT_YET, follow_up=THURSDAY))
    floor.shop.clock.advance(hours=1)
    return observed


async def test_day_is_kept_with_the_observation_and_shown_to_both_sides(floor: Floor, missed: Observed) -> None:
    page = await floor.shop.observations.about(WORKSPACE, ANNA)
    latest = (await floor.shop.observations.latest(WORKSPACE, SOFIE)).observations
    assert [one.follow_up for one in (missed, *page.observations, *latest)] == [THURSDAY] * 3
    assert await floor.days() == [THURSDAY]


@pytest.mark.parametrize(
    ("zone", "ends"),
    [
        ("America/New_York", datetime(2026, 11, 27, 5, tzinfo=UTC)),
        ("Australia/Sydney", datetime(2026, 11, 26, 13, tzinfo=UTC)),
    ],
)
async def test_day_is_past_when_it_is_over_where_the_observer_is(
    floor: Floor, seen: Seen, zone: str, ends: datetime
) -> None:
    floor.shop.directory.people[SOFIE] = person(SOFIE, time_zone=zone)
    await floor.shop.observations.record(seen(**NOT_YET, follow_up=THURSDAY))
    [told] = (await floor.shop.observations.about(WORKSPACE, ANNA)).observations
    assert not told.follow_up_is_past(ends - timedelta(minutes=1))
    assert told.follow_up_is_past(ends)


async def test_message_to_the_colleague_says_that_a_follow_up_is_planned(floor: Floor, missed: Observed) -> None:
    [(_, _, message)] = await floor.shop.all_told()
    assert getattr(message, "follow_up", None) == THURSDAY


@pytest.mark.parametrize("level", [Level.MET, Level.EXAMPLE])
@pytest.mark.parametrize("observer", [SOFIE, BEN])
async def test_next_met_by_anyone_closes_it(
    floor: Floor, seen: Seen, missed: Observed, level: Level, observer: MemberId
) -> None:
    met = await floor.shop.observations.record(seen(level=level, observer=observer))
    assert await floor.days() == []
    assert met.closes == (THURSDAY if observer == SOFIE else None), "whose it is hears of it"


async def test_only_the_first_met_is_said_to_close_it_also_when_it_is_sent_again(
    floor: Floor, seen: Seen, missed: Observed
) -> None:
    first = seen(source_key="first")
    assert [(await floor.shop.observations.record(first)).closes for _ in range(2)] == [THURSDAY] * 2
    assert (await floor.shop.observations.record(seen(source_key="second"))).closes is None


async def test_met_that_is_typed_again_word_for_word_says_again_what_it_has_ended(
    floor: Floor, seen: Seen, missed: Observed
) -> None:
    typed = [(await floor.shop.observations.record_typed([seen(source_key=key)]))[0] for key in ("one", "two")]
    assert [(one.is_repeated, one.closes) for one in typed] == [(False, THURSDAY), (True, THURSDAY)]


@pytest.mark.parametrize(
    "changes",
    [{"subject": BEN, "observer": SOFIE}, {"standard": "queue"}, {"level": Level.NOT_YET}],
    ids=["somebody else", "another standard", "not yet again"],
)
async def test_something_else_does_not_close_it(
    floor: Floor, seen: Seen, missed: Observed, changes: dict[str, object]
) -> None:
    other = await floor.shop.observations.record(seen(**{"level": Level.MET} | changes))
    assert await floor.days() == [THURSDAY]
    assert other.closes is None


async def test_met_that_was_seen_before_does_not_close_it(floor: Floor, seen: Seen, missed: Observed) -> None:
    await floor.shop.observations.record(seen(seen_at=missed.seen_at - timedelta(hours=2)))
    assert await floor.days() == [THURSDAY]


async def test_met_that_is_undone_opens_it_again(floor: Floor, seen: Seen, missed: Observed) -> None:
    met = await floor.shop.observations.record(seen())
    await floor.shop.observations.undo(WORKSPACE, SOFIE, met.id)
    assert await floor.days() == [THURSDAY]


async def test_met_that_is_contested_closes_it_when_it_is_upheld(floor: Floor, seen: Seen, missed: Observed) -> None:
    met = await floor.shop.observations.record(seen())
    await floor.steps.contest(WORKSPACE, ANNA, met.id, "No", source_key="c")
    assert await floor.days() == [THURSDAY]
    await floor.steps.decide(WORKSPACE, BEN, met.id, Outcome.UPHELD, "Yes", source_key="d")
    assert await floor.days() == []


async def test_met_that_is_corrected_to_not_yet_opens_it_again(floor: Floor, seen: Seen, missed: Observed) -> None:
    met = await floor.shop.observations.record(seen())
    change = Change(met.standard, Level.NOT_YET, met.note, met.place)
    await floor.steps.correct(WORKSPACE, SOFIE, met.id, change, source_key="c")
    assert await floor.days() == [THURSDAY]


async def test_not_yet_that_is_undone_takes_it_away(floor: Floor, seen: Seen) -> None:
    missed = await floor.shop.observations.record(seen(**NOT_YET, follow_up=THURSDAY))
    await floor.shop.observations.undo(WORKSPACE, SOFIE, missed.id)
    assert await floor.days() == []
    with pytest.raises(NoLongerCounts):
        await floor.follow_ups.plan(WORKSPACE, SOFIE, missed.id, FRIDAY)


@pytest.mark.parametrize(
    ("outcome", "days"), [(Outcome.UPHELD, [THURSDAY]), (Outcome.WITHDRAWN, [])], ids=["upheld", "withdrawn"]
)
async def test_it_rests_while_its_not_yet_is_contested(
    floor: Floor, missed: Observed, outcome: Outcome, days: list[date]
) -> None:
    await floor.steps.contest(WORKSPACE, ANNA, missed.id, "No", source_key="c")
    assert await floor.days() == []
    with pytest.raises(AlreadyContested):
        await floor.follow_ups.plan(WORKSPACE, SOFIE, missed.id, FRIDAY)
    await floor.steps.decide(WORKSPACE, BEN, missed.id, outcome, "Because", source_key="d")
    assert await floor.days() == days


async def test_it_moves_and_is_dropped_and_planned_again(floor: Floor, missed: Observed) -> None:
    await floor.follow_ups.plan(WORKSPACE, SOFIE, missed.id, FRIDAY)
    assert await floor.days() == [FRIDAY]
    await floor.follow_ups.drop(WORKSPACE, SOFIE, missed.id)
    await floor.follow_ups.drop(WORKSPACE, SOFIE, missed.id)
    assert await floor.days() == []
    await floor.follow_ups.plan(WORKSPACE, SOFIE, missed.id, THURSDAY)
    assert await floor.days() == [THURSDAY]


async def test_first_day_is_within_14_days_of_the_recording_and_a_move_within_14_of_today(
    floor: Floor, seen: Seen
) -> None:
    observed = await floor.shop.observations.record(seen(**NOT_YET))
    floor.shop.clock.advance(days=10)
    late = TODAY + timedelta(days=20)
    with pytest.raises(FollowUpDayRefused) as refused:
        await floor.follow_ups.plan(WORKSPACE, SOFIE, observed.id, late)
    assert refused.value.latest == TODAY + timedelta(days=14)
    await floor.follow_ups.plan(WORKSPACE, SOFIE, observed.id, TODAY + timedelta(days=14))
    assert (await floor.follow_ups.plan(WORKSPACE, SOFIE, observed.id, late)).follow_up == late


@pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=15)])
async def test_nothing_is_recorded_with_a_day_that_cannot_be(floor: Floor, seen: Seen, day: date) -> None:
    with pytest.raises(FollowUpDayRefused):
        await floor.shop.observations.record(seen(**NOT_YET, follow_up=day))
    assert (await floor.shop.observations.about(WORKSPACE, ANNA)).observations == ()


async def test_what_is_met_gets_no_follow_up(floor: Floor, seen: Seen) -> None:
    with pytest.raises(FollowUpNeedsNotYet):
        await floor.shop.observations.record(seen(follow_up=THURSDAY))
    met = await floor.shop.observations.record(seen())
    with pytest.raises(FollowUpNeedsNotYet):
        await floor.follow_ups.plan(WORKSPACE, SOFIE, met.id, THURSDAY)


async def test_what_has_been_met_since_gets_no_follow_up(floor: Floor, seen: Seen) -> None:
    missed = await floor.shop.observations.record(seen(**NOT_YET))
    await floor.shop.observations.record(seen())
    with pytest.raises(MetSince):
        await floor.follow_ups.plan(WORKSPACE, SOFIE, missed.id, THURSDAY)
    assert await floor.days() == []


@pytest.mark.parametrize("member", [ANNA, BEN], ids=["the colleague", "another admin"])
async def test_nobody_but_the_observer_plans_or_drops(floor: Floor, missed: Observed, member: MemberId) -> None:
    with pytest.raises(NoLongerKept):
        await floor.follow_ups.plan(WORKSPACE, member, missed.id, FRIDAY)
    with pytest.raises(NoLongerKept):
        await floor.follow_ups.drop(WORKSPACE, member, missed.id)
    assert await floor.days() == [THURSDAY]


async def test_staff_has_no_list(floor: Floor) -> None:
    with pytest.raises(NotAllowed):
        await floor.follow_ups.mine(WORKSPACE, ANNA)


async def test_planning_the_same_at_once_plans_one(floor: Floor, missed: Observed) -> None:
    plan = floor.follow_ups.plan
    await in_parallel(*(plan(WORKSPACE, SOFIE, missed.id, FRIDAY) for _ in range(3)))
    assert await floor.days() == [FRIDAY]


@pytest.mark.parametrize("member", [ANNA, SOFIE], ids=["the colleague", "the observer"])
async def test_erasing_either_takes_it_away(floor: Floor, missed: Observed, member: MemberId) -> None:
    await Erasure(floor.sessions, floor.shop.clock, fold_about).erase(WORKSPACE, member)
    async with floor.sessions() as session:
        assert await count_open_follow_ups(session, workspace=WORKSPACE) == 0


async def test_retention_takes_it_away(floor: Floor, missed: Observed) -> None:
    floor.shop.clock.advance(days=181)
    await Retention(floor.sessions, floor.shop.clock, KEPT).forget()
    assert await floor.days() == []


@pytest.mark.parametrize(("member", "section"), [(ANNA, "observations_about_me"), (SOFIE, "observations_by_me")])
async def test_export_of_either_has_the_day(floor: Floor, missed: Observed, member: MemberId, section: str) -> None:
    export = await OwnData(floor.sessions, floor.shop.clock, KEPT).export(WORKSPACE, member, by_themselves=True)
    assert export[section][0]["follow_up"]["planned_on"] == "2026-11-26"
