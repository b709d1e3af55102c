"""The clock of leases: no jump of the computer's moves it, and a jump of the database's makes it careful."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.db.engine import Sessions
from bot.tips.steady import SteadyClock, set_right
from tests.fakes import MONDAY_MORNING

LEASE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Ticks:
    """Seconds that a test lets pass."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def steady(ticks: Ticks) -> SteadyClock:
    clock = SteadyClock(MONDAY_MORNING, LEASE, ticks)
    clock.set(MONDAY_MORNING)
    return clock


def test_it_counts_on_by_itself(steady: SteadyClock, ticks: Ticks) -> None:
    ticks.seconds += 90
    assert steady.now() == MONDAY_MORNING + timedelta(seconds=90)


def test_the_first_setting_is_no_jump(ticks: Ticks) -> None:
    clock = SteadyClock(MONDAY_MORNING, LEASE, ticks)
    clock.set(MONDAY_MORNING + HOUR)
    assert (clock.now(), clock.trusts_leases()) == (MONDAY_MORNING + HOUR, True)


def test_after_a_jump_ahead_no_lease_is_believed_to_be_over_for_as_long_as_a_lease(
    steady: SteadyClock, ticks: Ticks
) -> None:
    steady.set(MONDAY_MORNING + HOUR)
    assert not steady.trusts_leases()
    ticks.seconds += 59
    assert not steady.trusts_leases()
    ticks.seconds += 1
    assert steady.trusts_leases()


def test_a_jump_back_is_followed(steady: SteadyClock) -> None:
    steady.set(MONDAY_MORNING - HOUR)
    assert (steady.now(), steady.trusts_leases()) == (MONDAY_MORNING - HOUR, True)


async def test_it_is_set_by_the_databases_clock_where_there_is_one(sessions: Sessions, ticks: Ticks) -> None:
    clock = SteadyClock(MONDAY_MORNING, LEASE, ticks)
    wrong = MONDAY_MORNING - 400 * timedelta(days=1)
    await set_right(clock, sessions, lambda: wrong)
    if sessions.kw["bind"].dialect.name == "postgresql":
        assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
    else:
        assert clock.now() == wrong
