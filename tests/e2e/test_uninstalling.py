"""A workspace removes Takt: its reminders stop, and nothing is sent to it any more."""

import contextlib
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from playground.events import tell
from tests.e2e.conftest import Stage
from tests.fakes import FixedClock
from tests.waiting import until

DUE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # ten o'clock in Copenhagen
EVENTS = frozenset({"app_uninstalled", "tokens_revoked"})


@pytest.fixture
def clock() -> FixedClock:
    """Monday, nine o'clock in Copenhagen."""
    return FixedClock()


def rows(stage: Stage, query: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(stage.database)) as database:
        return database.execute(query).fetchall()


async def all_paused(stage: Stage) -> None:
    await until(lambda: rows(stage, "SELECT count(*) FROM subscription WHERE active") == [(0,)])


@pytest.mark.parametrize("event", sorted(EVENTS))
async def test_reminders_stop_when_the_workspace_says_so(stage: Stage, clock: FixedClock, event: str) -> None:
    sofie = stage.slack.person("sofie")
    for channel in ("butikken", "reception"):
        await sofie.types("/tips on 10:00", channel=channel)
        await sofie.sees("Så kommer der tips", channel=channel)
    slack = stage.playground.slack
    slack.manifest = replace(slack.manifest, events=slack.manifest.events - EVENTS | {event})
    await stage.slack.change(app="uninstall")
    await all_paused(stage)
    assert rows(stage, "SELECT paused_reason FROM subscription") == [("uninstalled",), ("uninstalled",)]
    clock.set(DUE)
    await stage.takt.services.deliveries.tick()
    assert rows(stage, "SELECT * FROM delivery") == []


async def test_both_events_together_do_no_harm(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips on 10:00")
    await sofie.sees("Så kommer der tips")
    await stage.slack.change(app="uninstall")
    await all_paused(stage)
    assert rows(stage, "SELECT paused_reason FROM subscription") == [("uninstalled",)]


async def test_what_people_asked_and_answered_waits_out_the_grace_and_goes(stage: Stage, clock: FixedClock) -> None:
    ben = stage.slack.person("ben")
    await ben.says("@takt greeting")
    await ben.sees("greeted out loud", channel="butikken")
    await ben.types("/standard what is the capital of Peru")
    await ben.presses("Ask a person")
    await ben.submits()
    await stage.takt.services.questions.flush()
    await stage.slack.person("sofie").types("/tips nu")
    await ben.presses("A", channel="butikken")
    await ben.sees("You answered", channel="butikken")
    tables = ("question", "thread", "ask", "response", "delivery")
    await stage.slack.change(app="uninstall")
    await all_paused(stage)
    assert all(rows(stage, f"SELECT * FROM {table}") for table in tables)
    clock.advance(days=30, minutes=11)
    await stage.takt.services.removals.forget()
    assert not any(rows(stage, f"SELECT * FROM {table}") for table in tables)


async def test_a_person_s_own_token_that_is_revoked_removes_nothing(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips on 10:00")
    await sofie.sees("Så kommer der tips")
    event = {"type": "tokens_revoked", "tokens": {"oauth": ["U0SOFIE"], "bot": []}}
    await tell(stage.playground.slack, "tokens_revoked", event)
    await sofie.types("/tips status")
    await sofie.sees("Der kommer tips i kanalen")
    assert rows(stage, "SELECT paused_reason FROM subscription") == [(None,)]
    assert rows(stage, "SELECT * FROM removal") == []


async def test_a_removal_that_slack_repeats_after_the_next_installation_changes_nothing(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips on 10:00")
    await sofie.sees("Så kommer der tips")
    await tell(stage.playground.slack, "app_uninstalled", {"type": "app_uninstalled"})
    assert rows(stage, "SELECT paused_reason FROM subscription") == [(None,)]
    assert rows(stage, "SELECT * FROM removal") == []
