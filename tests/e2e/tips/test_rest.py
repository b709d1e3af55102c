"""When tips rest, in both languages: Sofie supervises in Danish, Ben in English; Monday, 23 November 2026."""

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.tips.scene import TEN, tick, tips_in
from tests.e2e.trouble import database_away


@pytest.fixture
async def butik(stage: Stage) -> Workspace:
    """A workspace in which Sofie's channel gets tips at ten, every day of the week."""
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips til 10:00 dagligt")
    await sofie.sees("Så kommer der tips")
    return stage.slack


@pytest.fixture
async def reception(english: Workspace) -> Workspace:
    """A workspace in which Ben's channel gets tips at nine on working days, London time."""
    await english.person("ben").types("/tips on 09:00 mon-fri London", channel="reception")
    await english.person("ben").sees("Tips are on in")
    return english


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("spring over 24. dec", "• tors. 24. dec.\n"),
        ("spring over 2026-12-24", "• tors. 24. dec.\n"),
        ("spring uge 52 over", "• man. 21. dec. til søn. 27. dec.\n"),
        ("spring over 1. juledag", "• fre. 25. dec.\n"),
        ("pause til fredag", "• man. 23. nov. til tors. 26. nov.\n"),
        ("pause resten af ugen", "• man. 23. nov. til søn. 29. nov.\n"),
        ("pause fra 20. dec. til 3. jan.", "• søn. 20. dec. 2026 til søn. 3. jan. 2027\n"),
        ("helligdage Tyskland BY", "Helligdage: Tyskland (Bayern)"),
        ("helligdage Sverige", "Helligdage: Sverige"),
        ("helligdage Tyskland Bayern", "Juledag"),
        ("helligdage fra", "Der kommer også tips på helligdage."),
        ("helligdage til", "fre. 25. dec.: Juledag"),
        ("stille 22-7", "Stille timer: 22:00–07:00"),
    ],
)
async def test_danish_commands_say_what_rests(butik: Workspace, typed: str, seen: str) -> None:
    sofie = butik.person("sofie")
    await sofie.types(f"/tips {typed}")
    assert seen in (await sofie.sees("Gemt.")).words
    await sofie.types("/tips status")
    assert seen in (await sofie.sees("Slået til af")).words


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("skip 24 dec", "• Thu 24 Dec\n"),
        ("skip 24/12", "• Thu 24 Dec\n"),
        ("pause from 20 dec to 3 jan", "• Sun 20 Dec 2026 to Sun 3 Jan 2027\n"),
        ("pause until friday", "• Mon 23 Nov to Thu 26 Nov\n"),
        ("holidays DK", "Public holidays: Denmark"),
        ("holidays Germany Bavaria", "Public holidays: Germany (Bayern)"),
        ("holidays England", "25 Dec: Christmas Day"),
        ("holidays off", "Tips come on public holidays too."),
        ("quiet 22:00-07:00", "Quiet hours: 22:00–07:00"),
    ],
)
async def test_english_commands_say_what_rests(reception: Workspace, typed: str, seen: str) -> None:
    ben = reception.person("ben")
    await ben.types(f"/tips {typed}", channel="reception")
    assert seen in (await ben.sees("Saved.")).words.replace(",", "")
    await ben.types("/tips status", channel="reception")
    assert seen in (await ben.sees("Turned on by")).words.replace(",", "")


async def test_skipping_today_moves_the_next_tip_and_resuming_brings_it_back(stage: Stage, butik: Workspace) -> None:
    sofie = butik.person("sofie")
    await sofie.types("/tips spring over i dag")
    assert "tirs. 24. nov. 10:00" in (await sofie.sees("Gemt.")).words
    await sofie.types("/tips genoptag i dag")
    assert "man. 23. nov. 10:00" in (await sofie.sees("man. 23. nov. 10:00\n• tirs. 24. nov. 10:00")).words
    stage.takt.services.clock.set(TEN)  # type: ignore[attr-defined]
    await tick(stage)
    assert len(await tips_in(butik)) == 1


