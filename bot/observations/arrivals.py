"""What is kept once Slack has taken a message that shows an observation to the colleague it is about."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.direct_messages import Place
from bot.observations.chore_queries import Owed, drop_chore, owe_emptying
from bot.observations.records import Observed
from bot.observations.step_queries import locked_observation
from bot.observations.told_queries import keep_told
from bot.ports import WorkspaceId


async def keep_arrival(
    session: AsyncSession,
    *,
    workspace: WorkspaceId,
    observation: int,
    place: Place,
    now: datetime,
    owed: Owed | None = None,
) -> Observed | None:
    """Keep where a message is, and that what was `owed` is done; returns the observation as it is now, if it is there.

    The row is held against an undo meanwhile, so that one of the two sees what the other wrote: what was taken back
    while the message was under way is to be emptied.
    """
    observed = await locked_observation(session, workspace=workspace, observation=observation)
    if observed is None:
        return None
    await keep_told(session, observed=observed, place=place)
    if owed is not None:
        await drop_chore(session, owed=owed)
    if observed.undone:
        await owe_emptying(session, observed=observed, now=now)
    return observed
