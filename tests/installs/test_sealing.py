"""Tokens from before there was a key are sealed at the next start; those that no key opens are in nobody's way."""

import asyncio

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from bot.db.engine import Sessions, transaction
from bot.db.install_models import SlackInstallation
from bot.errors import SettingsError
from bot.installs import sealing as module
from bot.installs.installed import Sealing
from bot.installs.sealing import drop_lost, reseal, seal_plain, sealing
from bot.installs.tokens import Tokens
from bot.vault import Vault, new_key
from handlers.installing import Installations
from tests.fakes import FixedClock
from tests.installs.test_tokens import CLIENT, HOTEL, NEW, OLD, SHOP, installation, stored

PLAIN = "xoxb-"  # as every token of these tests begins; three letters alone are found in sealed ones too, by chance


async def saved(engine: AsyncEngine, keys: list[str], *names: str, client: str = CLIENT) -> None:
    """Workspaces install an app that has these keys."""
    for name in names:
        whole = installation(name, f"xoxb-{name}")  # type: ignore[arg-type]
        whole.user_token = f"xoxp-{name}"
        await Installations(client, engine, Vault(keys)).async_save(whole)


async def test_what_was_saved_before_there_was_a_key_is_sealed_at_the_next_start(
    engine: AsyncEngine, sessions: Sessions
) -> None:
    await saved(engine, [], HOTEL, SHOP)
    await saved(engine, [], HOTEL, client="another")
    starts = [Tokens(sessions, FixedClock(), Vault([NEW]), CLIENT) for _ in range(2)]
    with capture_logs() as logs:
        await asyncio.gather(*(start.check() for start in starts))
    assert sum(one["installations"] for one in logs if one["event"] == "tokens_sealed") == 4
    assert [token for token in await stored(sessions) if PLAIN in token] == [f"xoxb-{HOTEL}"] * 2  # the other app's
    assert (await starts[0].of(SHOP)).token == f"xoxb-{SHOP}"
    assert await sealing(sessions, Vault([NEW]), client_id=CLIENT) == Sealing(workspaces=2)


async def test_more_installations_than_one_transaction_seals_are_all_sealed(
    engine: AsyncEngine, sessions: Sessions
) -> None:
    names = [f"T{number:03}" for number in range(module.AT_ONCE // 2 + 3)]
    await saved(engine, [], *names)
    assert await seal_plain(sessions, Vault([NEW]), client_id=CLIENT) == 2 * len(names)
    assert await seal_plain(sessions, Vault([NEW]), client_id=CLIENT) == 0
    assert not any(PLAIN in token for token in await stored(sessions))


async def test_without_a_key_everything_stays_as_it_is(engine: AsyncEngine, sessions: Sessions) -> None:
    await saved(engine, [], HOTEL)
    assert await seal_plain(sessions, Vault([]), client_id=CLIENT) == 0
    found = await sealing(sessions, Vault([]), client_id=CLIENT)
    assert found == Sealing(workspaces=1, plain=3, has_keys=False)


async def test_a_new_key_takes_over_what_opens_and_what_does_not_is_said(
    engine: AsyncEngine, sessions: Sessions
) -> None:
    await saved(engine, [OLD], HOTEL)
    await saved(engine, [new_key()], SHOP, client="another")
    with pytest.raises(SettingsError, match=rf"{SHOP} \(app another\); sealed with the first key: 3\."):
        await reseal(sessions, Vault([NEW, OLD]))
    found = await sealing(sessions, Vault([NEW]), client_id=CLIENT)
    assert found == Sealing(workspaces=1, others=2)


async def test_what_another_app_left_is_dropped_where_that_is_asked_for(
    engine: AsyncEngine, sessions: Sessions
) -> None:
    await saved(engine, [OLD], HOTEL)
    await saved(engine, [new_key()], SHOP, client="another")
    assert await drop_lost(sessions, Vault([OLD]), client_id=CLIENT) == 0
    assert await drop_lost(sessions, Vault([OLD]), client_id=CLIENT, of_others=True) == 1
    assert await reseal(sessions, Vault([NEW, OLD])) == 3


async def test_a_token_that_nobody_uses_and_no_key_opens_is_seen_by_a_look_and_at_the_start(
    engine: AsyncEngine, sessions: Sessions
) -> None:
    await saved(engine, [OLD], HOTEL, SHOP)
    async with transaction(sessions) as session:
        mislaid = update(SlackInstallation).where(SlackInstallation.c.team_id == SHOP)
        await session.execute(mislaid.values(bot_token=Vault([new_key()]).seal("xoxb-mislaid")))
    found = await sealing(sessions, Vault([OLD]), client_id=CLIENT)
    assert found == Sealing(workspaces=2, spare=(SHOP,))
    tokens = Tokens(sessions, FixedClock(), Vault([OLD]), CLIENT)
    with capture_logs() as logs:
        await tokens.check()
    assert [(one["event"], one["log_level"], one["workspace"]) for one in logs] == [
        ("spare_token_sealed", "warning", SHOP)
    ]
    assert (await tokens.of(SHOP)).token == f"xoxb-{SHOP}"
    assert await drop_lost(sessions, Vault([OLD]), client_id=CLIENT) == 1
    assert (await tokens.of(SHOP)).token == f"xoxb-{SHOP}"
    assert await sealing(sessions, Vault([OLD]), client_id=CLIENT) == Sealing(workspaces=2)


async def test_a_look_names_the_workspaces_that_no_key_opens(engine: AsyncEngine, sessions: Sessions) -> None:
    await saved(engine, [OLD], HOTEL)
    await saved(engine, [NEW], SHOP)
    found = await sealing(sessions, Vault([OLD]), client_id=CLIENT)
    assert found == Sealing(workspaces=2, lost=(SHOP,))
