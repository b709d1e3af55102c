"""What a contest means for whoever was asked to decide: when it is undone, decided, or its observer is gone."""

import asyncio

import pytest

from playground.client import Actor, Workspace
from playground.reading import buttons
from tests.e2e.conftest import Stage
from tests.e2e.test_fair_dialogues import contest, told
from tests.e2e.test_lawful_dialogues import run
from tests.waiting import until


async def contested(slack: Workspace) -> tuple[Actor, Actor, Actor]:
    """Anna contests what Sofie wrote; Ben, an admin, is asked."""
    anna, ben, sofie = await told(slack)
    await contest(anna)
    await ben.sees("contests what <@U0SOFIE> wrote", channel="dm")
    return anna, ben, sofie


async def can_decide(person: Actor) -> bool:
    """Whether any message to a person has the buttons of a decision."""
    shown = [found for one in await person.messages("dm") for found in buttons(one.blocks)]
    return any(found.element["action_id"] == "step.uphold" for found in shown)


async def test_undo_after_the_decision_is_refused_and_the_decision_stands(slack: Workspace) -> None:
    anna, ben, sofie = await contested(slack)
    await ben.presses("Uphold", channel="dm")
    await ben.submits({"step.words": "Two colleagues saw it"})
    await sofie.sees("Observationen står ved magt", channel="dm")
    await sofie.presses("Fortryd", channel="butikken")
    await sofie.sees("Indsigelsen er allerede afgjort, og afgørelsen gælder.", channel="butikken")
    await anna.types("/observe mit")
    mine = await anna.sees("observationen er fastholdt.")
    assert "Så ikke op fra skærmen" in mine.words
    await sofie.types("/observe seneste")
    latest = await sofie.sees("Dine seneste observationer", channel="butikken")
    assert "Fortryd" not in [found.element["text"]["text"] for found in buttons(latest.blocks)]


async def test_undo_during_a_contest_reaches_whoever_was_asked_and_takes_the_buttons_away(slack: Workspace) -> None:
    anna, ben, sofie = await contested(slack)
    assert await can_decide(ben)
    await sofie.presses("Fortryd", channel="butikken")
    await ben.sees("<@U0SOFIE> has taken back what <@U0ANNA> contested: there is nothing left to decide.", "dm")
    await sofie.sees("Der er ikke længere noget at afgøre.", channel="dm")
    assert not await can_decide(ben)
    assert not await can_decide(sofie)
    await anna.types("/observe mit")
    mine = await anna.sees("Trukket tilbage, gælder ikke længere:")
    assert "indsigelse" not in mine.text


@pytest.mark.parametrize(
    ("decider", "button", "ben_reads", "sofie_reads"),
    [
        ("ben", "Uphold", "the observation stands.", "Observationen står ved magt."),
        ("ben", "Withdraw", "the observation is withdrawn", "Observationen er trukket tilbage og gælder ikke længere."),
        ("sofie", "Træk tilbage", "the observation is withdrawn", "Observationen er trukket tilbage og gælder ikke"),
    ],
)
async def test_decision_takes_the_buttons_from_everybody_s_question_and_says_in_its_place_how_it_ended(
    slack: Workspace, decider: str, button: str, ben_reads: str, sofie_reads: str
) -> None:
    _, ben, sofie = await contested(slack)
    person = slack.person(decider)
    await person.presses(button, channel="dm")
    await person.submits({"step.words": "Two colleagues saw it"})
    for one, about, says in (
        (ben, "<@U0SOFIE> about <@U0ANNA>", ben_reads),
        (sofie, "<@U0SOFIE> om <@U0ANNA>", sofie_reads),
    ):
        assert says in (await one.sees(about, channel="dm")).text
        assert not await can_decide(one)
        assert all("Jeg talte med en gæst" not in found.text for found in await one.messages("dm"))


async def test_the_decision_is_told_to_who_was_asked_and_to_no_admin_who_came_later(slack: Workspace) -> None:
    anna, ben, sofie = await contested(slack)
    await slack.change(user="ben", is_admin=False)
    await slack.change(user="mikkel", is_admin=True)
    await sofie.presses("Træk tilbage", channel="dm")
    await sofie.submits({"step.words": "Det var min fejl"})
    await anna.sees("Observationen er trukket tilbage", channel="dm")
    await ben.sees("The contest is decided by <@U0SOFIE>: the observation is withdrawn", channel="dm")
    assert await slack.person("mikkel").messages("dm") == []


async def gone_observer(stage: Stage) -> tuple[Actor, Actor]:
    """Sofie, who wrote about Anna, has left since; Ben is an admin."""
    anna, ben, _ = await told(stage.slack)
    await stage.slack.change(user="sofie", deleted=True)
    await until(lambda: run(stage, "SELECT count(*) FROM tombstone") == [(1,)])
    await anna.types("/observe mit")
    await anna.sees("en tidligere kollega")
    return anna, ben


