"""What the form carries along unseen, and what the buttons under a note carry that was asked back about."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.carrying import read_fields
from bot.observations.draft import Draft
from handlers import ids

KINDS = {"channel": str, "key": str, "draft": str, "turn": int, "asked": list}


@dataclass(frozen=True)
class Carried:
    """The form's private metadata."""

    channel: str = ""  # where it was opened, to confirm there
    key: str = ""  # the source key of the request that it goes on from; empty: the form's own
    draft: str = ""  # the form whose draft it goes on from
    turn: int = 0  # a new turn gives every field a new block id, for Slack keeps what was typed under an old one
    asked: tuple[str, ...] = ()  # the words that were asked back about, in small letters

    def as_text(self) -> str:
        """For `private_metadata`."""
        return json.dumps({name: value for name, value in asdict(self).items() if value}, ensure_ascii=False)

    def block(self, field: str) -> str:
        """The id of a field's block."""
        return ids.numbered(field, self.turn) if self.turn else field


def carried_by(view: Mapping[str, Any] | None) -> Carried:
    """What a view carries. Raises `Illegible`."""
    text = str((view or {}).get("private_metadata") or "{}")
    if not text.startswith("{"):  # opened before the form carried more than its channel
        return Carried(channel=text)
    said = read_fields(text, KINDS)
    return Carried(**said | {"asked": tuple(said.get("asked", ()))})


@dataclass(frozen=True)
class Held:
    """A typed observation that waits for its author's second thought, with the source key of its request."""

    key: str
    draft: Draft

    def as_value(self) -> str:
        """A button's value."""
        return f"{self.key}\n{self.draft.as_text()}"

    @classmethod
    def read(cls, value: str) -> "Held":
        """From a button's value."""
        key, _, text = value.partition("\n")
        return cls(key, Draft.read(text))
