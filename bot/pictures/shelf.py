"""Which pictures are in Slack already, so that nobody draws the same one again; in memory, the latest ones."""

from hashlib import sha256

from bot.pictures.picture import Picture, keep_picture
from bot.ports import WorkspaceId

MOST = 1000

Place = tuple[WorkspaceId, bytes]


class Shelf:
    """Ids of uploaded pictures, by workspace and by what they show. Each is brought, or tried in vain, once."""

    def __init__(self) -> None:
        self._files: dict[Place, str | None] = {}

    def file(self, workspace: WorkspaceId, picture: Picture) -> str | None:
        """The picture's file; None where it is not in Slack, or not yet."""
        return self._files.get(_place(workspace, picture))

    def begin(self, workspace: WorkspaceId, picture: Picture) -> bool:
        """Whether the picture is to be brought by whoever asks: nobody has, and nobody is at it."""
        place = _place(workspace, picture)
        if place in self._files:
            return False
        self._put(place, None)
        return True

    def put(self, workspace: WorkspaceId, picture: Picture, file: str | None) -> None:
        """Where the picture is from now on; None where Slack does not take or show it."""
        self._put(_place(workspace, picture), file)

    def _put(self, place: Place, file: str | None) -> None:
        self._files[place] = file
        while len(self._files) > MOST:
            del self._files[next(iter(self._files))]


def _place(workspace: WorkspaceId, picture: Picture) -> Place:
    return workspace, sha256(keep_picture(picture)).digest()
