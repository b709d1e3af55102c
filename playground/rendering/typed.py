"""Blocks with what a person has filled in already, so that a reload does not lose it."""

from __future__ import annotations

import copy
from typing import Any

from playground.blockkit.controls import controls
from playground.fields import KINDS, Typed, first_entry

Json = dict[str, Any]


def with_typed(blocks: list[Json], typed: Typed, channel: str | None = None) -> list[Json]:
    """A copy of the blocks whose first values are what was typed, where something was.

    `channel` is where the person is, for the selects that start with the current conversation.
    """
    filled = copy.deepcopy(blocks)
    for block, element in controls(filled):
        kind = KINDS.get(element["type"])
        if kind is None:
            continue
        entry = typed.get(str(block.get("block_id")), {}).get(str(element.get("action_id")))
        if entry is None or entry["type"] != element["type"]:
            entry = first_entry(element, channel)
        element.pop(kind.initial, None)
        if value := entry.get(kind.key):
            element[kind.initial] = value
    return filled
