"""Which pictures are in Slack already, so that nobody draws the same one again; in memory, the latest ones."""

from hashlib import sha256
from typing import TypeVar

from bot.pictures.picture import Picture, keep_picture
from bot.ports import WorkspaceId

MOST = 1000

Place = tuple[WorkspaceId, bytes]
MOST_REFUSED = 3
WAITS = (
    1.0,
    2.0,
    4.0,
)  # seconds; Slack shows a file somewhat later than it says that it has it (python-slack-sdk #1521)

T = TypeVar("T")


class Shelf:
    """Ids of uploaded pictures, by workspace and by what they show. Each is brought once, unless that fails."""

    def __init__(self) -> None:
        self.waits = WAITS
        self._files: dict[Place, str | None] = {}  # None where somebody is at it, or nobody will be again
        self._refused: dict[Place, int] = {}

    def file(self, workspace: WorkspaceId, picture: Picture) -> str | None:
        """The picture's file; None where it is not in Slack, or not yet."""
        return self._files.get(_place(workspace, picture))

    def begin(self, workspace: WorkspaceId, picture: Picture) -> bool:
        """Whether the picture is to be brought by whoever asks: nobody has, and nobody is at it."""
        place = _place(workspace, picture)
        if place in self._files:
            return False
        _keep(self._files, place, None)
        return True

    def put(self, workspace: WorkspaceId, picture: Picture, file: str) -> None:
        """Where the picture is from now on."""
        _keep(self._files, _place(workspace, picture), file)

    def leave(self, workspace: WorkspaceId, picture: Picture) -> None:
        """Leave a picture that could not be brought just now to whoever asks next."""
        self._files.pop(_place(workspace, picture), None)

    def give_up(self, workspace: WorkspaceId, picture: Picture) -> None:
        """Bring the picture no more: Slack does not take it."""
        _keep(self._files, _place(workspace, picture), None)

    def refuse(self, workspace: WorkspaceId, picture: Picture, file: str) -> None:
        """Have a picture brought anew whose file Slack does not show; no more after the third such file."""
        place = _place(workspace, picture)
        if self._files.get(place) != file:  # another has been brought since
            return
        del self._files[place]
        refused = self._refused.get(place, 0) + 1
        _keep(self._refused, place, refused)
        if refused >= MOST_REFUSED:
            self.give_up(workspace, picture)


def _keep(kept: dict[Place, T], place: Place, value: T) -> None:
    kept[place] = value
    while len(kept) > MOST:
        del kept[next(iter(kept))]


def _place(workspace: WorkspaceId, picture: Picture) -> Place:
    return workspace, sha256(keep_picture(picture)).digest()
