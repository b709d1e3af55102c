"""Tips rest and come back, said in both languages; it is Monday, 9:00 in Copenhagen."""

import pytest

from tests.e2e.tips.speaking import Speaker, in_both


@in_both("/tips pause", "/tips resume")
async def test_pause_without_end_and_resume(sofie: Speaker) -> None:
    await sofie.types("/tips til 10:00 dagligt", "/tips on 10:00 daily")
    await sofie.sees("Så kommer der tips", "Tips are on in")
    await sofie.types("/tips pause")
    await sofie.sees(
        "Tips er sat på pause, indtil nogen skriver `/tips genoptag` her.",
        "The tips are paused until somebody types `/tips resume` here.",
    )
    await sofie.types("/tips status")
    await sofie.sees(
        "Nogen har sat dem på pause: Skriv `/tips genoptag` her for at fortsætte.",
        "Somebody has paused them: type `/tips resume` here to go on.",
    )
    await sofie.types("/tips genoptag", "/tips resume")
    saved = (await sofie.sees("Gemt.", "Saved.")).words
    assert sofie.words("man. 23. nov. 10:00", "Mon 23 Nov 10:00") in saved.replace(",", "")
    await sofie.types("/tips genoptag", "/tips resume")
    await sofie.form("Tips er ikke på pause i dag.", "The tips are not paused today.")


@in_both("/tips skip", "/tips resume")
async def test_a_day_is_skipped_and_comes_back(sofie: Speaker) -> None:
    await sofie.types("/tips til 10:00 dagligt", "/tips on 10:00 daily")
    await sofie.types("/tips spring over 24. dec", "/tips skip 24 Dec")
    saved = await sofie.sees("Gemt. Ingen tips: tors. 24. dec. 2026.", "Saved. No tips: Thu 24 Dec 2026.")
    assert sofie.words("• tors. 24. dec.\n", "• Thu 24 Dec\n") in saved.words
    await sofie.types("/tips genoptag 24. dec", "/tips resume 24 Dec")
    saved = await sofie.sees("Gemt. Tips igen: tors. 24. dec. 2026.", "Saved. Tips again: Thu 24 Dec 2026.")
    assert sofie.words("• tors. 24. dec.\n", "• Thu 24 Dec\n") not in saved.words


@in_both("/tips holidays", "/tips quiet")
async def test_holidays_and_quiet_hours_are_set_and_ended(sofie: Speaker) -> None:
    await sofie.types("/tips til 10:00 dagligt", "/tips on 10:00 daily")
    for typed, seen in (
        (("helligdage Sverige", "holidays Sweden"), ("Helligdage: Sverige", "Public holidays: Sweden")),
        (
            ("helligdage fra", "holidays off"),
            ("Der kommer også tips på helligdage.", "Tips come on public holidays, too."),
        ),
        (("helligdage til", "holidays on"), ("Helligdage: Danmark", "Public holidays: Denmark")),
        (("stille 22-7", "quiet 22:00-07:00"), ("Stille timer: 22:00–07:00", "Quiet hours: 22:00–07:00")),
    ):
        await sofie.types(f"/tips {sofie.words(*typed)}")
        assert sofie.words(*seen) in (await sofie.sees("Gemt.", "Saved.")).words
    await sofie.types("/tips stille fra", "/tips quiet off")
    await sofie.types("/tips status")
    status = await sofie.sees("Slået til af", "Turned on by")
    assert sofie.words("Stille timer", "Quiet hours") not in status.words


@in_both("/tips holidays")
async def test_holidays_of_a_country_with_regions_are_those_of_all_of_it(sofie: Speaker) -> None:
    await sofie.types("/tips til 10:00 dagligt", "/tips on 10:00 daily")
    await sofie.types("/tips helligdage Tyskland", "/tips holidays Germany")
    await sofie.sees(
        "Helligdage: Tyskland (dem, der gælder i hele landet)", "Public holidays: Germany, those of the whole country"
    )


@pytest.mark.parametrize(
    ("danish", "english", "problem"),
    [
        (
            "genoptag 24. dec",
            "resume 24 Dec",
            ("Der er ingen pause »24. dec«. `status` viser,", "There is no pause on “24 Dec”. `status` shows when"),
        ),
        (
            "pause fra fredag",
            "pause from friday",
            ("»fra fredag«: Skriv også hvor længe", "“from friday”: say until when, too"),
        ),
        (
            "spring over engang",
            "skip sometime",
            ("Jeg forstår ikke »engang« som en dag.", "I do not understand “sometime” as a day."),
        ),
        (
            "helligdage Mars",
            "holidays Mars",
            ("Jeg kender ingen helligdage for »Mars«.", "I know no public holidays of “Mars”."),
        ),
        (
            "stille 25-7",
            "quiet 25-7",
            ("Jeg forstår ikke »25-7« som stille timer.", "I do not understand “25-7” as quiet hours."),
        ),
        (
            "stille halv elleve til halv syv",
            "quiet half past ten to half past six",
            ("kan være både om morgenen og om aftenen", "may be in the morning or in the evening"),
        ),
    ],
)
@in_both()
async def test_what_cannot_be_opens_the_form_and_says_why(
    sofie: Speaker, danish: str, english: str, problem: tuple[str, str]
) -> None:
    await sofie.types("/tips til 10:00", "/tips on 10:00")
    typed = sofie.words(danish, english)
    await sofie.types(f"/tips {typed}")
    assert sofie.words(f"Du skrev: /tips {typed}", f"You typed: /tips {typed}") in (await sofie.form(*problem)).words
