"""What the tests of views share: an observation, what is told of it, and the wire as Slack would take it."""

from pathlib import Path
from typing import Any

import pytest
from slack_sdk.models.views import View

from bot.catalogue.loader import load
from bot.catalogue.model import Catalogue, Level
from bot.i18n import Translator, translator
from bot.observations.records import Observed
from bot.ports import ObservationMessage
from handlers.views.parts import Message
from playground.blockkit.check import check_blocks, check_view
from tests.catalogue.packs import greeting, queue, write_pack
from tests.fakes import ANNA, MONDAY_MORNING, SOFIE, WORKSPACE, person

NASTY = "<!channel> <https://evil.dk|click> & *bold* <@U0BEN>"
LONGEST = (NASTY * 9)[:300]
READER = person(ANNA, "da")
OBSERVED = Observed(
    id=7,
    workspace=WORKSPACE,
    observer=SOFIE,
    subject=ANNA,
    standard="greeting",
    standard_version="0123456789ab",
    level=Level.MET,
    note=NASTY,
    place="<b>Indgang</b> & dør",
    seen_at=MONDAY_MORNING,
    recorded_at=MONDAY_MORNING,
)
MESSAGE = ObservationMessage(
    observation=7,
    observer=SOFIE,
    standard="greeting",
    title="Hilsen",
    criterion="Der hilses.",
    level="met",
    level_sentence="Opfyldt: kriteriet er opfyldt",
    note=NASTY,
    place="Indgang",
    seen_at=MONDAY_MORNING,
    language="da",
    time_zone="Europe/Copenhagen",
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return load(write_pack(tmp_path, greeting(), queue()))


@pytest.fixture
def t() -> Translator:
    return translator("da")


def sent(message: Message) -> dict[str, Any]:
    """The message as it goes over the wire, once Slack would take it."""
    wire = message.to_dict()
    check_blocks(wire["blocks"], "message")
    return wire


def opened(view: View) -> dict[str, Any]:
    """The view as it goes over the wire, once Slack would open it."""
    wire = view.to_dict()
    check_view(wire)
    return wire


def markup(wire: dict[str, Any]) -> str:
    """Everything in the message that Slack reads as markup: mentions and links in it come alive."""
    texts = [wire["text"]]
    for block in wire["blocks"]:
        parts = [block.get("text"), *block.get("elements", [])]
        texts += [part["text"] for part in parts if isinstance(part, dict) and part.get("type") == "mrkdwn"]
    return "\n".join(texts)


def fields(wire: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block["element"] for block in wire["blocks"] if block["type"] == "input"}
