"""Another observer's *met* closes a follow-up: its owner hears of it, and of nothing that was written."""

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.following_up import clock, english_supervisor
from tests.fakes import FixedClock

__all__ = ["clock"]


@pytest.mark.parametrize(
    ("locale", "ends", "seen"),
    [
        (
            "da-DK",
            "Din opfølgning hos <@U0ANNA> (tors. 26. nov.) er afsluttet.",
            "<@U0BEN> har noteret: *Hilsen* · *Opfyldt*",
        ),
        (
            "en-GB",
            "Your follow-up with <@U0ANNA> of Thu 26 Nov is closed.",
            "<@U0BEN> has logged: *Greeting* · *Met*",
        ),
    ],
)
async def test_owner_hears_once_in_their_language_who_closed_it_and_not_what_they_wrote(
    stage: Stage, clock: FixedClock, locale: str, ends: str, seen: str
) -> None:
    sofie, ben = stage.slack.person("sofie"), await english_supervisor(stage.slack)
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting - follow 3d Did not look up")
    await sofie.sees("26")
    clock.advance(hours=1)
    await ben.types("/observe @anna greeting + Between the two of us at the bar")
    told = await sofie.sees(ends, channel="dm")
    assert seen in told.words
    assert "Between the two" not in str(told.raw)
    await stage.takt.services.fair.remind()
    assert len([one for one in await sofie.messages("dm") if ends in one.words]) == 1
    await ben.does_not_see(ends)
    await stage.slack.person("anna").does_not_see(ends)


async def test_undone_met_opens_it_again_as_the_message_says(stage: Stage, clock: FixedClock) -> None:
    sofie, ben = stage.slack.person("sofie"), await english_supervisor(stage.slack)
    await sofie.types("/observe @anna hilsen - opfølgning 3d")
    await sofie.sees("Jeg minder dig om")
    clock.advance(hours=1)
    await ben.types("/observe @anna greeting + Looked up")
    await sofie.sees("Hvis observationen bliver trukket tilbage, er opfølgningen åben igen.", channel="dm")
    await ben.presses("Undo", channel="butikken")
    await ben.sees("Undone:")
    await sofie.types("/observe opfølgninger")
    await sofie.sees("Dine opfølgninger, der venter")


async def test_news_of_which_slack_did_not_say_that_it_arrived_comes_once(stage: Stage, clock: FixedClock) -> None:
    sofie, ben = stage.slack.person("sofie"), await english_supervisor(stage.slack)
    await sofie.types("/observe @anna hilsen - opfølgning 3d")
    await sofie.sees("Jeg minder dig om")
    clock.advance(hours=1)
    await stage.slack.fault("chat.postMessage", "drop", times=2)
    await ben.types("/observe @anna greeting + Looked up")
    await sofie.sees("er afsluttet.", channel="dm")
    for _ in range(2):
        clock.advance(minutes=11)
        await stage.takt.services.fair.remind()
    assert len([one for one in await sofie.messages("dm") if "er afsluttet." in one.words]) == 1
