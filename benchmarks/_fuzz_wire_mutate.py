"""Payloads bent out of shape: parts dropped, replaced by another type, nested, huge, or with characters that hurt."""

import copy
from collections.abc import Callable
from random import Random
from typing import Any

Json = dict[str, Any]
Holder = dict[str, Any] | list[Any]
KEEP = 0.5  # of the values that stay where they are replaced together
NASTY_TEXTS = (
    "", " ", "\x00", "\ud800", "\udfff tail", "\u202eabc", "\U0001f3f3\ufe0f\u200d\U0001f308" * 20,
    "ﷺ" * 100, "a" * 5000, "<!channel> <@U0ANNA|x>",
    "{", "[" * 50, "null", "-1", "9" * 400, "٣", "²", "1e999",
    "T0TAKT", "../../etc/passwd", "' OR 1=1 --", "{0}%s", "\u0085\u2028",
)  # fmt: skip
NASTY_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, 10**30, 2**63, [], {}, [[]], [None], {"": None}, {"id": None}, {"id": []}, [{}],
    3.5,
)  # fmt: skip


def mutated(payload: Json, random: Random) -> Json:
    """A copy with one to four things wrong."""
    bent = copy.deepcopy(payload)
    for _ in range(random.randint(1, 4)):
        places = _places(bent)
        if not places:
            return bent
        holder, key = random.choice(places)
        random.choice(WAYS)(holder, key, random)
    return bent


def _places(part: Any) -> list[tuple[Any, Any]]:
    """Every place in the payload, as its holder and its key."""
    found: list[tuple[Any, Any]] = []
    waiting = [part]
    while waiting:
        holder = waiting.pop()
        items = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for key, value in items:
            found.append((holder, key))
            if isinstance(value, dict | list):
                waiting.append(value)
    return found


def _drop(holder: Any, key: Any, _random: Random) -> None:
    del holder[key]


def _retype(holder: Any, key: Any, random: Random) -> None:
    holder[key] = copy.deepcopy(random.choice(NASTY_VALUES))


def _reword(holder: Any, key: Any, random: Random) -> None:
    holder[key] = random.choice(NASTY_TEXTS)


def _nest(holder: Any, key: Any, random: Random) -> None:
    for _ in range(random.choice((1, 2, 60))):
        holder[key] = {"value": holder[key]} if random.random() < KEEP else [holder[key]]


def _swell(holder: Any, key: Any, random: Random) -> None:
    value = holder[key]
    holder[key] = (
        value * 300 if isinstance(value, str) else [copy.deepcopy(value) for _ in range(random.choice((2, 200)))]
    )


def _rename(holder: Any, key: Any, random: Random) -> None:
    if isinstance(holder, dict):
        holder[random.choice(("type", "id", "user", "view", "event", "command", "actions", "\ud800"))] = holder.pop(key)


def _append(holder: Any, key: Any, random: Random) -> None:
    if isinstance(holder[key], str):
        holder[key] += random.choice(NASTY_TEXTS)


WAYS: tuple[Callable[[Any, Any, Random], None], ...] = (
    _drop,
    _retype,
    _retype,
    _reword,
    _nest,
    _swell,
    _rename,
    _append,
)
