"""It is Monday, 9:00 in Copenhagen, until a test moves the clock; Sofie supervises in Danish."""

import pytest

from playground.client import Workspace
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
