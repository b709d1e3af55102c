"""`/tips me` and `/tips style`: Anna has her own tips in Danish, Ben in English; Sofie chooses the channel's style."""

import re
from datetime import UTC, datetime

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import database_away, repeat_last
from tests.fakes import FixedClock

HALF_PAST_EIGHT = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)  # Tuesday, in Copenhagen; it is Monday, 9:00 there


async def test_own_tips_come_by_direct_message_at_the_persons_own_hour(stage: Stage, clock: FixedClock) -> None:
    anna = stage.slack.person("anna")
    await anna.types("/tips mig 08:30")
    seen = await anna.sees("Du får dine egne tips.", channel="butikken")
    assert seen.private
    assert "Mandag til fredag kl. 08:30 (Europe/Copenhagen), på dansk" in seen.words
    await anna.sees("Her får du dine egne tips.", channel="dm")
    clock.set(HALF_PAST_EIGHT)
    tip = await anna.sees("Dagens tip", channel="dm")
    assert re.search(r"^A: .+\nB: .+\nC: .+\nTryk på bogstavet for dit svar\.$", tip.text, re.MULTILINE)
    await anna.presses("A", channel="dm")
    told = await anna.sees("Du svarede", channel="dm")
    assert not told.private, "it stays in the direct message"
    for name in ("ben", "sofie"):
        await stage.slack.person(name).does_not_see("Dagens tip")
        await stage.slack.person(name).does_not_see("Du svarede")
    clock.advance(hours=24)
    await stage.takt.services.tallies.tick()
    await anna.does_not_see("har svaret", channel="dm")


async def test_own_tips_in_english_with_days_and_a_zone_and_off_again(stage: Stage, clock: FixedClock) -> None:
    ben = stage.slack.person("ben")
    await ben.types("/tips me 7:15 mon,wed Tokyo", channel="reception")
    seen = await ben.sees("Your own tips are on. They come by direct message.", channel="reception")
    assert "Monday, Wednesday at 07:15, Asia/Tokyo time, in English" in seen.words
    await ben.types("/tips me status", channel="reception")
    assert "07:15" in (await ben.sees("Your own tips are on.", channel="reception")).words
    await ben.types("/tips me off", channel="reception")
    await ben.sees("Your own tips are off.", channel="reception")
    clock.set(datetime(2026, 11, 24, 22, 15, tzinfo=UTC))
    await stage.takt.services.deliveries.tick()
    await ben.does_not_see("Today’s tip", channel="dm")
    await ben.types("/tips me off", channel="reception")
    await ben.sees("You have no tips of your own.", channel="reception")


