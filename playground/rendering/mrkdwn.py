"""Slack's mrkdwn as HTML. Whatever the text says, it leaves here escaped."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape

from markupsafe import Markup

from playground.rendering.dates import slack_date
from playground.rendering.emoji import with_emoji
from playground.rendering.links import link, safe_url
from playground.rendering.reader import Reader

_FENCE = re.compile(r"```\n?(.*?)```", re.DOTALL)
_ATOM = re.compile(r"`([^`\n]+)`|<([^<>\n]+)>")
_STYLE = re.compile(
    r"(?<![\w*])\*(?=\S)(?P<b>[^*\n]*?\S)\*(?![\w*])"
    r"|(?<![\w_])_(?=\S)(?P<i>[^_\n]*?\S)_(?![\w_])"
    r"|(?<![\w~])~(?=\S)(?P<s>[^~\n]*?\S)~(?![\w~])"
)
_QUOTE = re.compile(r"^(?:&gt;|>) ?")
_BULLET = re.compile(r"^\s*([•◦▪]|-|\d{1,2}\.(?!\s+[a-zæøå]))\s+(.*)$")  # `28. oktober` is a date
_HELD = re.compile("\ue000(\\d+)\ue001")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def mrkdwn(text: str, reader: Reader) -> Markup:
    """The text with Slack's styles, links, mentions, dates and emoji as safe HTML."""
    clean = text.replace("\ue000", "").replace("\ue001", "")
    pieces = _FENCE.split(clean)
    html = [
        f'<pre class="mono">{_plain(piece)}</pre>' if index % 2 else _lines(piece.strip("\n"), reader)
        for index, piece in enumerate(pieces)
    ]
    return Markup("".join(html))  # noqa: S704 - every part is escaped above  # nosec B704


def plain(text: str, *, with_names: bool = True) -> Markup:
    """A `plain_text` object: escaped, with line breaks, and with emoji unless it says `emoji: false`."""
    shown = with_emoji(text) if with_names else text
    return Markup("<br>".join(escape(line) for line in shown.split("\n")))  # noqa: S704  # nosec B704


def _lines(text: str, reader: Reader) -> str:
    html: list[str] = []
    quoted: list[str] = []
    for line in [*text.split("\n"), None] if text else []:
        if line is not None and _QUOTE.match(line):
            quoted.append(_line(_QUOTE.sub("", line, count=1), reader))
            continue
        if quoted:
            html.append("<blockquote>" + "".join(quoted) + "</blockquote>")
            quoted = []
        if line is not None:
            html.append(_line(line, reader))
    return "".join(html)


def _line(line: str, reader: Reader) -> str:
    if not line.strip():
        return '<span class="gap"></span>'
    if bullet := _BULLET.match(line):
        return f'<span class="item"><span class="dot">{escape(bullet[1])}</span> {_inline(bullet[2], reader)}</span>'
    return f'<span class="line">{_inline(line, reader)}</span>'


def _inline(text: str, reader: Reader) -> str:
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(f"<code>{_plain(found[1])}</code>" if found[1] else _token(found[2], reader))
        return f"\ue000{len(held) - 1}\ue001"

    styled = _styled(_ATOM.sub(hold, text))
    return _HELD.sub(lambda found: held[int(found[1])], styled)


def _styled(text: str) -> str:
    html, end = [], 0
    for found in _STYLE.finditer(text):
        tag = found.lastgroup or "b"
        html += [_plain(with_emoji(text[end : found.start()])), f"<{tag}>{_styled(found[tag])}</{tag}>"]
        end = found.end()
    return "".join([*html, _plain(with_emoji(text[end:]))])


def _token(token: str, reader: Reader) -> str:
    body, bar, label = token.partition("|")
    if body.startswith("@"):
        name = reader.users.get(body[1:], label or body[1:])
        mine = " me" if body[1:] == reader.id else ""
        return f'<span class="mention{mine}">@{_plain(name)}</span>'
    if body.startswith("#"):
        return f'<span class="mention">#{_plain(reader.channels.get(body[1:], label or body[1:]))}</span>'
    if body.startswith("!"):
        return _special(body[1:], label, reader)
    if safe_url(_unescaped(body)) is None and not bar:
        return f"&lt;{_plain(token)}&gt;"
    return link(_unescaped(body), _plain(with_emoji(label)) if bar else None)


def _special(body: str, label: str, reader: Reader) -> str:
    kind, *rest = body.split("^")
    if kind == "date" and len(rest) >= 2 and re.fullmatch(r"-?\d{1,11}", rest[0]):
        written = _plain(slack_date(_unescaped(rest[1]), rest[0], reader, datetime.now(tz=UTC)))
        return (
            link(_unescaped(rest[2]), written) if len(rest) > 2 else f'<time title="{escape(label)}">{written}</time>'
        )
    if kind == "subteam" and rest:
        return f'<span class="mention">@{_plain(reader.groups.get(rest[0], label.lstrip("@") or rest[0]))}</span>'
    return f'<span class="mention">@{_plain(label.lstrip("@") or kind)}</span>'


def _unescaped(text: str) -> str:
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


def _plain(text: str) -> str:
    return escape(_unescaped(text), quote=False)
