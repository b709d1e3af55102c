"""The Jinja environment of the page: templates, filters and nothing else."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from playground.rendering import dates
from playground.rendering.choices import choices, initial_choices
from playground.rendering.emoji import emoji
from playground.rendering.links import safe_url
from playground.rendering.markdown import markdown
from playground.rendering.mrkdwn import mrkdwn, plain

TEMPLATES = Path(__file__).parent.parent / "templates"
_HUES = 8


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment that renders everything; each render needs `reader` and `words` in its context."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "mrkdwn": _mrkdwn,
        "plain": plain,
        "markdown": markdown,
        "emoji": emoji,
        "safe_url": _link_url,
        "image_url": image_url,
        "clock": _clock,
        "full_time": _full_time,
        "wall_clock": _wall_clock,
        "initials": initials,
        "hue": hue,
        "choices": choices,
        "initial_choices": initial_choices,
    }
    return made


def image_url(address: str) -> str:
    """The address of a picture when it is a web page's or this server's own, otherwise an empty one."""
    return address if address.startswith("/") or (safe_url(address) or "").startswith("http") else ""


def _link_url(value: object) -> str | None:
    return safe_url(value) if isinstance(value, str) else None


def initials(name: str) -> str:
    """One or two capital letters that stand for a name."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalnum()]
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper() or "?"


def hue(identifier: str) -> int:
    """A colour number that stays the same for the same id."""
    return sum(ord(character) * (place + 1) for place, character in enumerate(identifier)) % _HUES


@pass_context
def _mrkdwn(context: Context, text: str) -> Markup:
    return mrkdwn(str(text), context["reader"])


@pass_context
def _clock(context: Context, ts: Any) -> str:
    return dates.clock(ts, context["reader"])


@pass_context
def _full_time(context: Context, ts: Any) -> str:
    return dates.full_time(ts, context["reader"])


@pass_context
def _wall_clock(context: Context, ts: Any) -> str:
    moment: datetime = dates.local(ts, context["reader"])
    return moment.strftime("%Y-%m-%dT%H:%M")
