"""Two Takts on one PostgreSQL: what Slack repeats, or delivers to both, has its effect once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import psycopg
import pytest

from bot.app import Takt, build, running
from bot.db import migrate
from bot.db.models import Base
from bot.library import Library
from playground.client import Workspace
from playground.http_out import HttpOutlet
from playground.server import Playground
from playground.wire import Envelope, EnvelopeKind, Outlet
from tests.e2e.conftest import MANIFEST, NOTICE_OVERRIDDEN, SETTLE_MS, takt_settings
from tests.waiting import until

EVENTS = frozenset({"app_mention", "message"})
UNCOUNTED = frozenset({"handled", "member", "question", "thread"})  # of no effect on anybody, or written later


@dataclass
class Pair:
    """A workspace that two replicas serve."""

    playground: Playground
    slack: Workspace
    replicas: tuple[Takt, Takt]
    outlets: Sequence[Outlet]
    database: str

    async def deliver_to_both(self, name: str, **changes: Any) -> None:
        """Deliver the last request of this name again, at once and three times to each, as another one by `changes`."""
        entries = self.playground.slack.traffic.entries()
        sent = [one["body"] for one in entries if (one["direction"], one["method"]) == ("out", name)]
        body = [one for one in sent if not (one.get("event") or {}).get("bot_id")][-1]
        kind: EnvelopeKind = "slash_commands" if name == "slash_commands" else "interactive"
        kind = "events_api" if name in EVENTS else kind
        if kind == "events_api" and changes:
            changes["event"] = body["event"] | self._written_again(body["event"])
        envelope = Envelope(kind, body | changes, retry_num=1, retry_reason="timeout")
        acks = await asyncio.gather(*(outlet.deliver(envelope) for outlet in self.outlets for _ in range(3)))
        assert all(ack.ok for ack in acks)
        await self.settled()

    def _written_again(self, event: dict[str, Any]) -> dict[str, str]:
        """Where the same words stand once more, which Slack has told nobody of."""
        state = self.playground.state
        written = state.messages.find(event["channel"], event["ts"])
        assert written
        ts = state.post(replace(written, ts=state.next_ts())).ts
        return {"ts": ts, "event_ts": ts}

    async def settled(self) -> None:
        """Wait until neither replica is at work."""
        await until(lambda: not any(replica.services.tasks.working for replica in self.replicas))

    def effects(self) -> dict[str, int]:
        """What others than the one who acted may see, and how many rows there are."""
        state = self.playground.state
        messages = [one for channel in state.world.channels for one in state.messages.in_channel(channel)]
        posted = sum(one.from_app and one.ephemeral_to is None for one in messages)
        tables = sorted(set(Base.metadata.tables) - UNCOUNTED)
        with psycopg.connect(self.database) as connection:
            rows = {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone() for table in tables}
        return {"posted": posted, **{table: int(row[0]) for table, row in rows.items() if row}}


@pytest.fixture
async def pair(mode: str, library: Library, postgresql_url: str) -> AsyncIterator[Pair]:
    """Two replicas that have started."""
    migrate.upgrade(postgresql_url)
    with psycopg.connect(postgresql_url) as connection:
        connection.execute(NOTICE_OVERRIDDEN)
    playground = Playground(MANIFEST, request_url="http://127.0.0.1:9/" if mode == "http" else None)
    await playground.start()
    settings = takt_settings(playground, mode, postgresql_url)
    try:
        async with (
            running(build(settings, None, library)) as one,
            running(build(settings, None, library)) as other,
            Workspace(playground.url, SETTLE_MS) as slack,
        ):
            outlets: list[Outlet] = [playground.slack.outlet]
            if mode == "http":
                urls = [f"http://127.0.0.1:{takt.port}/slack/events" for takt in (one, other)]
                playground.point_at(urls[0])
                outlets = [HttpOutlet(url, playground.signing_secret, 3.0) for url in urls]
            made = Pair(playground, slack, (one, other), outlets, postgresql_url)
            playground.slack.quiet.at_work = lambda: any(takt.services.tasks.working for takt in (one, other))
            yield made
            for outlet in outlets:
                await outlet.close()
    finally:
        await playground.stop()


async def mentions(slack: Workspace) -> str:
    await slack.person("ben").says("@takt greeting")
    await slack.person("ben").sees("greeted out loud", channel="butikken")
    return "app_mention"


async def writes(slack: Workspace) -> str:
    await slack.person("ben").dm("greeting")
    await slack.person("ben").sees("greeted out loud", channel="dm")
    return "message"


async def observes(slack: Workspace) -> str:
    await slack.person("sofie").types("/observe @anna hilsen + Varm velkomst")
    await slack.person("anna").sees("Varm velkomst", channel="dm")
    return "slash_commands"


async def has_a_tip(slack: Workspace) -> str:
    await slack.person("sofie").types("/tips nu")
    await slack.person("anna").sees("Dagens tip", channel="butikken")
    return "slash_commands"


async def shares(slack: Workspace) -> str:
    ben = slack.person("ben")
    await ben.types("/standard greeting")
    await ben.sees("greeted out loud")
    await ben.presses("Share in channel")
    await slack.person("anna").sees("greeted out loud", channel="butikken")
    return "block_actions"


async def answers(slack: Workspace) -> str:
    await has_a_tip(slack)
    await slack.person("anna").presses("A", channel="butikken")
    await slack.person("anna").sees("Du svarede")
    return "block_actions"


async def thanks(slack: Workspace) -> str:
    await observes(slack)
    await slack.person("anna").presses("Tak", channel="dm")
    await slack.person("sofie").sees("siger tak", channel="dm")
    return "block_actions"


async def undoes(slack: Workspace) -> str:
    await observes(slack)
    await slack.person("sofie").presses("Fortryd")
    await slack.person("anna").sees("har trukket observationen", channel="dm")
    return "block_actions"


async def fills_in(slack: Workspace) -> str:
    sofie = slack.person("sofie")
    await sofie.types("/observe")
    await sofie.form("Hvem handler det om?")
    filled = {"subject": "anna", "standard": "greeting", "level": "met", "note": "Varm velkomst"}
    await sofie.suggests("observe.standard", "hils")
    await sofie.submits({f"observe.{name}": value for name, value in filled.items()})
    await slack.person("anna").sees("Varm velkomst", channel="dm")
    return "view_submission"


async def asks_a_person(slack: Workspace) -> str:
    ben = slack.person("ben")
    await ben.types("/standard what is the capital of Peru")
    await ben.presses("Ask a person")
    await ben.submits()
    await slack.person("sofie").sees("capital of Peru", channel="reception")
    return "view_submission"


async def exports(slack: Workspace) -> str:
    await slack.person("ben").types("/observe export")
    await slack.person("ben").sees("Everything", channel="dm")
    return "slash_commands"


async def turns_on(slack: Workspace) -> str:
    await slack.person("sofie").types("/tips on 10:00")
    await slack.person("sofie").sees("Så kommer der tips", channel="butikken")
    return "slash_commands"


async def wants_own(slack: Workspace) -> str:
    await slack.person("ben").types("/tips me 08:30")
    await slack.person("ben").sees("08:30")
    return "slash_commands"


ACTS = (mentions, writes, observes, has_a_tip, shares, answers, thanks, undoes, fills_in, asks_a_person, exports)


@pytest.mark.parametrize("act", [*ACTS, turns_on, wants_own], ids=lambda act: act.__name__)
async def test_what_slack_repeats_has_its_effect_once(pair: Pair, act: Callable[[Workspace], Awaitable[str]]) -> None:
    name = await act(pair.slack)
    await pair.settled()
    before = pair.effects()
    await pair.deliver_to_both(name)
    assert pair.effects() == before


@pytest.mark.parametrize(
    ("act", "changes", "posted"),
    [
        (mentions, {"event_id": "fresh"}, 1),
        (writes, {"event_id": "fresh"}, 1),
        (observes, {"trigger_id": "1.2.fresh", "text": "<@U0ANNA> hilsen + Hun rejste sig"}, 1),
        (has_a_tip, {"trigger_id": "1.2.fresh"}, 1),
    ],
    ids=["mention", "message", "observe", "tip"],
)
async def test_what_reaches_both_at_once_has_its_effect_once(
    pair: Pair, act: Callable[[Workspace], Awaitable[str]], changes: dict[str, str], posted: int
) -> None:
    name = await act(pair.slack)
    await pair.settled()
    before = pair.effects()
    await pair.deliver_to_both(name, **changes)
    assert pair.effects()["posted"] == before["posted"] + posted


async def test_repeats_are_counted(pair: Pair) -> None:
    await pair.deliver_to_both(await mentions(pair.slack))
    assert sum(replica.services.seen.repeats for replica in pair.replicas) == 3 * len(pair.outlets)


async def test_plain_reads_leave_no_row(pair: Pair) -> None:
    ben = pair.slack.person("ben")
    await ben.types("/standard greeting")
    await ben.sees("greeted out loud")
    await ben.presses("More")
    await ben.opens_home()
    await pair.settled()
    with psycopg.connect(pair.database) as connection:
        assert connection.execute("SELECT count(*) FROM handled").fetchone() == (0,)
