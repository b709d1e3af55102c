"""Who may do what."""

import pytest

from bot.people.roles import PERMISSIONS, RIGHTS, Action, Deed, Role, Tie, allows, least_for, role_of

EVERYBODY, SUPERVISORS = set(Role), {Role.SUPERVISOR, Role.ADMIN}


@pytest.mark.parametrize(
    ("is_admin", "is_supervisor", "role"),
    [
        (False, False, Role.STAFF),
        (False, True, Role.SUPERVISOR),
        (True, False, Role.ADMIN),
        (True, True, Role.ADMIN),
    ],
)
def test_highest_role_counts(is_admin: bool, is_supervisor: bool, role: Role) -> None:
    assert role_of(is_admin=is_admin, is_supervisor=is_supervisor) is role


@pytest.mark.parametrize("action", [Action.SUBSCRIBE, Action.OBSERVE, Action.SEE_OWN_RECORDED, Action.SEE_REPORT])
def test_supervisors_and_admins_may_and_staff_may_not(action: Action) -> None:
    assert {role for role in EVERYBODY if allows(role, action)} == SUPERVISORS


@pytest.mark.parametrize("action", [Action.SEE_GAPS, Action.EXPORT_REPORT])
def test_only_admins_may(action: Action) -> None:
    assert {role for role in EVERYBODY if allows(role, action)} == {Role.ADMIN}


@pytest.mark.parametrize(
    ("action", "least"),
    [(Action.OBSERVE, Role.SUPERVISOR), (Action.SUBSCRIBE, Role.SUPERVISOR), (Action.SEE_GAPS, Role.ADMIN)],
)
def test_refusal_names_the_lowest_role_that_may(action: Action, least: Role) -> None:
    assert least_for(action) is least


def test_nobody_decides_about_themselves_and_nobody_else_answers_in_their_place() -> None:
    assert not RIGHTS[Deed.DECIDE][Tie.SUBJECT]
    assert all(not RIGHTS[deed][Tie.OTHER] for deed in Deed if deed not in {Deed.DECIDE, Deed.UPHOLD})


def test_every_deed_has_a_row_for_every_tie() -> None:
    assert {(deed, tie) for deed, ties in RIGHTS.items() for tie in ties} == {(d, t) for d in Deed for t in Tie}


def test_every_action_has_its_row() -> None:
    assert set(PERMISSIONS) == set(Action)
