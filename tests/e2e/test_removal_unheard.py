"""A workspace removes Takt and no event tells of it: Slack refuses the token for days, and that is the same."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.library import Library
from bot.ports import WorkspaceId
from bot.runner import PartFailed
from tests.e2e.tenants import HOTEL, SHOP, Tenants, sqlite_copy, tenants
from tests.fakes import FixedClock

REMOVED = "SELECT workspace FROM removal"
INSTALLED = "SELECT team_id FROM slack_bots ORDER BY team_id"
NO_DELETION = (
    "CREATE TRIGGER cut BEFORE DELETE ON slack_bots BEGIN SELECT RAISE(ABORT, 'cut off'); END",
    "DROP TRIGGER cut",
)
TIPS = "SELECT workspace, paused_reason FROM subscription ORDER BY workspace"


@pytest.fixture
def clock() -> FixedClock:
    """The moment at which a workspace installs Takt, by the SDK's clock."""
    return FixedClock(datetime.now(UTC))


@pytest.fixture
async def both(library: Library, empty_database: Path, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Tenants]:
    """Takt is in both workspaces, with tips in a channel of each; the shop then removes it while nobody listens."""
    async with tenants("http", sqlite_copy(empty_database, tmp_path), library, clock) as both:
        for team, slack, person in ((HOTEL, both.hotel, "sofie"), (SHOP, both.shop, "signe")):
            await both.install(team)
            await slack.person(person).types("/tips on 10:00")
            await slack.person(person).sees("Så kommer der tips")
        both.playground.teams.named(SHOP).bot.revoked = True
        yield both


def rows(both: Tenants, query: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(both.database.removeprefix("sqlite:///"))) as database:
        return database.execute(query).fetchall()


async def write(both: Tenants, statement: str) -> None:
    """Change the database behind Takt's back; in a thread, for Takt may hold it and needs the event loop to let go."""
    await asyncio.to_thread(_write, both, statement)


def _write(both: Tenants, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(both.database.removeprefix("sqlite:///"))) as database:
        database.execute(statement)
        database.commit()


async def look(both: Tenants) -> None:
    """What is done once a day."""
    [job] = [job for job in both.takt._jobs() if job.name == "removals"]
    await job.run()


async def test_what_is_refused_for_days_has_been_removed_and_the_data_goes_after_the_grace(
    both: Tenants, clock: FixedClock
) -> None:
    await look(both)
    assert rows(both, REMOVED) == [(SHOP,)]
    for _ in range(3):
        assert rows(both, INSTALLED) == [(SHOP,), (HOTEL,)]
        clock.advance(days=1)
        await look(both)
    assert rows(both, INSTALLED) == [(HOTEL,)]
    assert rows(both, TIPS) == [(SHOP, "uninstalled"), (HOTEL, None)]
    clock.advance(days=27, minutes=11)
    await both.takt.services.removals.forget()
    assert rows(both, TIPS) == [(HOTEL, None)]
    assert rows(both, REMOVED) == []


async def test_days_on_which_nobody_looked_do_not_count(both: Tenants, clock: FixedClock) -> None:
    await look(both)
    for _ in range(2):
        clock.advance(days=20)
        await both.takt.services.removals.forget()
        await look(both)
        assert rows(both, INSTALLED) == [(SHOP,), (HOTEL,)]
        assert rows(both, REMOVED) == [(SHOP,)]
    for _ in range(3):
        clock.advance(days=1)
        await look(both)
    assert rows(both, INSTALLED) == [(HOTEL,)]
    clock.advance(days=26, minutes=11)
    await both.takt.services.removals.forget()
    assert rows(both, REMOVED) == [(SHOP,)]  # the grace, too, is counted from when the days on end began
    clock.advance(days=1)
    await both.takt.services.removals.forget()
    assert rows(both, REMOVED) == []


async def test_a_refusal_long_ago_takes_nothing_from_the_grace_of_a_removal_that_is_told_of(
    both: Tenants, clock: FixedClock
) -> None:
    await look(both)
    clock.advance(days=40)
    await both.takt.services.removals.removed(WorkspaceId(SHOP), None)
    clock.advance(days=29)
    await both.takt.services.removals.forget()
    assert rows(both, TIPS) == [(SHOP, None), (HOTEL, None)]
    clock.advance(days=1, minutes=11)
    await both.takt.services.removals.forget()
    assert rows(both, TIPS) == [(HOTEL, None)]


async def test_what_was_refused_and_has_no_token_any_more_goes_after_the_grace(
    both: Tenants, clock: FixedClock
) -> None:
    await look(both)
    await write(both, f"DELETE FROM slack_bots WHERE team_id = '{SHOP}'")  # as `takt db drop-lost-tokens` does
    await write(both, f"DELETE FROM slack_installations WHERE team_id = '{SHOP}'")
    clock.advance(days=30, minutes=11)
    await both.takt.services.removals.forget()
    assert rows(both, TIPS) == [(HOTEL, None)]
    assert rows(both, REMOVED) == []


async def test_a_refusal_that_an_earlier_release_noted_counts_from_the_next_look(
    both: Tenants, clock: FixedClock
) -> None:
    await look(both)
    await write(both, "UPDATE removal SET refused_at = NULL")
    clock.advance(days=20)
    await look(both)
    assert rows(both, INSTALLED) == [(SHOP,), (HOTEL,)]
    await write(both, "UPDATE removal SET refused_at = NULL")
    clock.advance(days=20)
    await both.takt.services.removals.removed(WorkspaceId(SHOP), None)
    clock.advance(days=29)
    await both.takt.services.removals.forget()
    assert rows(both, TIPS) == [(SHOP, None), (HOTEL, None)]


async def test_what_is_taken_again_was_never_removed(both: Tenants, clock: FixedClock) -> None:
    await look(both)
    clock.advance(days=2)
    both.playground.teams.named(SHOP).bot.revoked = False
    await look(both)
    assert rows(both, REMOVED) == []
    both.playground.teams.named(SHOP).bot.revoked = True
    clock.advance(days=2)
    await look(both)
    assert rows(both, INSTALLED) == [(SHOP,), (HOTEL,)]
    await both.install(SHOP)
    assert rows(both, REMOVED) == []


async def test_a_look_that_is_cut_off_in_the_middle_has_stopped_the_tips_and_is_done_again(
    both: Tenants, clock: FixedClock
) -> None:
    for _ in range(3):
        await look(both)
        clock.advance(days=1)
    await write(both, NO_DELETION[0])
    with contextlib.suppress(PartFailed):
        await look(both)
    assert rows(both, TIPS) == [(SHOP, "uninstalled"), (HOTEL, None)]
    assert rows(both, INSTALLED) == [(SHOP,), (HOTEL,)]
    await write(both, NO_DELETION[1])
    await look(both)
    assert rows(both, INSTALLED) == [(HOTEL,)]
