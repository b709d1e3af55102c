"""Who is to hear of a step: what is owed to them is begun at once."""

from bot.catalogue.live import LiveCatalogue
from bot.observations.chores import Chores
from bot.observations.deciding import still_decides
from bot.observations.news import News, step_message
from bot.observations.records import Observed
from bot.people.members import People
from bot.ports import MemberId, StepMessage


class StepTelling:
    """Begins the messages that belong to a step, which is kept with what is owed."""

    def __init__(self, people: People, live: LiveCatalogue, chores: Chores) -> None:
        self._people = people
        self._live = live
        self._chores = chores

    async def deciders(self, observed: Observed) -> tuple[MemberId, ...]:
        """Whom a contest goes to: the observer, and the first admin who is neither of the two.

        Without the observer where they have been erased or are no supervisor any more; without an admin where there is
        none, or Slack does not say in time.
        """
        workspace, observer = observed.workspace, observed.observer
        admin = await self._people.admin_beside(workspace, {observer, observed.subject})
        decides = bool(observer) and await still_decides(self._people, workspace, observer)
        return tuple(one for one in (observer if decides else None, admin) if one)

    def begin(self, observed: Observed) -> None:
        """Tell everybody concerned, and do what the step has brought about beside that, in the background."""
        self._chores.begin(observed.id)

    async def message(self, news: News, member: MemberId) -> StepMessage:
        """What one person is told, in their language."""
        return step_message(news, await self._people.speaker(news.observed.workspace, member), self._live.current)
