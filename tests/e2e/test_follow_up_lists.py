"""The lists in which follow-ups are planned, shown and dropped."""

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.following_up import OVER_SOCKET, clock

__all__ = ["clock"]


@pytest.mark.parametrize(
    ("locale", "command", "button", "planned_for"),
    [
        ("da-DK", "seneste", "Følg op", "Der er planlagt opfølgning tors. 26. nov."),
        ("en-GB", "recent", "Follow up", "A follow-up is planned for Thu 26 Nov."),
    ],
)
@OVER_SOCKET
async def test_list_of_what_was_logged_last_plans_one_and_shows_it(
    stage: Stage, locale: str, command: str, button: str, planned_for: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting - Did not look up")
    await sofie.sees("Did not look up")
    await sofie.types(f"/observe {command}")
    await sofie.presses(button, channel="butikken")
    await sofie.form("14")
    await sofie.submits({"follow_up.day": "2026-11-26"})
    await sofie.sees("26", channel="dm")
    await sofie.types(f"/observe {command}")
    await sofie.sees(planned_for, channel="butikken")


@pytest.mark.parametrize(
    ("locale", "command", "title", "drop", "nothing"),
    [
        ("da-DK", "opfølgninger", "Dine opfølgninger, der venter", "Drop den", "Du har ingen opfølgninger"),
        ("en-GB", "follow-ups", "Your open follow-ups", "Drop", "You have no open follow-ups."),
    ],
)
async def test_list_of_open_ones_is_private_and_drops_from_it(
    stage: Stage, locale: str, command: str, title: str, drop: str, nothing: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @ben greeting - follow 5d First")
    await sofie.sees("28")
    await sofie.types("/observe @anna greeting - follow 3d Second")
    await sofie.sees("26")
    await sofie.types(f"/observe {command}")
    listed = await sofie.sees(title)
    assert listed.private
    assert listed.words.index("<@U0ANNA>") < listed.words.index("<@U0BEN>")
    await sofie.presses("follow_up.drop.1")
    await sofie.presses("follow_up.drop.2")
    await sofie.sees(nothing)


async def test_list_is_for_supervisors_and_opens_from_help(slack: Workspace) -> None:
    anna, sofie = slack.person("anna"), slack.person("sofie")
    await anna.types("/observe opfølgninger")
    await anna.sees("Det er kun for ledere og administratorer.")
    await sofie.types("/observe hjælp")
    await sofie.presses("Opfølgninger")
    await sofie.sees("Du har ingen opfølgninger, der venter.")
