"""`/tips` where it cannot be: for staff, in direct messages, while the database is away; and its help, for all."""

import asyncio

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.tips.scene import tips_in
from tests.e2e.tips.speaking import Speaker, in_both
from tests.e2e.trouble import database_away

REFUSED = "Det er kun for ledere og administratorer.", "Only supervisors and admins can do this."


@pytest.mark.parametrize(
    ("danish", "english"),
    [
        ("til", "on"),
        ("fra", "off"),
        ("status", "status"),
        ("nu", "now"),
        ("på tirsdag", "on Tuesday"),
        ("spring over i dag", "skip today"),
        ("fokus hilsen", "focus greeting"),
    ],
)
@in_both()
async def test_staff_get_a_friendly_no(slack: Workspace, anna: Speaker, danish: str, english: str) -> None:
    await anna.types(f"/tips {danish}", f"/tips {english}")
    assert (await anna.sees(*REFUSED)).private
    assert await tips_in(slack) == []


@in_both("/tips")
async def test_staff_who_ask_for_the_form_get_a_friendly_no_in_its_place(anna: Speaker) -> None:
    await anna.types("/tips")
    refused = await anna.form(*REFUSED)
    assert refused.values == {}
    own = (
        "Tips kun til dig selv kræver ingen tilladelse: Skriv `/tips mig 08:30`.",
        "Tips for you alone need no permission: type `/tips me 08:30`.",
    )
    assert anna.words(*own) in refused.words
    await anna.actor.closes()
    await anna.types("/tips til", "/tips on")
    await anna.sees(*own)


@in_both("/tips help")
async def test_help_is_for_everybody_and_names_each_command(anna: Speaker) -> None:
    await anna.types("/tips hjælp", "/tips help")
    seen = await anna.sees("Ét lille tip om dagen i kanalen.", "One small tip a day in this channel.")
    assert seen.private
    for command in (
        ("til 09:00 man-fre København da", "on 09:00 mon-fri Copenhagen en"),
        ("fra", "off"),
        ("status", "status"),
        ("nu", "now"),
        ("spring over 24. dec.", "skip 24 Dec"),
        ("helligdage DK", "holidays DK"),
        ("stille 22:00-07:00", "quiet 22:00-07:00"),
        ("stil tip", "style tip"),
        ("mig 08:30", "me 08:30"),
        ("fokus hilsen 1 uge", "focus greeting 1w"),
        ("plan", "plan"),
        ("rapport", "report"),
    ):
        assert f"`/tips {anna.words(*command)}`" in seen.text


@in_both("/tips on", "/tips")
async def test_in_direct_messages_it_says_to_use_a_channel(sofie: Speaker) -> None:
    for typed in (("/tips til 9", "/tips on 9"), ("/tips", "/tips")):
        await sofie.types(*typed, channel="dm")
        await sofie.sees(
            "eller `/tips mig 08:30`, hvis de kun skal være til dig.", "or `/tips me 08:30` for your own.", "dm"
        )


async def test_database_that_is_away_gives_the_command_back(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    async with database_away(stage):
        await asyncio.gather(sofie.types("/tips til 10:00 hverdage"), sofie.sees("Takt kan ikke gemme noget lige nu."))
        seen = await sofie.sees("så du kan kopiere det:")
    assert "/tips til 10:00 hverdage" in seen.words
