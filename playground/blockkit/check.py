"""Whole messages and views: what Slack refuses beyond the limits of single blocks."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from playground.blockkit import parts
from playground.blockkit.blocks import BLOCKS, MOST_BLOCKS, SURFACES
from playground.blockkit.controls import controls, flat
from playground.blockkit.schema import Problem, boolean, by_type, enum, items, obj, pick, string
from playground.errors import SlackError

Json = dict[str, Any]
VIEW_BYTES = 250_000
MARKDOWN_CHARACTERS = 12_000
MOST_PER_MESSAGE = {"table": 1, "data_visualization": 2}

_IDENTITY = {
    "type": enum("modal", "home"),
    "blocks": lambda _value, _path: iter(()),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
    "private_metadata": string(3000, 0),
}
_MODAL = obj(
    {"type": enum("modal"), "title": parts.plain(24), "blocks": _IDENTITY["blocks"]},
    {
        **_IDENTITY,
        "submit": parts.plain(24),
        "close": parts.plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)
_HOME = obj({"type": enum("home"), "blocks": _IDENTITY["blocks"]}, _IDENTITY)
_VIEW = by_type({"modal": _MODAL, "home": _HOME}, "view")


def check_blocks(blocks: Any, surface: str, path: str = "/blocks") -> None:
    """Passes when Slack would show these blocks on this surface; raises SlackError("invalid_blocks")."""
    least = 0 if surface == "message" else 1
    allowed = pick(BLOCKS, " ".join(sorted(SURFACES[surface])))
    problems = list(items(by_type(allowed, "block"), MOST_BLOCKS[surface], least)(blocks, path))
    if not problems:
        problems = list(_together(blocks, path))
    if problems:
        raise SlackError("invalid_blocks", [str(problem) for problem in problems])


def check_view(view: Any) -> None:
    """Passes when Slack would open or publish this view; raises SlackError."""
    problems = [str(problem) for problem in _VIEW(view, "/view")]
    if problems:
        raise SlackError("invalid_arguments", problems)
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        raise SlackError("view_too_large")
    check_blocks(view["blocks"], view["type"], "/view/blocks")
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and has_input and "submit" not in view:
        raise SlackError("invalid_arguments", ["missing required field: submit [json-pointer:/view]"])


def _together(blocks: list[Json], path: str) -> Iterator[Problem]:
    everything = list(flat(blocks))
    yield from _repeated([block.get("block_id") for block in everything], "block_id", path)
    yield from _repeated([element.get("action_id") for _, element in controls(blocks)], "action_id", path)
    kinds = Counter(block["type"] for block in everything)
    for kind, most in MOST_PER_MESSAGE.items():
        if kinds[kind] > most:
            yield Problem(path, f"no more than {most} {kind} allowed")
    if sum(len(block["text"]) for block in everything if block["type"] == "markdown") > MARKDOWN_CHARACTERS:
        yield Problem(path, f"markdown must be less than {MARKDOWN_CHARACTERS + 1} characters altogether")
    if sum(bool(element.get("focus_on_load")) for _, element in controls(blocks)) > 1:
        yield Problem(path, "focus_on_load is allowed on one element only")


def _repeated(ids: list[str | None], name: str, path: str) -> Iterator[Problem]:
    for value, count in Counter(ids).items():
        if value is not None and count > 1:
            yield Problem(path, f"{name} {value!r} already exists")
