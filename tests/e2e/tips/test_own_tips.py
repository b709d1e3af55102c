"""`/tips me`: Anna's own tips, by direct message; it is Monday, 9:00 in Copenhagen."""

import re
from datetime import UTC, datetime

import pytest

from handlers import ids
from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.tips.speaking import Speaker, in_both
from tests.e2e.trouble import database_away, repeat_last
from tests.fakes import FixedClock

HALF_PAST_EIGHT = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)  # Tuesday, in Copenhagen; it is Monday, 9:00 there
ON = (
    "Dine egne tips er slået til. De kommer som direkte beskeder.",
    "Your own tips are on. They come by direct message.",
)
OFF = "Dine egne tips er slået fra.", "Your own tips are off."
NONE = "Du har ingen egne tips.", "You have no tips of your own."
RESTS = "Dine egne tips er sat på pause. Skriv `/tips mig genoptag`", "Your own tips are paused. Type `/tips me resume`"


@in_both("/tips me on", ids.TIP_ANSWER)
async def test_own_tips_come_by_direct_message_at_the_persons_own_hour(
    stage: Stage, clock: FixedClock, anna: Speaker
) -> None:
    await anna.types("/tips mig 08:30", "/tips me 08:30")
    seen = await anna.sees(*ON, channel="butikken")
    assert seen.private
    when = "Mandag til fredag kl. 08:30 (Europe/Copenhagen), på dansk", "Monday to Friday at 08:30, Europe/Copenhagen"
    assert anna.words(*when) in seen.words
    await anna.sees("Her får du dine egne tips. Kun du kan se dem", "Your own tips come here. Only you see them", "dm")
    clock.set(HALF_PAST_EIGHT)
    tip = await anna.sees("Dagens tip", "Today’s tip", "dm")
    press = anna.words("Tryk på bogstavet for dit svar.", "Press the letter of your answer.")
    assert re.search(rf"^A: .+\nB: .+\nC: .+\n{press}$", tip.text, re.MULTILINE)
    await anna.presses("A", channel="dm")
    told = await anna.sees("Du svarede *A*", "You answered *A*", "dm")
    assert not told.private, "it stays in the direct message"
    for name in ("ben", "sofie"):
        await stage.slack.person(name).does_not_see(anna.words("Dagens tip", "Today’s tip"))
        await stage.slack.person(name).does_not_see(anna.words("Du svarede", "You answered"))
    clock.advance(hours=24)
    await stage.takt.services.tallies.tick()
    await anna.does_not_see("har svaret", "answered.", "dm")


@in_both("/tips me on", "/tips me status", "/tips me off")
async def test_own_tips_with_days_and_a_zone_and_off_again(stage: Stage, clock: FixedClock, anna: Speaker) -> None:
    await anna.types("/tips mig 7:15 man,ons Tokyo", "/tips me 7:15 mon,wed Tokyo")
    seen = await anna.sees(*ON)
    when = "Mandag, onsdag kl. 07:15 (Asia/Tokyo), på dansk", "Monday, Wednesday at 07:15, Asia/Tokyo time, in English"
    assert anna.words(*when) in seen.words
    await anna.types("/tips mig status", "/tips me status")
    assert anna.words("ons. 25. nov. 07:15", "Wed 25 Nov 07:15") in (await anna.sees(*ON)).words.replace(",", "")
    await anna.types("/tips mig fra", "/tips me off")
    await anna.sees(*OFF)
    clock.set(datetime(2026, 11, 24, 22, 15, tzinfo=UTC))
    await stage.takt.services.deliveries.tick()
    await anna.does_not_see("Dagens tip", "Today’s tip", "dm")
    await anna.types("/tips mig fra", "/tips me off")
    await anna.sees(*NONE)


