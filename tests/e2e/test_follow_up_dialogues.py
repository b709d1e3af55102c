"""A day to look again, planned in a line: the colleague sees it, and the observer is reminded."""

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.following_up import EIGHT_ON_THURSDAY, OVER_SOCKET, clock, english_supervisor, morning, planned
from tests.fakes import FixedClock

__all__ = ["clock"]


async def test_danish_line_plans_one_and_the_colleague_sees_the_day(stage: Stage, clock: FixedClock) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Så ikke op, opfølgning 3d")
    await sofie.sees("Jeg minder dig om at følge op tors. 26. nov. kl. 08:00.")
    told = await anna.sees("Så ikke op", channel="dm")
    assert "Der er planlagt opfølgning tors. 26. nov." in told.words
    await anna.types("/observe mit")
    await anna.sees("Der er planlagt opfølgning tors. 26. nov.", channel="butikken")
    await morning(stage, clock)
    reminded = await sofie.sees("Du ville følge op hos <@U0ANNA>:", channel="dm")
    assert "*Hilsen* · *Ikke endnu*" in reminded.words
    assert "Så ikke op" in reminded.words
    assert len([one for one in await sofie.messages("dm") if "Du ville følge op" in one.text]) == 1
    await anna.does_not_see("Du ville følge op")


async def test_english_supervisor_is_reminded_at_their_own_eight(stage: Stage, clock: FixedClock) -> None:
    ben = await english_supervisor(stage.slack)
    await ben.types("/observe @anna greeting - follow 3d Did not look up")
    await ben.sees("I will remind you on Thu 26 Nov at 8:00 to follow up.")
    await morning(stage, clock)  # seven o'clock in London
    await ben.does_not_see("You wanted to follow up")
    clock.advance(hours=1)
    await stage.takt.services.fair.reminding.remind()
    reminded = await ben.sees("You wanted to follow up with <@U0ANNA>:", channel="dm")
    assert "Did not look up" in reminded.words
    assert "Purpose: coaching only." in reminded.words


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [("da-DK", "Der følges kun op på et *ikke endnu*."), ("en-GB", "Only a *not yet* gets a follow-up.")],
)
@OVER_SOCKET
async def test_line_with_a_met_and_a_follow_up_comes_back(stage: Stage, locale: str, sentence: str) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting + follow 3d")
    await sofie.sees(sentence)
    assert planned(stage) == []


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "note", "sentence"),
    [
        (
            "da-DK",
            "Så ikke op følg op om 3 dage",
            "Der er ikke planlagt nogen opfølgning ud fra noten.",
        ),
        ("en-GB", "Did not look up follow up on friday", "Your note plans no follow-up. Press *Follow up*"),
        ("da-DK", "opfølgning 31/11 Så ikke op", "Der er ikke planlagt nogen opfølgning ud fra noten."),
        ("da-DK", "følg op kl. 10 i morgen", "Der er ikke planlagt nogen opfølgning ud fra noten."),
        ("en-GB", "follow 30 Feb", "Your note plans no follow-up. Press *Follow up*"),
        ("en-GB", "follow up at 3pm tomorrow", "Your note plans no follow-up. Press *Follow up*"),
    ],
)
async def test_wish_that_stays_in_the_note_is_said_to_plan_nothing(
    stage: Stage, locale: str, note: str, sentence: str
) -> None:
    await stage.slack.change(user="sofie", locale=locale)
    sofie = stage.slack.person("sofie")
    await sofie.types(f"/observe @anna greeting - {note}")
    assert note in (await sofie.sees(sentence)).words
    assert planned(stage) == []


@OVER_SOCKET
@pytest.mark.parametrize(
    ("name", "details", "about", "before", "after"),
    [
        (
            *("anna", "Detaljer", "om"),
            "Der er planlagt opfølgning tors. 26. nov.",
            "Der var planlagt opfølgning tors. 26. nov., og den venter endnu.",
        ),
        (
            *("ben", "Details", "about"),
            "A follow-up is planned for Thu 26 Nov.",
            "A follow-up was planned for Thu 26 Nov, and is still open.",
        ),
    ],
)
async def test_day_that_has_passed_is_no_longer_told_as_a_plan(
    stage: Stage, clock: FixedClock, name: str, details: str, about: str, before: str, after: str
) -> None:
    subject = stage.slack.person(name)
    await stage.slack.person("sofie").types(f"/observe @{name} hilsen - Så ikke op, opfølgning 3d")
    await subject.sees("Så ikke op", channel="dm")
    clock.set(EIGHT_ON_THURSDAY)
    await subject.types("/observe mine")
    await subject.sees(before, channel="butikken")
    clock.advance(days=1)
    await subject.types("/observe mine")
    await subject.sees(after, channel="butikken")
    await subject.presses(details, channel="butikken")
    assert after in (await subject.sees(f"<@U0SOFIE> {about} <@U0{name.upper()}>")).words
