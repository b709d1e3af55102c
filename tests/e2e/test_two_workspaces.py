"""Two workspaces side by side, through every command: ids are the same in both, and nothing crosses."""

import contextlib
import json
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.library import Library
from bot.ports import WorkspaceId
from playground.client import Actor, Workspace
from playground.slack import Slack
from playground.wire import Envelope
from tests.e2e.conftest import NOTICE_OVERRIDDEN
from tests.e2e.statements import BY_KEY, SWEEPS, listen
from tests.e2e.tenants import HOTEL, SHOP, Tenants, sqlite_copy, tenants

OWNERS = "reception"


@dataclass
class Side:
    """One of the two: its people, what Slack holds of it, and the word that only they use."""

    team: str
    people: Workspace
    slack: Slack
    word: str
    called: tuple[str, ...]  # names that only people here have
    names: dict[str, str]

    def person(self, role: str) -> Actor:
        """Whoever has the part of anna, ben or sofie."""
        return self.people.person(self.names.get(role, role))

    def everything(self) -> str:
        """All that Takt ever put on a screen here, and every call that it made here."""
        sent = [one.body for one in self.slack.state.sent]
        made = [one for one in self.slack.traffic.entries() if one["direction"] == "in"]
        calls = [one["body"] for one in made if one["method"] != "oauth.v2.access"]  # which belongs to no workspace
        return json.dumps([sent, calls], ensure_ascii=False)


@dataclass
class Pair:
    """Both, and the Takt between them."""

    both: Tenants
    hotel: Side
    shop: Side

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """What the database says."""
        with contextlib.closing(sqlite3.connect(self.both.database.removeprefix("sqlite:///"))) as database:
            return database.execute(query).fetchall()


@pytest.fixture
async def pair(mode: str, library: Library, empty_database: Path, tmp_path: Path) -> AsyncIterator[Pair]:
    """Takt is installed in both, and both may record observations."""
    url = sqlite_copy(empty_database, tmp_path)
    with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database, database:
        database.execute(NOTICE_OVERRIDDEN.replace(HOTEL, SHOP))
    async with tenants(mode, url, library) as both:
        unscoped = set[tuple[str, str]]()
        listen(both.takt._engine.sync_engine, unscoped)
        await both.install(HOTEL)
        await both.install(SHOP)
        await both.hotel.change(user="sofie", is_admin=True)
        await both.shop.change(user="signe", is_admin=True)
        shop = {"anna": "astrid", "ben": "bo", "sofie": "signe"}
        yield Pair(
            both,
            Side(HOTEL, both.hotel, both.playground.teams.named(HOTEL), "Zebrafinke", ("Anna", "Sofie"), {}),
            Side(SHOP, both.shop, both.playground.teams.named(SHOP), "Girafhals", ("Astrid", "Signe"), shop),
        )
    assert {sender for sender, _ in unscoped} - SWEEPS - BY_KEY == set()


async def observes(side: Side) -> None:
    """What may be done with observations."""
    anna, sofie = side.person("anna"), side.person("sofie")
    await sofie.types(f"/observe @{side.names.get('anna', 'anna')} hilsen opfyldt {side.word} ved døren")
    await sofie.sees("Gemt.")
    await anna.sees(side.word, channel="dm")
    await anna.types("/observe mine")
    assert side.word in (await anna.sees("Noteret om dig")).words
    await sofie.types("/observe recent")
    assert side.word in (await sofie.sees("Dine seneste observationer")).words
    await anna.types("/observe export")
    await anna.sees("json", channel="dm")


async def asks(side: Side) -> None:
    """What nobody has an answer to goes to the owners, and back."""
    ben, sofie = side.person("ben"), side.person("sofie")
    await ben.types(f"/standard what is the capital of {side.word}")
    await ben.presses("Ask a person")
    await ben.submits()
    await sofie.sees(side.word, channel=OWNERS)
    await sofie.presses("Reply", channel=OWNERS)
    await sofie.submits({"reply.text": f"The capital is {side.word} City"})
    await ben.sees(f"{side.word} City", channel="dm")


async def reminds(side: Side) -> None:
    """Tips in a channel and for oneself, with a question that somebody answers."""
    ben, sofie = side.person("ben"), side.person("sofie")
    await sofie.types("/tips on 10:00")
    await sofie.sees("Så kommer der tips")
    await sofie.types("/tips nu")
    await ben.presses("A", channel="butikken")
    await ben.sees("You answered", channel="butikken")
    await sofie.types("/tips status")
    await sofie.sees("Der kommer tips i kanalen")
    await sofie.types("/tips plan")
    await sofie.sees("man.")
    await sofie.types("/tips report")
    await sofie.sees("rapport")
    await ben.types("/tips me 08:30")
    await ben.sees("08:30")


