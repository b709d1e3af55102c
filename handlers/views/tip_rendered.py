"""A tip's message ready for the wire, put together once for all channels that get the same words. Pure."""

import json
from functools import lru_cache
from typing import Any

from bot.i18n import translator
from bot.ports import Tally, TipMessage
from handlers.views.tip_question import tip

KEPT = 1000  # messages: the standards, checks and orders of options of a few languages
PLACE = "\ue000the delivery's id goes here\ue000"  # of about its length, in characters that no text has


def rendered_tip(message: TipMessage, tally: Tally, *, delivery: str) -> dict[str, Any]:
    """The text and blocks of a tip, as Slack's posting methods take them; `delivery` is an id of ours, in hex.

    Most of the work is Slack's models and their checks, which is 1 ms a message, and the same for every channel.
    """
    arguments: dict[str, Any] = json.loads(_rendered(message, tally).replace(PLACE, delivery))
    return arguments


@lru_cache(maxsize=KEPT)
def _rendered(message: TipMessage, tally: Tally) -> str:
    shown = tip(message, tally, translator(message.language), delivery=PLACE)
    return json.dumps(shown.to_dict(), ensure_ascii=False)
