"""The doctor looks at both kinds of database: schema, next tips, last tips."""

import asyncio
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.db import migrate
from bot.db.engine import Sessions, create_engine, create_sessions, transaction
from bot.db.migrations import HEAD
from bot.db.models import Delivery, Removal, Subscription
from bot.doctor.configuration import readable_settings, settings_findings
from bot.doctor.findings import Finding, State
from bot.doctor.storage import LITTLE_ROOM, NO_ROOM, room_findings, storage_findings
from bot.errors import SettingsError

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def by_name(findings: list[Finding]) -> dict[str, Finding]:
    return {found.about: found for found in findings}


async def stored(url: str, *rows: Subscription | Delivery | Removal, revision: str | None = None) -> None:
    migrate.upgrade(url)
    engine = create_engine(url)
    try:
        async with transaction(create_sessions(engine)) as session:
            session.add_all(rows)
            if revision is not None:
                await session.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
    finally:
        await engine.dispose()


def subscription(channel: str, due: datetime, *, paused: str | None = None) -> Subscription:
    return Subscription(
        workspace="T1",
        channel=channel,
        owner="U1",
        local_time=time(9),
        time_zone="Europe/Copenhagen",
        weekdays="01234",
        language="da",
        active=paused is None,
        paused_reason=paused,
        next_due_at=due,
        created_at=NOW,
        changed_at=NOW,
    )


def delivery(number: int, state: State | str, reason: str | None = None) -> Delivery:
    return Delivery(
        id=str(number),
        workspace="T1",
        channel="C1",
        slot=NOW - timedelta(days=number),
        language="da",
        state=str(state),
        reason=reason,
        standard="greeting",
        not_before=NOW,
        attempts=1,
        doubt=False,
        created_at=NOW,
    )


async def test_an_empty_database_says_how_to_upgrade_it(database: str, sessions: Sessions) -> None:
    found = by_name(await storage_findings(database, NOW))
    assert found["database"].state is State.OK
    assert (found["schema"].state, "takt db upgrade" in found["schema"].mend) == (State.WRONG, True)


async def test_the_next_five_and_the_last_five_are_shown_with_what_became_of_them(database: str) -> None:
    coming = [subscription(f"C{day}", NOW + timedelta(days=day)) for day in range(1, 8)]
    await stored(database, *coming, *(delivery(number, "sent") for number in range(1, 8)))
    found = by_name(await storage_findings(database, NOW))
    assert {one.state for one in found.values()} == {State.OK}
    assert [line.split(" · ")[1] for line in found["next tips"].seen.splitlines()] == [f"T1 C{n}" for n in range(1, 6)]
    assert found["next tips"].seen.splitlines()[0] == "2026-11-24 09:00 Europe/Copenhagen · T1 C1"
    assert found["last tips"].seen.splitlines()[0] == "2026-11-22 08:00 UTC · T1 C1 · sent greeting"
    assert len(found["last tips"].seen.splitlines()) == 5


async def test_trouble_is_a_warning_with_its_mend(database: str) -> None:
    await stored(
        database,
        subscription("C1", NOW - timedelta(minutes=6)),
        subscription("C2", NOW, paused="not_in_channel"),
        delivery(1, "sent"),
        delivery(2, "failed", "not_in_channel"),
    )
    found = by_name(await storage_findings(database, NOW))
    assert "1 overdue" in found["next tips"].seen
    assert "takt run" in found["next tips"].mend
    assert "/invite" in found["last tips"].mend
    assert found["paused tips"].seen == "1 because of not_in_channel."


async def test_a_workspace_that_removed_takt_is_told_with_the_day_on_which_its_data_goes(database: str) -> None:
    day = timedelta(days=1)
    told, refused, over = (
        Removal(workspace=name, removed_at=NOW, purge_at=NOW + days, refused_at=refused_at)
        for name, days, refused_at in (("T2", 30 * day, None), ("T1", 5 * day, NOW), ("T3", 0 * day, None))
    )
    await stored(database, told, refused, over)
    found = [one for one in await storage_findings(database, NOW) if one.about == "removed"]
    assert [(one.state, one.seen) for one in found] == [
        (State.WARNING, "T3 has removed Takt; its data is deleted within the hour."),
        (State.WARNING, "Slack refuses T1's token; its data is deleted on 2026-11-28 08:00 UTC."),
        (State.WARNING, "T2 has removed Takt; its data is deleted on 2026-12-23 08:00 UTC."),
    ]
    assert all("/slack/install" in one.mend for one in found)


