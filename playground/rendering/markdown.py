"""The `markdown` block: standard Markdown, with raw HTML and unsafe links left as text."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup

from playground.rendering.emoji import with_emoji


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])


def markdown(text: str) -> Markup:
    """The text of a markdown block as safe HTML."""
    html = str(_parser().render(with_emoji(text)))
    return Markup(html.replace('style="text-align:', 'data-align="'))  # noqa: S704 - html is off  # nosec B704
