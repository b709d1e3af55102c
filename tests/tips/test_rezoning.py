"""Governments move their clocks: slots that were computed by old rules follow, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.db.engine import Sessions, transaction
from bot.db.models import Subscription
from bot.ports import ChannelId
from bot.tips.moves import due_by_new_rules
from bot.tips.rest import NO_HOLIDAYS, Rest
from bot.tips.rezoning import follow_zones
from bot.tips.schedule import EVERY_DAY, Rule
from bot.tips.zone_rules import NO_VERSION, version_read, zone_rules
from tests.tips.stage import BUTIK, RECEPTION, Stage
from tests.tips.test_deliveries import DAY, NINE
from tests.tips.test_indexes import plan_of
from tests.tips.test_resting import change
from tests.tips.words import EVERY_MORNING

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
OLD = "2000a"


async def by_old_rules(stage: Stage, due: datetime, channel: ChannelId = BUTIK) -> None:
    """The channel's next slot was computed when its clocks still went otherwise."""
    async with transaction(stage.sessions) as session:
        moving = update(Subscription).where(Subscription.channel == channel)
        await session.execute(moving.values(tz_version=OLD, next_due_at=due))


async def due(stage: Stage, channel: ChannelId = BUTIK) -> tuple[datetime, str]:
    """When the channel's next tip is due, and by which version."""
    async with transaction(stage.sessions) as session:
        row = (await session.scalars(select(Subscription).filter_by(channel=channel))).one()
        return row.next_due_at, row.tz_version


async def sweep(stage: Stage, at_once: int = 500) -> int:
    """One run of the job; how many it has looked at."""
    return await follow_zones(stage.sessions, now=stage.clock.now(), at_once=at_once)


@pytest.mark.parametrize("off", [-HOUR / 2, HOUR], ids=["the clocks go slower", "the clocks go faster"])
async def test_the_next_slot_is_at_the_wall_clock_time_of_the_new_rules(stage: Stage, off: timedelta) -> None:
    await stage.turn_on()
    await by_old_rules(stage, NINE + off)
    assert await sweep(stage) == 1
    assert await due(stage) == (NINE, zone_rules())
    assert await sweep(stage) == 0, "nothing is looked at twice"


async def test_a_day_that_has_had_its_tip_gets_no_second_one(stage: Stage) -> None:
    await stage.turn_on()
    await stage.tick_at(NINE)
    await by_old_rules(stage, NINE + HOUR)
    await sweep(stage)
    assert (await due(stage))[0] == NINE + DAY
    await stage.tick_at(NINE + HOUR)
    assert len(stage.slack.posts) == 1


async def test_a_tip_whose_new_time_is_just_over_still_comes(stage: Stage) -> None:
    await stage.turn_on()
    stage.clock.set(NINE + 20 * MINUTE)
    await by_old_rules(stage, NINE + HOUR)
    await sweep(stage)
    await stage.tick_at(NINE + HOUR)
    assert len(stage.slack.posts) == 1
    assert await due(stage) == (NINE + DAY, zone_rules())


async def test_a_slot_that_has_come_is_left_to_the_tick_which_notes_the_version(stage: Stage) -> None:
    await stage.turn_on()
    stage.clock.set(NINE)
    await by_old_rules(stage, NINE)
    assert await sweep(stage) == 0
    assert await due(stage) == (NINE, OLD)
    await stage.tick_at(NINE)
    assert await due(stage) == (NINE + DAY, zone_rules())


async def test_another_time_on_a_day_that_has_had_its_tip_stays_tomorrows(stage: Stage) -> None:
    await stage.turn_on()
    await stage.tick_at(NINE)
    await stage.turn_on(wanted=replace(EVERY_MORNING, local_time=time(10)))
    await sweep(stage)
    assert await due(stage) == (NINE + DAY + HOUR, zone_rules())


async def test_a_change_by_a_person_is_looked_at_once_more(stage: Stage) -> None:
    await stage.turn_on()
    await sweep(stage)
    await change(stage, "quiet 22-7")
    assert (await due(stage))[1] == ""
    assert await sweep(stage) == 1


