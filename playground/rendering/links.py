"""The one place that decides which addresses become links."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

_SAFE = frozenset({"http", "https", "mailto", "tel"})


def safe_url(url: str) -> str | None:
    """The address when a click on it can only open a page, a mail or a call; otherwise None."""
    try:
        scheme = urlsplit(url.strip()).scheme.lower()
    except ValueError:
        return None
    return url.strip() if scheme in _SAFE else None


def link(url: str, label: str | None = None) -> str:
    """A link that opens in a new tab, or just its text for an unsafe address; `label` is HTML."""
    shown = label or escape(url.removeprefix("mailto:").removeprefix("tel:"), quote=False)
    if safe_url(url) is None:
        return shown
    return f'<a href="{escape(url.strip())}" target="_blank" rel="noopener noreferrer nofollow">{shown}</a>'
