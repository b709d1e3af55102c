"""Questions are kept without their asker, and none is lost while the database is away."""

import pytest
from sqlalchemy import select

from bot.answers.answers import Answer, Candidate, Outcome
from bot.answers.questions import QuestionLog
from bot.db.engine import Sessions
from bot.db.models import Question
from bot.errors import StorageAway
from bot.ports import WorkspaceId
from tests.fakes import MONDAY_MORNING, WORKSPACE, FixedClock

MATCH = Answer(Outcome.MATCH, "greeting", 0.9, (Candidate("greeting", 0.8),))


async def stored(sessions: Sessions) -> list[Question]:
    async with sessions() as session:
        return list(await session.scalars(select(Question).order_by(Question.id)))


async def test_question_is_stored_with_its_answer_and_without_personal_signs(sessions: Sessions) -> None:
    log = QuestionLog(sessions, FixedClock())
    log.note(WORKSPACE, "may <@U0ANNA|anna> greet 010190-1234?", "en", MATCH, "command")
    assert await log.flush() == 1
    (question,) = await stored(sessions)
    assert question.text == "may [mention] greet [CPR]?"
    assert (question.outcome, question.standard, question.surface) == ("match", "greeting", "command")
    assert question.asked_at == MONDAY_MORNING
    assert log.waiting == 0


async def test_number_with_signs_that_nobody_sees_in_it_is_redacted(sessions: Sessions) -> None:
    log = QuestionLog(sessions, FixedClock())
    log.note(WORKSPACE, "is 0101\u200b90-12\u200b34 right, or &lt;@U0ANNA&gt;?", "en", MATCH, "command")
    await log.flush()
    assert (await stored(sessions))[0].text == "is [CPR] right, or <[mention]>?"


async def test_long_question_is_cut(sessions: Sessions) -> None:
    log = QuestionLog(sessions, FixedClock())
    log.note(WORKSPACE, "word " * 2000, "en", MATCH, "message")
    await log.flush()
    assert len((await stored(sessions))[0].text) <= 300


async def test_nothing_to_write_needs_no_database(away: Sessions) -> None:
    log = QuestionLog(away, FixedClock())
    assert await log.flush() == 0


async def test_questions_wait_in_order_while_the_database_is_away(sessions: Sessions, away: Sessions) -> None:
    log = QuestionLog(away, FixedClock())
    for text in ("one", "two"):
        log.note(WORKSPACE, text, "en", MATCH, "command")
    with pytest.raises(StorageAway):
        await log.flush()
    assert log.waiting == 2
    log._sessions = sessions  # the database comes back
    await log.flush()
    assert [question.text for question in await stored(sessions)] == ["one", "two"]


async def test_full_log_drops_the_oldest_and_counts_them(sessions: Sessions) -> None:
    log = QuestionLog(sessions, FixedClock(), capacity=2)
    for text in ("one", "two", "three"):
        log.note(WORKSPACE, text, "en", MATCH, "command")
    assert (log.waiting, log.dropped) == (2, 1)
    await log.flush()
    assert [question.text for question in await stored(sessions)] == ["two", "three"]


async def test_text_is_forgotten_after_90_days_and_the_outcome_stays(sessions: Sessions) -> None:
    clock = FixedClock()
    log = QuestionLog(sessions, clock)
    for text, days_later in (("an old one", 60), ("a new one", 31)):
        log.note(WORKSPACE, text, "en", MATCH, "command")
        await log.flush()
        clock.advance(days=days_later)
    await log.forget()
    kept = await stored(sessions)
    assert [(row.text, row.outcome) for row in kept] == [("", "match"), ("a new one", "match")]


async def test_first_vote_counts_also_before_the_question_was_written(sessions: Sessions) -> None:
    log = QuestionLog(sessions, FixedClock())
    key = log.note(WORKSPACE, "greeting", "en", MATCH, "command")
    assert await log.vote(WORKSPACE, key, "greeting", helpful=False)
    assert not await log.vote(WORKSPACE, key, "greeting", helpful=True)
    assert await log.vote(WORKSPACE, key, "greeting", helpful=False)  # the same once more stands, too
    assert [question.helpful for question in await stored(sessions)] == [False]


async def test_vote_of_another_workspace_or_on_nothing_counts_for_nothing(sessions: Sessions) -> None:
    log = QuestionLog(sessions, FixedClock())
    key = log.note(WORKSPACE, "greeting", "en", MATCH, "command")
    assert await log.vote(WorkspaceId("T0OTHER"), key, "greeting", helpful=True)  # nobody has said otherwise
    assert await log.vote(WORKSPACE, "", "greeting", helpful=True)
    assert [question.helpful for question in await stored(sessions)] == [None]


async def test_vote_waits_for_the_database(away: Sessions) -> None:
    log = QuestionLog(away, FixedClock())
    key = log.note(WORKSPACE, "greeting", "en", MATCH, "command")
    with pytest.raises(StorageAway):
        await log.vote(WORKSPACE, key, "greeting", helpful=True)
    assert log.waiting == 1
