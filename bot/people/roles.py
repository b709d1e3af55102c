"""Who may do what: one table, pure."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is to Takt; each includes the ones before it."""

    STAFF = "staff"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Action(StrEnum):
    """What needs a permission."""

    SUBSCRIBE = "subscribe a channel to tips"
    OBSERVE = "record an observation"
    SEE_OWN_RECORDED = "see the observations one has recorded"
    SEE_GAPS = "see what people asked in vain"


SUPERVISORS = frozenset({Role.SUPERVISOR, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})
PERMISSIONS: dict[Action, frozenset[Role]] = {
    Action.SUBSCRIBE: SUPERVISORS,
    Action.OBSERVE: SUPERVISORS,
    Action.SEE_OWN_RECORDED: SUPERVISORS,
    Action.SEE_GAPS: ADMINS,
}


def role_of(*, is_admin: bool, is_supervisor: bool) -> Role:
    """The highest role that applies."""
    if is_admin:
        return Role.ADMIN
    return Role.SUPERVISOR if is_supervisor else Role.STAFF


def allows(role: Role, action: Action) -> bool:
    """Whether the role may do it."""
    return role in PERMISSIONS[action]


def least_for(action: Action) -> Role:
    """The lowest role that may do it."""
    return next(role for role in Role if allows(role, action))
