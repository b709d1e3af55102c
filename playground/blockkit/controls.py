"""Finds the controls in blocks, wherever they sit, and gives names to those without."""

import copy
import secrets
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def controls(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element together with the block that it sits in, in reading order."""
    for block in flat(blocks):
        kind = block.get("type")
        if kind in ("actions", "context_actions"):
            found = list(block["elements"])
        elif kind == "card":
            found = list(block.get("actions", []))
        else:
            found = [block[key] for key in ("accessory", "element") if key in block]
        yield from ((block, element) for element in found if element["type"] != "image")


def flat(blocks: list[Json]) -> Iterator[Json]:
    """Every block, with the children of containers and carousels after their parent."""
    for block in blocks:
        yield block
        if block.get("type") == "container":
            yield from flat(block["child_blocks"])
        elif block.get("type") == "carousel":
            yield from flat(block["elements"])


def named(blocks: list[Json]) -> list[Json]:
    """A copy in which every block and control has an id and every input says whether it is optional."""
    blocks = copy.deepcopy(blocks)
    for block in flat(blocks):
        block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
        if block["type"] == "input":
            block.setdefault("optional", False)
            block.setdefault("dispatch_action", False)
    for _, element in controls(blocks):
        element.setdefault("action_id", secrets.token_urlsafe(4)[:5])
    return blocks
