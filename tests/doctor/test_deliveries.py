"""Of each tip that did not come the doctor says how to mend it; of what somebody wished for it only tells."""

from datetime import UTC, datetime

import pytest

from bot.doctor.advice import advice
from bot.doctor.deliveries import Deliveries, delivery_findings
from bot.doctor.delivery_queries import Past
from bot.doctor.findings import Finding, State, lines
from bot.scopes import OPTIONAL
from bot.tips.outcomes import SKIPS
from bot.tips.records import LATE, LOST, NOBODY_KNOWS
from bot.tips.records import State as Became
from handlers.sending_errors import STOPS_CHANNEL, STOPS_WORKSPACE

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def past(state: str, reason: str | None = None) -> Past:
    return Past("T1", "C1", NOW, Became(state), None, reason)


def last(*became: Past) -> Finding:
    """What is said of the last tips."""
    return list(delivery_findings(Deliveries([], became, []), NOW))[1]


def paused(reason: str) -> Finding:
    """What is said of a pause."""
    return list(delivery_findings(Deliveries([], [], [(reason, 2)]), NOW))[2]


def test_where_nobody_knows_the_scopes_that_would_tell_are_named_and_tips_on_is_not() -> None:
    found = last(past("uncertain", NOBODY_KNOWS))
    assert found.state is State.WARNING
    assert "/tips on" not in found.mend
    assert "look into the channel" in found.mend.lower()
    for scope in ("channels:history", "groups:history"):
        assert scope in OPTIONAL
        assert scope in found.mend


@pytest.mark.parametrize(
    ("reason", "words"),
    [("too-late", "not running"), ("slack-away", "status.slack.com"), ("held-up", "status.slack.com")],
)
def test_a_tip_that_came_too_late_is_a_warning_that_says_who_was_away(reason: str, words: str) -> None:
    found = last(past("sent"), past("skipped", reason))
    assert (found.state, words in found.mend, "/tips on" in found.mend) == (State.WARNING, True, False)


@pytest.mark.parametrize("reason", sorted(set(SKIPS) - LATE - {"refused"}))
def test_a_tip_that_was_skipped_as_somebody_wished_is_well(reason: str) -> None:
    assert last(past("skipped", reason)).state is State.OK


@pytest.mark.parametrize("reason", sorted(LOST - {"uninstalled"}))
def test_where_slack_does_not_let_takt_in_the_app_is_to_be_installed_again(reason: str) -> None:
    for found in (last(past("failed", reason)), paused(reason)):
        assert found.state is State.WARNING
        assert "again" in found.mend
        assert found.mend.lower().index("install") < found.mend.index("/tips on"), "which is of no use before"
    assert ("manifest.yaml" in advice(reason)) == (reason == "missing_scope")


def test_a_workspace_that_removed_takt_needs_an_installation_only_if_that_was_a_mistake() -> None:
    assert "If that was not meant" in paused("uninstalled").mend


def test_a_pause_by_hand_is_told_and_nothing_is_to_be_mended() -> None:
    found = paused("paused")
    assert (found.state, found.mend) == (State.OK, "")
    assert found.seen == "2 by hand, until somebody types /tips resume."


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("not_in_channel", "/invite @Takt"),
        ("is_archived", "Unarchive"),
        ("restricted_action_read_only_channel", "let Takt post"),
        ("no_permission", "let Takt post"),
        ("user_disabled", "takt erase"),
        ("two_factor_setup_required", "two-factor"),
        ("bad-rule", "time zone"),
        ("no-standards", "takt content check"),
        ("invalid_blocks", "tip_refused"),
    ],
)
def test_each_group_of_reasons_has_a_line_of_its_own(reason: str, words: str) -> None:
    assert words in last(past("failed", reason)).mend
    assert words in paused(reason).mend


def test_no_code_that_stops_tips_is_left_to_the_general_advice() -> None:
    general = advice("a_code_of_tomorrow")
    known = STOPS_CHANNEL | STOPS_WORKSPACE | LOST | LATE | {NOBODY_KNOWS}
    assert sorted(code for code in known if advice(code) == general) == []


def test_reasons_that_differ_are_all_mended_each_once() -> None:
    became = [past("failed", "not_in_channel"), past("uncertain", NOBODY_KNOWS), past("failed", "channel_not_found")]
    found = last(*became, past("skipped", "too-late"), past("skipped", "left-out"))
    shown = [line for line in lines([found]) if "→" in line]
    assert [line.split("→ ")[1].split(": ")[0] for line in shown] == [
        "not_in_channel, channel_not_found",
        "nobody-knows",
        "too-late",
    ]
