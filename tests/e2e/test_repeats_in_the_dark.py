"""While the database is away nobody knows what another replica has done: what Slack repeats waits until it is back."""

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.test_lawful_dialogues import run
from tests.e2e.trouble import database_away, repeat_last


async def answers(stage: Stage) -> int:
    messages = await stage.slack.person("anna").messages("butikken")
    return sum("10 sekunder" in message.words for message in messages)


async def test_a_mention_is_answered_while_the_database_is_away_and_not_again_when_it_is_back(stage: Stage) -> None:
    anna = stage.slack.person("anna")
    async with database_away(stage):
        await anna.says("@takt hilsen")
        await anna.sees("10 sekunder", channel="butikken")
        assert not (await repeat_last(stage, "app_mention", retry_num=1)).ok
    assert (await repeat_last(stage, "app_mention", retry_num=2)).ok
    assert await answers(stage) == 1


@pytest.mark.parametrize("kind", ["500", "drop_before"])
async def test_the_first_request_needs_no_answer_of_slacks_own(stage: Stage, kind: str) -> None:
    await stage.slack.fault("auth.test", kind, times=None)
    ben = stage.slack.person("ben")
    await ben.types("/standard greeting")
    await ben.sees("greeted out loud within 10 seconds")


def acknowledged(stage: Stage, name: str) -> list[str]:
    """How Takt answered to each event of a name so far."""
    return [one["status"] for one in stage.playground.slack.traffic.entries() if one["method"] == name]


async def test_who_leaves_while_the_database_is_away_is_erased_when_slack_says_it_again(stage: Stage) -> None:
    await stage.slack.person("sofie").types("/observe @anna hilsen - Så ikke op")
    await stage.slack.person("anna").sees("Så ikke op", channel="dm")
    async with database_away(stage):
        await stage.slack.change(user="sofie", deleted=True)
        assert "200" not in acknowledged(stage, "user_change")
    assert (await repeat_last(stage, "user_change", retry_num=2)).ok
    assert run(stage, "SELECT count(*) FROM tombstone") == [(1,)]
    assert run(stage, "SELECT observer, note FROM observation") == [("", "")]


async def test_a_removal_while_the_database_is_away_is_carried_out_when_slack_says_it_again(stage: Stage) -> None:
    await stage.slack.person("sofie").types("/tips on 10:00")
    await stage.slack.person("sofie").sees("Så kommer der tips")
    async with database_away(stage):
        await stage.slack.change(app="uninstall")
        assert "200" not in acknowledged(stage, "app_uninstalled") + acknowledged(stage, "tokens_revoked")
    assert (await repeat_last(stage, "app_uninstalled", retry_num=2)).ok
    assert run(stage, "SELECT paused_reason FROM subscription") == [("uninstalled",)]
    assert run(stage, "SELECT count(*) FROM removal") == [(1,)]


async def test_other_changes_of_people_wait_for_no_database(stage: Stage) -> None:
    async with database_away(stage):
        await stage.slack.change(user="sofie", tz="Europe/London")
        assert acknowledged(stage, "user_change") == ["200"]
