"""Who may do what: two tables, pure."""

from collections.abc import Mapping
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
    SEE_OWN_FRESH = "see those that one has recorded within 24 hours"
    SEE_TIPS_REPORT = "see how the tips of a channel do"
    SEE_REPORT = "see the report on observations"
    EXPORT_REPORT = "take the report on observations out as a file"
    SEE_GAPS = "see what people asked in vain"
    ENTER_NOTICE = "enter when staff were notified"
    CALIBRATE = "rate scenarios"
    SEE_AGREEMENT = "see how far those who rate agree"


class Deed(StrEnum):
    """What may be done with an observation that is there."""

    READ = "read it"
    THANK = "thank for it"
    REPLY = "reply to it"
    CONTEST = "contest it"
    EXPORT = "export it"
    UNDO = "undo it"
    CORRECT = "correct it"
    DECIDE = "decide on its contest"
    UPHOLD = "decide that it stands"
    FOLLOW_UP = "plan, move or drop a follow-up of it"


class Tie(StrEnum):
    """What a person has to do with an observation."""

    SUBJECT = "it is about them"
    OBSERVER = "they recorded it"
    OTHER = "neither"


NOBODY = frozenset[Role]()
EVERYBODY = frozenset(Role)
SUPERVISORS = frozenset({Role.SUPERVISOR, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})
PERMISSIONS: dict[Action, frozenset[Role]] = {
    Action.SUBSCRIBE: SUPERVISORS,
    Action.OBSERVE: SUPERVISORS,
    Action.SEE_OWN_RECORDED: SUPERVISORS,
    Action.SEE_OWN_FRESH: EVERYBODY,  # as long as whoever recorded them may still put them right
    Action.SEE_TIPS_REPORT: SUPERVISORS,
    Action.SEE_REPORT: SUPERVISORS,
    Action.EXPORT_REPORT: ADMINS,
    Action.SEE_GAPS: ADMINS,
    Action.ENTER_NOTICE: ADMINS,
    Action.CALIBRATE: SUPERVISORS,
    Action.SEE_AGREEMENT: ADMINS,
}
# Whoever recorded something may take it back, also when they have ceased to be a supervisor. An admin reads nothing
# but what is contested, and nobody decides about themselves.
RIGHTS: dict[Deed, Mapping[Tie, frozenset[Role]]] = {
    Deed.READ: {Tie.SUBJECT: EVERYBODY, Tie.OBSERVER: SUPERVISORS, Tie.OTHER: NOBODY},
    Deed.THANK: {Tie.SUBJECT: EVERYBODY, Tie.OBSERVER: NOBODY, Tie.OTHER: NOBODY},
    Deed.REPLY: {Tie.SUBJECT: EVERYBODY, Tie.OBSERVER: NOBODY, Tie.OTHER: NOBODY},
    Deed.CONTEST: {Tie.SUBJECT: EVERYBODY, Tie.OBSERVER: NOBODY, Tie.OTHER: NOBODY},
    Deed.EXPORT: {Tie.SUBJECT: EVERYBODY, Tie.OBSERVER: EVERYBODY, Tie.OTHER: NOBODY},
    Deed.UNDO: {Tie.SUBJECT: NOBODY, Tie.OBSERVER: EVERYBODY, Tie.OTHER: NOBODY},
    Deed.CORRECT: {Tie.SUBJECT: NOBODY, Tie.OBSERVER: EVERYBODY, Tie.OTHER: NOBODY},
    Deed.DECIDE: {Tie.SUBJECT: NOBODY, Tie.OBSERVER: SUPERVISORS, Tie.OTHER: ADMINS},
    # Beside this: the observer alone where no admin was asked (`check_upholder`).
    Deed.UPHOLD: {Tie.SUBJECT: NOBODY, Tie.OBSERVER: SUPERVISORS, Tie.OTHER: ADMINS},
    Deed.FOLLOW_UP: {Tie.SUBJECT: NOBODY, Tie.OBSERVER: SUPERVISORS, Tie.OTHER: NOBODY},
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
    return lowest(PERMISSIONS[action])


def lowest(roles: frozenset[Role]) -> Role:
    """The lowest of some roles."""
    return next(role for role in Role if role in roles)