async def looks(side: Side) -> None:
    """Standards, Home, mentions and the gaps."""
    anna, ben, sofie = side.person("anna"), side.person("ben"), side.person("sofie")
    await anna.types("/standard greeting")
    await anna.presses("👍")
    await ben.says("@takt greeting")
    await ben.sees("greeted out loud", channel="butikken")
    await ben.dm("greeting")
    await ben.sees("greeted out loud", channel="dm")
    await sofie.opens_home()
    await ben.types(f"/standard what is the capital of {side.word}")
    await sofie.types("/standard gaps")
    assert side.word in (await sofie.sees("capital")).words


ACTS = (observes, asks, reminds, looks)


@pytest.mark.parametrize("act", ACTS, ids=[act.__name__ for act in ACTS])
async def test_nothing_of_one_workspace_is_seen_in_the_other(pair: Pair, act: object) -> None:
    assert callable(act)
    for side in (pair.hotel, pair.shop):
        await act(side)
    await pair.both.takt.services.questions.flush()
    for here, there in ((pair.hotel, pair.shop), (pair.shop, pair.hotel)):
        assert there.word not in here.everything()
        assert [name for name in (*there.called, there.team) if name in here.everything()] == []


async def test_a_workspace_knows_nothing_of_what_the_other_did(pair: Pair) -> None:
    for act in ACTS:
        await act(pair.hotel)
    astrid, bo, signe = pair.shop.person("anna"), pair.shop.person("ben"), pair.shop.person("sofie")
    await astrid.types("/observe mine")
    await astrid.sees("Der er ikke noteret noget om dig")
    await signe.types("/tips status")
    await signe.sees("ingen tips")
    await signe.types("/standard gaps")
    await signe.sees("Ingen har spurgt forgæves")
    await bo.types("/tips me status")
    await bo.sees("You have no tips of your own")
    assert pair.hotel.word not in pair.shop.everything()


async def test_the_ids_of_one_workspace_open_nothing_in_the_other(pair: Pair) -> None:
    await observes(pair.hotel)
    await asks(pair.hotel)
    await reminds(pair.hotel)
    taken = [one.body for one in pair.hotel.slack.state.sent if one.kind == "message"]
    before = pair.rows("SELECT * FROM observation"), pair.rows("SELECT * FROM response"), pair.rows("SELECT * FROM ask")
    forged = 0
    for body in taken:
        for block in body.get("blocks") or []:
            for element in [*block.get("elements", []), block.get("accessory") or {}]:
                brings_words = pair.hotel.word in str(element.get("value"))
                if element.get("type") == "button" and element.get("action_id") and not brings_words:
                    await press(pair, element)
                    forged += 1
    assert forged > 10
    await pair.shop.slack.quiet.settled(0.2)
    after = pair.rows("SELECT * FROM observation"), pair.rows("SELECT * FROM response"), pair.rows("SELECT * FROM ask")
    assert after == before
    assert pair.hotel.word not in pair.shop.everything()


async def press(pair: Pair, element: dict[str, object]) -> None:
    """Somebody in the shop sends a click on a button of the hotel's."""
    slack = pair.shop.slack
    click = slack.interaction("block_actions", "U0SOFIE")
    trigger = slack.state.tickets.new_trigger("U0SOFIE", "C0BUTIK").id
    click |= {"actions": [{"type": "button", "action_id": element["action_id"], "value": element.get("value", "")}]}
    click |= {"trigger_id": trigger, "channel": {"id": "C0BUTIK", "name": "butikken"}}
    click |= {"container": {"type": "message", "message_ts": "1.1", "channel_id": "C0BUTIK"}, "message": {"ts": "1.1"}}
    click |= {"response_url": slack.response_url(slack.state.tickets.new_url("U0SOFIE", "C0BUTIK").key)}
    assert (await slack.send(Envelope("interactive", click))).ok


async def test_a_removal_in_one_workspace_leaves_the_other_alone(pair: Pair) -> None:
    for side in (pair.hotel, pair.shop):
        await observes(side)
        await reminds(side)
    await pair.both.takt.services.removals.removed(WorkspaceId(HOTEL), None)
    await pair.both.takt.services.removals.purge(WorkspaceId(HOTEL))
    await pair.shop.person("anna").types("/observe mine")
    assert pair.shop.word in (await pair.shop.person("anna").sees("Noteret om dig")).words
    for table in ("observation", "subscription", "delivery", "response"):
        assert {row[0] for row in pair.rows(f"SELECT DISTINCT workspace FROM {table}")} == {SHOP}
