"""Why a standard came, as a delivery's row keeps it. Pure."""

import json
from collections.abc import Sequence

from bot.ports import Reason
from bot.tips.situation import Code


def keep_reasons(reasons: Sequence[Reason]) -> str:
    """The reasons as JSON, for the delivery's row."""
    return json.dumps([[str(reason.code), reason.count] for reason in reasons], separators=(",", ":"))


def read_reasons(kept: str | None) -> tuple[Reason, ...]:
    """The reasons again; a code that this version of Takt does not know is left out."""
    known = {str(code) for code in Code}
    return tuple(Reason(code, count) for code, count in json.loads(kept or "[]") if code in known)
