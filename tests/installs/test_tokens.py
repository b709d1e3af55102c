"""By which token Takt speaks in a workspace: from memory, from the database, and after Slack has refused one."""

from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.oauth.installation_store import Installation
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from bot.db.engine import Sessions, transaction
from bot.db.install_models import OAuthState, SlackBot, SlackInstallation
from bot.errors import NotInstalled, SettingsError, StorageAway, TokenSealed
from bot.installs.sealing import drop_lost, reseal
from bot.installs.tokens import FRESH, MOST_BEGUN, Tokens
from bot.ports import WorkspaceId
from bot.vault import Vault, new_key
from handlers.installing import Installations, NotNamed, OrgWide, Refused, Rotating
from tests.fakes import FixedClock

HOTEL, SHOP, NOWHERE = WorkspaceId("T0HOTEL"), WorkspaceId("T0SHOP"), WorkspaceId("T0NOWHERE")
OLD, NEW = new_key(), new_key()
CLIENT = "1.2"
INSTALLED = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def tokens(sessions: Sessions, clock: FixedClock) -> Tokens:
    return Tokens(sessions, clock, Vault([OLD]), CLIENT)


@pytest.fixture
def store(engine: AsyncEngine) -> Installations:
    return Installations(CLIENT, engine, Vault([OLD]))


def installation(workspace: WorkspaceId, token: str, at: datetime = INSTALLED) -> Installation:
    return Installation(
        app_id="A0",
        team_id=workspace,
        bot_token=token,
        bot_id="B0",
        bot_user_id="U0BOT",
        user_id="U0ADMIN",
        installed_at=at.timestamp(),
    )


async def stored(sessions: Sessions) -> list[str]:
    async with transaction(sessions) as session:
        found = [await session.scalars(select(table.c.bot_token)) for table in (SlackBot, SlackInstallation)]
        return [token for tokens in found for token in tokens]


async def test_each_workspace_has_its_own_token(tokens: Tokens, store: Installations) -> None:
    await store.async_save(installation(HOTEL, "xoxb-hotel"))
    await store.async_save(installation(SHOP, "xoxb-shop"))
    assert ((await tokens.of(HOTEL)).token, (await tokens.of(SHOP)).token) == ("xoxb-hotel", "xoxb-shop")
    assert await tokens.workspaces() == [HOTEL, SHOP]
    with pytest.raises(NotInstalled):
        await tokens.of(NOWHERE)


async def test_tokens_of_another_app_in_the_same_database_are_not_ours(tokens: Tokens, engine: AsyncEngine) -> None:
    await Installations("another", engine, Vault([])).async_save(installation(HOTEL, "xoxb-theirs"))
    with pytest.raises(NotInstalled):
        await tokens.of(HOTEL)


async def test_no_token_stands_in_the_database_as_it_is(sessions: Sessions, store: Installations) -> None:
    await store.async_save(installation(HOTEL, "xoxb-hotel"))
    assert len(await stored(sessions)) == 2
    assert not any("xoxb-" in token for token in await stored(sessions))


async def test_a_token_is_read_once_within_minutes(
    tokens: Tokens, store: Installations, clock: FixedClock, sessions: Sessions
) -> None:
    await store.async_save(installation(HOTEL, "xoxb-1"))
    await tokens.of(HOTEL)
    await store.async_save(installation(HOTEL, "xoxb-2", INSTALLED + timedelta(hours=1)))
    assert (await tokens.of(HOTEL)).token == "xoxb-1"
    clock.advance(seconds=FRESH.total_seconds())
    assert (await tokens.of(HOTEL)).token == "xoxb-2"


async def test_a_token_that_slack_refuses_is_read_anew_at_once(tokens: Tokens, store: Installations) -> None:
    await store.async_save(installation(HOTEL, "xoxb-1"))
    await tokens.of(HOTEL)
    assert await tokens.instead_of(HOTEL, "xoxb-1") is None
    await store.async_save(installation(HOTEL, "xoxb-2", INSTALLED + timedelta(hours=1)))
    assert await tokens.instead_of(HOTEL, "xoxb-1") == "xoxb-2"
    assert (await tokens.of(HOTEL)).token == "xoxb-2"


async def test_what_is_in_memory_stays_in_use_while_the_database_is_away(
    store: Installations, tokens: Tokens, away: Sessions, clock: FixedClock
) -> None:
    await store.async_save(installation(HOTEL, "xoxb-hotel"))
    await tokens.of(HOTEL)
    tokens._sessions = away
    clock.advance(hours=3)
    assert (await tokens.of(HOTEL)).token == "xoxb-hotel"
    assert await tokens.instead_of(HOTEL, "xoxb-hotel") is None
    with pytest.raises(StorageAway):
        await tokens.of(SHOP)


async def test_an_installation_takes_the_place_of_older_ones(
    tokens: Tokens, store: Installations, sessions: Sessions
) -> None:
    await store.async_save(installation(HOTEL, "xoxb-1"))
    await store.async_save(installation(SHOP, "xoxb-shop"))
    await store.async_save(installation(HOTEL, "xoxb-2", INSTALLED + timedelta(hours=1)))
    await tokens.installed(HOTEL)
    assert len(await stored(sessions)) == 4
    assert (await tokens.of(HOTEL)).token == "xoxb-2"


