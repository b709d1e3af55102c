"""A workspace that removes Takt leaves nothing in memory of what its people asked; others keep theirs."""

from typing import Any

from sqlalchemy import func, select

from bot.answers.answers import Answer, Outcome
from bot.answers.questions import QuestionLog
from bot.answers.threads import Threads
from bot.db.engine import Sessions
from bot.db.models import Question
from bot.ports import WorkspaceId
from tests.fakes import WORKSPACE, FixedClock

OTHER = WorkspaceId("T0OTHER")
NOTHING = Answer(Outcome.NONE, None, 0.0, ())


async def count(sessions: Sessions, table: Any) -> list[tuple[str, int]]:
    async with sessions() as session:
        found = await session.execute(
            select(table.workspace, func.count()).group_by(table.workspace).order_by(func.count())
        )
        return [(workspace, number) for workspace, number in found]


async def test_questions_that_wait_are_never_written(sessions: Sessions) -> None:
    log = QuestionLog(sessions, FixedClock())
    for workspace in (WORKSPACE, OTHER):
        log.note(workspace, "one", "en", NOTHING, "command")
    await log.flush()
    for workspace in (WORKSPACE, OTHER):
        log.note(workspace, "two", "en", NOTHING, "command")
    log.drop_waiting(WORKSPACE)
    await log.flush()
    assert await count(sessions, Question) == [(WORKSPACE, 1), (OTHER, 2)]


async def test_talks_are_forgotten(sessions: Sessions) -> None:
    threads = Threads(sessions, FixedClock())
    for workspace in (WORKSPACE, OTHER):
        await threads.remember(workspace, "D1", {"1.0", ""}, "greeting")
    threads.drop_talks(WORKSPACE)
    known = [await threads.about(one, "D1", "") for one in (WORKSPACE, OTHER)]
    assert known == [None, "greeting"]
