"""`/tips plan` as supervisors meet it: Sofie in Danish, Ben in English; it is Monday, 9:00 in Copenhagen."""

from datetime import UTC, datetime

import pytest

from playground.client import Form, Workspace
from tests.e2e.conftest import Stage
from tests.fakes import FixedClock

TEN_ON_TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = "tips.plan.day.2026-11-{}"


def day(form: Form, of_november: int) -> str:
    """What the plan says of a day."""
    block = next(one for one in form.blocks if one["block_id"] == DAY.format(of_november))
    return str(block["text"]["text"])


async def test_a_supervisor_swaps_a_day_and_the_channel_gets_that_standard(stage: Stage, clock: FixedClock) -> None:
    sofie, anna = stage.slack.person("sofie"), stage.slack.person("anna")
    await sofie.types("/tips til 10:00")
    await sofie.sees("Så kommer der tips")
    await sofie.types("/tips plan")
    form = await sofie.form("Som det ser ud nu.")
    assert form.title == "De næste ti tips"
    assert len([block for block in form.blocks if block["type"] == "section"]) == 10
    assert "Hvorfor: den har ikke været her før" in day(form, 24)
    await sofie.picks("Byt …", DAY.format(24))
    await sofie.form("Hvilken standard skal komme")
    assert "Hilsen" in (await sofie.suggests("tips.swap.standard", "hils"))
    await sofie.submits({"tips.swap.standard": "Hilsen"})
    form = await sofie.form("Fasthold")
    form = await sofie.form("Fastholdt af <@U0SOFIE>.")
    assert "Hilsen" in day(form, 24)
    clock.set(TEN_ON_TUESDAY)
    tip = await anna.sees("Hvorfor netop i dag: den var planlagt til i dag", channel="butikken")
    assert "Hilsen" in tip.words


async def test_pin_skip_and_undo_in_english(english: Workspace, stage: Stage, clock: FixedClock) -> None:
    ben = english.person("ben")
    await ben.types("/tips on 10:00", channel="reception")
    await ben.sees("Tips are on in", channel="reception")
    await ben.types("/tips plan", channel="reception")
    before = await ben.form("As of now. What nobody has pinned is chosen anew each morning.")
    await ben.picks("Pin", DAY.format(25))
    assert "Pinned by <@U0BEN>." in day(await ben.form("Pinned by"), 25)
    await ben.picks("Unpin", DAY.format(25))
    assert day(await ben.form(), 25) == day(before, 25)
    await ben.picks("Skip", DAY.format(24))
    assert "no tip\nSkipped by <@U0BEN>." in day(await ben.form("Skipped by"), 24)
    await ben.picks("Have a tip after all", DAY.format(24))
    assert day(await ben.form(), 24) == day(before, 24)
    await ben.picks("Skip", DAY.format(24))
    await ben.presses("Pin all")
    assert (await ben.form("Undo all")).words.count("Pinned by") == 9
    await ben.presses("Undo all")
    assert [day(await ben.form("Pin all"), one) for one in (24, 25)] == [day(before, one) for one in (24, 25)]
    await ben.picks("Skip", DAY.format(24))
    await ben.closes()
    await ben.types("/tips status", channel="reception")
    assert "Tue 24 Nov: skipped in the plan" in (await ben.sees("Without tips", channel="reception")).words.replace(
        ",", ""
    )
    clock.set(TEN_ON_TUESDAY)
    clock.advance(hours=1)  # in London
    await stage.takt.services.deliveries.tick()
    await ben.types("/tips status", channel="reception")
    await ben.sees("not sent: the day was skipped in the plan", channel="reception")


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


async def test_a_persons_own_plan_is_to_read(slack: Workspace) -> None:
    anna, ben = slack.person("anna"), slack.person("ben")
    await anna.types("/tips mig plan")
    await anna.sees("Du får ingen egne tips.")
    await ben.types("/tips me 08:30", channel="reception")
    await ben.types("/tips me plan", channel="reception")
    seen = await ben.sees("Your next ten tips, as of now.", channel="reception")
    assert seen.private
    assert seen.text.count("Why: ") == 10
    await anna.types("/tips mig 08:30")
    await anna.types("/tips mig plan")
    assert (await anna.sees("Dine næste ti tips, som det ser ud nu.")).private