@in_both("/tips me on", "/tips me status")
async def test_own_tips_follow_the_person_to_another_time_zone(
    stage: Stage, slack: Workspace, clock: FixedClock, anna: Speaker
) -> None:
    await anna.types("/tips mig 08:30", "/tips me 08:30")
    await anna.sees(*ON)
    await slack.change(user="anna", tz="Asia/Tokyo")
    await stage.takt.services.tasks.drain(5)
    await anna.types("/tips mig status", "/tips me status")
    await anna.sees("Mandag til fredag kl. 08:30 (Asia/Tokyo)", "Monday to Friday at 08:30, Asia/Tokyo time")
    clock.set(datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    await anna.sees("Dagens tip", "Today’s tip", "dm")


@in_both("/tips me on", ids.OWN_TIPS_OFF, ids.OWN_TIPS_OPEN_FORM)
async def test_own_tips_can_be_set_in_the_direct_message_and_changed_and_stopped_by_button(anna: Speaker) -> None:
    await anna.types("/tips mig 8:30 daglig", "/tips me 8:30 daily", "dm")
    await anna.sees("Alle dage kl. 08:30", "Every day at 08:30", "dm")
    await anna.presses("Ret …", "Change …", channel="dm")
    await anna.form("Et lille tip kun til dig", "One small tip for you alone")
    await anna.actor.submits({"tips.time": "12:05"})
    await anna.form("Alle dage kl. 12:05", "Every day at 12:05")
    await anna.actor.closes()
    await anna.presses("Slå fra", "Turn off", channel="dm")
    await anna.sees(*OFF, channel="dm")
    await anna.types("/tips mig status", "/tips me status", "dm")
    await anna.presses("Slå til …", "Turn on …", channel="dm")
    await anna.form("Et lille tip kun til dig", "One small tip for you alone")


async def test_a_repeated_request_greets_once(stage: Stage) -> None:
    anna = stage.slack.person("anna")
    await anna.types("/tips mig 08:30")
    await anna.sees("Dine egne tips er slået til.", channel="butikken")
    assert (await repeat_last(stage, "slash_commands")).ok
    await stage.takt.services.tasks.drain(5)
    assert len([seen for seen in await anna.messages("dm") if "Her får du" in seen.text]) == 1


@in_both("/tips me", ids.OWN_TIPS_FORM)
async def test_own_tips_by_form(anna: Speaker) -> None:
    await anna.types("/tips mig", "/tips me")
    form = await anna.form("Et lille tip kun til dig", "One small tip for you alone")
    assert form.values["tips.style"]["tips.style"]["selected_option"]["value"] == "question"
    await anna.actor.submits({"tips.time": "12:05", "tips.style": "tip"})
    saved = await anna.form(*ON)
    for words in (("kl. 12:05", "at 12:05"), ("blot en påmindelse", "a plain reminder")):
        assert anna.words(*words) in saved.words
    assert "/invite" not in saved.words


async def test_own_form_keeps_what_was_typed_when_the_zone_does_not_exist(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/tips me", channel="reception")
    await ben.form("One small tip for you alone")
    answer = await ben.submits({"tips.zone": "Narnia"})
    assert "Narnia" in answer["errors"]["tips.zone"]


@in_both(ids.OWN_TIPS_OPEN_FORM, ids.OWN_TIPS_FORM, ids.OWN_TIPS_OFF)
async def test_home_shows_ones_own_tip_and_changes_with_it(anna: Speaker) -> None:
    assert anna.words("Dit eget tip", "Your own tip") in (await anna.reads_home(*NONE)).words
    await anna.presses("Slå til …", "Turn on …")
    await anna.form("Et lille tip kun til dig", "One small tip for you alone")
    await anna.actor.submits({"tips.time": "06:45"})
    await anna.form(*ON)
    await anna.actor.closes()
    await anna.reads_home("Mandag til fredag kl. 06:45", "Monday to Friday at 06:45")
    await anna.presses("Ret …", "Change …")
    form = await anna.form("Et lille tip kun til dig", "One small tip for you alone")
    assert form.values["tips.time"]["tips.time"]["selected_time"] == "06:45"
    await anna.actor.closes()
    await anna.presses("Slå fra", "Turn off")
    assert anna.words(*NONE) in (await anna.actor.home()).words, "it changes under the finger"
    await anna.reads_home(*NONE)


@in_both("/tips me help")
async def test_help_on_own_tips_names_each_command(anna: Speaker) -> None:
    await anna.types("/tips mig hjælp", "/tips me help")
    seen = await anna.sees("Et lille tip om dagen kun til dig", "A small tip a day for you alone")
    assert seen.private
    for command in (
        ("mig 08:30", "me 08:30"),
        ("mig fra", "me off"),
        ("mig status", "me status"),
        ("mig pause", "me pause"),
        ("mig stille 22:00-07:00", "me quiet 22:00-07:00"),
        ("mig helligdage DK", "me holidays DK"),
        ("mig nu", "me now"),
        ("mig plan", "me plan"),
        ("mig stil tip", "me style tip"),
    ):
        assert f"`/tips {anna.words(*command)}`" in seen.text


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("anna", "mig 25:99", "»25:99« er ikke et klokkeslæt."),
        ("ben", "me fra Narnia", "I do not understand “Narnia”."),
    ],
)
async def test_what_is_unclear_about_own_tips_is_said(slack: Workspace, name: str, typed: str, words: str) -> None:
    await slack.person(name).types(f"/tips {typed}")
    assert (await slack.person(name).sees(words)).private


