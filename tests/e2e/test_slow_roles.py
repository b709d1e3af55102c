"""Who somebody is takes Slack long to say, or is not said at all: forms open in time, and nothing typed is lost."""

import asyncio

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage

UNKNOWN = "Slack does not answer, so I cannot see whether you may do this."
FORMS = [("/observe", "Who is it about?"), ("/tips", "What time?"), ("/tips on 25:99", "“25:99” is not a time of day.")]


@pytest.fixture
def mode() -> str:
    """Slow people are as slow in either mode."""
    return "socket"


@pytest.fixture
async def slow(slack: Workspace) -> Workspace:
    """A workspace in which profiles come too late."""
    await slack.fault("users.info", "slow", seconds=2.5, times=None)
    return slack


@pytest.fixture
async def silent(slow: Workspace) -> Workspace:
    """A workspace in which neither profiles nor groups come in time."""
    await slow.fault("usergroups.users.list", "slow", seconds=2.5, times=None)
    return slow


@pytest.mark.parametrize(("typed", "words"), FORMS)
async def test_form_opens_in_time_while_profiles_are_slow(slow: Workspace, typed: str, words: str) -> None:
    await slow.person("sofie").types(typed)
    await slow.person("sofie").form(words)


@pytest.mark.parametrize("typed", ["/observe", "/tips"])
async def test_form_says_that_nobody_knows_the_role(silent: Workspace, typed: str) -> None:
    await silent.person("sofie").types(typed)
    form = await silent.person("sofie").form(UNKNOWN)
    assert form.values == {}


@pytest.mark.parametrize("typed", ["/observe @anna hilsen opfyldt Hej", "/tips on 9:00"])
async def test_words_come_back_when_nobody_knows_the_role(silent: Workspace, typed: str) -> None:
    await silent.person("sofie").types(typed)
    answer = await silent.person("sofie").sees(UNKNOWN)
    assert typed in answer.words
    assert await silent.person("sofie").forms() == []


@pytest.mark.parametrize("typed", ["/observe @anna xyzzy", "/tips on 25:99"])
async def test_unclear_words_come_back_when_nobody_knows_the_role(silent: Workspace, typed: str) -> None:
    await silent.person("sofie").types(typed)
    assert typed in (await silent.person("sofie").sees(UNKNOWN)).words
    await silent.person("sofie").form(UNKNOWN)


async def test_groups_that_fail_are_not_a_refusal(slack: Workspace) -> None:
    await slack.fault("usergroups.users.list", "500")
    await slack.person("sofie").types("/observe @anna hilsen opfyldt Hej")
    answer = await slack.person("sofie").sees("Slack svarer ikke, så jeg kan ikke se, om du har adgang til det her.")
    assert "/observe @anna hilsen opfyldt Hej" in answer.words


async def test_form_that_was_closed_while_loading_stays_closed(slow: Workspace) -> None:
    sofie = slow.person("sofie")
    await slow.fault("usergroups.users.list", "slow", seconds=1)
    line = asyncio.ensure_future(sofie.types("/observe"))
    await sofie.form("One moment")
    await sofie.closes()
    await line
    assert await sofie.forms() == []
    await sofie.does_not_see("did not work")


async def test_form_about_several_is_saved_in_time_while_nothing_is_said_of_anybody(stage: Stage) -> None:
    slack, people = stage.slack, stage.takt.services.people
    sofie, anna = slack.person("sofie"), slack.person("anna")
    for name in ("anna", "ben"):
        await slack.person(name).types("/observe help")
        await slack.person(name).answer()
    await sofie.types("/observe")
    await sofie.form("Hvem handler det om?")
    await people.flush()
    people.forget_everything()
    await slack.fault("users.info", "slow", seconds=20, times=None)
    both = {"observe.subject": ["anna", "ben"], "observe.standard": "greeting", "observe.level": "met"}
    answer = await sofie.submits(both | {"observe.note": "Så op og smilede"})
    assert answer["response_action"] is None
    await anna.sees("Så op og smilede", channel="dm")