async def test_who_has_left_is_a_former_colleague_in_lists_and_a_contest_goes_to_the_admin_alone(stage: Stage) -> None:
    anna, ben = await gone_observer(stage)
    assert all("<@>" not in one.text and "&lt;@" not in one.text for one in await anna.messages("butikken"))
    await contest(anna)
    mine = await anna.sees("Din indsigelse er sendt til <@U0BEN> alene: Den, der har noteret det her", channel="dm")
    assert "Indtil det er afgjort, er observationen ikke med i nogen rapport." in mine.text
    asked = await ben.sees("contests what a former colleague wrote. You decide alone:", channel="dm")
    assert "Until you have decided, the observation is in no report." in asked.text
    await ben.presses("Withdraw", channel="dm")
    await ben.submits({"step.words": "Nobody can tell any more"})
    await anna.sees("Observationen er trukket tilbage og gælder ikke længere.", channel="dm")


@pytest.mark.parametrize("press", ["Svar", "Tak"])
async def test_nobody_is_thanked_or_replied_to_who_has_left(stage: Stage, press: str) -> None:
    anna, _ = await gone_observer(stage)
    await anna.presses(press, channel="dm")
    says = "Den, der har noteret det her, er her ikke længere, så ingen ville læse det."
    if press == "Svar":
        await anna.form(says)
    else:
        await anna.sees(says, channel="dm")


@pytest.mark.parametrize(
    ("name", "button", "who_reads"),
    [
        ("anna", "Gør indsigelse", "til én administrator, som ikke er en af jer, hvis der er en."),
        ("ben", "Contest", "to one admin who is neither of you, if there is one."),
    ],
)
async def test_form_of_a_contest_says_who_reads_it_before_it_is_sent(
    slack: Workspace, name: str, button: str, who_reads: str
) -> None:
    person = slack.person(name)
    await slack.person("sofie").types(f"/observe @{name} hilsen - Så ikke op")
    await person.presses(button, channel="dm")
    await person.form(who_reads)


async def test_admin_who_is_appointed_after_the_contest_is_asked_and_decides(stage: Stage) -> None:
    slack = stage.slack
    anna, ben, sofie = slack.person("anna"), slack.person("ben"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Så ikke op")
    await anna.sees("Så ikke op", channel="dm")
    await slack.change(user="sofie", deleted=True)
    await until(lambda: run(stage, "SELECT count(*) FROM tombstone") == [(1,)])
    await contest(anna)
    await anna.sees("jeg kender ingen administrator, der kan afgøre den", channel="dm")
    await stage.takt.services.fair.remind()
    await slack.change(user="ben", is_admin=True)
    await asyncio.to_thread(run, stage, "UPDATE seek SET not_before = '2026-01-01 00:00:00.000000'")
    for _ in range(2):
        await stage.takt.services.fair.remind()
    await ben.sees("contests what a former colleague wrote. You decide alone:", channel="dm")
    await anna.sees("Din indsigelse er sendt til <@U0BEN> alene:", channel="dm")
    assert len([one for one in await ben.messages("dm") if "contests what" in one.text]) == 1
    await ben.presses("Uphold", channel="dm")
    await ben.submits({"step.words": "Two colleagues saw it"})
    await anna.sees("Observationen står ved magt", channel="dm")


async def test_late_admin_of_a_contest_that_is_undone_loses_the_buttons(stage: Stage) -> None:
    slack = stage.slack
    anna, ben, sofie = slack.person("anna"), slack.person("ben"), slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Så ikke op")
    await contest(anna)
    await anna.sees("Jeg kender ingen administrator, der også kan se på den.", channel="dm")
    await slack.change(user="ben", is_admin=True)
    await stage.takt.services.fair.remind()
    await ben.sees("<@U0ANNA> contests what <@U0SOFIE> wrote. As an admin you can decide, too:", channel="dm")
    assert await can_decide(ben)
    await sofie.presses("Fortryd", channel="butikken")
    await ben.sees("there is nothing left to decide.", "dm")
    assert not await can_decide(ben)


async def reads_nothing_of(person: Actor, note: str) -> None:
    """No message to a person has the note, or a button of what they were told."""
    await person.does_not_see(note, channel="dm")
    assert "step.thank" not in str([one.raw for one in await person.messages("dm")])


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("anna", "<@U0SOFIE> har trukket observationen om *Hilsen*"),
        ("ben", "<@U0SOFIE> has taken back the observation"),
    ],
)
async def test_note_that_was_undone_is_no_longer_read_in_the_message(slack: Workspace, name: str, says: str) -> None:
    person, sofie = slack.person(name), slack.person("sofie")
    await sofie.types(f"/observe @{name} hilsen - Så ikke op")
    await person.sees("Så ikke op", channel="dm")
    await sofie.presses("Fortryd", channel="butikken")
    await person.sees(says, channel="dm")
    await reads_nothing_of(person, "Så ikke op")
    assert len([one for one in await person.messages("dm") if says in one.words]) == 2


async def test_note_that_was_withdrawn_is_no_longer_read_in_any_message(slack: Workspace) -> None:
    anna, ben, _ = await contested(slack)
    await ben.presses("Withdraw", channel="dm")
    await ben.submits({"step.words": "Nobody saw it"})
    await anna.sees("Observationen er trukket tilbage og gælder ikke længere.", channel="dm")
    await anna.sees("er trukket tilbage efter din indsigelse. Den gælder ikke længere.", channel="dm")
    await reads_nothing_of(anna, "Så ikke op fra skærmen")
    assert "Nobody saw it" in (await anna.sees("har afgjort indsigelsen", channel="dm")).words
