"""Slack's markup of what people type, turned back into what they typed; pure."""

import re

_TOKEN = re.compile(r"<([@#!]?)([^<>|\n]*)(?:\|([^<>\n]*))?>")
_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def as_typed(text: str) -> str:
    """The text with mentions, channels, links and escaped characters as the person typed them."""
    plain = _TOKEN.sub(_typed_token, text)
    for escaped, typed in _ESCAPED:
        plain = plain.replace(escaped, typed)
    return plain


def _typed_token(token: re.Match[str]) -> str:
    sign, target, label = token.groups()
    if sign in {"@", "#"}:
        return f"{sign}{label}" if label else token.group()
    if sign == "!":
        return f"@{(label or target).lstrip('@')}"
    return str(label or target)
