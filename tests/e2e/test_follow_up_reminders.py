"""A reminder of a follow-up comes once, and is dropped, or put off to a day that is still to come."""

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.following_up import EIGHT_ON_THURSDAY, OVER_SOCKET, clock, english_supervisor, morning, planned
from tests.fakes import FixedClock

__all__ = ["clock"]


async def test_reminder_of_which_slack_did_not_say_whether_it_arrived_comes_once(
    stage: Stage, clock: FixedClock
) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - opfølgning 3d")
    await sofie.sees("Jeg minder dig om")
    await stage.slack.fault("chat.postMessage", "drop")
    await morning(stage, clock)
    for _ in range(2):
        clock.advance(minutes=11)
        await stage.takt.services.fair.reminding.remind()
    await sofie.sees("Du ville følge op hos <@U0ANNA>:", channel="dm")
    assert len([one for one in await sofie.messages("dm") if "Du ville følge op" in one.text]) == 1


async def test_postponed_to_the_day_of_the_reminder_is_refused(stage: Stage, clock: FixedClock) -> None:
    ben = await english_supervisor(stage.slack)
    await ben.types("/observe @anna greeting - follow 3d Did not look up")
    await ben.sees("I will remind you on Thu 26 Nov")
    clock.set(EIGHT_ON_THURSDAY)
    clock.advance(hours=1)
    await stage.takt.services.fair.reminding.remind()
    await ben.presses("Postpone", channel="dm")
    await ben.form("When do you follow up?")
    assert (await ben.submits({"follow_up.day": "2026-11-26"}))["response_action"] == "errors"
    await ben.form("Choose a day after today, Thu 10 Dec at the latest.")
    assert (await ben.submits({"follow_up.day": "2026-11-27"}))["response_action"] is None
    await ben.sees("I will remind you on Fri 27 Nov at 8:00 to follow up.", channel="dm")


@pytest.mark.parametrize(
    ("days", "offered"),
    [(0, "2026-11-26"), (3, "2026-11-27"), (4, "2026-11-30")],
    ids=["to come", "today", "past, on a Friday"],
)
async def test_postponing_offers_the_next_working_day_once_the_planned_one_has_come(
    stage: Stage, clock: FixedClock, days: int, offered: str
) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - opfølgning 3d")
    await sofie.sees("Jeg minder dig om")
    clock.advance(days=days)
    await sofie.types("/observe opfølgninger")
    await sofie.presses("follow_up.open.1", channel="butikken")
    form = await sofie.form("Hvornår følger du op?")
    assert form.values["follow_up.day"]["follow_up.day"]["selected_date"] == offered
    assert (await sofie.submits({}))["response_action"] is None


@pytest.mark.parametrize(
    ("locale", "drop", "postpone", "gone", "moved"),
    [
        (
            "da-DK",
            "Drop den",
            "Udskyd",
            "Droppet: Jeg minder dig ikke om",
            "Jeg minder dig om at følge op man. 30. nov.",
        ),
        ("en-GB", "Drop", "Postpone", "Dropped: I will not remind you of", "I will remind you on Mon 30 Nov at 8:00"),
    ],
)
@OVER_SOCKET
async def test_reminder_postpones_and_drops(
    stage: Stage, clock: FixedClock, locale: str, drop: str, postpone: str, gone: str, moved: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting - follow 3d")
    await sofie.sees("26")
    await morning(stage, clock)
    await sofie.presses(postpone, channel="dm")
    await sofie.form("?")
    await sofie.submits({"follow_up.day": "2026-11-30"})
    await sofie.sees(moved, channel="dm")
    assert planned(stage) == [(1, "2026-11-30")]
    await sofie.presses(drop, channel="dm")
    await sofie.sees(gone, channel="dm")
    clock.advance(days=7)
    await stage.takt.services.fair.reminding.remind()
    assert len([one for one in await sofie.messages("dm") if "follow_up.log" in str(one.raw)]) == 1
