"""What the dialogues on follow-ups share: a Thursday, its morning, and who follows up."""

import contextlib
import sqlite3
from datetime import UTC, datetime

import pytest

from playground.client import Actor, Workspace
from tests.e2e.conftest import Stage
from tests.fakes import FixedClock

EIGHT_ON_THURSDAY = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)  # in Copenhagen; the clock starts on Monday
OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that the tests move."""
    return FixedClock()


def planned(stage: Stage) -> list[tuple[object, ...]]:
    """What is planned: of which observation, and the day."""
    with contextlib.closing(sqlite3.connect(stage.database)) as database:
        return database.execute("SELECT observation, planned_on FROM follow_up ORDER BY observation").fetchall()


async def morning(stage: Stage, clock: FixedClock) -> None:
    """Thursday at eight: the job runs, on two replicas at once as it were."""
    clock.set(EIGHT_ON_THURSDAY)
    for _ in range(2):
        await stage.takt.services.fair.reminding.remind()


async def english_supervisor(slack: Workspace) -> Actor:
    """Ben, who reads English, as a supervisor."""
    await slack.change(user="ben", supervisor=True)
    return slack.person("ben")
