"""Blocks with what a person has filled in already, so that a reload does not lose it."""

from __future__ import annotations

import copy
from typing import Any

from playground.blockkit.controls import controls
from playground.fields import KINDS, Typed

Json = dict[str, Any]


def with_typed(blocks: list[Json], typed: Typed) -> list[Json]:
    """A copy of the blocks whose first values are what was typed, where something was."""
    if not typed:
        return blocks
    filled = copy.deepcopy(blocks)
    for block, element in controls(filled):
        entry = typed.get(str(block.get("block_id")), {}).get(str(element.get("action_id")))
        kind = KINDS.get(element["type"])
        if entry is None or kind is None or entry["type"] != element["type"]:
            continue
        element.pop(kind.initial, None)
        if value := entry.get(kind.key):
            element[kind.initial] = value
    return filled
