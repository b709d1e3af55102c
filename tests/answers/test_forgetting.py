"""A workspace that removes Takt leaves nothing behind of what its people asked; others keep theirs."""

from typing import Any

from sqlalchemy import func, select

from bot.answers import ask_queries
from bot.answers.answers import Answer, Outcome
from bot.answers.asking import Asking
from bot.answers.questions import QuestionLog
from bot.answers.threads import Threads
from bot.db.engine import Sessions, transaction
from bot.db.models import Ask, Digest, Question, Thread
from bot.people.scoped import owners_of
from bot.ports import WorkspaceId
from tests.answers.owners import FakeOwners
from tests.fakes import ANNA, WORKSPACE, FixedClock, person

OTHER = WorkspaceId("T0OTHER")
NOTHING = Answer(Outcome.NONE, None, 0.0, ())


async def count(sessions: Sessions, table: Any) -> list[tuple[str, int]]:
    async with sessions() as session:
        found = await session.execute(select(table.workspace, func.count()).group_by(table.workspace))
        return [(workspace, number) for workspace, number in found]


async def test_questions_are_deleted_and_those_that_wait_are_never_written(sessions: Sessions) -> None:
    log = QuestionLog(sessions, FixedClock())
    for workspace in (WORKSPACE, OTHER):
        log.note(workspace, "one", "en", NOTHING, "command")
    await log.flush()
    for workspace in (WORKSPACE, OTHER):
        log.note(workspace, "two", "en", NOTHING, "command")
    await log.forget_workspace(WORKSPACE)
    await log.flush()
    assert await count(sessions, Question) == [(OTHER, 2)]


async def test_questions_to_people_and_digests_are_deleted(sessions: Sessions) -> None:
    asking = Asking(sessions, FixedClock(), FakeOwners(), owners_of({"C0OWNERS"}), "en")
    await asking.ask(person(ANNA), "May I?", named=True, source_key="V1")
    async with transaction(sessions) as session:
        for workspace in (WORKSPACE, OTHER):
            await ask_queries.claim_week(session, workspace=workspace, week="2026-W48")
    await asking.forget_workspace(OTHER)
    assert await count(sessions, Ask) == [(WORKSPACE, 1)]
    await asking.forget_workspace(WORKSPACE)
    assert (await count(sessions, Ask), await count(sessions, Digest)) == ([], [])


async def test_threads_and_talks_are_forgotten(sessions: Sessions) -> None:
    threads = Threads(sessions, FixedClock())
    for workspace in (WORKSPACE, OTHER):
        await threads.remember(workspace, "D1", {"1.0", ""}, "greeting")
    await threads.forget_workspace(WORKSPACE)
    assert await count(sessions, Thread) == [(OTHER, 1)]
    known = [await threads.about(one, "D1", thread) for one in (WORKSPACE, OTHER) for thread in ("1.0", "")]
    assert known == [None, None, "greeting", "greeting"]
