"""`/tips plan` as supervisors meet it; it is Monday, 9:00 in Copenhagen."""

from datetime import UTC, datetime

import pytest

from handlers import ids
from handlers.views.tip_plan import PIN, SKIP, SWAP, UNDO
from playground.client import Form, Workspace
from tests.e2e.conftest import Stage
from tests.e2e.tips.speaking import Speaker, in_both
from tests.fakes import FixedClock

TEN_ON_TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = "tips.plan.day.2026-11-{}"


def day(form: Form, of_november: int) -> str:
    """What the plan says of a day."""
    block = next(one for one in form.blocks if one["block_id"] == DAY.format(of_november))
    return str(block["text"]["text"])


async def opens_plan(sofie: Speaker) -> Form:
    """The plan of Sofie's channel, which gets tips at ten."""
    await sofie.types("/tips til 10:00", "/tips on 10:00")
    await sofie.sees("Så kommer der tips", "Tips are on in")
    await sofie.types("/tips plan")
    return await sofie.form("Som det ser ud nu. Det, ingen har fastholdt,", "As of now. What nobody has pinned")


@in_both("/tips plan", ids.TIPS_PLAN, f"{ids.TIPS_PLAN_DAY} {SWAP}", ids.TIPS_SWAP_FORM, ids.TIPS_SWAP_STANDARD)
async def test_a_supervisor_swaps_a_day_and_the_channel_gets_that_standard(
    stage: Stage, clock: FixedClock, sofie: Speaker, anna: Speaker
) -> None:
    form = await opens_plan(sofie)
    assert form.title == sofie.words("De næste ti tips", "The next ten tips")
    assert len([block for block in form.blocks if block["type"] == "section"]) == 10
    assert sofie.words("Hvorfor: den har ikke været her før", "Why: it has not been here before") in day(form, 24)
    await sofie.picks("Byt …", "Swap …", DAY.format(24))
    await sofie.form("Hvilken standard skal komme tirs. 24. nov.?", "Which standard on Tue")
    greeting = sofie.words("Hilsen", "Greeting")
    assert greeting in (await sofie.actor.suggests("tips.swap.standard", sofie.words("hils", "greet")))
    await sofie.actor.submits({"tips.swap.standard": greeting})
    assert greeting in day(await sofie.form("Fastholdt af <@U0SOFIE>.", "Pinned by <@U0SOFIE>."), 24)
    clock.set(TEN_ON_TUESDAY)
    tip = await anna.sees(
        "Hvorfor netop i dag: den var planlagt til i dag", "Why this today: it was planned for today", "butikken"
    )
    assert greeting in tip.words


@in_both(*(f"{ids.TIPS_PLAN_DAY} {choice}" for choice in (PIN, SKIP, UNDO)), ids.TIPS_PLAN_DAY)
async def test_a_day_is_pinned_skipped_and_given_free_again(sofie: Speaker) -> None:
    before = await opens_plan(sofie)
    await sofie.picks("Fasthold", "Pin", DAY.format(25))
    assert sofie.words("Fastholdt af <@U0SOFIE>.", "Pinned by <@U0SOFIE>.") in day(
        await sofie.form("Fastholdt af", "Pinned by"), 25
    )
    await sofie.picks("Fasthold ikke længere", "Unpin", DAY.format(25))
    assert day(await sofie.form(), 25) == day(before, 25)
    await sofie.picks("Spring over", "Skip", DAY.format(24))
    skipped = "intet tip\nSprunget over af <@U0SOFIE>.", "no tip\nSkipped by <@U0SOFIE>."
    assert sofie.words(*skipped) in day(await sofie.form("Sprunget over af", "Skipped by"), 24)
    await sofie.picks("Send et tip alligevel", "Have a tip after all", DAY.format(24))
    assert day(await sofie.form(), 24) == day(before, 24)


@in_both(ids.TIPS_PLAN_PIN_ALL, ids.TIPS_PLAN_UNDO_ALL)
async def test_the_whole_plan_is_pinned_and_given_free_again(sofie: Speaker) -> None:
    before = await opens_plan(sofie)
    await sofie.picks("Spring over", "Skip", DAY.format(24))
    await sofie.presses("Fasthold alle", "Pin all")
    pinned = await sofie.form("Fortryd alt", "Undo all")
    assert pinned.words.count(sofie.words("Fastholdt af <@U0SOFIE>.", "Pinned by <@U0SOFIE>.")) == 9
    assert sofie.words("Fasthold alle", "Pin all") not in pinned.words.splitlines()
    await sofie.presses("Fortryd alt", "Undo all")
    after = await sofie.form("Fasthold alle", "Pin all")
    assert [day(after, one) for one in (24, 25)] == [day(before, one) for one in (24, 25)]


