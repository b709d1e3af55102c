"""Seals what must not be read by who gets hold of the database: Slack's tokens."""

import base64
import binascii
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.errors import SettingsError

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

KEY_BYTES = 32
SEALED = "gAAAA"  # how every Fernet token begins: version 128, and a moment before 2106
NO_KEY = (
    "TAKT_ENCRYPTION_KEYS: no key opens the tokens in the database; put back the key that sealed them "
    "(lost for good: takt db drop-lost-tokens)"
)


class Vault:
    """Seals with the first key and opens with any; without keys everything stays as it is."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = _fernet(keys) if keys else None

    @property
    def has_keys(self) -> bool:
        """Whether it seals."""
        return self._fernet is not None

    def seal(self, text: str | None) -> str | None:
        """The text, sealed; what is sealed already stays as it is."""
        if text is None or self._fernet is None or is_sealed(text):
            return text
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """The text; one that was never sealed as it is. Raises `SettingsError` when no key fits."""
        if not is_sealed(sealed):
            return sealed
        if self._fernet is None:
            raise SettingsError([NO_KEY])
        from cryptography.fernet import InvalidToken  # noqa: PLC0415

        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise SettingsError([NO_KEY]) from None

    def opens(self, sealed: str) -> bool:
        """Whether a key fits."""
        try:
            self.open(sealed)
        except SettingsError:
            return False
        return True

    def reseal(self, text: str) -> str:
        """The text sealed with the first key, whichever sealed it before. Raises `SettingsError` when no key fits."""
        return self.seal(self.open(text)) or ""


def is_sealed(text: str) -> bool:
    """Whether a key is needed to read it."""
    return text.startswith(SEALED)


def new_key() -> str:
    """A fresh key for `TAKT_ENCRYPTION_KEYS`."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def is_key(text: str) -> bool:
    """Whether the text can be a key: 32 bytes in url-safe base64."""
    try:
        return len(base64.urlsafe_b64decode(text)) == KEY_BYTES
    except (binascii.Error, ValueError):
        return False


def _fernet(keys: Sequence[str]) -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415  (5 MB that only its users should pay)

    return MultiFernet([Fernet(key) for key in keys])
