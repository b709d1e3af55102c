"""Sends files into a conversation: Slack's three steps of `files.upload` v2."""

from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp

from bot.errors import SlackTrouble
from handlers.act import Act
from handlers.calls import UNREACHABLE, read

UPLOAD_SECONDS = 30


@dataclass(frozen=True)
class File:
    """A text file, with its name and what it is called."""

    name: str
    text: str
    title: str


async def share_files(act: Act, channel: str, files: Sequence[File]) -> None:
    """Upload the files and share them in one message. Raises `SlackTrouble`."""
    shared = [{"id": await _upload(act, file), "title": file.title} for file in files]
    await act.call("files.completeUploadExternal", files=shared, channel_id=channel)


async def _upload(act: Act, file: File) -> str:
    content = file.text.encode()
    where = await read(act.client, "files.getUploadURLExternal", filename=file.name, length=len(content))
    session = act.client.session
    if session is None:
        raise SlackTrouble("no_session")
    try:
        patience = aiohttp.ClientTimeout(total=UPLOAD_SECONDS)
        async with session.post(where["upload_url"], data=content, timeout=patience) as answer:
            if answer.status != 200:
                raise SlackTrouble(f"upload_{answer.status}")
    except UNREACHABLE as error:
        raise SlackTrouble("unreachable") from error
    return str(where["file_id"])
