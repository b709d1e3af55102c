"""Takes the bytes of announced files, and gives them back to whoever holds the bot token."""

from typing import Any

from aiohttp import BodyPartReader, web

from playground.errors import SlackError
from playground.teams import Teams


class Uploads:
    """Serves `/upload/v1/<file>` and `/files-pri/<file>/<name>`."""

    def __init__(self, teams: Teams) -> None:
        self._teams = teams

    async def receive(self, request: web.Request) -> web.Response:
        """The second step of an upload, as a raw body or as a form; the length must be as announced."""
        slack = self._teams.of_file(request.match_info["id"])
        with slack.quiet.busy():
            file = slack.state.files.find(request.match_info["id"])
            if file is None or file.content is not None:
                return web.Response(status=404, text="file_not_found")
            content = await _body(request)
            status = "ok" if len(content) == file.length else "wrong length"
            slack.traffic.add("in", "upload", {"text": file.name, "size": len(content)}, status)
            if status != "ok":
                return web.Response(status=400, text=f"{file.length} bytes were announced, {len(content)} came")
            file.content = content
            return web.Response(text=f"OK - {len(content)}")

    async def download(self, request: web.Request) -> web.Response:
        """A private file, for the app itself."""
        value = request.headers.get("Authorization", "").removeprefix("Bearer ")
        slack = self._teams.of_token(value)
        file = slack.state.files.find(request.match_info["id"])
        try:
            slack.tokens.check(value)
        except SlackError as error:
            return web.Response(status=403, text=error.code)
        if file is None or file.content is None:
            return web.Response(status=404, text="file_not_found")
        return web.Response(body=file.content, content_type=file.content_type)


async def _body(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    part: Any = await (await request.multipart()).next()
    return bytes(await part.read(decode=True)) if isinstance(part, BodyPartReader) else b""
