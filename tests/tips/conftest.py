"""The stage on which deliveries are tested, on both databases."""

import pytest

from bot.db.engine import Sessions
from tests.tips.stage import Stage


@pytest.fixture
def stage(sessions: Sessions) -> Stage:
    """A workspace with one supervisor, an empty database, and nothing subscribed."""
    return Stage(sessions)