async def test_a_new_key_takes_over(sessions: Sessions, store: Installations, clock: FixedClock) -> None:
    await store.async_save(installation(HOTEL, "xoxb-hotel"))
    assert await reseal(sessions, Vault([NEW, OLD])) == 2
    only_new = Tokens(sessions, clock, Vault([NEW]), CLIENT)
    assert (await only_new.of(HOTEL)).token == "xoxb-hotel"
    with pytest.raises(SettingsError, match="TAKT_ENCRYPTION_KEYS"):
        await Tokens(sessions, clock, Vault([OLD]), CLIENT).check()


async def test_every_workspace_whose_token_no_key_opens_is_named_at_the_start(
    tokens: Tokens, store: Installations, engine: AsyncEngine
) -> None:
    await store.async_save(installation(HOTEL, "xoxb-hotel"))
    await Installations(CLIENT, engine, Vault([NEW])).async_save(installation(SHOP, "xoxb-shop"))
    with capture_logs() as logs:
        await tokens.check()
    assert [(one["log_level"], one["workspace"]) for one in logs] == [("error", SHOP)]
    with pytest.raises(TokenSealed) as sealed:
        await tokens.of(SHOP)
    assert sealed.value.workspace == SHOP


async def test_a_token_that_a_newer_installation_replaced_need_not_open(
    tokens: Tokens, store: Installations, engine: AsyncEngine
) -> None:
    await Installations(CLIENT, engine, Vault([NEW])).async_save(installation(HOTEL, "xoxb-1"))
    await store.async_save(installation(HOTEL, "xoxb-2", INSTALLED + timedelta(hours=1)))
    with capture_logs() as logs:
        await tokens.check()
    assert logs == []


async def test_tokens_whose_key_is_lost_can_be_dropped_and_the_others_stay(
    tokens: Tokens, store: Installations, engine: AsyncEngine, sessions: Sessions
) -> None:
    await store.async_save(installation(HOTEL, "xoxb-hotel"))
    await Installations(CLIENT, engine, Vault([NEW])).async_save(installation(SHOP, "xoxb-shop"))
    assert await drop_lost(sessions, Vault([NEW]), client_id="another") == 0
    assert await drop_lost(sessions, Vault([NEW]), client_id=CLIENT) == 1
    anew = Tokens(sessions, tokens._clock, Vault([NEW]), CLIENT)
    assert await anew.workspaces() == [SHOP]
    await anew.check()
    assert (await anew.of(SHOP)).token == "xoxb-shop"


@pytest.mark.parametrize("named", ["", "T0HOTEL", "T0SHOP T0HOTEL", "E0CHAIN"])
async def test_a_workspace_is_let_in_by_its_id_or_its_enterprises_or_where_none_is_named(
    engine: AsyncEngine, tokens: Tokens, named: str
) -> None:
    of_the_chain = installation(HOTEL, "xoxb-hotel")
    of_the_chain.enterprise_id = "E0CHAIN"
    await Installations(CLIENT, engine, Vault([OLD]), frozenset(named.split())).async_save(of_the_chain)
    assert await tokens.workspaces() == [HOTEL]


@pytest.mark.parametrize("named", ["T0SHOP", "E0CHAIN"])
async def test_a_workspace_that_is_not_named_is_not_saved(engine: AsyncEngine, sessions: Sessions, named: str) -> None:
    store = Installations(CLIENT, engine, Vault([OLD]), frozenset(named.split()))
    with pytest.raises(NotNamed):
        await store.async_save(installation(HOTEL, "xoxb-hotel"))
    assert await stored(sessions) == []


async def test_an_org_wide_installation_is_not_saved(store: Installations, sessions: Sessions) -> None:
    org_wide, without_team = installation(HOTEL, "xoxb-org"), installation(HOTEL, "xoxb-org")
    org_wide.is_enterprise_install, without_team.team_id = True, None
    await _are_refused(store, OrgWide, org_wide, without_team)
    assert await stored(sessions) == []


async def test_an_installation_whose_token_ends_is_not_saved(store: Installations, sessions: Sessions) -> None:
    ends, refreshed = installation(HOTEL, "xoxe.xoxb-1"), installation(HOTEL, "xoxe.xoxb-1")
    ends.bot_token_expires_at, refreshed.bot_refresh_token = int(INSTALLED.timestamp()) + 43200, "xoxe-1"
    await _are_refused(store, Rotating, ends, refreshed)
    assert await stored(sessions) == []


async def test_one_more_may_begin_until_there_are_too_many(
    tokens: Tokens, clock: FixedClock, sessions: Sessions
) -> None:
    until = (clock.now() + timedelta(minutes=10)).replace(tzinfo=None)
    states = [{"state": str(number), "expire_at": until} for number in range(MOST_BEGUN)]
    async with transaction(sessions) as session:
        await session.execute(insert(OAuthState), states[1:])
    assert await tokens.may_begin()
    async with transaction(sessions) as session:
        await session.execute(insert(OAuthState), states[:1])
    assert not await tokens.may_begin()
    clock.advance(minutes=11)
    assert await tokens.may_begin()


async def _are_refused(store: Installations, why: type[Refused], *installations: Installation) -> None:
    for one in installations:
        with pytest.raises(why):
            await store.async_save(one)
