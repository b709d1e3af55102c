"""Blocks as a page that stands alone, in the style of the playground: one file, no scripts, no server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from playground.rendering.parts import render
from playground.rendering.reader import Reader
from playground.rendering.words import words

CSS = Path(__file__).parent.parent / "static" / "css"
SHEETS = ("base", "messages", "blocks", "forms")


def standing_alone(title: str, shown: Sequence[tuple[str, Mapping[str, Any]]], language: str) -> str:
    """The document with every named message, its styles inside it."""
    reader = Reader("U0", language, "UTC")
    styles = "\n".join((CSS / f"{sheet}.css").read_text(encoding="utf-8") for sheet in SHEETS)
    known = {"reader": reader, "words": words(reader.language), "title": title, "shown": shown}
    return str(render("alone", known, styles=Markup(styles)))  # noqa: S704 - our own style sheets  # nosec B704
