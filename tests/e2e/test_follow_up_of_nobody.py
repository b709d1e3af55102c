"""Who is no supervisor any more has no follow-ups: at a click their message says so, without note and buttons."""

import pytest

from playground.client import Actor
from playground.reading import buttons
from tests.e2e.conftest import Stage
from tests.e2e.following_up import OVER_SOCKET, clock, morning, planned
from tests.fakes import FixedClock

__all__ = ["clock"]

NOTE = "Så ikke op fra skærmen"


async def reminded(stage: Stage, clock: FixedClock) -> Actor:
    """Sofie was reminded of a follow-up, and has lost the role since."""
    sofie = stage.slack.person("sofie")
    await sofie.types(f"/observe @anna hilsen - opfølgning 3d {NOTE}")
    await sofie.sees("Jeg minder dig om")
    await morning(stage, clock)
    await sofie.sees("Du ville følge op hos", channel="dm")
    await stage.slack.change(user="sofie", supervisor=False)
    clock.advance(minutes=10)  # roles are kept for minutes
    return sofie


async def shown(person: Actor) -> list[str]:
    """The buttons in the messages to them."""
    return [found.element["action_id"] for one in await person.messages("dm") for found in buttons(one.blocks)]


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "press", "says"),
    [
        ("da-DK", "Notér igen", "Du er ikke længere leder, så opfølgningen er ikke længere din."),
        ("da-DK", "Udskyd", "Du er ikke længere leder, så opfølgningen er ikke længere din."),
        ("en-GB", "follow_up.drop", "You are not a supervisor any more, so this follow-up is no longer yours."),
    ],
)
async def test_reminder_of_who_lost_the_role_loses_note_and_buttons_at_the_click(
    stage: Stage, clock: FixedClock, locale: str, press: str, says: str
) -> None:
    sofie = await reminded(stage, clock)
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.presses(press, channel="dm")
    await sofie.sees(says, channel="dm")
    assert await shown(sofie) == []
    await sofie.does_not_see(NOTE, channel="dm")
    assert len(planned(stage)) == 1, "it is theirs again once they are a supervisor again"


@OVER_SOCKET
async def test_reminder_stays_while_slack_does_not_say_who_is_a_supervisor(stage: Stage, clock: FixedClock) -> None:
    sofie = await reminded(stage, clock)
    await stage.slack.fault("usergroups.users.list", "500", times=None)
    await sofie.presses("Drop den", channel="dm")
    await sofie.sees("Slack svarer ikke", channel="dm")
    assert "follow_up.drop" in await shown(sofie)


@OVER_SOCKET
async def test_message_that_can_still_be_undone_keeps_its_buttons(stage: Stage, clock: FixedClock) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe")
    await sofie.form("?")
    await sofie.submits(
        {
            "observe.subject": ["anna"],
            "observe.standard": "greeting",
            "observe.level": "not-yet",
            "observe.note": NOTE,
        }
    )
    await sofie.sees(NOTE, channel="dm")
    await stage.slack.change(user="sofie", supervisor=False)
    clock.advance(minutes=10)
    await sofie.presses("Følg op", channel="dm")
    await sofie.form("Det er kun for ledere og administratorer.")
    assert {"observe.undo", "step.correct"} <= set(await shown(sofie))
