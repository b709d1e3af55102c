"""What dialogues about tips share: the hour at which they come, and a look at what has come."""

from datetime import UTC, datetime

from playground.client import Seen, Workspace
from tests.e2e.conftest import Stage

OPENINGS = "Dagens tip", "Today’s tip"
TEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # ten o'clock in Copenhagen, on a Monday


async def tips_in(slack: Workspace, channel: str = "butikken") -> list[Seen]:
    """The tips that a channel has got, in either language."""
    messages = await slack.person("anna").messages(channel)
    return [seen for seen in messages if any(opening in seen.text for opening in OPENINGS)]


async def tick(stage: Stage, times: int = 3) -> None:
    """Let the sender run a few times more."""
    for _ in range(times):
        await stage.takt.services.deliveries.tick()
