"""Seals the stored tokens anew, after a new key was put first; and drops those whose key is lost."""

from collections.abc import Awaitable, Callable
from functools import partial

from bot.db.engine import Sessions, create_engine, create_sessions, require_file
from bot.db.ready import prepare_database
from bot.errors import SettingsError
from bot.installs.sealing import drop_lost, reseal
from bot.settings import Settings
from bot.vault import Vault


async def reseal_tokens(settings: Settings) -> int:
    """Seal every token with the first key; returns how many.

    Raises `StorageAway`, and `SettingsError` where there is none, or none opens some of them, which stay as they are.
    """
    return await _with_tokens(settings, reseal)


async def drop_lost_tokens(settings: Settings, *, of_others: bool = False) -> int:
    """Delete the tokens that no key opens, this app's or every app's; of how many workspaces.

    Raises `SettingsError`, `StorageAway`.
    """
    return await _with_tokens(
        settings, partial(drop_lost, client_id=settings.slack_client_id or "", of_others=of_others)
    )


async def _with_tokens(settings: Settings, act: Callable[[Sessions, Vault], Awaitable[int]]) -> int:
    if not settings.encryption_keys:
        raise SettingsError(["TAKT_ENCRYPTION_KEYS: there is no key to seal with; `takt db new-key` prints one"])
    url = settings.database_url.get_secret_value()
    require_file(url)
    engine = create_engine(url)
    try:
        await prepare_database(engine, url)
        return await act(create_sessions(engine), vault_of(settings))
    finally:
        await engine.dispose()


def vault_of(settings: Settings) -> Vault:
    """What seals the tokens in the database."""
    return Vault([key.get_secret_value() for key in settings.encryption_keys])
