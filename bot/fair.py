"""What makes observations fair and lawful, put together."""

from functools import cached_property

from bot.db.engine import reading
from bot.loading import later
from bot.observations import retention_queries
from bot.observations.retention import Retention
from bot.observations.waiting_queries import anything_waits
from bot.parts import Parts
from bot.ports import WorkspaceId
from bot.runner import carry_out_each

with later():  # what no job needs, with the first person who does
    from bot.observations import calibration as calibrating
    from bot.observations import fairness
    from bot.observations import follow_ups as following_up
    from bot.observations import notice as noticing
    from bot.people import erasure as erasing
    from bot.people import own_data as owning
    from bot.people import roll_call as calling

with later():  # with the first observation, or what waits of an earlier one
    from bot.observations import handing_on as handing
    from bot.observations import reminding as reminders
    from bot.observations import seeking as seeks
    from bot.observations import tellers as telling


class Fair:
    """The services that stand around observations."""

    def __init__(self, parts: Parts) -> None:
        self._parts = p = parts
        self.retention = Retention(p.sessions, p.clock, p.kept)

    async def remind(self) -> None:
        """Everything that waits for its hour: reminders of follow-ups, contests that wait for an admin, chores."""
        async with reading(self._parts.sessions) as session:
            if not await anything_waits(session, now=self._parts.clock.now()):
                return
        jobs = [self.reminding.remind, self.handing_on.hand_on, self.seeking.seek, self.tellers.chores.do_due]
        await carry_out_each("reminders", jobs)

    async def call_roll(self, workspace: WorkspaceId) -> None:
        """Ask Slack, at night, who has left without a word, and erase them."""
        await self.roll_call.call(workspace)

    @cached_property
    def roll_call(self) -> "calling.RollCall":
        """Who is still there."""
        p = self._parts
        return calling.RollCall(p.sessions, p.clock, p.people, self.erasure, p.settings.time_zone)

    @cached_property
    def tellers(self) -> "telling.Tellers":
        """Who tells people of observations."""
        p = self._parts
        return telling.tellers(p.sessions, p.clock, p.people, p.live, p.messenger, p.tasks)

    @cached_property
    def reminding(self) -> "reminders.Reminding":
        """Reminders of follow-ups."""
        p = self._parts
        return reminders.Reminding(p.sessions, p.clock, p.people, p.live, p.messenger)

    @cached_property
    def handing_on(self) -> "handing.HandingOn":
        """Contests whose admin is none any more."""
        return handing.HandingOn(self._parts.sessions, self._parts.people)

    @cached_property
    def seeking(self) -> "seeks.Seeking":
        """Contests for which there was no admin."""
        p = self._parts
        return seeks.Seeking(p.sessions, p.clock, p.people, self.tellers.steps, p.messenger)

    @cached_property
    def steps(self) -> "fairness.Fairness":
        """Replies, contests and corrections."""
        p = self._parts
        return fairness.Fairness(p.sessions, p.clock, p.people, p.live, self.tellers.steps, p.kept)

    @cached_property
    def follow_ups(self) -> "following_up.FollowUps":
        """Days on which observers look again."""
        p = self._parts
        return following_up.FollowUps(p.sessions, p.clock, p.people, self.steps)

    @cached_property
    def calibration(self) -> "calibrating.Calibration":
        """Scenarios that supervisors rate."""
        p = self._parts
        return calibrating.Calibration(p.sessions, p.clock, p.people, p.live)

    @cached_property
    def notice(self) -> "noticing.Notice":
        """The day on which staff were told, and whether recording is open."""
        p = self._parts
        return noticing.Notice(p.sessions, p.clock, p.people, p.settings.notice_days, p.settings.time_zone)

    @cached_property
    def own_data(self) -> "owning.OwnData":
        """All that is kept about one person."""
        p = self._parts
        return owning.OwnData(p.sessions, p.clock, p.kept)

    @cached_property
    def erasure(self) -> "erasing.Erasure":
        """Erases a person who has left or asks for it."""
        p = self._parts
        return erasing.Erasure(p.sessions, p.clock, retention_queries.fold_about)
