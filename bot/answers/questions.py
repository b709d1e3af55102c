"""The log of questions: what was asked and what became of it, never by whom."""

import secrets
from collections import deque
from datetime import timedelta

from bot.answers.answer import Answer
from bot.answers.gaps import Unanswered
from bot.answers.normalise import plain
from bot.answers.queries import (
    NotedQuestion,
    add_questions,
    forget_texts,
    mark_helpful,
    unanswered,
    was_helpful,
)
from bot.db.engine import Sessions, transaction
from bot.loading import later
from bot.ports import Clock, WorkspaceId

with later():  # with the first question
    from bot.answers import redaction

KEPT = timedelta(days=90)
MOST_GAPS = 1000


class QuestionLog:
    """Collects questions in memory and writes them when `flush` is called; the oldest go first when it is full."""

    def __init__(self, sessions: Sessions, clock: Clock, capacity: int = 1000) -> None:
        self._sessions = sessions
        self._clock = clock
        self._capacity = capacity
        self._waiting: deque[NotedQuestion] = deque()
        self.dropped = 0

    @property
    def waiting(self) -> int:
        """How many questions are still to be written."""
        return len(self._waiting)

    def note(self, workspace: WorkspaceId, text: str, language: str, answer: Answer, surface: str) -> str:
        """Remember a question and its answer, without what could point to a person; returns the key for its vote.

        It is redacted before the text is cut, and again after signs that nobody sees are out of it.
        """
        question = NotedQuestion(
            workspace=workspace,
            asked_at=self._clock.now(),
            surface=surface,
            language=language,
            text=redaction.redacted(plain(redaction.redacted(text))),
            outcome=answer.outcome.value,
            standard=answer.standard,
            confidence=answer.confidence,
            key=secrets.token_urlsafe(9),
        )
        self._waiting.append(question)
        self._make_room()
        return question.key

    async def vote(self, workspace: WorkspaceId, key: str, standard: str | None, *, helpful: bool) -> bool:
        """Note whether the standard that was read helped; False when one has said otherwise. Raises `StorageAway`."""
        await self.flush()
        async with transaction(self._sessions) as session:
            await mark_helpful(session, workspace=workspace, key=key, standard=standard, helpful=helpful)
            return await was_helpful(session, workspace=workspace, key=key) in {None, helpful}

    async def unanswered(self, workspace: WorkspaceId) -> list[Unanswered]:
        """What people asked in vain within 90 days, newest first. Raises `StorageAway`."""
        await self.flush()
        since = self._clock.now() - KEPT
        async with transaction(self._sessions) as session:
            return await unanswered(session, workspace=workspace, since=since, most=MOST_GAPS)

    async def flush(self) -> int:
        """Write what is waiting, in one transaction; returns how many. Raises `StorageAway`, and keeps them then."""
        batch = list(self._waiting)
        self._waiting.clear()
        written = False
        try:
            if batch:
                async with transaction(self._sessions) as session:
                    await add_questions(session, questions=batch)
            written = True
        finally:
            if not written:
                self._waiting.extendleft(reversed(batch))
                self._make_room()
        return len(batch)

    async def forget(self) -> None:
        """Empty the texts that are older than 90 days. Raises `StorageAway`."""
        async with transaction(self._sessions) as session:
            await forget_texts(session, before=self._clock.now() - KEPT)

    def drop_waiting(self, workspace: WorkspaceId) -> None:
        """Let go of a workspace's questions that wait to be written."""
        self._waiting = deque(one for one in self._waiting if one.workspace != workspace)

    def _make_room(self) -> None:
        while len(self._waiting) > self._capacity:
            self._waiting.popleft()
            self.dropped += 1
