"""What can be wrong with a wish that was understood."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import TaktError
from bot.tips.wish import Problem


@dataclass
class WishRefused(TaktError):
    """What is wished for cannot be: days that are over, a time within quiet hours. Nothing is saved."""

    problems: Sequence[Problem]


class NoTips(TaktError):
    """The channel has no tips whose rule could change."""
