"""By which token Takt speaks in each workspace: kept in memory for minutes, read anew when Slack refuses it."""

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import SystemClock
from bot.db.engine import Sessions, reading, transaction
from bot.errors import NotInstalled, SettingsError, StorageAway, TokenSealed
from bot.installs import install_queries
from bot.installs.installed import Installed
from bot.installs.sealing import seal_plain, sealing
from bot.ports import Clock, WorkspaceId
from bot.vault import NO_KEY, Vault

log = structlog.get_logger()

FRESH = timedelta(minutes=5)  # a replica that hears of nothing knows of a new installation after that
MOST_KEPT = 5_000  # workspaces
MOST_BEGUN = 1_000  # installations that nobody has finished within their ten minutes: anybody can begin one


class Tokens:
    """The installations of one Slack app. What is in memory stays in use while the database is away."""

    def __init__(self, sessions: Sessions, clock: Clock, vault: Vault, client_id: str) -> None:
        self.client_id = client_id
        self._sessions = sessions
        self._clock = clock
        self._vault = vault
        self._kept: OrderedDict[WorkspaceId, tuple[datetime, Installed]] = OrderedDict()

    async def of(self, workspace: WorkspaceId) -> Installed:
        """How Takt is installed there.

        Raises `NotInstalled`, `TokenSealed`; `StorageAway` where it is not in memory either.
        """
        kept = self._kept.get(workspace)
        if kept is not None and self._clock.now() - kept[0] < FRESH:
            return kept[1]
        try:
            return await self._read(workspace)
        except StorageAway:
            if kept is None:
                raise
            return kept[1]

    async def instead_of(self, workspace: WorkspaceId, refused: str) -> str | None:
        """The token to use where Slack has refused one; None where there is no other, or none can be read now."""
        kept = self._kept.get(workspace)
        if kept is not None and kept[1].token != refused:
            return kept[1].token  # somebody else was here first
        try:
            token = (await self._read(workspace)).token
        except (NotInstalled, StorageAway, TokenSealed):
            return None
        log.info("token_read_anew", workspace=workspace, changed=token != refused)
        return token if token != refused else None

    async def workspaces(self) -> list[WorkspaceId]:
        """Where Takt is installed. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            return await install_queries.workspaces(session, client_id=self.client_id)

    async def are_there(self, session: AsyncSession, workspace: WorkspaceId) -> bool:
        """Whether Takt is installed in a workspace, by what the session's transaction sees."""
        known = await install_queries.installed(session, client_id=self.client_id, workspace=workspace)
        return known is not None

    async def check(self) -> None:
        """Note each workspace whose token no key opens, and seal what was saved before there was a key.

        Raises `SettingsError` where no key opens any, and `StorageAway`.
        """
        seen = await sealing(self._sessions, self._vault, client_id=self.client_id)
        if seen.lost and len(seen.lost) == seen.workspaces:
            raise SettingsError([NO_KEY])
        for workspace in seen.lost:
            log.error("token_sealed", workspace=workspace, problem=NO_KEY)
        for workspace in seen.spare:
            log.warning("spare_token_sealed", workspace=workspace, problem=NO_KEY)
        if count := await seal_plain(self._sessions, self._vault, client_id=self.client_id):
            log.warning("tokens_sealed", installations=count)

    async def installed(self, workspace: WorkspaceId) -> None:
        """Keep the installation that has just been saved, and no older one. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            await install_queries.forget_older(session, client_id=self.client_id, workspace=workspace)
        await self._read(workspace)

    async def remove(self, session: AsyncSession, workspace: WorkspaceId, at: datetime | None) -> bool:
        """Delete the tokens of a workspace that was removed at a moment; False where it was installed after that.

        Slack repeats events, and in no certain order.
        """
        known = await install_queries.installed(session, client_id=self.client_id, workspace=workspace)
        if known is not None and at is not None and known.at > at + timedelta(seconds=1):  # Slack cuts seconds
            return False
        await install_queries.forget_tokens(session, client_id=self.client_id, workspace=workspace)
        self._kept.pop(workspace, None)
        return True

    async def may_begin(self) -> bool:
        """Whether one installation more may begin; too many have not ended yet otherwise. Raises `StorageAway`."""
        async with reading(self._sessions) as session:
            return await install_queries.states_in_force(session, at=self._clock.now()) < MOST_BEGUN

    async def use_state(self, state: str) -> bool:
        """Whether an installation has begun with this state that may still be finished; once. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            # the SDK, which began it, knows the system's clock alone
            return await install_queries.use_state(session, state=state, at=SystemClock().now())

    async def forget(self) -> None:
        """Delete what installations left that nobody finished. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            await install_queries.forget_states(session, before=self._clock.now())

    async def _read(self, workspace: WorkspaceId) -> Installed:
        async with transaction(self._sessions) as session:
            found = await install_queries.installed(session, client_id=self.client_id, workspace=workspace)
        if found is None:
            self._kept.pop(workspace, None)
            raise NotInstalled
        try:
            opened = replace(found, token=self._vault.open(found.token))
        except SettingsError as error:
            raise TokenSealed(error.problems, workspace) from None
        self._kept[workspace] = (self._clock.now(), opened)
        self._kept.move_to_end(workspace)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return opened