@in_both("/tips plan", "/tips status")
async def test_a_day_that_the_plan_skips_gets_no_tip_and_the_status_says_why(
    stage: Stage, clock: FixedClock, sofie: Speaker
) -> None:
    await opens_plan(sofie)
    await sofie.picks("Spring over", "Skip", DAY.format(24))
    await sofie.form("Sprunget over af", "Skipped by")
    await sofie.actor.closes()
    await sofie.types("/tips status")
    status = (await sofie.sees("Uden tips", "Without tips")).words.replace(",", "")
    assert sofie.words("tirs. 24. nov.: sprunget over i planen", "Tue 24 Nov: skipped in the plan") in status
    clock.set(TEN_ON_TUESDAY)
    await stage.takt.services.deliveries.tick()
    await sofie.types("/tips status")
    await sofie.sees("ikke sendt: Dagen var sprunget over i planen", "not sent: the day was skipped in the plan")


@pytest.mark.parametrize(
    ("name", "on", "skip", "resume", "skipped"),
    [
        ("ben", "on 10:00", "Skip", "resume 24 nov", "skipped in the plan"),
        ("sofie", "til 10:00", "Spring over", "genoptag 24. nov", "sprunget over i planen"),
    ],
)
async def test_resume_brings_a_day_of_the_plan_back(
    english: Workspace, name: str, on: str, skip: str, resume: str, skipped: str
) -> None:
    person = english.person(name)
    await person.types(f"/tips {on}", channel="reception")
    await person.types("/tips plan", channel="reception")
    await person.form()
    await person.picks(skip, DAY.format(24))
    await person.form("<@U0")
    await person.closes()
    await person.types("/tips status", channel="reception")
    assert skipped in (await person.sees("24", channel="reception")).words
    await person.types(f"/tips {resume}", channel="reception")
    assert skipped not in (await person.sees("24", channel="reception")).words


async def test_a_day_that_has_passed_while_the_plan_was_open_is_not_changed(stage: Stage, clock: FixedClock) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips til 10:00")
    await sofie.types("/tips plan")
    await sofie.form("Som det ser ud nu.")
    await sofie.picks("Byt …", DAY.format(24))
    clock.set(TEN_ON_TUESDAY)
    await stage.takt.services.deliveries.tick()
    await sofie.submits({"tips.swap.standard": "Hilsen"})
    assert "Der kommer ikke længere et tip" in (await sofie.form("intet er ændret")).words
    await sofie.closes()
    await sofie.picks("Spring over", DAY.format(24))
    await sofie.form("Der kommer ikke længere et tip")


async def test_without_tips_there_is_no_plan_and_staff_see_none(slack: Workspace) -> None:
    sofie, anna = slack.person("sofie"), slack.person("anna")
    await sofie.types("/tips plan")
    await sofie.form("Der kommer ingen tips i kanalen, så der er ingen plan.")
    await anna.types("/tips plan")
    await anna.form("ledere")
    await sofie.closes()
    await sofie.types("/tips plan", channel="dm")
    await sofie.sees("Tips hører til i en kanal.", channel="dm")


@in_both("/tips me plan")
async def test_a_persons_own_plan_is_to_read(anna: Speaker) -> None:
    await anna.types("/tips mig plan", "/tips me plan")
    await anna.sees("Du har ingen egne tips.", "You have no tips of your own.")
    await anna.types("/tips mig 08:30", "/tips me 08:30")
    await anna.types("/tips mig plan", "/tips me plan")
    seen = await anna.sees("Dine næste ti tips, som det ser ud nu.", "Your next ten tips, as of now.")
    assert seen.private
    assert seen.text.count(anna.words("Hvorfor: ", "Why: ")) == 10


@in_both("/tips me plan")
async def test_a_day_that_a_person_skips_is_not_in_their_plan(anna: Speaker) -> None:
    await anna.types("/tips mig 08:30", "/tips me 08:30")
    await anna.types("/tips mig spring over 26. nov", "/tips me skip 26 nov")
    await anna.sees("tors. 26. nov. 2026", "Thu 26 Nov 2026")
    await anna.types("/tips mig plan", "/tips me plan")
    seen = await anna.sees("Dine næste ti tips, som det ser ud nu.", "Your next ten tips, as of now.")
    assert anna.words("ons. 25. nov.", "Wed 25 Nov") in seen.text
    assert anna.words("tors. 26. nov.", "Thu 26 Nov") not in seen.text
