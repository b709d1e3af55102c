"""Makes a question of a standard's check, and keeps the words of a message as they were sent. Pure."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from pydantic import TypeAdapter

from bot.catalogue.model import Check
from bot.ports import ChannelId, Choice, TipMessage, TipQuestion

QUESTION, TIP = "question", "tip"  # the styles of a subscription


def pose(checks: Sequence[Check], number: int, *, delivery: str, channel: ChannelId) -> TipQuestion | None:
    """The check with this number (counted around) as this delivery asks it; None where there are no checks.

    The order of the options comes from the delivery's id: another one each time, the same at every retry.
    """
    if not checks:
        return None
    written = as_written(checks[number % len(checks)], number % len(checks))
    places = sha256(delivery.encode()).digest()  # a generator of random numbers takes ten times as long
    options = sorted(written.options, key=lambda choice: places[choice.number])
    return TipQuestion(written.check, written.ask, tuple(options), is_personal(channel))


def as_written(check: Check, number: int) -> TipQuestion:
    """The check with its options in the order of the content."""
    options = (
        Choice(position, option.text, option.right, option.feedback) for position, option in enumerate(check.options)
    )
    return TipQuestion(number, check.ask, tuple(options))


def is_personal(channel: ChannelId) -> bool:
    """Whether this is somebody's direct message, where there is nobody else to count."""
    return channel.startswith("D")


def order_of(question: TipQuestion) -> str:
    """The numbers of the options in the order in which they are shown, such as `201`."""
    return "".join(str(choice.number) for choice in question.options)


def keep_words(message: TipMessage) -> str:
    """The message as JSON, so that its buttons work on whatever becomes of the content."""
    return _words().dump_json(message).decode()


@cache
def _words() -> TypeAdapter[TipMessage]:
    return TypeAdapter(TipMessage)


def read_words(kept: str | None) -> TipMessage | None:
    """The message again; None where nothing is kept, or another version of Takt kept it in a way unknown here."""
    try:
        return None if kept is None else _words().validate_json(kept)
    except ValueError:
        return None
