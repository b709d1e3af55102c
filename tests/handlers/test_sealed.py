"""A workspace whose token no key opens: what was to be sent there waits, and nobody there can be looked up."""

from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SendLater, SlackTrouble, TokenSealed
from bot.ports import WorkspaceId
from handlers.directory import SlackDirectory
from handlers.messenger import SlackMessenger
from tests.fakes import ANNA, WORKSPACE


class Sealed:
    """The way to a workspace of which no key opens the token."""

    async def to(self, workspace: WorkspaceId) -> AsyncWebClient:
        raise TokenSealed(["no key"], workspace)


async def test_what_is_to_be_sent_there_waits_for_some_minutes() -> None:
    with pytest.raises(SendLater) as later:
        await SlackMessenger(Sealed()).direct_messages(WORKSPACE, ANNA)
    assert later.value.wait == timedelta(minutes=5)


async def test_to_look_somebody_up_there_is_trouble_as_with_a_slack_that_does_not_answer() -> None:
    directory = SlackDirectory(Sealed(), "en", "Europe/Copenhagen")
    for looked in (directory.profile(WORKSPACE, ANNA), directory.headcount(WORKSPACE)):
        with pytest.raises(SlackTrouble) as trouble:
            await looked
        assert trouble.value.code == "token_sealed"
