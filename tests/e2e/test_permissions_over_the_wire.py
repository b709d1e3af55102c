"""Every row of the table of permissions: each role, each action, tried over the wire.

An admin here is no supervisor: what supervisors may do, admins may do all the same.
"""

from dataclasses import dataclass

import pytest

from bot.people.roles import PERMISSIONS, Action, Role
from tests.e2e.conftest import Stage
from tests.e2e.test_lawful_dialogues import run
from tests.fakes import FixedClock

REFUSED = "can do this. Ask your"  # only supervisors and admins, or only admins
ROWS = [(role, action) for action in Action for role in Role]


@dataclass(frozen=True)
class Attempt:
    """What Ben types, what he is told where he may, and a query that finds a row where it has had its effect."""

    line: str
    told: str
    leaves: str = ""
    in_form: bool = False


ATTEMPTS = {
    Action.SUBSCRIBE: Attempt("/tips on 10:00", "10:00", "SELECT 1 FROM subscription WHERE owner = 'U0BEN'"),
    Action.OBSERVE: Attempt(
        "/observe @anna greeting + Warm welcome", "Saved.", "SELECT 1 FROM observation WHERE note = 'Warm welcome'"
    ),
    Action.SEE_OWN_RECORDED: Attempt(
        "/observe recent", "Did not look up", "SELECT 1 FROM audit WHERE action = 'read' AND detail = '1'"
    ),
    Action.SEE_TIPS_REPORT: Attempt("/tips report", "There is no report yet"),
    Action.SEE_REPORT: Attempt(
        "/observe report week", "Fewer than five people", "SELECT 1 FROM audit WHERE detail = 'report/week'"
    ),
    Action.EXPORT_REPORT: Attempt(
        "/observe report week csv",
        "The file holds counts alone",
        "SELECT 1 FROM audit WHERE action = 'exported' AND detail = 'report/week'",
    ),
    Action.SEE_GAPS: Attempt("/standard gaps", "Nobody has asked in vain"),
    Action.ENTER_NOTICE: Attempt(
        "/observe notice 2026-10-01",
        "Staff were notified on 1 October 2026.",
        "SELECT 1 FROM notice WHERE notified_on IS NOT NULL",
    ),
    Action.CALIBRATE: Attempt("/observe calibrate greeting", "Only you see your ratings", in_form=True),
    Action.SEE_AGREEMENT: Attempt("/observe calibrate agreement", "How far our supervisors agree"),
}


@pytest.fixture
def mode() -> str:
    """One mode: what is tried is the same behind both."""
    return "http"


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands still."""
    return FixedClock()


def test_every_action_is_tried() -> None:
    assert set(ATTEMPTS) == set(PERMISSIONS) == set(Action)


@pytest.mark.parametrize(("role", "action"), ROWS, ids=lambda part: part.name.lower())
async def test_permission(stage: Stage, role: Role, action: Action) -> None:
    attempt, is_allowed = ATTEMPTS[action], role in PERMISSIONS[action]
    ben = stage.slack.person("ben")
    await stage.slack.change(user="ben", supervisor=True)
    await ben.types("/observe @anna greeting - Did not look up", channel="butikken")
    await ben.sees("Saved.", channel="butikken")
    await stage.slack.change(user="ben", supervisor=role is Role.SUPERVISOR, is_admin=role is Role.ADMIN)
    stage.takt.services.people.forget_everything()
    await ben.types(attempt.line, channel="reception")
    says = attempt.told if is_allowed else REFUSED
    shown = await (ben.form(says) if attempt.in_form else ben.sees(says))
    assert says in shown.words
    if attempt.leaves:
        assert (run(stage, attempt.leaves) != []) is is_allowed
    if not is_allowed:
        assert attempt.told not in shown.words