async def test_a_day_that_is_skipped_gets_no_tip(stage: Stage, butik: Workspace) -> None:
    sofie = butik.person("sofie")
    await sofie.types("/tips spring over i dag")
    await sofie.sees("Gemt.")
    stage.takt.services.clock.set(TEN)  # type: ignore[attr-defined]
    await tick(stage)
    assert await tips_in(butik) == []


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("spring over 24. marts", "Gemt. Ingen tips: ons. 24. mar. 2027."),
        ("pause fra 30. nov til 2. dec", "Gemt. Ingen tips: man. 30. nov. 2026 til ons. 2. dec. 2026."),
        ("spring over 22. nov", "»22. nov« er forbi. Skriv 22. november 2027, hvis du mener den næste."),
        ("pause fra 2. nov til 1. nov", "slutter, før det begynder."),
    ],
)
async def test_saved_days_are_named_with_their_year_and_those_just_over_are_asked_back(
    butik: Workspace, typed: str, seen: str
) -> None:
    sofie = butik.person("sofie")
    await sofie.types(f"/tips {typed}")
    if "Gemt" in seen:
        assert seen in (await sofie.sees("Gemt.")).text
    else:
        assert seen in (await sofie.form("Du skrev")).words


async def test_while_tips_are_paused_days_the_plan_and_the_status_say_so(butik: Workspace) -> None:
    sofie = butik.person("sofie")
    await sofie.types("/tips pause")
    await sofie.types("/tips spring over 24. dec")
    await sofie.sees("Gemt. Ingen tips: tors. 24. dec. 2026.")
    await sofie.types("/tips status")
    status = await sofie.sees("Tips er sat på pause i kanalen.")
    for words in ("Alle dage kl. 10:00", "Hvert tip stiller et spørgsmål", "• tors. 24. dec.\n"):
        assert words in status.words
    await sofie.types("/tips plan")
    assert "Skriv `/tips genoptag` her for at fortsætte." in (await sofie.form("De næste ti tips")).words


async def test_holidays_in_a_zone_of_no_country_ask_for_one(butik: Workspace) -> None:
    sofie = butik.person("sofie")
    await sofie.types("/tips til CET")
    await sofie.types("/tips helligdage til")
    await sofie.sees(
        "Der kommer også tips på helligdage: CET hører ikke til ét bestemt land. Skriv et: `helligdage DK`."
    )


async def test_no_holidays_as_wished_need_no_country(reception: Workspace) -> None:
    ben = reception.person("ben")
    await ben.types("/tips on UTC", channel="reception")
    await ben.sees("UTC does not belong to one country. Name one: `holidays DK`.")
    await ben.types("/tips holidays off", channel="reception")
    assert (await ben.sees("Saved.")).text.endswith("Tips come on public holidays, too.")


async def test_everything_comes_back_also_what_the_plan_left_out(butik: Workspace) -> None:
    sofie = butik.person("sofie")
    await sofie.types("/tips pause fra 24. dec til 2. jan")
    await sofie.sees("Gemt. Ingen tips: tors. 24. dec. 2026")
    await sofie.types("/tips genoptag alt")
    assert "24. dec." not in (await sofie.sees("Gemt.\n")).text
    await sofie.types("/tips genoptag alt")
    await sofie.form("Tips er ikke på pause i dag.")


async def test_days_that_are_named_come_back_also_while_everything_is_paused(butik: Workspace) -> None:
    sofie = butik.person("sofie")
    await sofie.types("/tips spring over 24. dec og 31. dec")
    await sofie.sees("Gemt. Ingen tips: tors. 24. dec. 2026")
    await sofie.types("/tips pause")
    await sofie.types("/tips genoptag 24. dec")
    seen = await sofie.sees("man. 23. nov. 10:00")
    assert "24. dec." not in seen.text.replace("Tips igen: tors. 24. dec. 2026", "")
    assert "• tors. 31. dec." in seen.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("spring over 1. jan 2020", "»1. jan 2020« er forbi. Vælg en dag, der ikke har været endnu."),
        ("spring over 31. feb", "Dagen »31. feb« findes ikke."),
        ("pause fra 3. jan 2027 til 20. dec 2026", "slutter, før det begynder."),
        ("helligdage Tysklnd", "Jeg kender ikke landet »Tysklnd«. Mente du Tyskland?"),
        ("helligdage Tyskland Bayrn", "Jeg kender ingen region »Bayrn« der. Mente du Bayern (BY)?"),
        ("helligdage DE XX", "Jeg kender ingen region »XX« der. Skriv en af disse: Brandenburg (BB), Berlin (BE)"),
        ("stille 9-7", "Tippets tidspunkt, 10:00, ligger i de stille timer 09:00–07:00."),
        ("spring over hver fredag", "»hver fredag« ville være hver uge"),
        ("spring over i går", "»i går« er forbi."),
    ],
)
async def test_what_cannot_be_opens_the_form_with_what_was_typed(butik: Workspace, typed: str, sentence: str) -> None:
    sofie = butik.person("sofie")
    await sofie.types(f"/tips {typed}")
    assert f"Du skrev: /tips {typed}" in (await sofie.form(sentence)).words


