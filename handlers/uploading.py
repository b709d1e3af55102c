"""Brings files and pictures into a conversation, in Slack's three steps; it needs the optional scope `files:write`."""

from dataclasses import dataclass

import aiohttp

from bot.errors import SlackTrouble
from handlers.act import Act
from handlers.calls import UNREACHABLE, read
from handlers.views import alt_text
from handlers.views.parts import Message, clip

UPLOAD_SECONDS = 30
MAY_NOT = frozenset({"missing_scope", "not_allowed_token_type", "access_denied"})


@dataclass(frozen=True)
class PictureFile:
    """A picture (PNG) with the file's name, what it is called, and what it says to a screen reader."""

    png: bytes
    name: str
    title: str
    says: str


async def send_picture(act: Act, picture: PictureFile, *, message: Message) -> None:
    """Send the message and, below it, the picture.

    Raises `SlackTrouble`, `missing_scope` before anything is sent.
    """
    file = await upload(act, picture.name, picture.png, says=picture.says)
    told = await act.call("chat.postMessage", channel=act.member, unfurl_links=False, **message.to_dict())
    await complete(act, file, picture.title, channel_id=told["channel"])


async def complete(act: Act, file: str, title: str, **where: str) -> None:
    """End an upload; without a `channel_id`, nobody sees the file but in blocks that show it. Raises `SlackTrouble`."""
    await act.call("files.completeUploadExternal", files=[{"id": file, "title": title}], **where)


async def upload(act: Act, name: str, content: bytes, *, says: str = "") -> str:
    """Upload a file and return its id; nobody sees it yet. Raises `SlackTrouble`."""
    described = {"alt_txt": clip(says, alt_text.LIMIT)} if says else {}
    place = await read(act.client, "files.getUploadURLExternal", filename=name, length=len(content), **described)
    session = act.client.session
    if session is None:
        raise SlackTrouble("no_session")
    headers, patience = {"Content-Type": "application/octet-stream"}, aiohttp.ClientTimeout(total=UPLOAD_SECONDS)
    try:
        async with session.post(
            str(place["upload_url"]),
            data=content,
            headers=headers,
            timeout=patience,
            proxy=act.client.proxy,
            trace_request_ctx="upload",
        ) as answer:
            if answer.status != 200:
                raise SlackTrouble(f"upload_{answer.status}")
    except UNREACHABLE as error:
        raise SlackTrouble("unreachable") from error
    return str(place["file_id"])
