"""It is Monday, 9:00 in Copenhagen, until a test moves the clock; Sofie supervises in Danish."""

from collections.abc import AsyncIterator

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.tips.speaking import Speaker, Spoken, speaker
from tests.e2e.tips.using import used
from tests.fakes import FixedClock


@pytest.fixture
def clock() -> FixedClock:
    """Time that stands still until a test moves it."""
    return FixedClock()


@pytest.fixture
async def english(slack: Workspace) -> Workspace:
    """A workspace in which Ben, who is English, is a supervisor too."""
    await slack.change(user="ben", supervisor=True)
    return slack


@pytest.fixture
async def spoken_stage(stage: Stage, spoken: Spoken) -> AsyncIterator[Stage]:
    """The stage of a dialogue that is held in both languages; in the end all has been used that it promises."""
    yield stage
    assert spoken.promised - used(stage.playground) == set()


@pytest.fixture
async def sofie(spoken_stage: Stage, spoken: Spoken) -> Speaker:
    """Sofie, who supervises, in the language of the dialogue."""
    return await speaker(spoken_stage, "sofie", spoken)


@pytest.fixture
async def anna(spoken_stage: Stage, spoken: Spoken) -> Speaker:
    """Anna, who is staff, in the language of the dialogue."""
    return await speaker(spoken_stage, "anna", spoken)