async def test_form_takes_days_holidays_and_quiet_hours(butik: Workspace) -> None:
    sofie = butik.person("sofie")
    await sofie.types("/tips")
    form = await sofie.form("Dage uden tips")
    assert form.values["tips.holidays"]["tips.holidays"]["value"] == "Danmark"
    filled = {"tips.days_off": "24. dec, 31. dec", "tips.holidays": "Tyskland BY", "tips.quiet": "18-8"}
    await sofie.submits(filled)
    saved = await sofie.form("Så kommer der tips i <#C0BUTIK>.")
    for words in (
        "Ingen tips: tors. 24. dec. 2026, tors. 31. dec. 2026.",
        "• tors. 24. dec.\n",
        "Helligdage: Tyskland (Bayern)",
        "Stille timer: 18:00–08:00",
    ):
        assert words in saved.words
    await sofie.closes()
    await sofie.types("/tips")
    form = await sofie.form("Dage uden tips")
    assert form.values["tips.days_off"]["tips.days_off"]["value"] == "24. december 2026, 31. december 2026"
    assert form.values["tips.quiet"]["tips.quiet"]["value"] == "18:00–08:00"
    await sofie.submits({"tips.days_off": "", "tips.holidays": "", "tips.quiet": ""})
    saved = await sofie.form("Der kommer også tips på helligdage.")
    assert "pause" not in saved.words


async def test_form_says_under_each_field_what_is_wrong(reception: Workspace) -> None:
    ben = reception.person("ben")
    await ben.types("/tips", channel="reception")
    await ben.form("Days without tips")
    answer = await ben.submits({"tips.days_off": "24 foo", "tips.holidays": "Mars", "tips.quiet": "25-7"})
    assert set(answer["errors"]) == {"tips.days_off", "tips.holidays", "tips.quiet"}
    answer = await ben.submits({"tips.days_off": "1 Jan 2020", "tips.holidays": "", "tips.quiet": "8-7"})
    assert "is over. Choose a day that is still to come." in answer["errors"]["tips.days_off"]
    assert "lies within the quiet hours 08:00–07:00" in answer["errors"]["tips.time"]
    assert (await ben.form("Days without tips")).values["tips.quiet"]["tips.quiet"]["value"] == "8-7"


async def test_a_time_within_the_quiet_hours_comes_at_their_end_and_says_so(reception: Workspace) -> None:
    ben = reception.person("ben")
    await ben.types("/tips quiet 22:00-09:30", channel="reception")
    seen = await ben.sees("09:00 lies within them, so the tip comes at 09:30")
    assert "Mon 23 Nov 09:30" in seen.words.replace(",", "")


async def test_without_tips_there_is_nothing_to_rest_and_the_words_come_back(english: Workspace) -> None:
    await english.person("sofie").types("/tips spring over 24. dec")
    await english.person("sofie").sees("Skriv først `/tips til`, og så dette igen:\n`/tips spring over 24. dec`")
    await english.person("ben").types("/tips pause", channel="reception")
    await english.person("ben").sees("Type `/tips on` first, then this once more:\n`/tips pause`")


@pytest.mark.parametrize("typed", ["skip 24 dec", "pause", "resume", "holidays off", "stille 22-7"])
async def test_staff_get_a_friendly_no(slack: Workspace, typed: str) -> None:
    await slack.person("anna").types(f"/tips {typed}")
    assert (await slack.person("anna").sees("Det er kun for ledere og administratorer.")).private


async def test_database_that_is_away_gives_the_command_back(stage: Stage, butik: Workspace) -> None:
    sofie = butik.person("sofie")
    async with database_away(stage):
        await sofie.types("/tips spring over 24. dec")
        assert "/tips spring over 24. dec" in (await sofie.sees("så du kan kopiere det:")).words
