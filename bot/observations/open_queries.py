"""What asks which observations count and which follow-ups are open, so that asking it alone loads little else."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased

from bot.catalogue.model import Level
from bot.db.models import FollowUp, Observation, Removal

GOOD = (Level.MET.value, Level.EXAMPLE.value)
NONE = 0  # no row has this number


def counts_in_reports() -> ColumnElement[bool]:
    """What every report asks: not taken back, and no contest of it open."""
    return and_(Observation.undone_at.is_(None), Observation.contested_at.is_(None))


def is_open(*, but_for: int = NONE) -> ColumnElement[bool]:
    """Of a follow-up joined to its observation: not dropped, still a *not yet* that counts, and not met since.

    `but_for`: as if this observation were not there. A *met* that is taken back or contested does not close it: so an
    undo opens it again by itself.
    """
    later = aliased(Observation)
    met_since = exists().where(
        later.workspace == Observation.workspace,
        later.subject == Observation.subject,
        later.standard == Observation.standard,
        later.seen_at >= Observation.seen_at,  # the index of a subject, from here on
        or_(later.seen_at > Observation.seen_at, later.id > Observation.id),
        later.level.in_(GOOD),
        *(() if but_for == NONE else (later.id != but_for,)),
        later.undone_at.is_(None),
        later.contested_at.is_(None),
    )
    is_not_yet = Observation.level == Level.NOT_YET.value
    return and_(FollowUp.dropped_at.is_(None), is_not_yet, counts_in_reports(), ~met_since)


def awaits_reminder(now: datetime) -> ColumnElement[bool]:
    """Of a follow-up joined to its observation: open, its hour has come, and its observer is still to be reminded."""
    of_removed = exists().where(Removal.workspace == FollowUp.workspace)  # it waits for the next installation
    is_due = and_(FollowUp.due_at <= now, FollowUp.reminded_at.is_(None))
    return and_(is_due, Observation.observer != "", is_open(), ~of_removed)
