"""A messenger to the content owners that keeps what it is given, and fails when a test wants it to."""

from collections.abc import Sequence

from bot.errors import SendError
from bot.ports import ChannelId, Gap, MemberId, WorkspaceId


class FakeOwners:
    """The `OwnersMessenger` port."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, MemberId | None]] = []
        self.replies: list[tuple[MemberId, str]] = []
        self.digests: list[Sequence[Gap]] = []
        self.failing: SendError | None = None

    async def post_ask(
        self, workspace: WorkspaceId, channel: ChannelId, *, ask: str, text: str, asker: MemberId | None, language: str
    ) -> None:
        """Keep the question."""
        self._fail()
        self.asked.append((ask, text, asker))

    async def tell_reply(
        self, workspace: WorkspaceId, member: MemberId, *, question: str, words: str, owner: MemberId, language: str
    ) -> None:
        """Keep the reply."""
        self._fail()
        self.replies.append((member, words))

    async def post_gaps(
        self, workspace: WorkspaceId, channel: ChannelId, *, gaps: Sequence[Gap], language: str
    ) -> None:
        """Keep the digest."""
        self._fail()
        self.digests.append(gaps)

    def _fail(self) -> None:
        if self.failing is not None:
            failing, self.failing = self.failing, None
            raise failing
