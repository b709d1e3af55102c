"""Another observer's *met* closes a follow-up: its owner hears that, and neither who saw what nor when."""

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.following_up import clock, english_supervisor
from tests.fakes import FixedClock

__all__ = ["clock"]


@pytest.mark.parametrize("sign", ["+", "!"])
@pytest.mark.parametrize(
    ("locale", "ends", "seen"),
    [
        (
            "da-DK",
            "Din opfølgning hos <@U0ANNA> (tors. 26. nov.) er afsluttet.",
            "*Hilsen* er siden noteret som opfyldt.",
        ),
        (
            "en-GB",
            "Your follow-up with <@U0ANNA> of Thu 26 Nov is closed.",
            "*Greeting* has been seen as met since.",
        ),
    ],
)
async def test_owner_hears_once_in_their_language_that_it_is_closed_and_not_by_whom_or_what(
    stage: Stage, clock: FixedClock, locale: str, ends: str, seen: str, sign: str
) -> None:
    sofie, ben = stage.slack.person("sofie"), await english_supervisor(stage.slack)
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting - follow 3d Did not look up")
    await sofie.sees("26")
    clock.advance(hours=1)
    await ben.types(f"/observe @anna greeting {sign} Between the two of us at the bar")
    told = await sofie.sees(ends, channel="dm")
    assert seen in told.words
    for theirs in ("Between the two", "U0BEN", "23", "Forbilledligt", "Example", "*Met*", "*Opfyldt*"):
        assert theirs not in told.words
    assert "U0BEN" not in str(told.raw)
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
