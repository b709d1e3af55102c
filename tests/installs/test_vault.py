"""Tokens at rest: sealed with the first key, opened with any, and never lost without a word."""

import pytest

from bot.errors import SettingsError
from bot.vault import Vault, is_key, new_key

TOKEN = "xoxb-1-2-secret"


def test_a_sealed_token_opens_again_and_says_nothing() -> None:
    vault = Vault([new_key()])
    sealed = vault.seal(TOKEN) or ""
    assert "secret" not in sealed
    assert vault.open(sealed) == TOKEN


def test_what_is_sealed_is_not_sealed_twice() -> None:
    vault = Vault([new_key()])
    sealed = vault.seal(TOKEN)
    assert vault.seal(sealed) == sealed


def test_without_keys_a_token_stays_as_it_is() -> None:
    assert Vault([]).seal(TOKEN) == TOKEN
    assert Vault([]).open(TOKEN) == TOKEN


def test_a_token_from_before_there_were_keys_opens_too() -> None:
    assert Vault([new_key()]).open(TOKEN) == TOKEN


def test_a_token_of_an_older_key_opens_while_that_key_is_there() -> None:
    old, new = new_key(), new_key()
    sealed = Vault([old]).seal(TOKEN) or ""
    assert Vault([new, old]).open(sealed) == TOKEN
    assert Vault([new]).open(Vault([new, old]).reseal(sealed)) == TOKEN


@pytest.mark.parametrize("keys", [[], [new_key()]], ids=["no key", "another key"])
def test_a_token_that_no_key_opens_names_the_setting(keys: list[str]) -> None:
    sealed = Vault([new_key()]).seal(TOKEN) or ""
    with pytest.raises(SettingsError, match="TAKT_ENCRYPTION_KEYS"):
        Vault(keys).open(sealed)


def test_a_key_is_32_bytes() -> None:
    assert is_key(new_key())
    assert not any(is_key(text) for text in ("", "secret", new_key()[:-4], "x" * 44 + "é"))
