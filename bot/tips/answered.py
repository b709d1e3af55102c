"""What a person is told of their answer. Pure."""

from dataclasses import dataclass
from enum import Enum, auto

from bot.ports import Choice, TipMessage


class Standing(Enum):
    """What an answer is worth."""

    COUNTED = auto()
    FIRST_STANDS = auto()  # the person had answered before
    TOO_LATE = auto()  # the channel's next tip has come


@dataclass(frozen=True)
class Answered:
    """The words as they were shown, and the option that stands for the person."""

    tip: TipMessage
    choice: Choice
    standing: Standing
