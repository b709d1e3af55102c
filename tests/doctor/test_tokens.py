"""The doctor looks at how all tokens are kept, and says of how many workspaces Slack was asked."""

import asyncio

import pytest
from pydantic import SecretStr

from bot.db import migrate
from bot.db.engine import create_engine
from bot.doctor.findings import State
from bot.doctor.tokens import reach_findings, sealing_findings
from bot.doctor.wire import installed_findings
from bot.installs.installed import Sealing
from bot.joining import look_at_installed
from bot.ports import WorkspaceId
from bot.settings import Settings, load_settings
from bot.slack_sight import InstalledSight, SlackSight
from bot.vault import Vault
from handlers.installing import Installations
from tests.installs.test_tokens import CLIENT, NEW, OLD, installation

HOTEL, SHOP = WorkspaceId("T0HOTEL"), WorkspaceId("T0SHOP")
MANY = tuple(WorkspaceId(f"T{number:03}") for number in range(30))


@pytest.mark.parametrize(
    ("kept", "states", "words"),
    [
        (Sealing(workspaces=0), [], ""),
        (Sealing(workspaces=7), [State.OK], "all 7 workspaces"),
        (Sealing(workspaces=7, lost=(SHOP,)), [State.WRONG], "1 of 7 workspaces: T0SHOP."),
        (Sealing(workspaces=99, lost=MANY), [State.WRONG], "T019 and 10 more."),
        (Sealing(workspaces=7, spare=(SHOP,)), [State.WARNING], "of T0SHOP: takt db rotate-keys"),
        (Sealing(workspaces=7, plain=3), [State.WARNING], "Start Takt: it seals them."),
        (Sealing(workspaces=7, plain=3, has_keys=False), [State.WARNING], "takt db new-key"),
        (Sealing(workspaces=7, others=2), [State.WARNING], "takt db drop-lost-tokens --other-apps"),
        (Sealing(workspaces=7, lost=(SHOP,), plain=1, others=2), [State.WRONG, State.WARNING, State.WARNING], "SHOP"),
    ],
)
def test_how_tokens_are_kept_is_said_with_what_to_do(kept: Sealing, states: list[State], words: str) -> None:
    found = list(sealing_findings(kept))
    assert [one.state for one in found] == states
    assert words in " ".join(f"{one.seen} {one.mend}" for one in found)


def test_of_how_many_workspaces_slack_was_asked_is_said_where_that_is_not_all() -> None:
    five = [SlackSight(workspace=name) for name in MANY[:5]]
    (found,) = reach_findings(InstalledSight(five, Sealing(workspaces=1000)))
    assert (found.about, found.state) == ("workspaces", State.OK)
    assert found.seen == "Slack was asked about 5 of 1000; takt doctor --workspace T… asks about one."
    assert list(reach_findings(InstalledSight(five, Sealing(workspaces=5)))) == []
    assert list(reach_findings(InstalledSight(five[:1], Sealing(workspaces=1000), asked_for="T000"))) == []


def test_each_line_on_scopes_says_of_which_workspace_it_is() -> None:
    sights = [SlackSight(workspace=name, scopes=frozenset({"commands"})) for name in ("Hotel", "Shop")]
    found = [one.seen.partition(":")[0] for one in installed_findings(sights) if one.about == "scopes"]
    assert set(found) == {"Hotel", "Shop"}


def test_all_tokens_are_looked_at_and_slack_is_asked_about_the_one_that_is_named(database: str) -> None:
    migrate.upgrade(database)
    seen = asyncio.run(looked(database, most=1, only=SHOP))
    assert [(one.workspace, one.trouble) for one in seen.sights] == [(SHOP, "sealed")]
    assert seen.sealing == Sealing(workspaces=2, lost=(SHOP,))
    nowhere = asyncio.run(looked(database, most=1, only="T0NOWHERE"))
    assert [(one.workspace, one.trouble) for one in nowhere.sights] == [("T0NOWHERE", "not_installed")]
    (found,) = installed_findings(nowhere.sights)
    assert (found.state, found.seen) == (State.WRONG, "Takt is not installed in T0NOWHERE.")


async def looked(database: str, *, most: int, only: str) -> InstalledSight:
    engine = create_engine(database)
    await Installations(CLIENT, engine, Vault([NEW])).async_save(installation(HOTEL, "xoxb-hotel"))
    await Installations(CLIENT, engine, Vault([OLD])).async_save(installation(SHOP, "xoxb-shop"))
    await engine.dispose()
    given = {"database_url": database, "slack_client_id": CLIENT, "encryption_keys": (SecretStr(NEW),)}
    settings = load_settings(Settings, _env_file=None, slack_api_url="http://127.0.0.1:1/", **given)
    return await look_at_installed(settings, most=most, only=only)
