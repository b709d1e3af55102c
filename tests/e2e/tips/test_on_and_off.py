"""`/tips on`, `off` and `status`: Sofie supervises in Danish, Ben in English; it is Monday, 9:00 in Copenhagen."""

import pytest

from handlers import ids
from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.tips.scene import TEN, tick, tips_in
from tests.e2e.tips.speaking import Speaker, in_both
from tests.fakes import FixedClock

TURNED_OFF = (
    "Der kommer ikke flere tips i kanalen. Skriv `/tips til`, når I vil have dem igen.",
    "Tips are off in this channel. Type `/tips on` when you want them back.",
)


async def test_on_confirms_with_the_next_three_moments_in_local_time(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips til 9:30 hverdage København dansk")
    seen = await sofie.sees("Så kommer der tips i <#C0BUTIK>.")
    assert seen.private
    assert "Mandag til fredag kl. 09:30 (Europe/Copenhagen), på dansk" in seen.words
    for moment in ("man. 23. nov. 09:30", "tirs. 24. nov. 09:30", "ons. 25. nov. 09:30"):
        assert moment in seen.words
    assert "/invite" not in seen.words


async def test_on_in_english_takes_what_is_missing_from_the_person(english: Workspace) -> None:
    ben = english.person("ben")
    await ben.types("/tips on mon,wed", channel="reception")
    seen = await ben.sees("Tips are on in <#C0RECEP>.")
    assert "Monday, Wednesday at 09:00, Europe/London time, in English" in seen.words
    assert "Mon 23 Nov 09:00" in seen.words.replace("Mon, 23", "Mon 23")


@pytest.mark.parametrize(
    ("locale", "first"), [("da-DK", "Jeg er ikke med i kanalen endnu"), ("en-GB", "I am not in this")]
)
async def test_on_says_first_of_all_when_takt_is_not_in_the_channel(slack: Workspace, locale: str, first: str) -> None:
    await slack.change(user="sofie", locale=locale)
    sofie = slack.person("sofie")
    await sofie.types("/tips on 09:00", channel="kantinen")
    seen = await sofie.sees(first, channel="kantinen")
    assert "/invite @Takt" in seen.words


async def test_on_after_off_begins_with_what_is_usual(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips on 7:15 tue Europe/London en")
    await sofie.sees("07:15")
    await sofie.types("/tips off")
    await sofie.types("/tips on 10:00")
    await sofie.sees("Mandag til fredag kl. 10:00 (Europe/Copenhagen), på dansk")


async def test_a_colleague_who_changes_the_hour_takes_nothing_from_who_turned_tips_on(english: Workspace) -> None:
    sofie, ben = english.person("sofie"), english.person("ben")
    await sofie.types("/tips til 10:00", channel="reception")
    await ben.types("/tips on 11:00", channel="reception")
    await ben.sees("at 11:00", channel="reception")
    await ben.types("/tips status", channel="reception")
    assert "Turned on by <@U0SOFIE>" in (await ben.sees("Turned on by", channel="reception")).text
    home = "Sådan går det med tips i dine kanaler", "How your channels’ tips are doing"
    assert home[0] in (await sofie.opens_home()).words
    assert home[1] not in (await ben.opens_home()).words
    await ben.types("/tips off", channel="reception")
    await ben.types("/tips on 11:00", channel="reception")
    await ben.types("/tips status", channel="reception")
    await ben.sees("Turned on by <@U0BEN>", channel="reception")


@in_both(ids.TIPS_OFF)
async def test_off_by_button(stage: Stage, clock: FixedClock, sofie: Speaker) -> None:
    await sofie.types("/tips til 10:00", "/tips on 10:00")
    await sofie.sees("Så kommer der tips i", "Tips are on in")
    await sofie.presses("Slå fra", "Turn off")
    await sofie.sees(*TURNED_OFF)
    await sofie.does_not_see("Så kommer der tips i", "Tips are on in")
    clock.set(TEN)
    await tick(stage)
    assert await tips_in(stage.slack) == []


@in_both("/tips on", "/tips off")
async def test_off_by_command(sofie: Speaker) -> None:
    await sofie.types("/tips til", "/tips on")
    await sofie.sees("Så kommer der tips i", "Tips are on in")
    await sofie.types("/tips fra", "/tips off")
    await sofie.sees(*TURNED_OFF)
    await sofie.types("/tips fra", "/tips off")
    await sofie.sees("så der er ikke noget at slå fra.", "so there is nothing to turn off.")


async def test_another_time_brings_no_second_tip_to_the_day_and_says_so(stage: Stage, clock: FixedClock) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips til 10:00")
    await sofie.sees("Så kommer der tips")
    clock.set(TEN)
    await tick(stage)
    await sofie.types("/tips til 11:00")
    told = await sofie.sees("Dagens tip er kommet eller er på vej, så det næste kommer en anden dag.")
    assert "tirs. 24. nov. 11:00" in told.text
    clock.advance(hours=1)
    await tick(stage)
    assert len(await tips_in(stage.slack)) == 1


async def test_off_with_words_that_change_its_meaning_does_nothing(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips til 10:00")
    await sofie.sees("Så kommer der tips")
    await sofie.types("/tips fra fredag kl. 8:99")
    await sofie.form("»8:99« er ikke et klokkeslæt.")
    await sofie.closes()
    await sofie.types("/tips off om fredagen")
    await sofie.sees("Jeg forstår ikke »fredagen« her, så jeg har ikke ændret noget.")
    await sofie.types("/tips status")
    await sofie.sees("Slået til af <@U0SOFIE>.")


@in_both("/tips status", "/tips now", "/tips on")
async def test_status_says_when_who_and_what_became_of_the_last(sofie: Speaker) -> None:
    await sofie.types("/tips status")
    await sofie.sees(
        "Der kommer ingen tips i kanalen. Skriv `/tips til`", "There are no tips in this channel. Type `/tips on`"
    )
    await sofie.types("/tips til 08:00 fredag", "/tips on 08:00 friday")
    await sofie.sees("Så kommer der tips", "Tips are on in")
    await sofie.types("/tips nu", "/tips now")
    await sofie.sees("Så er tippet i kanalen.", "Done: the tip is in the channel.")
    await sofie.types("/tips status")
    status = await sofie.sees("Slået til af <@U0SOFIE>.", "Turned on by <@U0SOFIE>.")
    assert status.private
    for words in (
        ("Der kommer tips i kanalen.", "Tips are on in this channel."),
        ("Fredag kl. 08:00", "Friday at 08:00"),
        ("fre. 27. nov. 08:00", "Fri 27 Nov 08:00"),
        ("fre. 4. dec. 08:00", "Fri 4 Dec 08:00"),
        ("man. 23. nov. 09:00 · ", "Mon 23 Nov 09:00 · "),
        ("· sendt", "· posted"),
    ):
        assert sofie.words(*words) in status.words.replace(",", "")
