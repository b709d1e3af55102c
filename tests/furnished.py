"""A database in which Anna stands in every table, in every part that a person can have."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import create_engine, text

from bot.db import migrate
from bot.db.engine import Sessions, create_sessions, database_url
from bot.db.engine import create_engine as create_async
from bot.db.models import (
    Ask,
    Base,
    Chore,
    Decider,
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
    Seek,
    Subscription,
    Told,
    Weekly,
)
from bot.people import audit
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WORDS = "Zebrafinke"
LEFT_STANDING = "Stillads"  # what Anna did not change where she put the rest right


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
    """Add every row."""
    async with sessions.begin() as session:
        session.add_all([member(), *observing(), *asking(), *tips()])
        for act in (audit.Act.READ, audit.Act.EXPORTED):
            await audit.write_down(session, act, workspace=WORKSPACE, actor=ANNA, subject=ANNA, now=NOW)


def member() -> Member:
    return Member(
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
    )


def observing() -> Iterator[Base]:
    """Seen, seeing, named in a note; in steps, drafts, ratings, follow-ups, weekly reports and the notice."""
    yield observation(1, SOFIE, ANNA, f"About {WORDS}")
    yield observation(2, ANNA, BEN, f"By {WORDS}")
    yield observation(3, SOFIE, BEN, f"Helped by <@{ANNA}>")
    yield step(1, "contested", ANNA, WORDS)
    yield step(2, "corrected", ANNA, "", json.dumps({"note": WORDS}))
    yield step(3, "upheld", ANNA, WORDS)
    yield observation(4, SOFIE, BEN, f"Amended: {WORDS}")
    yield step(4, "amended", ANNA, WORDS, json.dumps({"note": "Before", "place": "There"}))
    yield observation(5, SOFIE, BEN, LEFT_STANDING)
    yield step(5, "amended", ANNA, WORDS, json.dumps({"note": LEFT_STANDING, "place": f"By {LEFT_STANDING}"}))
    yield step(3, "replied", BEN, f"Ask {ANNA}")
    yield from (follow_up(number) for number in (1, 2, 3))
    yield from (Seek(observation=number, workspace=WORKSPACE, key="key", not_before=NOW) for number in (1, 2))
    yield Chore(workspace=WORKSPACE, observation=1, kind="empty", key="key", not_before=NOW)
    yield Chore(workspace=WORKSPACE, observation=3, other=1, kind="closed", key="key0", not_before=NOW)
    yield Told(observation=1, ts="1.0", workspace=WORKSPACE, channel="D0ANNA")
    yield Decider(observation=2, member=ANNA, workspace=WORKSPACE, channel="D0ANNA", ts="1.0")
    yield Rating(workspace=WORKSPACE, scenario="abc", member=ANNA, standard="queue", level="met", rated_at=NOW)
    yield Draft(workspace=WORKSPACE, member=ANNA, form="V1", content=WORDS, kept_at=NOW)
    yield Draft(workspace=WORKSPACE, member=SOFIE, form="V2", content=f'["{ANNA}"]', kept_at=NOW)
    yield Weekly(workspace=WORKSPACE, member=ANNA, week="2026-W48", key="k", claim=1, not_before=NOW, doubt=False)
    yield Notice(workspace=WORKSPACE, notified_on=None, override_reason=WORDS, member=ANNA, entered_at=NOW)


def asking() -> Iterator[Base]:
    """A question to a person, and one that names her."""
    asked = {"workspace": WORKSPACE, "language": "da", "asked_at": NOW}
    yield Ask(id="ask", asker=ANNA, named=True, text=WORDS, source_key="ask", **asked)
    yield Question(surface="command", text=f"What about <@{ANNA}>?", outcome="none", confidence=0, **asked)


def tips() -> Iterator[Base]:
    """Her own tips, a channel's that she turned on, her answer and what she planned."""
    yield wish(1, "D0ANNA", ANNA, ANNA)
    yield wish(2, "C0BUTIK", ANNA, None)
    yield delivery("a", 1, "D0ANNA")
    yield delivery("bb", None, "D0ANNA")
    yield delivery("ccc", 2, "C0BUTIK")
    yield Response(delivery="a", member=ANNA, workspace=WORKSPACE, option=0, is_right=True, answered_at=NOW)
    yield Planned(subscription=2, day=NOW.date(), workspace=WORKSPACE, kind="skipped", member=ANNA, changed_at=NOW)


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