async def test_one_run_looks_at_some_and_the_next_at_the_others(stage: Stage) -> None:
    for channel in (BUTIK, RECEPTION):
        await stage.turn_on(channel)
        await by_old_rules(stage, NINE + HOUR, channel)
    assert [await sweep(stage, at_once=1) for _ in range(3)] == [1, 1, 0]
    assert {await due(stage, channel) for channel in (BUTIK, RECEPTION)} == {(NINE, zone_rules())}


async def test_tips_that_are_off_or_by_newer_rules_and_zones_that_are_gone_hold_nobody_up(stage: Stage) -> None:
    for channel in (BUTIK, RECEPTION):
        await stage.turn_on(channel)
        await by_old_rules(stage, NINE + HOUR, channel)
    await stage.turn_off()
    await stage.break_zone(RECEPTION)
    assert [await sweep(stage) for _ in range(2)] == [1, 0]
    async with transaction(stage.sessions) as session:
        await session.execute(update(Subscription).values(tz_version="9999z", active=True))
    assert await sweep(stage) == 0, "a replica that is not up to date leaves them alone"


async def test_a_run_reads_through_the_index_of_versions(engine: AsyncEngine, sessions: Sessions) -> None:
    stage = Stage(sessions)
    await stage.turn_on()
    seen: list[tuple[str, object]] = []
    event.listen(
        engine.sync_engine, "before_cursor_execute", lambda _c, _k, words, values, *_: seen.append((words, values))
    )
    await sweep(stage)
    asked = [one for one in seen if "tz_version <" in one[0]]
    assert len(asked) == 1
    assert "subscription_tz" in await plan_of(sessions, *asked[0])


@pytest.mark.parametrize(
    ("at", "old", "now", "last", "new"),
    [
        pytest.param("23:30", "24T23:30", "24T12:00", "23T22:30", "24T22:30", id="late: the same date"),
        pytest.param("23:30", "24T23:30", "24T23:00", "23T22:30", "25T22:30", id="late: no two on the next date"),
        pytest.param("00:15", "24T22:15", "24T12:00", "23T22:15", "24T23:15", id="early: on its own date"),
        pytest.param("00:15", "24T22:15", "24T12:00", None, "24T23:15", id="early: the first of all"),
        pytest.param("09:00", "24T09:00", "24T08:30", "24T08:00", "25T08:00", id="its date has had one"),
        pytest.param("09:00", "24T08:00", "24T07:00", "24T07:00", "24T08:00", id="a slot by both rules"),
    ],
)
def test_around_midnight(at: str, old: str, now: str, last: str | None, new: str) -> None:
    """Copenhagen in November (UTC+1), which the old rules had an hour off."""
    rule = Rule(time.fromisoformat(at), "Europe/Copenhagen", EVERY_DAY, Rest(NO_HOLIDAYS))
    found = due_by_new_rules(rule, _moment(old), _moment(now), None if last is None else _moment(last))
    assert found == _moment(new)


def test_the_systems_version_wins_where_there_is_one(tmp_path: Path) -> None:
    none, silent, linux, mac = (tmp_path / name for name in ("none", "silent", "linux", "mac"))
    for path in (none, silent, linux, mac):
        path.mkdir()
        (path / "UTC").touch()
    (none / "UTC").unlink()
    (linux / "tzdata.zi").write_text("# version 2025b\n# ddeps\n", encoding="utf-8")
    (mac / "+VERSION").write_text("2025c\n", encoding="utf-8")
    assert version_read([str(none)], "2026f") == "2026f"
    assert version_read([str(none), str(linux), str(mac)], "2026f") == "2025b 2026f"
    assert version_read([str(mac)], "2026f") == "2025c 2026f"
    assert version_read([str(silent)], "2026f") == f"{NO_VERSION} 2026f"


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{said}").replace(tzinfo=UTC)
