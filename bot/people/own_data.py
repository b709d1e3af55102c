"""Everything that Takt keeps about one person, for that person."""

from datetime import timedelta
from typing import Any

from bot.db.engine import Sessions, transaction
from bot.people import audit, own_data_queries
from bot.ports import Clock, MemberId, WorkspaceId

PURPOSE = "coaching"
Row = dict[str, Any]


class OwnData:
    """Exports."""

    def __init__(self, sessions: Sessions, clock: Clock, retention: timedelta) -> None:
        self._sessions = sessions
        self._clock = clock
        self._retention = retention

    async def export(self, workspace: WorkspaceId, member: MemberId, *, by_themselves: bool) -> Row:
        """Every row about the person in every table, and every step of the observations that concern them.

        Somebody at a terminal asks where it is not the person themselves; both are audited. Raises `StorageAway`.
        """
        now = self._clock.now()
        actor = member if by_themselves else None
        async with transaction(self._sessions) as session:
            found = await own_data_queries.everything_about(session, workspace=workspace, member=member)
            await audit.write_down(
                session, audit.Act.EXPORTED, workspace=workspace, actor=actor, subject=member, now=now
            )
        return {
            "workspace": workspace,
            "member": member,
            "exported_at": now.isoformat(),
            "purpose": PURPOSE,
            "kept_for_days": self._retention.days,
            **found,
        }
