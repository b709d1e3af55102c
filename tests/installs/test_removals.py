"""A workspace removes Takt: tokens go at once, data after the days of grace, and an installation brings it back."""

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from bot.db.engine import Sessions, transaction
from bot.db.models import Audit, Removal
from bot.errors import NotInstalled
from bot.installs.removals import SETTLED, Removals
from bot.installs.tokens import Tokens
from bot.ports import WorkspaceId
from handlers.installing import Installations
from tests.fakes import FixedClock
from tests.installs.conftest import GRACE
from tests.installs.rows import row, tables
from tests.installs.test_tokens import HOTEL, INSTALLED, SHOP, installation


async def counts(sessions: Sessions, workspace: WorkspaceId) -> dict[str, int]:
    """How many rows of a workspace each table has."""
    async with transaction(sessions) as session:
        found = {
            table.name: await session.scalar(
                select(func.count()).select_from(table).where(table.c.workspace == workspace)
            )
            for table in tables()
        }
    return {name: count or 0 for name, count in found.items()}


async def test_data_goes_when_the_grace_is_over_and_only_that_of_its_workspace(
    removals: Removals, store: Installations, sessions: Sessions, clock: FixedClock
) -> None:
    assert await removals.removed(HOTEL, clock.now())
    clock.advance(days=29)
    await removals.forget()
    assert set((await counts(sessions, HOTEL)).values()) == {1}
    clock.advance(days=1, minutes=10)
    await removals.forget()
    left = await counts(sessions, HOTEL)
    assert {name for name, count in left.items() if count} == {Audit.__tablename__}
    assert set((await counts(sessions, SHOP)).values()) == {1}


async def test_tokens_go_at_once(removals: Removals, store: Installations, tokens: Tokens, clock: FixedClock) -> None:
    assert (await tokens.of(HOTEL)).token
    await removals.removed(HOTEL, clock.now())
    with pytest.raises(NotInstalled):
        await tokens.of(HOTEL)
    assert await tokens.workspaces() == [SHOP]


async def test_an_installation_within_the_grace_keeps_everything(
    removals: Removals, store: Installations, sessions: Sessions, clock: FixedClock
) -> None:
    await removals.removed(HOTEL, clock.now())
    clock.advance(days=29)
    await store.async_save(installation(HOTEL, "xoxb-2", clock.now()))
    assert await removals.restored(HOTEL)
    clock.advance(days=30)
    await removals.forget()
    assert set((await counts(sessions, HOTEL)).values()) == {1}


async def test_look_that_was_too_slow_does_not_take_back_a_removal(
    removals: Removals, sessions: Sessions, clock: FixedClock, store: Installations
) -> None:
    await removals.removed(HOTEL, clock.now())
    assert not await removals.restored(HOTEL)
    clock.advance(days=31)
    await removals.forget()
    assert (await counts(sessions, HOTEL))["member"] == 0


async def test_data_is_never_deleted_where_takt_is_installed(
    removals: Removals, store: Installations, sessions: Sessions, clock: FixedClock
) -> None:
    await removals.removed(HOTEL, clock.now())
    await store.async_save(installation(HOTEL, "xoxb-2", clock.now()))  # and what follows an installation was lost
    clock.advance(days=31)
    await removals.forget()
    assert set((await counts(sessions, HOTEL)).values()) == {1}


async def test_a_second_removal_does_not_prolong_the_grace(
    removals: Removals, store: Installations, sessions: Sessions, clock: FixedClock
) -> None:
    await removals.removed(HOTEL, clock.now())
    clock.advance(days=20)
    await removals.removed(HOTEL, clock.now())
    clock.advance(days=10, minutes=10)
    await removals.forget()
    assert sum((await counts(sessions, HOTEL)).values()) == 1


async def test_an_outdated_removal_changes_nothing(
    removals: Removals, store: Installations, sessions: Sessions
) -> None:
    assert not await removals.removed(HOTEL, INSTALLED - timedelta(minutes=5))
    async with transaction(sessions) as session:
        assert list(await session.scalars(select(Removal))) == []


async def test_without_grace_what_is_written_late_goes_too(
    store: Installations, sessions: Sessions, clock: FixedClock, tokens: Tokens
) -> None:
    removals = Removals(sessions, clock, timedelta(0), tokens)
    await removals.removed(HOTEL, clock.now())
    await removals.purge(HOTEL)
    member = next(one for one in tables() if one.name == "member")
    async with transaction(sessions) as session:
        await session.execute(insert(member).values(row(member, HOTEL, 1)))
    clock.advance(minutes=SETTLED.total_seconds() / 60)
    await removals.forget()
    assert (await counts(sessions, HOTEL))["member"] == 0


async def test_one_replica_alone_deletes(
    removals: Removals, store: Installations, sessions: Sessions, clock: FixedClock, tokens: Tokens
) -> None:
    await removals.removed(HOTEL, clock.now())
    clock.advance(days=31)
    await removals.forget()
    await Removals(sessions, clock, GRACE, tokens).forget()
    assert set((await counts(sessions, SHOP)).values()) == {1}


@pytest.mark.parametrize(("works", "noted"), [(True, False), (False, True), (None, True)])
async def test_where_there_is_one_workspace_its_token_says_whether_a_removal_is_outdated(
    store: Installations, sessions: Sessions, clock: FixedClock, works: bool | None, noted: bool
) -> None:
    assert await Removals(sessions, clock, GRACE, None, Says(works)).removed(HOTEL, clock.now()) is noted
    async with transaction(sessions) as session:
        assert await session.scalar(select(func.count()).select_from(Removal)) == noted


@pytest.mark.parametrize(("works", "left", "noted"), [(True, 1, 0), (False, 0, 0), (None, 1, 1)])
async def test_where_there_is_one_workspace_its_data_goes_where_its_token_does_not_work(
    store: Installations, sessions: Sessions, clock: FixedClock, works: bool | None, left: int, noted: int
) -> None:
    says = Says(False)
    removals = Removals(sessions, clock, GRACE, None, says)
    await removals.removed(HOTEL, clock.now())
    says.works = works
    clock.advance(days=31)
    await removals.forget()
    assert (await counts(sessions, HOTEL))["member"] == left
    async with transaction(sessions) as session:
        assert await session.scalar(select(func.count()).select_from(Removal)) == noted


class Says:
    """What Slack says of the one token that there is."""

    def __init__(self, works: bool | None) -> None:
        self.works = works

    async def __call__(self, workspace: WorkspaceId) -> bool | None:
        return self.works
