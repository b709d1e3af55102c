"""Reads and writes of installations, which Slack's SDK saves; by workspace, whatever organisation that belongs to."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Table, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.install_models import TOKENS, OAuthState, SlackBot, SlackInstallation
from bot.db.queries import rows_changed
from bot.installs.installed import Installed
from bot.ports import WorkspaceId

TABLES: tuple[Table, ...] = (SlackBot, SlackInstallation)


class Stored(NamedTuple):
    """Where the tokens of one installation are, whose they are, and the tokens by column, as they are stored."""

    table: Table
    row: int
    client_id: str
    workspace: str
    tokens: Mapping[str, str]


async def installed(session: AsyncSession, *, client_id: str, workspace: WorkspaceId) -> Installed | None:
    """The newest installation in a workspace, its token as it is stored."""
    of_workspace = select(SlackBot).where(
        SlackBot.c.client_id == client_id, SlackBot.c.team_id == workspace, SlackBot.c.bot_token.is_not(None)
    )
    newest = await session.execute(of_workspace.order_by(SlackBot.c.installed_at.desc(), SlackBot.c.id.desc()).limit(1))
    row = newest.mappings().one_or_none()
    return None if row is None else _installed(row)


async def workspaces(session: AsyncSession, *, client_id: str) -> list[WorkspaceId]:
    """Where Takt is installed."""
    found = select(SlackBot.c.team_id).where(SlackBot.c.client_id == client_id, SlackBot.c.bot_token.is_not(None))
    return [WorkspaceId(team) for team in await session.scalars(found.distinct().order_by(SlackBot.c.team_id)) if team]


async def newest_tokens(session: AsyncSession, *, client_id: str) -> dict[WorkspaceId, str]:
    """The token, as it is stored, of the newest installation in every workspace."""
    ours = select(SlackBot.c.team_id, SlackBot.c.bot_token).where(
        SlackBot.c.client_id == client_id, SlackBot.c.bot_token.is_not(None), SlackBot.c.team_id.is_not(None)
    )
    found = await session.execute(ours.order_by(SlackBot.c.installed_at, SlackBot.c.id))
    return {WorkspaceId(row.team_id): row.bot_token for row in found}  # the last one stays


async def forget_older(session: AsyncSession, *, client_id: str, workspace: WorkspaceId) -> None:
    """Delete all installations of a workspace but the newest: their tokens are of no use."""
    for table in TABLES:
        newest = select(func.max(table.c.id)).where(table.c.client_id == client_id, table.c.team_id == workspace)
        older = table.c.id < newest.scalar_subquery()
        await session.execute(delete(table).where(table.c.client_id == client_id, table.c.team_id == workspace, older))


async def forget_tokens(session: AsyncSession, *, client_id: str, workspace: WorkspaceId) -> None:
    """Delete every installation of a workspace."""
    for table in TABLES:
        await session.execute(delete(table).where(table.c.client_id == client_id, table.c.team_id == workspace))


async def states_in_force(session: AsyncSession, *, at: datetime) -> int:
    """How many installations have begun that may still be finished at a moment (UTC)."""
    in_force = select(func.count()).select_from(OAuthState).where(OAuthState.c.expire_at > at.replace(tzinfo=None))
    return await session.scalar(in_force) or 0


async def use_state(session: AsyncSession, *, state: str, at: datetime) -> bool:
    """Delete the state of an installation that is being finished; False where there is none in force (UTC)."""
    ours = (OAuthState.c.state == state, OAuthState.c.expire_at > at.replace(tzinfo=None))
    return rows_changed(await session.execute(delete(OAuthState).where(*ours))) > 0


async def forget_states(session: AsyncSession, *, before: datetime) -> None:
    """Delete the states of installations that nobody finished, by the moment (UTC) until which they were good."""
    await session.execute(delete(OAuthState).where(OAuthState.c.expire_at < before.replace(tzinfo=None)))


async def stored_tokens(session: AsyncSession, *, lock: bool = False) -> list[Stored]:
    """Every token of every installation, of any app; locked until the transaction ends where that is asked for."""
    found = list[Stored]()
    for table in TABLES:
        query = select(table).order_by(table.c.id)
        rows = await session.execute(query.with_for_update() if lock else query)
        found += [_stored(table, row) for row in rows.mappings()]
    return found


async def plain_tokens(session: AsyncSession, *, client_id: str, sealed: str, limit: int) -> list[Stored]:
    """Some installations of an app with a token that does not begin as sealed ones do, locked until the transaction
    ends.
    """
    found = list[Stored]()
    for table in TABLES:
        columns = [table.c[name] for name in TOKENS if name in table.c]
        plain = or_(*((one != "") & ~one.startswith(sealed, autoescape=True) for one in columns))
        query = select(table).where(table.c.client_id == client_id, plain).order_by(table.c.id)
        rows = await session.execute(query.limit(limit - len(found)).with_for_update())
        found += [_stored(table, row) for row in rows.mappings()]
    return found


async def drop(session: AsyncSession, *, table: Table, row: int) -> None:
    """Delete one installation."""
    await session.execute(delete(table).where(table.c.id == row))


async def keep_tokens(session: AsyncSession, *, table: Table, row: int, tokens: Mapping[str, str]) -> None:
    """Write a row's tokens anew."""
    await session.execute(update(table).where(table.c.id == row).values(dict(tokens)))


def _stored(table: Table, row: Mapping[Any, Any]) -> Stored:
    tokens = {name: str(row[name]) for name in TOKENS if row.get(name)}
    return Stored(table, int(row["id"]), str(row["client_id"]), str(row["team_id"]), tokens)


def _installed(row: Mapping[Any, Any]) -> Installed:
    return Installed(
        workspace=WorkspaceId(row["team_id"]),
        token=row["bot_token"],
        bot=row["bot_id"] or "",
        bot_user=row["bot_user_id"] or "",
        at=row["installed_at"].replace(tzinfo=UTC),
    )
