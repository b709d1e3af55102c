"""Files on their way through Slack's two-step upload."""

import mimetypes
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass
class File:
    """One file: announced with a length, then uploaded, then shared."""

    id: str
    name: str
    length: int
    alt_text: str = ""
    title: str = ""
    content: bytes | None = None
    shared: bool = False
    unseen_looks: int = 0  # for so many more, views with it are refused: Slack has it, and has not looked at it yet

    @property
    def content_type(self) -> str:
        """The type that the file's name suggests; never one that a browser would run."""
        guessed = mimetypes.guess_type(self.name)[0] or ""
        safe = guessed.startswith("image/") and guessed != "image/svg+xml"
        return guessed if safe or guessed in ("application/pdf", "text/csv") else "application/octet-stream"

    def as_json(self, base_url: str) -> Json:
        """The file object that Slack puts into messages and answers."""
        address = f"{base_url}/files-pri/{self.id}/{self.name}"
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "size": self.length,
            "mimetype": self.content_type,
            "alt_txt": self.alt_text,
            "url_private": address,
            "url_private_download": address,
            "playground_url": f"{base_url}/control/files/{self.id}",
        }


class FileStore:
    """All files of one workspace."""

    def __init__(self) -> None:
        self.slow_looks = 1  # how often a view with a new file is refused
        self._files: dict[str, File] = {}

    def add(self, file: File) -> None:
        """Keep an announced file."""
        self._files[file.id] = file

    def find(self, file_id: str) -> File | None:
        """The file with this id."""
        return self._files.get(file_id)

    def clear(self) -> None:
        """Forget everything."""
        self._files.clear()
