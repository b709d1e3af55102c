"""The doctor judges what Slack says, and the scopes are those of the manifest."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from bot.doctor.findings import State
from bot.doctor.wire import bot_findings, installed_findings, socket_findings
from bot.scopes import NEEDED, OPTIONAL
from bot.slack_sight import SEALED, SlackSight

ROOT = Path(__file__).parent.parent.parent
WELL = SlackSight(workspace="Takt", bot="takt", scopes=NEEDED | OPTIONAL, skew=timedelta(0))


def states(sight: SlackSight | None) -> dict[str, State]:
    return {found.about: found.state for found in bot_findings(sight)}


def test_the_scopes_that_are_looked_for_are_those_of_the_manifest() -> None:
    scopes = yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8"))["oauth_config"]["scopes"]
    assert set(scopes["bot"]) == NEEDED
    assert set(scopes.get("bot_optional", [])) == OPTIONAL


def test_all_is_well() -> None:
    assert set(states(WELL).values()) == {State.OK}


def test_a_scope_that_is_not_granted_is_wrong_and_named() -> None:
    found = next(one for one in bot_findings(SlackSight(scopes=NEEDED - {"im:history"}, skew=timedelta(0))) if one.mend)
    assert (found.about, found.state, found.seen) == ("scopes", State.WRONG, "not granted: im:history.")


def test_a_scope_that_takt_never_uses_is_a_warning() -> None:
    assert states(SlackSight(scopes=NEEDED | OPTIONAL | {"chat:write.public"}))["scopes"] is State.WARNING


@pytest.mark.parametrize(
    ("seconds", "state"),
    [(0, State.OK), (-5, State.OK), (6, State.WARNING), (-60, State.WARNING), (61, State.WRONG), (-3600, State.WRONG)],
)
def test_clocks_may_differ_by_five_seconds(seconds: int, state: State) -> None:
    assert states(SlackSight(scopes=NEEDED, skew=timedelta(seconds=seconds)))["clock"] is state


@pytest.mark.parametrize(
    ("trouble", "mend"),
    [
        ("unreachable", "HTTPS_PROXY"),
        ("invalid_auth", "SLACK_BOT_TOKEN"),
        ("invalid_auth", "Allowed IP"),
        ("missing_scope", "OAuth & Permissions"),
        ("ratelimited", "status.slack.com"),
        ("internal_error", "status.slack.com"),
    ],
)
def test_each_trouble_says_how_to_mend_it(trouble: str, mend: str) -> None:
    (found,) = bot_findings(SlackSight(trouble=trouble))
    assert found.state is State.WRONG
    assert mend in found.mend


def test_tokens_that_are_not_set_say_where_to_find_them() -> None:
    (bot,), (socket,) = bot_findings(None), socket_findings(None)
    assert "xoxb-" in bot.mend
    assert "xapp-" in socket.mend


def test_each_workspace_that_installed_takt_is_looked_at() -> None:
    sights = [
        WELL,
        SlackSight(trouble="invalid_auth", workspace="T0SHOP"),
        SlackSight(trouble=SEALED, workspace="T0BANK"),
    ]
    found = list(installed_findings(sights))
    assert [(one.about, one.state) for one in found] == [
        ("Slack", State.OK),
        ("scopes", State.OK),
        ("Slack", State.WRONG),
        ("Slack", State.WRONG),
        ("clock", State.OK),
    ]
    assert ("T0SHOP" in found[2].seen, "/slack/install" in found[2].mend) == (True, True)
    assert ("T0BANK" in found[3].seen, "takt db drop-lost-tokens" in found[3].mend) == (True, True)


def test_slacks_own_trouble_with_a_workspace_asks_nobody_to_install_again() -> None:
    (found,) = installed_findings([SlackSight(trouble="ratelimited", workspace="T0SHOP")])
    assert ("T0SHOP" in found.seen, "/slack/install" in found.mend) == (True, False)


def test_an_app_that_nobody_has_installed_yet_is_no_fault() -> None:
    (found,) = installed_findings([SlackSight(trouble="not_authed")])
    assert found.state is State.WARNING
    assert "/slack/install" in found.mend
