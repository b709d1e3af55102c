"""Supervisors rate the same scenarios in private; admins see how far they agree, and each may look at their own."""

from collections.abc import Mapping, Sequence

from bot.catalogue.live import LiveCatalogue
from bot.catalogue.model import Level, Standard
from bot.db.engine import Sessions, transaction
from bot.errors import UnknownStandard
from bot.observations import rating_queries as queries
from bot.observations.calibration_rules import (
    Agreement,
    Compared,
    Counts,
    Groups,
    Scene,
    Sheet,
    agreement_of,
    middle_of,
    scenario_key,
)
from bot.observations.fair_errors import NoScenarios, NotAllRated
from bot.people.groups import FEWEST
from bot.people.members import People
from bot.people.roles import Action
from bot.ports import Clock, MemberId, WorkspaceId


class Calibration:
    """The ratings of all workspaces. Every method raises `NotAllowed`, `RoleUnknown` or `StorageAway`."""

    def __init__(self, sessions: Sessions, clock: Clock, people: People, live: LiveCatalogue) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._live = live

    async def require_rater(self, workspace: WorkspaceId, member: MemberId) -> None:
        """Only supervisors and admins rate."""
        await self._people.require(workspace, member, Action.CALIBRATE)

    async def sheets(self, workspace: WorkspaceId, member: MemberId) -> tuple[Sheet, ...]:
        """Every standard in force that has scenarios, as far as the person has rated it. Raises `NoScenarios`."""
        await self.require_rater(workspace, member)
        standards = self._standards()
        if not standards:
            raise NoScenarios("")
        async with transaction(self._sessions) as session:
            rated = await queries.ratings_by(session, workspace=workspace, member=member)
        return tuple(self._sheet(standard, rated) for standard in standards)

    async def sheet(self, workspace: WorkspaceId, member: MemberId, standard: str) -> Sheet:
        """One standard for one person. Raises `UnknownStandard`, `NoScenarios`."""
        await self.require_rater(workspace, member)
        found = self._live.current.get(standard)
        if found is None or found.retired:
            raise UnknownStandard(standard)
        if not self._live.current.scenarios.get(standard):
            raise NoScenarios(standard)
        async with transaction(self._sessions) as session:
            rated = await queries.ratings_by(session, workspace=workspace, member=member)
        return self._sheet(found, rated)

    async def rate(self, workspace: WorkspaceId, member: MemberId, standard: str, levels: Mapping[str, Level]) -> Sheet:
        """Keep what the person has chosen so far; what is sent, or is no scenario any more, is left as it is."""
        sheet = await self.sheet(workspace, member, standard)
        wanted = {scene.key: levels[scene.key] for scene in sheet.open if scene.key in levels}
        async with transaction(self._sessions) as session:
            await queries.keep_ratings(
                session, workspace=workspace, member=member, standard=standard, levels=wanted, now=self._clock.now()
            )
            rated = await queries.ratings_by(session, workspace=workspace, member=member)
        return self._sheet(sheet.standard, rated)

    async def send(self, workspace: WorkspaceId, member: MemberId, standard: str, levels: Mapping[str, Level]) -> Sheet:
        """Have the person's ratings count; from then on they stay. Raises `NotAllRated`; what there is, is kept."""
        sheet = await self.rate(workspace, member, standard, levels)
        missing = tuple(scene.key for scene in sheet.open if scene.level is None)
        if missing:
            raise NotAllRated(missing)
        keys = [scene.key for scene in sheet.open]
        async with transaction(self._sessions) as session:
            await queries.send_ratings(
                session, workspace=workspace, member=member, scenarios=keys, now=self._clock.now()
            )
            rated = await queries.ratings_by(session, workspace=workspace, member=member)
        return self._sheet(sheet.standard, rated)

    async def compare(self, workspace: WorkspaceId, member: MemberId, standard: str) -> tuple[Compared, ...]:
        """The person's own ratings that are sent, beside the middle of the group that they rated in."""
        sheet = await self.sheet(workspace, member, standard)
        sent = [scene for scene in sheet.scenes if scene.is_sent]
        groups = await self._groups(workspace, member, [scene.key for scene in sent], own=True)
        own = {key: next(iter(found.values()), {}) for key, found in groups.items()}
        return tuple(Compared(scene, middle_of(own.get(scene.key, {}))) for scene in sent)

    async def agreement(
        self, workspace: WorkspaceId, member: MemberId
    ) -> tuple[tuple[Agreement, ...], tuple[str, ...]]:
        """For admins: the agreement by standard, in whole groups without themselves; and the standards without any."""
        await self._people.require(workspace, member, Action.SEE_AGREEMENT)
        keys = {one.id: [scene.key for scene in self._sheet(one, {}).scenes] for one in self._standards()}
        if not keys:
            raise NoScenarios("")
        groups = await self._groups(workspace, member, [key for some in keys.values() for key in some], own=False)
        by_number = {one: _by_number([groups.get(key, {}) for key in some]) for one, some in keys.items()}
        found = {one: agreement_of(one, numbered) for one, numbered in by_number.items()}
        shown = tuple(agreement for agreement in found.values() if agreement)
        return shown, tuple(one for one, agreement in found.items() if agreement is None)

    async def _groups(
        self, workspace: WorkspaceId, member: MemberId, scenarios: Sequence[str], *, own: bool
    ) -> Mapping[str, Groups]:
        """By scenario and group how many gave each level, once those who have sent stand in groups."""
        async with transaction(self._sessions) as session:
            to_group = await queries.scenarios_to_group(session, workspace=workspace, scenarios=scenarios, size=FEWEST)
        for scenario in to_group:
            async with transaction(self._sessions) as session:
                await queries.group_ratings(session, workspace=workspace, scenario=scenario, size=FEWEST)
        async with transaction(self._sessions) as session:
            return await queries.count_groups(session, workspace=workspace, scenarios=scenarios, member=member, own=own)

    def _standards(self) -> list[Standard]:
        catalogue = self._live.current
        return [standard for standard in catalogue.standards if catalogue.scenarios.get(standard.id)]

    def _sheet(self, standard: Standard, rated: Mapping[str, tuple[Level, bool]]) -> Sheet:
        scenes = []
        for scenario in self._live.current.scenarios.get(standard.id, ()):
            key = scenario_key(standard, scenario)
            level, is_sent = rated.get(key, (None, False))
            scenes.append(Scene(key, scenario, level, is_sent))
        return Sheet(standard, tuple(scenes))


def _by_number(scenarios: Sequence[Groups]) -> list[list[Counts]]:
    """The groups of a standard's scenarios, those of one number together: mostly they are the same people."""
    numbers = sorted({number for groups in scenarios for number in groups})
    return [[groups[number] for groups in scenarios if number in groups] for number in numbers]
