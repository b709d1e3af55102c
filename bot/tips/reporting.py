"""The report on a channel's tips."""

import contextlib
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.catalogue.live import LiveCatalogue
from bot.db.engine import Sessions, transaction
from bot.errors import SlackTrouble
from bot.people.groups import FEWEST
from bot.people.members import People
from bot.people.roles import Action
from bot.ports import ChannelId, Clock, Profile, WorkspaceId
from bot.tips import queries
from bot.tips.posing import is_personal
from bot.tips.report import WEEKS, Learnt, Report, Week, beginnings, learnt, people_of, weeks_until
from bot.tips.report_queries import channels_of, fill_members, right_by_area, weeks_answered
from bot.tips.rooms import Room, Rooms
from bot.tips.zones import is_zone

CHANNELS_SHOWN = 3  # on Home


class Reporting:
    """Reports on how tips do. Everything here raises `NotAllowed`, `RoleUnknown`, `StorageAway`."""

    def __init__(
        self,
        sessions: Sessions,
        clock: Clock,
        people: People,
        live: LiveCatalogue,
        rooms: Rooms,
        default_time_zone: str,
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._people = people
        self._live = live
        self._rooms = rooms
        self._default_time_zone = default_time_zone

    async def require(self, person: Profile) -> None:
        """Make sure that this person may see reports."""
        await self._people.require(person.workspace, person.member, Action.SEE_TIPS_REPORT)

    async def report(self, person: Profile, channel: ChannelId) -> Report:
        """How a channel's tips do; of what is somebody's own, nothing is ever counted."""
        await self.require(person)
        return await self._report(person.workspace, channel, ask=True)

    async def own_channels(self, person: Profile) -> list[Report]:
        """The reports on the channels whose tips this person has turned on, also those that are hidden."""
        await self.require(person)
        async with transaction(self._sessions) as session:
            channels = await channels_of(session, workspace=person.workspace, owner=person.member, limit=CHANNELS_SHOWN)
        return [await self._report(person.workspace, channel, ask=False) for channel in channels]

    async def _report(self, workspace: WorkspaceId, channel: ChannelId, *, ask: bool) -> Report:
        if is_personal(channel):
            return Report(channel, (), 0, None)
        areas = {one.id: one.area for one in self._live.current.everything.values()}
        async with transaction(self._sessions) as session:
            known = await queries.subscription_of(session, workspace=workspace, channel=channel)
            zone = known.time_zone if known and is_zone(known.time_zone) else self._default_time_zone
            today = self._clock.now().astimezone(ZoneInfo(zone)).date()
            mondays = weeks_until(today)
            *begins, until = beginnings([*mondays, today], zone)
            counted = await weeks_answered(session, workspace=workspace, channel=channel, begins=begins, until=until)
            rights = await right_by_area(session, workspace=workspace, channel=channel, areas=areas, until=until)
        _, people, members = counted.get(None, (0, 0, None))
        room = Room("")
        if people >= FEWEST and (ask or members is None):
            room = await self._room(workspace, channel)
            size = people_of(room.size, people)
            members = size or members
            await self._note_size(workspace, channel, begins[0], size)
        weeks = [_week(mondays[number], counted.get(number), members) for number in range(WEEKS)]
        found = {one.area: one for one in learnt(rights)}
        overall = found.pop(None, Learnt(None))
        return Report(channel, tuple(weeks), people, members, tuple(found.values()), overall, room.name)

    async def _note_size(self, workspace: WorkspaceId, channel: ChannelId, since: datetime, size: int | None) -> None:
        if size is not None:
            async with transaction(self._sessions) as session:
                await fill_members(session, workspace=workspace, channel=channel, since=since, members=size)

    async def _room(self, workspace: WorkspaceId, channel: ChannelId) -> Room:
        """The channel; nameless where Takt may not ask, or gets no answer."""
        with contextlib.suppress(SlackTrouble):
            return await self._rooms.room(workspace, channel)
        return Room("")


def _week(monday: date, counted: tuple[int, int, int | None] | None, members: int | None) -> Week:
    asked, people, then = counted or (0, 0, None)
    return Week(monday, asked, people, then or members)
