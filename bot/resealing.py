"""Seals the stored tokens anew, after a new key was put first."""

from bot.db.engine import create_engine, create_sessions
from bot.errors import SettingsError
from bot.installs.tokens import reseal
from bot.settings import Settings
from bot.vault import Vault


async def reseal_tokens(settings: Settings) -> int:
    """Seal every token with the first key; returns how many. Raises `SettingsError`, `StorageAway`."""
    if not settings.encryption_keys:
        raise SettingsError(["TAKT_ENCRYPTION_KEYS: there is no key to seal with; `takt db new-key` prints one"])
    engine = create_engine(settings.database_url.get_secret_value())
    try:
        return await reseal(create_sessions(engine), vault_of(settings))
    finally:
        await engine.dispose()


def vault_of(settings: Settings) -> Vault:
    """What seals the tokens in the database."""
    return Vault([key.get_secret_value() for key in settings.encryption_keys])
