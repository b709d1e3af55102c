"""Brings a picture to a person by direct message, in Slack's two steps; it needs the optional scope `files:write`."""

from bot.errors import SlackTrouble
from handlers.act import Act
from handlers.calls import UNREACHABLE, read
from handlers.views.parts import Message, clip

ALT_LIMIT = 1000


async def send_picture(act: Act, png: bytes, *, name: str, title: str, message: Message) -> None:
    """Send the message and, below it, the picture, which says the same to a screen reader.

    Raises `SlackTrouble`, `missing_scope` before anything is sent.
    """
    described = clip(message.text, ALT_LIMIT)
    place = await read(act.client, "files.getUploadURLExternal", filename=name, length=len(png), alt_txt=described)
    await _upload(act, str(place["upload_url"]), png)
    told = await act.call("chat.postMessage", channel=act.member, unfurl_links=False, **message.to_dict())
    files = [{"id": place["file_id"], "title": title}]
    await act.call("files.completeUploadExternal", files=files, channel_id=told["channel"])


async def _upload(act: Act, url: str, content: bytes) -> None:
    session = act.client.session
    if session is None:
        raise SlackTrouble("no_session")
    try:
        headers = {"Content-Type": "application/octet-stream"}
        async with session.post(url, data=content, headers=headers, trace_request_ctx="upload") as answer:
            if answer.status != 200:
                raise SlackTrouble(f"upload_{answer.status}")
    except UNREACHABLE as error:
        raise SlackTrouble("unreachable") from error