@pytest.mark.parametrize(
    ("revision", "state", "mend"),
    [("0001", State.WRONG, "takt db upgrade"), ("9999", State.WARNING, "Finish the upgrade")],
)
async def test_an_older_schema_is_wrong_and_a_later_one_a_warning(
    database: str, revision: str, state: State, mend: str
) -> None:
    await stored(database, revision=revision)
    found = by_name(await storage_findings(database, NOW))["schema"]
    assert (found.state, revision in found.seen, mend in found.mend) == (state, True, True)


async def test_the_newest_schema_is_named(database: str) -> None:
    await stored(database)
    assert by_name(await storage_findings(database, NOW))["schema"].seen == f"revision {HEAD}, the newest."


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    (found,) = asyncio.run(storage_findings(f"sqlite:///{tmp_path}/takt.db", NOW))
    assert found.state is State.OK
    assert not (tmp_path / "takt.db").exists()


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder in which not even root can make a file")
async def test_a_file_that_cannot_be_made_is_not_said_to_be_well() -> None:
    (found,) = await storage_findings("sqlite:////proc/takt.db", NOW)
    assert found.state is State.WRONG
    assert "let Takt's user write to it" in found.mend


@pytest.mark.parametrize(
    ("url", "mend"),
    [
        ("postgresql://takt:hush@127.0.0.1:1/takt", "Start it"),
        ("sqlite:///no/such/folder/takt.db", "Make the folder"),
        ("postgresql://takt@host:port/takt", "Write sqlite"),
        ("sqlite://", "Set TAKT_DATABASE_URL to a file"),
        ("postgresql://takt@127.0.0.1:1/takt?colour=red", "behind the question mark"),
    ],
)
async def test_a_database_that_cannot_be_reached_says_so(url: str, mend: str) -> None:
    (found,) = await storage_findings(url, NOW)
    assert found.state is not State.OK
    assert mend in found.mend
    assert "hush" not in str(found)


@pytest.mark.parametrize("password", ["p@hush", "p@ss/hush", "p@hush@", "p@hush?x", "p@hush?x=y"])
def test_no_part_of_a_password_with_a_sign_that_ends_it_is_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, password: str
) -> None:
    """What follows the first @ would be taken for the host, which is no secret."""
    monkeypatch.chdir(tmp_path)
    url = f"postgresql://takt:{password}@127.0.0.1:1/takt"
    monkeypatch.setenv("TAKT_DATABASE_URL", url)
    shown = [*settings_findings(readable_settings()), *asyncio.run(storage_findings(url, NOW))]
    assert not [one for one in shown if "hush" in f"{one.seen} {one.mend}"]
    assert any("TAKT_DATABASE_URL" in one.seen and one.state is State.WRONG for one in shown)
    with pytest.raises(SettingsError, match="%40 stands for @"):
        create_engine(url)


async def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "takt.db").write_text("a shopping list " * 100, encoding="utf-8")
    (found,) = await storage_findings(f"sqlite:///{tmp_path}/takt.db", NOW)
    assert (found.state, "backup" in found.mend) == (State.WRONG, True)


@pytest.mark.parametrize(
    ("free", "states"),
    [(LITTLE_ROOM, []), (LITTLE_ROOM - 1, [State.WARNING]), (NO_ROOM - 1, [State.WRONG]), (0, [State.WRONG])],
)
def test_a_disk_that_fills_up_is_told_before_it_is_full(free: int, states: list[State]) -> None:
    found = list(room_findings(free))
    assert [one.state for one in found] == states
    assert all("Make room" in one.mend for one in found)


async def test_a_server_that_is_read_only_is_not_said_to_be_well(postgresql_url: str) -> None:
    migrate.upgrade(postgresql_url)
    (found,) = await storage_findings(f"{postgresql_url}&options=-c%20default_transaction_read_only%3Don", NOW)
    assert (found.state, "takes writes" in found.mend) == (State.WRONG, True)
