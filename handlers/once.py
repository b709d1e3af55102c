"""What comes once, however often and to however many replicas Slack sends its request."""

from bot.services import Services
from handlers.act import Act


async def is_first(act: Act, services: Services, what: str = "", *, patience: float = 0) -> bool:
    """Whether the act, or `what` it is about to do, has not been done yet, on any replica; True once.

    `patience`: how many seconds it can wait for a database that is away; in vain means no.
    """
    return await services.seen.first_time(act.workspace, what or act.source_key, again=act.again, patience=patience)
