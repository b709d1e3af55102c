"""Draws Slack's blocks in a terminal: headings, paragraphs, small type and buttons; enough for Takt's own views."""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

Block = Mapping[str, Any]
BOLD = re.compile(r"\*([^*\n]+)\*")
WIDTH = 80


def drawn(name: str, blocks: Sequence[Block]) -> Panel:
    """A message in a frame with a name."""
    parts: list[RenderableType] = []
    for block in blocks:
        parts += [_block(block), Text()]
    return Panel(Group(*parts[:-1]), title=name, title_align="left", width=WIDTH, padding=(1, 2))


def _block(block: Block) -> Text:
    kind = block["type"]
    if kind == "header":
        return Text(block["text"]["text"], style="bold underline")
    if kind == "context":
        return Text(" · ").join(_mrkdwn(element["text"], "dim") for element in block["elements"])
    if kind == "actions":
        return Text("  ").join(Text(f"[ {element['text']['text']} ]", style="reverse") for element in block["elements"])
    return _mrkdwn(block["text"]["text"]) if "text" in block else Text()


def _mrkdwn(text: str, style: str = "") -> Text:
    """Bold where Slack shows bold; escaped signs as they are read."""
    shown = Text(style=style)
    for place, part in enumerate(BOLD.split(text)):
        shown.append(html.unescape(part), style="bold" if place % 2 else "")
    return shown
