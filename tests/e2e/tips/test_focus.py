"""`/tips focus` as a supervisor meets it: Sofie in Danish, Ben in English; it is Monday, 9:00 in Copenhagen."""

from datetime import timedelta

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.tips.scene import TEN
from tests.e2e.tips.speaking import Speaker, in_both
from tests.fakes import FixedClock


@in_both("/tips focus")
async def test_the_standard_of_the_week_comes_next_says_why_and_stands_in_the_status(
    stage: Stage, clock: FixedClock, sofie: Speaker, anna: Speaker
) -> None:
    await sofie.types("/tips til 10:00", "/tips on 10:00")
    await sofie.sees("Så kommer der tips", "Tips are on in")
    await sofie.types("/tips fokus hilsen 1 uge", "/tips focus greeting 1w")
    seen = await sofie.sees(
        "Ugens standard: *Hilsen*, til og med 29. november 2026.",
        "Standard of the week: *Greeting*, until the end of 29 November 2026.",
    )
    assert seen.private
    await sofie.types("/tips status")
    status = await sofie.sees("Der kommer tips i kanalen.", "Tips are on in this channel.")
    assert sofie.words("Ugens standard: *Hilsen*", "Standard of the week: *Greeting*") in status.words
    clock.set(TEN)
    tip = await anna.sees(
        "Hvorfor netop i dag: det er ugens standard", "Why this today: it is the standard of the week", "butikken"
    )
    assert anna.words("Hilsen", "Greeting") in tip.words
    clock.set(TEN + timedelta(days=1))
    other = await anna.sees("den har ikke været her før", "it has not been here before", "butikken")
    assert anna.words("Dagens tip: Hilsen", "Today’s tip: Greeting") not in other.text


@in_both("/tips focus")
async def test_a_focus_without_tips_comes_back_and_one_that_is_set_can_be_ended(sofie: Speaker) -> None:
    typed = sofie.words("/tips fokus hilsen 2 uger", "/tips focus greeting 2 weeks")
    await sofie.types(typed)
    seen = await sofie.sees(
        "Der kommer ingen tips i kanalen. Skriv først `/tips til`", "There are no tips in this channel. Type `/tips on`"
    )
    assert f"`{typed}`" in seen.text
    await sofie.types("/tips til 10:00", "/tips on 10:00")
    await sofie.sees("Så kommer der tips", "Tips are on in")
    await sofie.types(typed)
    await sofie.sees("til og med 6. december 2026.", "until the end of 6 December 2026.")
    await sofie.types("/tips fokus", "/tips focus")
    await sofie.sees("Skriv for eksempel `/tips fokus hilsen 1 uge`", "Type `/tips focus greeting 1w` to put")
    await sofie.types("/tips fokus fra", "/tips focus off")
    await sofie.sees("Der er ikke længere valgt en standard for ugen.", "There is no standard of the week any more.")
    await sofie.types("/tips fokus fra", "/tips focus off")
    await sofie.sees("Der var ikke valgt en standard for ugen.", "There was no standard of the week to end.")


async def test_another_standard_says_which_it_takes_the_place_of(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips til")
    await sofie.types("/tips fokus hilsen 1 uge")
    assert "Den kommer i stedet for" not in (await sofie.sees("Ugens standard: *Hilsen*")).text
    await sofie.types("/tips fokus på farvel 2 uger")
    assert "Den kommer i stedet for *Hilsen*." in (await sofie.sees("Ugens standard: *Afsked*")).text


async def test_an_unknown_name_gets_suggestions_and_changes_nothing(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips til")
    await sofie.types("/tips fokus goddag til kunderne 1 uge")
    seen = await sofie.sees("Jeg ved ikke, hvilken standard »goddag til kunderne« er.")
    assert "`/tips fokus hilsen 1 uge`" in seen.text
    await sofie.types("/tips fokus hilsen 40 uger")
    await sofie.sees("En standard kan være i fokus i 1 til 56 dage")
    await sofie.types("/tips fokus")
    await sofie.sees("Der er ikke valgt en standard for ugen i kanalen.")


async def test_staff_cannot_choose_it(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/tips fokus hilsen 1 uge")
    assert (await anna.sees("ledere")).private


async def test_turning_tips_off_ends_the_standard_of_the_week(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips til 10:00")
    await sofie.types("/tips fokus hilsen 1 uge")
    await sofie.sees("Ugens standard: *Hilsen*")
    await sofie.types("/tips fra")
    await sofie.types("/tips til 10:00")
    await sofie.types("/tips fokus")
    await sofie.sees("Der er ikke valgt en standard for ugen i kanalen.")


async def test_while_tips_are_paused_a_focus_says_how_to_resume_them(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips til")
    await sofie.types("/tips pause")
    await sofie.types("/tips fokus hilsen 1 uge")
    assert "Skriv `/tips genoptag` her for at fortsætte." in (await sofie.sees("Tips er sat på pause i kanalen.")).text