async def test_database_that_is_away_gives_the_command_back(stage: Stage) -> None:
    anna = stage.slack.person("anna")
    async with database_away(stage):
        await anna.types("/tips mig 08:30")
        assert "/tips mig 08:30" in (await anna.sees("så du kan kopiere det:")).words
    await anna.does_not_see("Her får du dine egne tips.")


@in_both("/tips me pause", "/tips me skip", "/tips me resume")
async def test_own_tips_pause_skip_and_resume(anna: Speaker) -> None:
    await anna.types("/tips mig pause", "/tips me pause")
    await anna.sees(*NONE)
    await anna.types("/tips mig 08:30", "/tips me 08:30")
    await anna.types("/tips mig spring over 24. november", "/tips me skip 24 november")
    saved = (await anna.sees("Gemt. Ingen tips: tirs. 24. nov. 2026.", "Saved. No tips: Tue 24 Nov 2026.")).words
    coming = saved.partition(anna.words("De næste", "Next"))[2].partition(anna.words("Uden tips", "Without tips"))[0]
    assert anna.words("ons. 25. nov.", "25 Nov") in coming
    assert anna.words("24. nov.", "24 Nov") not in coming
    await anna.types("/tips mig pause", "/tips me pause")
    await anna.sees(*RESTS)
    await anna.reads_home(*RESTS)
    await anna.types("/tips mig genoptag", "/tips me resume")
    assert "08:30" in (await anna.sees(*ON)).words


@in_both("/tips me skip")
async def test_figures_that_may_be_two_days_are_asked_about_in_english_alone(anna: Speaker) -> None:
    await anna.types("/tips mig 08:30", "/tips me 08:30")
    await anna.types("/tips mig spring over 1/2", "/tips me skip 1/2")
    question = "Is “1/2” 1 February 2027 or 2 January 2027? Write the month as a word."
    await anna.sees("Gemt. Ingen tips: man. 1. feb. 2027.", question)


@in_both("/tips me now")
async def test_own_tip_comes_at_once(anna: Speaker) -> None:
    await anna.types("/tips mig nu", "/tips me now")
    await anna.sees(*NONE)
    await anna.types("/tips mig 08:30", "/tips me 08:30")
    await anna.types("/tips mig nu", "/tips me now")
    await anna.sees("Tippet er sendt til dig som direkte besked.", "Done: the tip is in your direct message.")
    await anna.sees("Dagens tip", "Today’s tip", "dm")


@in_both("/tips me now")
async def test_own_tip_in_doubt_is_to_be_looked_for_in_the_direct_messages(spoken_stage: Stage, anna: Speaker) -> None:
    await anna.types("/tips mig 08:30", "/tips me 08:30")
    await anna.sees(*ON)
    await spoken_stage.slack.fault("chat.postMessage", "500")
    await anna.types("/tips mig nu", "/tips me now")
    await anna.sees(
        "Se efter i dine direkte beskeder fra mig, før du beder om et nyt.",
        "Look in your direct messages from me before you ask again.",
    )


@in_both("/tips me quiet", "/tips me holidays")
async def test_own_tips_have_their_own_quiet_hours_and_holidays(anna: Speaker) -> None:
    await anna.types("/tips mig 08:30", "/tips me 08:30")
    await anna.types("/tips mig stille 22-7", "/tips me quiet 22:00-07:00")
    await anna.sees("Stille timer: 22:00–07:00", "Quiet hours: 22:00–07:00")
    await anna.types("/tips mig helligdage Sverige", "/tips me holidays Sweden")
    await anna.sees("Helligdage: Sverige", "Public holidays: Sweden")
    await anna.types("/tips mig helligdage fra", "/tips me holidays off")
    seen = await anna.sees("Der kommer også tips på helligdage.", "Tips come on public holidays, too.")
    assert anna.words("Stille timer: 22:00–07:00", "Quiet hours: 22:00–07:00") in seen.words


@pytest.mark.parametrize(
    ("locale", "typed", "seen"),
    [
        ("da-DK", "/tips mig 08:30", "Slack lader mig ikke skrive direkte til dig"),
        ("en-GB", "/tips me 08:30", "Slack does not let me write to you alone"),
    ],
)
async def test_guests_of_another_company_are_told_why_they_get_none(
    stage: Stage, locale: str, typed: str, seen: str
) -> None:
    world = stage.playground.state.world
    guest = world.person("gaest")
    guest.can_act, guest.locale = True, locale
    world.channel("butikken").members.add(guest.id)
    await stage.slack.person("gaest").types(typed)
    await stage.slack.person("gaest").sees(seen)
