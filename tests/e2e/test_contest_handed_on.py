"""An admin who cannot decide any more: the contest goes to another, and the old buttons say so."""

import asyncio

import pytest

from playground.client import Actor
from tests.e2e.conftest import Stage
from tests.e2e.test_contest_dialogues import can_decide, contested
from tests.e2e.test_fair_dialogues import clock, contest
from tests.e2e.test_lawful_dialogues import run
from tests.fakes import FixedClock
from tests.waiting import until

__all__ = ["clock"]

OVER_SOCKET = pytest.mark.parametrize("mode", ["socket"], indirect=True)


async def appointed(stage: Stage) -> Actor:
    """Mikkel has come back, as an admin."""
    stage.playground.state.world.person("mikkel").can_act = True
    await stage.slack.change(user="mikkel", deleted=False, is_admin=True)
    return stage.slack.person("mikkel")


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "button", "refusal", "closed"),
    [
        (
            *("da-DK", "Fasthold", "Kun administratorer kan afgøre indsigelser, og det er du ikke længere."),
            "Du skal ikke længere afgøre den her indsigelse.",
        ),
        (
            *("en-GB", "Uphold", "Only admins decide on contests, and you are not one any more."),
            "You are not asked to decide on this contest any more.",
        ),
    ],
)
async def test_contest_of_who_is_no_admin_any_more_goes_to_another_and_the_old_buttons_say_so(
    stage: Stage, locale: str, button: str, refusal: str, closed: str
) -> None:
    slack = stage.slack
    await slack.change(user="ben", locale=locale, is_admin=True)
    anna, ben, sofie = slack.person("anna"), slack.person("ben"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Så ikke op fra skærmen")
    await contest(anna)
    await ben.presses(button, channel="dm")
    await ben.closes()
    await slack.change(user="ben", is_admin=False)
    mikkel = await appointed(stage)
    for _ in range(2):
        await stage.takt.services.fair.remind()
    asked = await mikkel.sees("Så ikke op fra skærmen", channel="dm")
    assert "step.uphold" in str(asked.raw)
    await anna.sees("Din indsigelse er sendt til <@U0SOFIE> og <@U0MIKKEL>:", channel="dm")
    assert len(await mikkel.messages("dm")) == 1
    await ben.presses(button, channel="dm")
    await ben.form(refusal)
    await ben.sees(closed, channel="dm")
    assert not await can_decide(ben), "the buttons are gone"
    await mikkel.presses("step.uphold", channel="dm")
    await mikkel.submits({"step.words": "To kolleger så det"})
    await anna.sees("<@U0MIKKEL> har afgjort indsigelsen: Observationen står ved magt.", channel="dm")


async def test_buttons_stay_until_the_contest_is_handed_on(stage: Stage) -> None:
    anna, ben, _ = await contested(stage.slack)
    await stage.slack.change(user="ben", is_admin=False)
    await ben.presses("Uphold", channel="dm")
    await ben.form("Only admins decide on contests")
    await ben.closes()
    await stage.slack.change(user="ben", is_admin=True)
    await ben.presses("Uphold", channel="dm")
    await ben.submits({"step.words": "Two colleagues saw it"})
    await anna.sees("Observationen står ved magt", channel="dm")


async def test_form_that_was_open_when_the_role_was_lost_is_refused_and_keeps_what_was_typed(stage: Stage) -> None:
    _, ben, _ = await contested(stage.slack)
    await ben.presses("Uphold", channel="dm")
    await ben.form(" ")
    await stage.slack.change(user="ben", is_admin=False)
    answer = await ben.submits({"step.words": "Two colleagues saw it"})
    assert answer["response_action"] == "errors"
    await ben.form("Only admins decide on contests")
    assert run(stage, "SELECT count(*) FROM observation_event WHERE step = 'upheld'") == [(0,)]


async def test_contest_waits_while_nobody_else_is_an_admin(stage: Stage) -> None:
    anna, ben, _ = await contested(stage.slack)
    await stage.slack.change(user="ben", is_admin=False)
    await stage.takt.services.fair.remind()
    assert run(stage, "SELECT member FROM decider ORDER BY member") == [("U0SOFIE",)]
    await stage.slack.change(user="ben", is_admin=True)
    await asyncio.to_thread(run, stage, "UPDATE seek SET not_before = '2026-01-01 00:00:00.000000'")
    await stage.takt.services.fair.remind()
    assert run(stage, "SELECT member FROM decider ORDER BY member") == [("U0BEN",), ("U0SOFIE",)]
    await ben.presses("Uphold", channel="dm")
    await ben.submits({"step.words": "Two colleagues saw it"})
    await anna.sees("Observationen står ved magt", channel="dm")


async def test_admin_whom_slack_says_nothing_of_keeps_the_contest(stage: Stage) -> None:
    await contested(stage.slack)
    await appointed(stage)
    await stage.slack.fault("users.info", "500", times=None)
    await stage.takt.services.fair.remind()
    assert run(stage, "SELECT member FROM decider ORDER BY member") == [("U0BEN",), ("U0SOFIE",)]


async def test_contest_of_an_admin_who_was_deactivated_goes_to_another(stage: Stage) -> None:
    anna, _, _ = await contested(stage.slack)
    mikkel = await appointed(stage)
    await stage.slack.change(user="ben", deleted=True)
    await until(lambda: run(stage, "SELECT count(*) FROM tombstone") == [(1,)])
    for _ in range(2):
        await stage.takt.services.fair.remind()
    asked = await mikkel.sees("Så ikke op fra skærmen", channel="dm")
    assert "step.uphold" in str(asked.raw)
    await anna.sees("Din indsigelse er sendt til <@U0SOFIE> og <@U0MIKKEL>:", channel="dm")
    assert len(await mikkel.messages("dm")) == 1


@OVER_SOCKET
async def test_question_to_an_observer_who_is_no_supervisor_any_more_loses_its_buttons_at_the_click(
    stage: Stage, clock: FixedClock
) -> None:
    _, _, sofie = await contested(stage.slack)
    await stage.slack.change(user="sofie", supervisor=False)
    clock.advance(minutes=10)  # roles are kept for minutes
    await stage.takt.services.fair.remind()
    await sofie.presses("Træk tilbage", channel="dm")
    await sofie.form("Det er kun for ledere og administratorer.")
    await sofie.sees("Du skal ikke længere afgøre den her indsigelse.", channel="dm")
    assert not await can_decide(sofie)
    await sofie.does_not_see("Jeg talte med en gæst", channel="dm")


@OVER_SOCKET
async def test_question_about_what_is_deleted_by_now_loses_note_and_buttons_at_the_click(
    stage: Stage, clock: FixedClock
) -> None:
    _, ben, _ = await contested(stage.slack)
    clock.advance(days=181)
    await stage.takt.services.fair.retention.forget()
    await ben.presses("Uphold", channel="dm")
    await ben.form("I find no such observation for you.")
    await ben.sees("I find no such observation for you.", channel="dm")
    assert not await can_decide(ben)
    await ben.does_not_see("Så ikke op fra skærmen", channel="dm")


@OVER_SOCKET
async def test_question_that_slack_did_not_let_close_loses_its_buttons_at_the_click(stage: Stage) -> None:
    _, ben, sofie = await contested(stage.slack)
    await stage.slack.fault("chat.update", "error", error="cant_update_message", times=2)
    await sofie.presses("Træk tilbage", channel="dm")
    await sofie.submits({"step.words": "Det var min fejl"})
    await ben.sees("The contest is decided by <@U0SOFIE>", channel="dm")
    assert await can_decide(ben)
    await ben.presses("Uphold", channel="dm")
    await ben.form("This contest has been decided already")
    await ben.sees("This contest has been decided already", channel="dm")
    assert not await can_decide(ben)
