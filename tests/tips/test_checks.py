"""One answer each, private, counted until the next tip; on SQLite and on PostgreSQL."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.db.engine import transaction
from bot.db.models import Delivery, Response
from bot.errors import SendInDoubt
from bot.ports import Profile
from bot.tips.answered import Answered, Standing
from bot.tips.checks import Checks
from bot.tips.response_queries import right_shares
from tests.fakes import ANNA, BEN, SOFIE, WORKSPACE, person
from tests.tips.stage import BUTIK, Stage
from tests.tips.words import catalogue, standard

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)  # Monday
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
KEPT = timedelta(days=180)
RIGHT, WRONG = 1, 2


@pytest.fixture
async def asked(stage: Stage) -> Stage:
    """A channel that has just been asked a question."""
    stage.live.replace(catalogue(*(standard(name, checks=2) for name in ("greeting", "farewell"))))
    await stage.turn_on()
    await stage.tick_at(NINE)
    return stage


def checks(stage: Stage) -> Checks:
    return Checks(stage.sessions, stage.clock, "Europe/Copenhagen", KEPT)


async def answers(stage: Stage, who: Profile, option: int, delivery: int = 0) -> Answered:
    post = stage.slack.posts[delivery]
    answered = await checks(stage).answer(who, post.delivery, option, slack_ts="1.0")
    assert answered is not None
    return answered


async def row(stage: Stage, delivery: int = 0) -> Delivery:
    async with transaction(stage.sessions) as session:
        found = await session.get(Delivery, stage.slack.posts[delivery].delivery)
    assert found is not None
    return found


async def test_the_question_is_written_down_as_it_was_sent(asked: Stage) -> None:
    question, kept = asked.slack.posts[0].tip.question, await row(asked)
    assert question is not None
    assert [kept.style, kept.check_number] == ["question", question.check]
    assert kept.options == "".join(str(choice.number) for choice in question.options)
    assert sorted(str(kept.options)) == ["0", "1", "2"]


async def test_a_right_and_a_wrong_answer_are_told_and_counted(asked: Stage) -> None:
    right, wrong = await answers(asked, person(ANNA), RIGHT), await answers(asked, person(BEN), WRONG)
    assert (right.standing, right.choice.feedback) == (Standing.COUNTED, "Feedback 1.")
    assert (wrong.standing, wrong.choice.feedback) == (Standing.COUNTED, "Feedback 2.")
    kept = await row(asked)
    assert (kept.answer_count, kept.right_count) == (2, 1)


async def test_the_first_answer_stands_whatever_is_pressed_later(asked: Stage) -> None:
    await answers(asked, person(ANNA), WRONG)
    second = await answers(asked, person(ANNA), RIGHT)
    assert (second.standing, second.choice.number) == (Standing.FIRST_STANDS, WRONG)
    kept = await row(asked)
    assert (kept.answer_count, kept.right_count) == (1, 0)


async def test_a_person_who_presses_everything_at_once_has_answered_once(asked: Stage) -> None:
    told = await asyncio.gather(*(answers(asked, person(ANNA), option) for option in (0, 1, 2, 0, 1, 2)))
    assert [one.standing for one in told].count(Standing.COUNTED) == 1
    assert (await row(asked)).answer_count == 1


async def test_many_people_at_once_are_all_counted(asked: Stage) -> None:
    people = [person(type(ANNA)(f"U{number}")) for number in range(20)]
    await asyncio.gather(*(answers(asked, one, RIGHT) for one in people))
    kept = await row(asked)
    assert (kept.answer_count, kept.right_count) == (20, 20)


async def test_late_answers_count_until_the_next_tip_and_then_only_teach(asked: Stage) -> None:
    asked.clock.set(NINE + 23 * HOUR)
    assert (await answers(asked, person(ANNA), RIGHT)).standing is Standing.COUNTED
    await asked.tick_at(NINE + DAY)
    late = await answers(asked, person(BEN), RIGHT)
    assert (late.standing, late.choice.feedback) == (Standing.TOO_LATE, "Feedback 1.")
    assert (await answers(asked, person(ANNA), WRONG)).choice.number == RIGHT
    assert (await row(asked)).answer_count == 1


async def test_a_tip_in_doubt_that_comes_after_a_later_one_counts_answers_until_the_next(stage: Stage) -> None:
    stage.live.replace(catalogue(*(standard(name, checks=2) for name in ("greeting", "farewell", "posture"))))
    await stage.turn_on()
    stage.slack.answers = [SendInDoubt("timeout")]
    await stage.tick_at(NINE)
    await stage.deliveries.send_now(stage.sofie, BUTIK, source_key="now")
    await stage.tick_at(NINE + MINUTE)
    by_hand, doubted = range(2)
    assert (await answers(stage, person(ANNA), RIGHT, by_hand)).standing is Standing.TOO_LATE
    assert (await answers(stage, person(ANNA), RIGHT, doubted)).standing is Standing.COUNTED
    await stage.tick_at(NINE + DAY)
    assert (await answers(stage, person(BEN), RIGHT, doubted)).standing is Standing.TOO_LATE


async def test_a_reload_or_a_retired_standard_does_not_break_the_buttons(asked: Stage) -> None:
    title = asked.slack.posts[0].tip.title
    asked.live.replace(catalogue(standard("other")))
    told = await answers(asked, person(ANNA), WRONG)
    assert (told.tip.title, told.choice.feedback) == (title, "Feedback 2.")


@pytest.mark.parametrize(("delivery", "option"), [("unknown", 1), (None, 7)])
async def test_what_was_never_asked_is_not_answered(asked: Stage, delivery: str | None, option: int) -> None:
    known = asked.slack.posts[0].delivery
    assert await checks(asked).answer(person(ANNA), delivery or known, option, slack_ts="1.0") is None
    assert (await row(asked)).answer_count == 0


async def test_another_workspace_cannot_answer(asked: Stage) -> None:
    stranger = Profile(type(WORKSPACE)("T0OTHER"), ANNA, "Anna", "en", "UTC")
    assert await checks(asked).answer(stranger, asked.slack.posts[0].delivery, RIGHT, slack_ts="1.0") is None


async def test_what_single_people_answered_is_deleted_after_the_retention_time_and_the_counts_stay(
    asked: Stage,
) -> None:
    await answers(asked, person(ANNA), RIGHT)
    asked.clock.set(NINE + KEPT)
    await checks(asked).forget()
    assert await responses(asked) == [ANNA]
    asked.clock.advance(seconds=1)
    await checks(asked).forget()
    assert await responses(asked) == []
    kept = await row(asked)
    assert (kept.answer_count, kept.right_count, kept.shown) == (1, 1, None)


async def test_right_shares_are_counts_of_each_question_oldest_first(asked: Stage) -> None:
    await answers(asked, person(ANNA), RIGHT)
    await answers(asked, person(SOFIE), WRONG)
    await asked.tick_at(NINE + DAY)
    async with transaction(asked.sessions) as session:
        shares = await right_shares(session, workspace=WORKSPACE, channel=BUTIK, since=NINE)
        later = await right_shares(session, workspace=WORKSPACE, channel=BUTIK, since=NINE + DAY)
    assert [(share.standard, share.slot, share.answers, share.right) for share in shares] == [
        (asked.slack.posts[0].tip.standard, NINE, 2, 1),
        (asked.slack.posts[1].tip.standard, NINE + DAY, 0, 0),
    ]
    assert later == shares[1:]


async def responses(stage: Stage) -> list[str]:
    async with transaction(stage.sessions) as session:
        return list(await session.scalars(select(Response.member)))
