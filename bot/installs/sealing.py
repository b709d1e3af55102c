"""Seals what is kept of tokens: those from before there was a key, and all of them after a new one was put first."""

from bot.db.engine import Sessions, reading, transaction
from bot.errors import SettingsError
from bot.installs import install_queries
from bot.installs.installed import Sealing, named
from bot.ports import WorkspaceId
from bot.vault import SEALED, Vault, is_sealed

AT_ONCE = 100  # installations that one transaction seals: another replica waits for them two seconds at most


async def sealing(sessions: Sessions, vault: Vault, *, client_id: str) -> Sealing:
    """Look at every token, without asking Slack. Raises `StorageAway`."""
    async with reading(sessions) as session:
        newest = await install_queries.newest_tokens(session, client_id=client_id)
        found = await install_queries.stored_tokens(session)
    ours = [one for one in found if one.client_id == client_id]
    lost = {workspace for workspace, token in newest.items() if not vault.opens(token)}
    latest = {(one.table.name, one.workspace): one for one in ours}  # the last one stays
    shut = {WorkspaceId(one.workspace) for one in latest.values() if not _opens(vault, one)}
    return Sealing(
        workspaces=len(newest),
        lost=tuple(sorted(lost)),
        spare=tuple(sorted(shut - lost)),
        plain=sum(not is_sealed(token) for one in ours for token in one.tokens.values()),
        others=sum(one.client_id != client_id and not _opens(vault, one) for one in found),
        has_keys=vault.has_keys,
    )


async def seal_plain(sessions: Sessions, vault: Vault, *, client_id: str) -> int:
    """Seal what an app saved before it had a key; returns of how many installations. Raises `StorageAway`.

    Replicas that start at once wait for each other's rows, and find them sealed then.
    """
    count, went = 0, AT_ONCE if vault.has_keys else 0
    while went == AT_ONCE:
        async with transaction(sessions) as session:
            found = await install_queries.plain_tokens(session, client_id=client_id, sealed=SEALED, limit=AT_ONCE)
            for one in found:
                sealed = {name: vault.seal(token) or "" for name, token in one.tokens.items()}
                await install_queries.keep_tokens(session, table=one.table, row=one.row, tokens=sealed)
        went = len(found)
        count += went
    return count


async def reseal(sessions: Sessions, vault: Vault) -> int:
    """Seal every stored token with the newest key; returns how many.

    Raises `StorageAway`, and `SettingsError` at the end where no key opens some: they stay as they are.
    """
    count, lost = 0, set[str]()
    async with transaction(sessions) as session:
        for one in await install_queries.stored_tokens(session, lock=True):
            if not _opens(vault, one):
                lost.add(f"{one.workspace} (app {one.client_id})")
                continue
            sealed = {name: vault.reseal(token) for name, token in one.tokens.items()}
            await install_queries.keep_tokens(session, table=one.table, row=one.row, tokens=sealed)
            count += len(sealed)
    if lost:
        raise SettingsError([_not_opened(sorted(lost), count)])
    return count


async def drop_lost(sessions: Sessions, vault: Vault, *, client_id: str, of_others: bool = False) -> int:
    """Delete an app's installations whose tokens no key opens, or every app's; of how many workspaces.

    Raises `StorageAway`.
    """
    async with transaction(sessions) as session:
        found = await install_queries.stored_tokens(session, lock=True)
        lost = [one for one in found if not _opens(vault, one) and (of_others or one.client_id == client_id)]
        for one in lost:
            await install_queries.drop(session, table=one.table, row=one.row)
    return len({(one.client_id, one.workspace) for one in lost})


def _opens(vault: Vault, one: install_queries.Stored) -> bool:
    return all(vault.opens(token) for token in one.tokens.values())


def _not_opened(lost: list[str], count: int) -> str:
    return (
        f"TAKT_ENCRYPTION_KEYS: no key opens the tokens of {named(lost)}; sealed with the first key: {count}. Put the "
        "key back that sealed them, or delete them: takt db drop-lost-tokens (another app's: --other-apps)"
    )
