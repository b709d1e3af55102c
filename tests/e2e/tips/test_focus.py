"""`/tips focus` as a supervisor meets it: Sofie in Danish, Ben in English; it is Monday, 9:00 in Copenhagen."""

from datetime import timedelta

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.tips.scene import TEN
from tests.fakes import FixedClock


async def test_the_standard_of_the_week_comes_next_says_why_and_stands_in_the_status(
    stage: Stage, clock: FixedClock
) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await sofie.types("/tips til 10:00")
    await sofie.sees("Så kommer der tips")
    await sofie.types("/tips fokus hilsen 1 uge")
    seen = await sofie.sees("Ugens standard: *Hilsen*, til og med 29. november 2026.")
    assert seen.private
    await sofie.types("/tips status")
    assert "Ugens standard: *Hilsen*" in (await sofie.sees("Der kommer tips i kanalen.")).words
    clock.set(TEN)
    tip = await anna.sees("Hvorfor netop i dag: det er ugens standard", channel="butikken")
    assert "Hilsen" in tip.words
    clock.set(TEN + timedelta(days=1))
    other = await anna.sees("den har ikke været her før", channel="butikken")
    assert "Dagens tip: Hilsen" not in other.text


async def test_focus_in_english_and_its_end(english: Workspace) -> None:
    ben = english.person("ben")
    await ben.types("/tips focus greeting 2 weeks", channel="reception")
    seen = await ben.sees("There are no tips in this channel. Type `/tips on` first", channel="reception")
    assert "`/tips focus greeting 2 weeks`" in seen.text
    await ben.types("/tips on 10:00", channel="reception")
    await ben.sees("Tips are on in", channel="reception")
    await ben.types("/tips focus greeting 2 weeks", channel="reception")
    await ben.sees("Standard of the week: *Greeting*, until the end of 6 December 2026.", channel="reception")
    await ben.types("/tips now", channel="reception")
    await english.person("anna").sees("Why this today: it is the standard of the week", channel="reception")
    await ben.types("/tips focus", channel="reception")
    await ben.sees("Type `/tips focus greeting 1w` to put a standard first", channel="reception")
    await ben.types("/tips focus off", channel="reception")
    await ben.sees("There is no standard of the week any more.", channel="reception")
    await ben.types("/tips focus off", channel="reception")
    await ben.sees("There was no standard of the week to end.", channel="reception")


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
    await sofie.sees("En standard kan komme først i 1 til 56 dage")
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
