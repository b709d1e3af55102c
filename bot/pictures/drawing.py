"""Has pictures drawn beside the event loop, one at a time."""

import asyncio
import sys

import structlog

from bot.pictures.picture import Picture, keep_picture

DRAWING_SECONDS = 30

log = structlog.get_logger()


class Drawing:
    """Draws pictures."""

    def __init__(self) -> None:
        self._drawing = asyncio.Lock()

    async def draw(self, picture: Picture) -> bytes | None:
        """The picture as PNG, drawn by a process of its own; None where that does not work."""
        async with self._drawing:
            pipe = asyncio.subprocess.PIPE
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.pictures.charts", stdin=pipe, stdout=pipe
            )
            try:
                async with asyncio.timeout(DRAWING_SECONDS):
                    drawn, _ = await child.communicate(keep_picture(picture))
            except TimeoutError:
                drawn = b""
            finally:
                if child.returncode is None:
                    child.kill()
                    await child.wait()
        if child.returncode == 0 and drawn:
            return drawn
        log.error("picture_not_drawn", code=child.returncode)
        return None
