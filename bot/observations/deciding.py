"""Whether whoever recorded something may still decide on its contest."""

from bot.errors import NotAllowed, SlackTrouble
from bot.people.members import People
from bot.people.roles import RIGHTS, Deed, Tie
from bot.ports import MemberId, WorkspaceId


async def still_decides(people: People, workspace: WorkspaceId, observer: MemberId) -> bool:
    """Whether they are a supervisor; while Slack does not say, they are taken for one: deciding asks again."""
    try:
        await people.require_one_of(workspace, observer, RIGHTS[Deed.DECIDE][Tie.OBSERVER])
    except NotAllowed:
        return False
    except SlackTrouble:
        return True
    return True
