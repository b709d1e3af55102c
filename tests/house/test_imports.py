"""Every module keeps the house's rules, and the rules catch those that would not."""

from pathlib import Path

import pytest

from tests.house.rules import complaints

ROOT = Path(__file__).parent.parent.parent
FILES = sorted(path for room in ("bot", "handlers", "playground") for path in (ROOT / room).rglob("*.py"))

BREAKS = [
    ("handlers.home", "from bot.tips.queries import subscription_of", "3a."),
    ("handlers.home", "from bot.tips import queries", "3a."),
    ("handlers.home", "from bot.tips import subscriptions", "3a."),
    ("handlers.home", "import bot.db.engine", "3a."),
    ("handlers.home", "from sqlalchemy import select", "3a."),
    ("handlers.home", "from bot.settings import Settings", "3a."),
    ("handlers.home", "from bot.app import build", "3a."),
    ("handlers.home", "from playground.client import Workspace", "5b."),
    ("bot.tips.queries", "from bot.tips.materialise import materialise", "1a."),
    ("bot.observations.queries", "from .service import Observations", "1a."),
    ("bot.tips.schedule", "from bot.tips.queries import due", "1b."),
    ("bot.tips.schedule", "from . import queries", "1b."),
    ("bot.tips.brand_new", "def later() -> None:\n    from bot.db import engine", "1b."),
    ("bot.tips.schedule", "from bot.settings import Settings", "1b."),
    ("bot.tips.schedule", "import time", "1b."),
    ("bot.tips.schedule", "from bot.clock import SystemClock", "1b."),
    ("bot.tips.schedule", "moment = datetime.now(UTC)", "1b."),
    ("bot.tips.schedule", "day = dt.date.today()", "1b."),
    ("bot.answers.decision", "limit = os.environ['LIMIT']", "1b."),
    ("bot.answers.decision", "words = open('words.txt')", "1b."),
    ("bot.answers.decision", "words = path.read_text('utf-8')", "1b."),
    ("bot.observations.understood", "from .service import Observations", "1b."),
    ("bot.tips.parts", "import sqlalchemy", "1b."),
    ("bot.tips.zones", "from sqlalchemy.orm import Mapped", "1b."),
    ("bot.answers.naming", "from bot.db.models import Question", "1b."),
    ("bot.answers.postings", "import sqlalchemy", "1b."),
    ("bot.people.roles", "from bot.people.members import People", "1b."),
    ("bot.tips.subscriptions", "moment = datetime.now(UTC)", "1b."),
    ("bot.plainly", "import slack_sdk", "2."),
    ("bot.plainly", "from bot.app import build", "2."),
    ("bot.brand_new", "from slack_sdk.errors import SlackApiError", "2."),
    ("bot.content_cli", "import slack_bolt", "2."),
    ("bot.content_cli", "from handlers import standards", "2."),
    ("bot.cli", "import slack_sdk", "2."),
    ("bot.catalogue.coverage", "import handlers", "2."),
    ("bot.coverage_tables", "from handlers import ids", "2."),
    ("bot.tips.deliveries", "from handlers.messenger import SlackMessenger", "2."),
    ("handlers.views.home", "from bot.tips.subscriptions import Subscriptions", "3b."),
    ("handlers.views.home", "from handlers.act import Act", "3b."),
    ("handlers.views.home", "from handlers import forms", "3b."),
    ("handlers.views.home", "from slack_sdk.web.async_client import AsyncWebClient", "3b."),
    ("handlers.views.home", "from bot.people.members import People", "3b."),
    ("handlers.views.home", "from bot.services import Services", "3b."),
    ("handlers.views.home", "import slack_sdk", "3b."),
    ("handlers.views.home", "day = date.today()", "1b."),
    ("playground.server", "from bot.ports import MemberId", "5a."),
    ("playground.server", "import handlers", "5a."),
    ("bot.plainly", "from playground.server import Playground", "5b."),
    ("bot.content_cli", "from playground.server import Playground", "5b."),
    ("bot.content_cli", "import playground", "5b."),
    ("bot.app", "from playground.server import Playground", "5b."),
]
GOOD = [
    (
        "handlers.home",
        "from bot.services import Services\nfrom bot.tips.wish import Wish\nfrom handlers.act import Act",
    ),
    ("handlers.views.home", "from slack_sdk.models.blocks import Block\nfrom bot.ports import Profile\nimport re"),
    ("bot.tips.queries", "from sqlalchemy import select\nfrom bot.db.models import Delivery\nfrom . import records"),
    ("bot.tips.schedule", "from datetime import datetime, time\nfrom bot.catalogue.names import plain"),
    ("bot.tips.subscriptions", "from bot.tips import queries\nmoment = self._clock.now()"),
    ("bot.content_cli", "from handlers.preview import preview\nfrom playground.rendering.alone import page"),
    ("bot.app", "import handlers\nfrom slack_bolt.async_app import AsyncApp"),
    ("bot.demo", "from playground.server import Playground"),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_keeps_the_rules(path: Path) -> None:
    package = path.name == "__init__.py"
    parts = path.relative_to(ROOT).with_suffix("").parts
    module = ".".join(parts[:-1] if package else parts)
    assert complaints(module, path.read_text(encoding="utf-8"), package=package) == []


@pytest.mark.parametrize(("module", "source", "rule"), BREAKS)
def test_a_break_is_reported(module: str, source: str, rule: str) -> None:
    assert [complaint for complaint in complaints(module, source) if f"({rule}" in complaint]


@pytest.mark.parametrize(("module", "source"), GOOD)
def test_what_is_allowed_is_not_reported(module: str, source: str) -> None:
    assert complaints(module, source) == []
