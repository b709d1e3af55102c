"""What keeps somebody from a deed that their role permits; pure."""

from collections.abc import Sequence
from datetime import datetime

from bot.observations.follow_rules import check_followable
from bot.observations.records import Observed
from bot.observations.steps import (
    Asked,
    Happened,
    check_answerable,
    check_contestable,
    check_correctable,
    check_corrector,
    check_open,
    check_upholder,
)
from bot.people.roles import Deed
from bot.ports import MemberId

DECIDING = frozenset({Deed.DECIDE, Deed.UPHOLD})


def check_deed(observed: Observed, deed: Deed, now: datetime, steps: Sequence[Happened]) -> None:
    """Raise what keeps anybody from doing it to an observation as it is."""
    match deed:
        case Deed.THANK | Deed.REPLY:
            check_answerable(observed)
        case Deed.CONTEST:
            check_contestable(observed, steps)
        case Deed.CORRECT:
            check_correctable(observed, now)
        case Deed.DECIDE | Deed.UPHOLD:
            check_open(observed)
        case Deed.FOLLOW_UP:
            check_followable(observed)
        case _:
            pass


def check_decider(
    observed: Observed,
    member: MemberId,
    deed: Deed,
    asked: Sequence[Asked],
    steps: Sequence[Happened],
    *,
    amends: bool,
) -> None:
    """What is the admin's who was asked, its observer does not do."""
    if amends:
        check_corrector(observed, member, asked, steps)
    if deed is Deed.UPHOLD:
        check_upholder(observed, member, asked)
