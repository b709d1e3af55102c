"""What the buttons of an answer carry, so that it can be shown again, in the same language, and voted on."""

import json
from dataclasses import dataclass

from bot.carrying import read_fields

KINDS = dict.fromkeys(("standard", "language", "key", "question", "words", "came_from"), str) | dict.fromkeys(
    ("can_share", "can_observe"), bool
)


@dataclass(frozen=True)
class Asked:
    """A standard, and what is known of the question that led to it; empty where nothing is."""

    standard: str
    language: str = ""  # of the card; empty: the reader's
    key: str = ""  # of the question, for its vote
    question: str = ""
    words: str = ""  # the language of Takt's own words on it
    can_share: bool = False
    came_from: str = ""  # the standard that the thread was about
    can_observe: bool = False

    def as_value(self) -> str:
        """A button's value: the standard's id alone where there is no more to say."""
        said = {name: value for name, value in vars(self).items() if value}
        if set(said) == {"standard"}:
            return self.standard
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, value: str) -> "Asked":
        """From a button's value. Raises `Illegible`."""
        return cls(**read_fields(value, KINDS, "standard")) if value.startswith("{") else cls(value)
