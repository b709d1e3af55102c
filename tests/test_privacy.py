"""Erasing a person: every table is looked through, logs and the database's own files included."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import String, create_engine, text
from sqlalchemy.exc import DBAPIError

from bot.db import migrate
from bot.db.engine import Sessions, create_sessions, database_url
from bot.db.engine import create_engine as create_async
from bot.db.models import (
    Ask,
    Base,
    Delivery,
    Draft,
    FollowUp,
    Member,
    Notice,
    Observation,
    ObservationEvent,
    Planned,
    Question,
    Rating,
    Response,
    Subscription,
    Weekly,
)
from bot.observations.retention_queries import fold_about
from bot.people import audit
from bot.people.erasure import Erasure, tombstone
from bot.people.erasure_queries import PERSONAL
from bot.people.files import safe_cell
from bot.ports import MemberId, WorkspaceId
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, FixedClock
from tests.test_cli import takt

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WORDS = "Zebrafinke"
NAMES_OF_PEOPLE = frozenset({"member", "owner", "observer", "subject", "asker", "author", "actor", "admin"})
NOT_A_PERSON = {("audit", "actor"), ("audit", "subject")}  # aliases: another test shows what becomes of them


def test_every_column_that_holds_a_person_is_erased() -> None:
    found = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, String) and column.name in NAMES_OF_PEOPLE
    }
    erased = {(table.__tablename__, column) for table, columns in PERSONAL.items() for column in columns}
    assert found - NOT_A_PERSON == erased


def observation(number: int, observer: str, subject: str, note: str) -> Observation:
    return Observation(
        id=number,
        workspace=WORKSPACE,
        observer=observer,
        subject=subject,
        standard="greeting",
        standard_version="v1",
        level="met",
        note=note,
        place=f"By {note}",
        seen_at=NOW,
        recorded_at=NOW,
        source_key=f"key-{number}",
    )


def step(observation: int, step: str, member: str, words: str, before: str | None = None) -> ObservationEvent:
    return ObservationEvent(
        workspace=WORKSPACE,
        observation=observation,
        step=step,
        member=member,
        words=words,
        before=before,
        at=NOW,
        source_key=f"{observation}/{step}",
    )


def wish(number: int, channel: str, owner: str, member: str | None) -> Subscription:
    values = {"local_time": NOW.time(), "time_zone": "Europe/Copenhagen", "weekdays": "0", "language": "da"}
    moments = {"next_due_at": NOW, "created_at": NOW, "changed_at": NOW}
    return Subscription(
        id=number, workspace=WORKSPACE, channel=channel, owner=owner, member=member, active=True, **values, **moments
    )


def delivery(number: str, subscription: int | None, channel: str) -> Delivery:
    return Delivery(
        id=number,
        subscription=subscription,
        workspace=WORKSPACE,
        channel=channel,
        slot=NOW + timedelta(minutes=len(number)),
        language="da",
        state="sent",
        not_before=NOW,
        attempts=1,
        doubt=False,
        created_at=NOW,
    )


def follow_up(observation: int) -> FollowUp:
    return FollowUp(
        observation=observation,
        workspace=WORKSPACE,
        planned_on=NOW.date(),
        due_at=NOW,
        key="key",
        planned_at=NOW,
    )


async def furnish(sessions: Sessions) -> None:
    """Anna stands in every table, in every part that a person can have."""
    async with sessions.begin() as session:
        session.add_all(
            [
                Member(
                    workspace=WORKSPACE,
                    member=ANNA,
                    name=WORDS,
                    language="da",
                    time_zone="Europe/Copenhagen",
                    is_admin=False,
                    is_bot=False,
                    is_guest=False,
                    is_gone=False,
                    refreshed_at=NOW,
                ),
                observation(1, SOFIE, ANNA, f"About {WORDS}"),
                observation(2, ANNA, BEN, f"By {WORDS}"),
                observation(3, SOFIE, BEN, f"Helped by <@{ANNA}>"),
                step(1, "contested", ANNA, WORDS),
                step(2, "corrected", ANNA, "", json.dumps({"note": WORDS})),
                step(3, "upheld", ANNA, WORDS),
                step(3, "replied", BEN, f"Ask {ANNA}"),
                *(follow_up(number) for number in (1, 2, 3)),
                Rating(workspace=WORKSPACE, scenario="abc", member=ANNA, standard="queue", level="met", rated_at=NOW),
                Draft(workspace=WORKSPACE, member=ANNA, form="V1", content=WORDS, kept_at=NOW),
                Draft(workspace=WORKSPACE, member=SOFIE, form="V2", content=f'["{ANNA}"]', kept_at=NOW),
                Response(delivery="a", member=ANNA, workspace=WORKSPACE, option=0, is_right=True, answered_at=NOW),
                Ask(
                    id="ask",
                    workspace=WORKSPACE,
                    asker=ANNA,
                    named=True,
                    language="da",
                    text=WORDS,
                    source_key="ask",
                    asked_at=NOW,
                ),
                Question(
                    workspace=WORKSPACE,
                    asked_at=NOW,
                    surface="command",
                    language="da",
                    text=f"What about <@{ANNA}>?",
                    outcome="none",
                    confidence=0,
                ),
                wish(1, "D0ANNA", ANNA, ANNA),
                wish(2, "C0BUTIK", ANNA, None),
                delivery("a", 1, "D0ANNA"),
                delivery("bb", None, "D0ANNA"),
                delivery("ccc", 2, "C0BUTIK"),
                Planned(
                    subscription=2, day=NOW.date(), workspace=WORKSPACE, kind="skipped", member=ANNA, changed_at=NOW
                ),
                Weekly(
                    workspace=WORKSPACE, member=ANNA, week="2026-W48", key="k", claim=1, not_before=NOW, doubt=False
                ),
                Notice(workspace=WORKSPACE, notified_on=None, override_reason=WORDS, member=ANNA, entered_at=NOW),
            ]
        )
        for act in (audit.Act.READ, audit.Act.EXPORTED):
            await audit.write_down(session, act, workspace=WORKSPACE, actor=ANNA, subject=ANNA, now=NOW)


def everything(url: str) -> str:
    """Every value of every row of every table."""
    parsed = database_url(url)
    engine = create_engine(parsed.set(drivername="sqlite") if parsed.get_backend_name() == "sqlite" else parsed)
    with engine.connect() as connection:
        rows = [
            str(tuple(row))
            for table in Base.metadata.sorted_tables
            for row in connection.execute(text(f'SELECT * FROM "{table.name}"'))
        ]
    engine.dispose()
    return "\n".join(rows)


def prepared(url: str) -> None:
    """A database as a start makes it, with Anna in every table."""

    async def filling() -> None:
        engine = create_async(url)
        await furnish(create_sessions(engine))
        await engine.dispose()

    migrate.upgrade(url)
    asyncio.run(filling())


def test_erased_person_is_nowhere_in_the_database_in_its_files_or_in_the_logs(database: str, tmp_path: Path) -> None:
    prepared(database)
    assert everything(database).count(ANNA) > 10
    result = takt("erase", "--member", ANNA, folder=tmp_path, TAKT_DATABASE_URL=database)
    assert result.returncode == 0, result.stderr
    assert f"Tombstone {tombstone(WORKSPACE, ANNA)}" in result.stdout
    left = everything(database)
    for trace in (ANNA, WORDS, "D0ANNA"):
        assert trace not in left
        assert trace not in result.stdout + result.stderr
    for file in tmp_path.glob("takt.db*"):
        content = file.read_bytes()
        assert not [trace for trace in (ANNA, WORDS, "D0ANNA") if trace.encode() in content], file.name


def test_erasing_again_finds_nothing_and_others_keep_what_is_theirs(database: str, tmp_path: Path) -> None:
    prepared(database)
    takt("erase", "--member", ANNA, folder=tmp_path, TAKT_DATABASE_URL=database)
    before = everything(database)
    again = takt("erase", "--member", ANNA, "--workspace", WORKSPACE, folder=tmp_path, TAKT_DATABASE_URL=database)
    assert "was erased before; nothing was left" in again.stdout
    assert everything(database) == before
    none = takt("erase", "--member", ANNA, folder=tmp_path, TAKT_DATABASE_URL=database)
    assert "Nothing is kept about this person." in none.stdout
    assert "C0BUTIK" in before
    assert before.count(BEN) >= 3


def test_export_has_everything_that_an_erasure_takes(database: str, tmp_path: Path) -> None:
    prepared(database)
    result = takt("export", "--member", ANNA, folder=tmp_path, TAKT_DATABASE_URL=database)
    export = json.loads(result.stdout)
    sections = [name for name, rows in export.items() if isinstance(rows, list)]
    assert [name for name in sections if not export[name]] == []
    assert export["observations_about_me"][0]["steps"][0]["words"] == WORDS
    assert {line["action"] for line in export["audit"]} == {"read", "exported"}
    table = takt("export", "--member", ANNA, "--csv", folder=tmp_path, TAKT_DATABASE_URL=database)
    assert f"About {WORDS}" in table.stdout


@pytest.mark.parametrize("words", [("export", "--member", "anna"), ("erase", "--member", "D0ANNA")])
def test_what_is_no_member_is_refused_plainly(words: tuple[str, ...], tmp_path: Path) -> None:
    result = takt(*words, folder=tmp_path)
    assert result.returncode == 1
    assert "--member" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_audit_log_refuses_every_change(database: str, change: str) -> None:
    prepared(database)
    parsed = database_url(database)
    engine = create_engine(parsed.set(drivername="sqlite") if parsed.get_backend_name() == "sqlite" else parsed)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text(change))
    engine.dispose()


async def test_audit_lines_stay_when_a_person_is_erased_and_name_nobody(sessions: Sessions) -> None:
    await furnish(sessions)
    erased = await Erasure(sessions, FixedClock(), fold_about).erase(WORKSPACE, ANNA)
    async with sessions() as session:
        lines = (await session.execute(text("SELECT action, subject FROM audit ORDER BY id"))).all()
        aliases = (await session.execute(text("SELECT * FROM alias"))).all()
    assert [line[0] for line in lines] == ["read", "exported", "erased"]
    assert lines[-1][1] == erased.tombstone
    assert aliases == []


def test_tombstones_differ_by_workspace() -> None:
    assert tombstone(WORKSPACE, ANNA) == tombstone(WORKSPACE, ANNA)
    assert tombstone(WorkspaceId("T0OTHER"), ANNA) != tombstone(WORKSPACE, ANNA)
    assert tombstone(WORKSPACE, MemberId("U0BEN")) != tombstone(WORKSPACE, ANNA)


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_cells_are_no_formulas(typed: str) -> None:
    assert safe_cell(typed).startswith("'")
    assert safe_cell("Varm velkomst - godt set") == "Varm velkomst - godt set"
