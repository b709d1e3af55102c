"""A channel that two companies share: what somebody does there belongs to the workspace whose Takt hears it."""

import time
from pathlib import Path
from typing import Any, cast

import pytest

from bot.library import Library
from bot.ports import MemberId, WorkspaceId
from handlers.directory import SlackDirectory
from handlers.lines import Lines
from handlers.payloads import read_payload
from playground.wire import Envelope
from tests.e2e.tenants import HOTEL, SHOP, Tenants, sqlite_copy, tenants

VIEW = {"id": "V0SHARED", "app_installed_team_id": HOTEL}
GUEST = {"id": "U0ANNA", "team_id": SHOP}


def mention() -> dict[str, Any]:
    """Somebody of the shop asks, in the hotel's channel."""
    here = {"enterprise_id": None, "team_id": HOTEL, "user_id": "U0TAKT", "is_bot": True}
    moment = f"{time.time():.6f}"
    said = {"type": "app_mention", "user": "U0ANNA", "text": "<@U0TAKT> hilsen", "channel": "C0BUTIK", "ts": moment}
    return {
        "type": "event_callback",
        "team_id": SHOP,
        "event_id": "Ev0SHARED",
        "event_time": int(time.time()),
        "authorizations": [here | {"is_enterprise_install": False}],
        "event": said | {"event_ts": moment},
    }


def calls(both: Tenants, team: str) -> list[str]:
    """What Takt asked of Slack with the token of a workspace."""
    entries = both.playground.teams.named(team).traffic.entries()
    return [one["method"] for one in entries if one["direction"] == "in" and one["method"] != "oauth.v2.access"]


async def test_what_comes_from_a_shared_channel_is_served_by_one_token(
    empty_database: Path, tmp_path: Path, library: Library
) -> None:
    async with tenants("http", sqlite_copy(empty_database, tmp_path), library) as both:
        assert [await both.install(team) for team in (HOTEL, SHOP)] == [200, 200]
        before = len(calls(both, SHOP))
        assert (await both.playground.slack.send(Envelope("events_api", mention()))).ok
        await both.playground.slack.quiet.settled(0.3)
        assert {"users.info", "chat.postMessage"} <= set(calls(both, HOTEL))
        assert calls(both, SHOP)[before:] == []


@pytest.mark.parametrize(
    "body",
    [
        mention(),
        {
            "type": "view_submission",
            "team": {"id": SHOP},
            "user": GUEST,
            "view": {"id": "V", "app_installed_team_id": HOTEL},
        },
    ],
    ids=["event", "form"],
)
def test_the_workspace_is_the_one_whose_token_bolt_takes(body: dict[str, Any]) -> None:
    assert read_payload(body).workspace == HOTEL


class OneAnswer:
    """A line to Slack, and the client at its end, which knows one person."""

    def __init__(self, user: dict[str, Any]) -> None:
        self._user = user

    async def to(self, _workspace: str) -> "OneAnswer":
        return self

    async def api_call(self, method: str, **_arguments: Any) -> dict[str, Any]:
        return {"user": self._user} if method == "users.info" else {"members": [self._user]}


@pytest.mark.parametrize(("team", "is_admin"), [(HOTEL, True), (SHOP, False)])
async def test_an_admin_of_another_workspace_is_none_here(team: str, is_admin: bool) -> None:
    slack = OneAnswer({"id": "U0ANNA", "team_id": team, "is_admin": True})
    directory = SlackDirectory(cast("Lines", slack), "en", "UTC")
    assert (await directory.profile(WorkspaceId(HOTEL), MemberId("U0ANNA"))).is_admin is is_admin
    assert await directory.admins(WorkspaceId(HOTEL)) == ({"U0ANNA"} if is_admin else frozenset())
