"""A note that Slack took without saying so, and a process that dies: what is taken back is emptied all the same."""

import asyncio

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.test_contest_dialogues import reads_nothing_of
from tests.e2e.test_lawful_dialogues import run
from tests.waiting import until


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("anna", "<@U0SOFIE> har trukket observationen om *Hilsen*"),
        ("ben", "<@U0SOFIE> has taken back the observation"),
    ],
)
async def test_message_of_which_slack_did_not_say_that_it_arrived_is_emptied(
    stage: Stage, name: str, says: str
) -> None:
    person, sofie = stage.slack.person(name), stage.slack.person("sofie")
    await stage.slack.fault("chat.postMessage", "drop")
    await sofie.types(f"/observe @{name} hilsen - Så ikke op")
    await person.sees("Så ikke op", channel="dm")
    await sofie.sees("er måske ikke nået frem", channel="dm")
    assert run(stage, "SELECT count(*) FROM told") == [(0,)]
    await sofie.presses("Fortryd", channel="butikken")
    await person.sees(says, channel="dm")
    await reads_nothing_of(person, "Så ikke op")
    assert len([one for one in await person.messages("dm") if says in one.words]) == 2


async def test_emptying_that_failed_is_gone_on_with_by_the_job(stage: Stage) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Så ikke op")
    await anna.sees("Så ikke op", channel="dm")
    await stage.slack.fault("chat.update", "drop_before")
    await sofie.presses("Fortryd", channel="butikken")
    await anna.sees("har trukket observationen om *Hilsen*", channel="dm")
    await anna.sees("Så ikke op", channel="dm")
    await until(lambda: run(stage, "SELECT doubt, claimed_until FROM chore") == [(1, None)])
    await asyncio.to_thread(run, stage, "UPDATE chore SET not_before = '2026-01-01 00:00:00.000000'")
    await stage.takt.services.fair.remind()
    await anna.sees("gælder ikke længere", channel="dm")
    await reads_nothing_of(anna, "Så ikke op")


async def test_known_message_is_emptied_also_where_the_history_may_not_be_read(stage: Stage) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await stage.slack.change(scope="im:history", granted=False)
    await sofie.types("/observe @anna hilsen - Så ikke op")
    await anna.sees("Så ikke op", channel="dm")
    await sofie.presses("Fortryd", channel="butikken")
    await anna.sees("har trukket observationen om *Hilsen*", channel="dm")
    await reads_nothing_of(anna, "Så ikke op")


async def test_lost_message_is_found_without_the_optional_scope_where_another_has_arrived(stage: Stage) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await stage.slack.change(scope="im:write", granted=False)
    await sofie.types("/observe @anna kø opfyldt Kom igen")
    await anna.sees("Kom igen", channel="dm")
    await stage.slack.fault("chat.postMessage", "drop")
    await sofie.types("/observe @anna hilsen - Så ikke op")
    await anna.sees("Så ikke op", channel="dm")
    await sofie.sees("er måske ikke nået frem", channel="dm")
    await sofie.presses("Fortryd", channel="butikken")
    await anna.sees("har trukket observationen om *Hilsen*", channel="dm")
    await anna.does_not_see("Så ikke op", channel="dm")
    await anna.sees("Kom igen", channel="dm")