async def test_own_tips_can_be_asked_for_in_the_direct_message_and_stopped_by_button(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/tips mig 8:30 daglig", channel="dm")
    await anna.sees("Alle dage kl. 08:30", channel="dm")
    await anna.types("/tips mig status", channel="dm")
    await anna.presses("Slå fra", channel="dm")
    await anna.sees("Du får ikke flere egne tips.", channel="dm")
    await anna.types("/tips mig fra", channel="dm")
    await anna.sees("Du får ingen egne tips.", channel="dm")


async def test_a_repeated_request_greets_once(stage: Stage) -> None:
    anna = stage.slack.person("anna")
    await anna.types("/tips mig 08:30")
    await anna.sees("Du får dine egne tips.", channel="butikken")
    assert (await repeat_last(stage, "slash_commands")).ok
    await stage.takt.services.tasks.drain(5)
    assert len([seen for seen in await anna.messages("dm") if "Her får du" in seen.text]) == 1


async def test_own_tips_by_form(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/tips mig")
    form = await anna.form("Et lille tip kun til dig")
    assert form.values["tips.style"]["tips.style"]["selected_option"]["value"] == "question"
    await anna.submits({"tips.time": "12:05", "tips.style": "tip"})
    saved = await anna.form("Du får dine egne tips.")
    assert "kl. 12:05" in saved.words
    assert "en ren påmindelse" in saved.words
    assert "/invite" not in saved.words


async def test_own_form_keeps_what_was_typed_when_the_zone_does_not_exist(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/tips me", channel="reception")
    await ben.form("One small tip for you alone")
    answer = await ben.submits({"tips.zone": "Narnia"})
    assert "Narnia" in answer["errors"]["tips.zone"]


async def test_home_shows_ones_own_tip_and_changes_with_it(slack: Workspace) -> None:
    anna = slack.person("anna")
    assert "Du får ingen egne tips." in (await anna.opens_home()).words
    await anna.presses("own_tips.open_form")
    await anna.form("Et lille tip kun til dig")
    await anna.submits({"tips.time": "06:45"})
    await anna.form("Du får dine egne tips.")
    await anna.closes()
    assert "Mandag til fredag kl. 06:45" in (await anna.opens_home()).words
    await anna.presses("own_tips.off")
    assert "Du får ingen egne tips." in (await anna.opens_home()).words


async def test_home_in_english_offers_a_tip_of_ones_own(slack: Workspace) -> None:
    assert "You have no tips of your own." in (await slack.person("ben").opens_home()).words


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("anna", "mig hjælp", "/tips mig 08:30"),
        ("ben", "me help", "/tips me 08:30"),
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


async def test_style_chooses_between_a_question_and_a_plain_tip(slack: Workspace) -> None:
    sofie, anna = slack.person("sofie"), slack.person("anna")
    await sofie.types("/tips stil tip")
    await sofie.sees("Der kommer endnu ingen tips i kanalen.")
    await sofie.types("/tips til 10:00")
    await sofie.sees("Hvert tip stiller et spørgsmål med tre svar.")
    await sofie.types("/tips stil tip")
    await sofie.sees("Fra og med det næste tip: Hvert tip er en ren påmindelse")
    await sofie.types("/tips status")
    assert "Hvert tip er en ren påmindelse" in (await sofie.sees("Slået til af")).words
    await sofie.types("/tips nu")
    tip = await anna.sees("Dagens tip", channel="butikken")
    assert "A: " not in tip.text
    await anna.presses("Se standarden", channel="butikken")
    await sofie.types("/tips stil spørgsmål")
    await sofie.sees("Fra og med det næste tip: Hvert tip stiller et spørgsmål")
    await sofie.types("/tips nu")
    await anna.sees("\nA: ", channel="butikken")


async def test_a_style_chosen_while_tips_are_off_is_kept_for_later(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips til 10:00")
    await sofie.types("/tips fra")
    await sofie.types("/tips stil tip")
    await sofie.sees("Der kommer ingen tips lige nu. Når de bliver slået til igen: Hvert tip er")
    await sofie.types("/tips til 11:00")
    assert "Hvert tip stiller et spørgsmål" not in (await sofie.sees("kl. 11:00")).text


async def test_style_in_english_says_what_there_is_and_needs_a_role(slack: Workspace) -> None:
    ben = slack.person("ben")
    await slack.change(user="ben", supervisor=True)
    await slack.person("anna").types("/tips stil tip")
    await slack.person("anna").sees("Det er kun for ledere og administratorer.")
    await ben.types("/tips on 10:00", channel="reception")
    await ben.sees("Each tip asks a question with three answers.")
    await ben.types("/tips style poem", channel="reception")
    seen = await ben.sees("`/tips style question`: each tip asks a question with three answers.")
    assert "There is no style “poem”." in seen.text
    await ben.types("/tips style tip", channel="reception")
    await ben.sees("From the next tip on: Each tip is a plain reminder")


async def test_style_of_ones_own_tips(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/tips mig stil digt")
    await anna.sees("Stilen »digt« findes ikke.")
    await anna.types("/tips mig stil tip")
    await anna.sees("Du får ingen egne tips.")
    await anna.types("/tips mig 08:30")
    await anna.sees("Hvert tip stiller et spørgsmål")
    await anna.types("/tips mig stil tip")
    await anna.sees("Fra og med det næste tip: Hvert tip er en ren påmindelse")
    await anna.types("/tips mig stil vers")
    await anna.sees("`/tips mig stil spørgsmål`")
    await slack.person("ben").types("/tips me style", channel="reception")
    await slack.person("ben").sees("`/tips me style question`", channel="reception")


async def test_the_channels_form_has_the_style(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips")
    await sofie.form("Hvad skal det være?")
    await sofie.submits({"tips.style": "tip"})
    await sofie.form("Hvert tip er en ren påmindelse")


async def test_own_tips_pause_skip_resume_and_come_now_in_danish(slack: Workspace) -> None:
    anna = slack.person("anna")
    await anna.types("/tips mig pause")
    await anna.sees("Du får ingen egne tips.")
    await anna.types("/tips mig 08:30 stille 22-7")
    assert "Stille timer: 22:00–07:00" in (await anna.sees("Du får dine egne tips.")).words
    await anna.types("/tips mig nu")
    await anna.sees("Tippet er sendt til dig som direkte besked.")
    await anna.sees("Dagens tip", channel="dm")
    await anna.types("/tips mig spring over 24. november")
    saved = (await anna.sees("Gemt. Ingen tips: tirs. 24. nov. 2026.")).words
    assert "tirs" not in saved.partition("De næste")[2].partition("Uden tips")[0]
    await anna.types("/tips mig pause")
    await anna.sees("Dine egne tips holder pause.")
    assert "Dine egne tips holder pause." in (await anna.opens_home()).words
    await anna.types("/tips mig genoptag")
    assert "08:30" in (await anna.sees("Du får dine egne tips.")).words


async def test_own_tips_pause_skip_resume_and_come_now_in_english(slack: Workspace) -> None:
    ben = slack.person("ben")
    await ben.types("/tips me now", channel="reception")
    await ben.sees("You have no tips of your own.", channel="reception")
    await ben.types("/tips me 08:30", channel="reception")
    await ben.types("/tips me now", channel="reception")
    await ben.sees("Done: the tip is in your direct message.", channel="reception")
    await ben.types("/tips me skip 24 nov", channel="reception")
    await ben.sees("Saved.", channel="reception")
    await ben.types("/tips me pause", channel="reception")
    await ben.sees("Your own tips are paused.", channel="reception")
    await ben.types("/tips me status", channel="reception")
    await ben.sees("Your own tips are paused.", channel="reception")
    await ben.types("/tips me resume", channel="reception")
    await ben.sees("Your own tips are on.", channel="reception")


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
