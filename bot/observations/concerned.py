"""Whether anybody is there for whom a follow-up is still of use."""

from bot.errors import NotAllowed, UnknownMember
from bot.observations.records import Observed
from bot.people.members import People
from bot.people.roles import RIGHTS, Deed, Tie


async def concerns_anybody(people: People, observed: Observed) -> bool:
    """Whether both are still there, and the observer may still observe. Raises `SlackTrouble`."""
    try:
        both = [await people.profile(observed.workspace, one) for one in (observed.observer, observed.subject)]
        await people.require_one_of(observed.workspace, observed.observer, RIGHTS[Deed.FOLLOW_UP][Tie.OBSERVER])
    except (NotAllowed, UnknownMember):
        return False
    return not any(one.is_gone for one in both)
