"""Looking people up by Slack's Web API, in a workspace too large to list."""

from collections.abc import AsyncIterator

import pytest

from bot.errors import SlackTrouble
from bot.ports import MemberId
from handlers.connections import open_session, slack_client
from handlers.directory import PAGE, SlackDirectory
from handlers.lines import OneLine
from playground.client import Workspace
from playground.server import Playground
from playground.world import Person
from tests.e2e.conftest import MANIFEST
from tests.fakes import WORKSPACE

FIRST, LATER, SOFIE = MemberId("U0ZZ00005"), MemberId("U0ZZ00700"), MemberId("U0SOFIE")


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    """A thousand colleagues, two of them admins."""
    playground = Playground(MANIFEST)
    await playground.start()
    people = playground.slack.state.world.people
    for number in range(1000):
        member = f"U0ZZ{number:05}"
        people[member] = Person(member, member.lower(), member, is_admin=member in (FIRST, LATER))
    yield playground
    await playground.stop()


@pytest.fixture
async def directory(playground: Playground) -> AsyncIterator[SlackDirectory]:
    client = slack_client(playground.bot_token, playground.api_url)
    client.session = open_session()
    yield SlackDirectory(OneLine(client), "en", "Europe/Copenhagen")
    await client.session.close()


def pages(playground: Playground) -> int:
    return sum(entry["method"] == "users.list" for entry in playground.slack.traffic.entries())


async def test_search_ends_at_the_first_page_with_an_admin(directory: SlackDirectory, playground: Playground) -> None:
    assert await directory.admins(WORKSPACE) == {FIRST}
    assert pages(playground) == 1


async def test_search_goes_on_to_an_admin_who_is_no_party(directory: SlackDirectory, playground: Playground) -> None:
    assert await directory.admins(WORKSPACE, {FIRST, SOFIE}) == {FIRST, LATER}
    assert pages(playground) == 700 // PAGE + 1


async def test_search_without_one_ends_with_the_list(directory: SlackDirectory) -> None:
    assert await directory.admins(WORKSPACE, {FIRST, LATER}) == {FIRST, LATER}


async def test_headcount_is_of_all_pages(directory: SlackDirectory) -> None:
    assert await directory.headcount(WORKSPACE) > 1000


async def test_list_that_slack_does_not_give_is_no_list(directory: SlackDirectory, playground: Playground) -> None:
    async with Workspace(playground.url) as slack:
        await slack.fault("users.list", "429", seconds=30)
    with pytest.raises(SlackTrouble):
        await directory.admins(WORKSPACE)
