"""Owners hear what became of their tips: once, also after an outage of Slack, a crash or a lost scope."""

from datetime import timedelta

import pytest

from bot.errors import SendInDoubt, SendLater, SendRefused
from bot.tips.news import KNOWN_ANYWAY
from bot.tips.records import HELD_UP, SLACK_AWAY, TOO_LATE
from bot.tips.telling import LEASE
from bot.tips.wish import Wanted
from tests.fakes import SOFIE, WORKSPACE
from tests.tips.stage import BUTIK, RECEPTION, CrashError, Stage
from tests.tips.test_deliveries import DAY, MINUTE, NINE

HOUR = timedelta(hours=1)


async def refused_for_hours(stage: Stage, trouble: Exception) -> None:
    """Slack takes no message from nine until noon, whatever is tried."""
    for minutes in range(0, 180, 15):
        stage.slack.answers = [trouble] * 9
        stage.slack.tell_answers = [trouble] * 9
        await stage.tick_at(NINE + minutes * MINUTE)
    stage.slack.answers, stage.slack.tell_answers = [], []


@pytest.mark.parametrize("trouble", [SendInDoubt("fatal_error"), SendLater(timedelta(seconds=1))])
async def test_after_an_outage_of_slack_the_owner_is_told_once_and_why(stage: Stage, trouble: Exception) -> None:
    await stage.turn_on()
    await refused_for_hours(stage, trouble)
    assert stage.slack.late == []
    for hours in (3, 4, 8):
        await stage.tick_at(NINE + hours * HOUR)
    assert stage.slack.late == [(WORKSPACE, SOFIE, [BUTIK], "da")]
    (row,) = await stage.rows()
    assert (row.state, row.reason) == ("skipped", SLACK_AWAY)


async def test_a_crash_while_telling_loses_nothing_and_tells_nobody_twice(stage: Stage) -> None:
    await stage.turn_on()
    stage.slack.tell_answers = [CrashError()]  # Slack has it
    with pytest.raises(CrashError):
        await stage.tick_at(NINE + 3 * HOUR)
    await stage.tick_at(NINE + 3 * HOUR + LEASE / 2)
    assert stage.slack.looks == 0, "somebody may be at it"
    await stage.tick_at(NINE + 3 * HOUR + 2 * LEASE)
    await stage.tick_at(NINE + 4 * HOUR)
    assert (len(stage.slack.late), stage.slack.looks) == (1, 1)


async def test_where_takt_may_not_look_the_owner_hears_it_rather_twice_than_never(stage: Stage) -> None:
    await stage.turn_on()
    stage.slack.tell_answers = [SendInDoubt("fatal_error")]
    stage.slack.history = SendRefused("missing_scope", "workspace")
    await stage.tick_at(NINE + 3 * HOUR)
    await stage.tick_at(NINE + 4 * HOUR)
    await stage.tick_at(NINE + 5 * HOUR)
    assert len(stage.slack.late) == 1


async def test_a_lost_scope_is_told_when_it_is_back_and_not_where_tips_go_on(stage: Stage) -> None:
    await stage.turn_on()
    await stage.turn_on(RECEPTION)
    lost = SendRefused("missing_scope", "workspace")
    stage.slack.answers, stage.slack.tell_answers = [lost, lost], [lost]
    await stage.tick_at(NINE)
    await stage.turn_on(RECEPTION)
    await stage.tick_at(NINE + HOUR)
    assert stage.slack.paused == [(WORKSPACE, SOFIE, [BUTIK], "missing_scope", "da")]
    await stage.tick_at(NINE + 2 * HOUR)
    assert len(stage.slack.paused) == 1


async def test_what_somebody_has_done_is_no_news_to_them(stage: Stage) -> None:
    await stage.turn_on()
    await stage.turn_on(RECEPTION)
    await stage.rests.pause(stage.sofie, BUTIK)
    await stage.subscriptions.stop_workspace(WORKSPACE)
    await stage.tick_at(NINE)
    assert stage.slack.paused == []
    assert frozenset({"paused", "uninstalled"}) == KNOWN_ANYWAY


async def test_a_change_keeps_the_news_of_what_was_skipped(stage: Stage) -> None:
    await stage.turn_on()
    stage.slack.tell_answers = [SendLater(HOUR)]
    await stage.tick_at(NINE + 3 * HOUR)
    await stage.turn_on(wanted=Wanted(language="da"))
    await stage.tick_at(NINE + 5 * HOUR)
    assert len(stage.slack.late) == 1


async def test_the_reason_says_who_was_away(stage: Stage) -> None:
    await stage.turn_on()
    await stage.tick_at(NINE + 3 * HOUR)
    stage.clock.set(NINE + DAY)
    await stage.deliveries.materialise()
    await stage.tick_at(NINE + DAY + 3 * HOUR)
    assert [row.reason for row in await stage.rows()] == [TOO_LATE, HELD_UP]


async def test_a_zone_that_no_longer_exists_is_told(stage: Stage) -> None:
    await stage.turn_on()
    await stage.break_zone(BUTIK)
    await stage.tick_at(NINE)
    assert stage.slack.paused == [(WORKSPACE, SOFIE, [BUTIK], "bad-rule", "da")]
