"""Sends text files into a conversation."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import SlackTrouble
from handlers.act import Act
from handlers.uploading import MAY_NOT, upload
from handlers.views.parts import Message


@dataclass(frozen=True)
class File:
    """A text file, with its name and what it is called."""

    name: str
    text: str
    title: str


async def share_files(act: Act, channel: str, files: Sequence[File]) -> None:
    """Upload the files and share them in one message. Raises `SlackTrouble`."""
    shared = [{"id": await upload(act, file.name, file.text.encode()), "title": file.title} for file in files]
    await act.call("files.completeUploadExternal", files=shared, channel_id=channel)


async def send_files(act: Act, files: Sequence[File], *, announced: Message, otherwise: Message) -> None:
    """Send the files by direct message behind an announcement; say `otherwise` where Takt may not send files."""
    posted = await act.call("chat.postMessage", channel=act.member, **announced.to_dict())
    try:
        await share_files(act, str(posted["channel"]), files)
    except SlackTrouble as trouble:
        if trouble.code not in MAY_NOT:
            raise
        await act.tell(otherwise)
