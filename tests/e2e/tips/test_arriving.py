"""Tips on their way to a channel, also where Slack, Takt or a right is missing; it is Monday, 9:00 in Copenhagen."""

import pytest

from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.tips.scene import TEN, tick, tips_in
from tests.e2e.tips.speaking import Speaker, in_both
from tests.e2e.trouble import repeat_last
from tests.fakes import FixedClock


async def test_tip_is_posted_once_when_its_minute_has_come(stage: Stage, clock: FixedClock) -> None:
    anna, sofie = stage.slack.person("anna"), stage.slack.person("sofie")
    clock.set(TEN.replace(hour=8, minute=59, second=30))
    await sofie.types("/tips on 10:00")
    await sofie.sees("Så kommer der tips")
    assert await tips_in(stage.slack) == []
    clock.set(TEN)
    tip = await anna.sees("Dagens tip", channel="butikken")
    assert not tip.private
    await tick(stage)
    assert len(await tips_in(stage.slack)) == 1
    await sofie.types("/tips status")
    assert "sendt" in (await sofie.sees("De seneste")).words


async def test_the_button_under_an_answer_opens_the_standard_for_who_presses_it(stage: Stage) -> None:
    ben, sofie = stage.slack.person("ben"), stage.slack.person("sofie")
    await sofie.types("/tips nu")
    await ben.sees("Dagens tip", channel="butikken")
    await ben.presses("A", channel="butikken")
    await ben.sees("You answered", channel="butikken")
    await ben.presses("See the standard", channel="butikken")
    card = await ben.sees("Don’t", channel="butikken")
    assert card.private


@in_both("/tips now")
async def test_now_posts_in_the_channel_and_says_so(sofie: Speaker, anna: Speaker) -> None:
    await sofie.types("/tips nu", "/tips now")
    assert (await sofie.sees("Så er tippet i kanalen.", "Done: the tip is in the channel.")).private
    assert not (await anna.sees("Dagens tip", "Today’s tip", "butikken")).private


async def test_repeated_request_is_one_tip(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips nu")
    await sofie.sees("Så er tippet i kanalen.")
    assert (await repeat_last(stage, "slash_commands")).ok
    await stage.takt.services.tasks.drain(5)
    assert len(await tips_in(stage.slack)) == 1


@in_both("/tips now")
async def test_now_where_takt_is_not_a_member_says_how_to_invite_it(sofie: Speaker) -> None:
    await sofie.types("/tips nu", "/tips now", "kantinen")
    await sofie.sees(
        "Jeg er ikke med i kanalen endnu. Skriv `/invite @Takt` her",
        "I am not in this channel yet. Type `/invite @Takt` here",
    )


@in_both("/tips on", "/tips status")
async def test_first_tip_in_a_channel_without_takt_pauses_it_and_tells_its_owner_once(
    stage: Stage, clock: FixedClock, sofie: Speaker
) -> None:
    await sofie.types("/tips til 10:00", "/tips on 10:00", "kantinen")
    told = await sofie.sees("Jeg er ikke med i kanalen endnu", "I am not in this channel yet", "kantinen")
    assert sofie.words("Så kommer der tips", "Tips are on in") not in told.text
    await sofie.types("/tips status", channel="kantinen")
    status = await sofie.sees("Slået til af", "Turned on by", "kantinen")
    assert sofie.words("Jeg er ikke med i kanalen endnu", "I am not in this channel yet") in status.text
    clock.set(TEN)
    paused = (
        "Tips i <#C0KANTINE> er sat på pause. Jeg er ikke med i kanalen: Skriv `/invite @Takt` dér",
        "The tips in <#C0KANTINE> are paused. I am not in the channel: type `/invite @Takt` there",
    )
    await sofie.sees(*paused, "dm")
    await tick(stage)
    assert len([seen for seen in await sofie.actor.messages("dm") if sofie.words(*paused) in seen.text]) == 1
    await sofie.types("/tips status", channel="kantinen")
    status = await sofie.sees("Tips er sat på pause i kanalen.", "Tips are paused in this channel.", "kantinen")
    why = "ikke sendt: Jeg var ikke med i kanalen", "not sent: I was not in the channel"
    assert sofie.words(*why) in status.words


@in_both("/tips on")
async def test_on_goes_on_after_a_pause(stage: Stage, clock: FixedClock, sofie: Speaker) -> None:
    await sofie.types("/tips til 10:00", "/tips on 10:00", "kantinen")
    await sofie.sees("Jeg er ikke med i kanalen endnu", "I am not in this channel yet", "kantinen")
    clock.set(TEN)
    await sofie.sees("Tips i <#C0KANTINE> er sat på pause.", "The tips in <#C0KANTINE> are paused.", "dm")
    await stage.slack.change(channel="kantinen", bot=True)
    await sofie.types("/tips til", "/tips on", "kantinen")
    await sofie.sees("Så kommer der tips", "Tips are on in", "kantinen")
    clock.set(TEN.replace(day=24))
    await sofie.sees("Dagens tip", "Today’s tip", "kantinen")


@pytest.mark.parametrize(
    ("locale", "typed", "words"),
    [
        ("da-DK", "/tips til 10:00", "Jeg nåede ikke at sende tips i <#C0BUTIK> i tide"),
        ("en-GB", "/tips on 10:00 Copenhagen", "I could not post tips in <#C0BUTIK> in time"),
    ],
)
async def test_after_a_weekend_away_the_owner_hears_once_what_was_skipped(
    stage: Stage, clock: FixedClock, locale: str, typed: str, words: str
) -> None:
    await stage.slack.change(user="sofie", locale=locale)
    sofie = stage.slack.person("sofie")
    await sofie.types(f"{typed} {'hver dag' if locale == 'da-DK' else 'daily en'}")
    await sofie.sees("<#C0BUTIK>")
    clock.set(TEN.replace(day=26, hour=12))
    await sofie.sees(words, channel="dm")
    await tick(stage)
    assert len([seen for seen in await sofie.messages("dm") if words in seen.text]) == 1
    await sofie.types("/tips status")
    await sofie.sees("Last" if locale == "en-GB" else "De seneste")


async def test_after_hours_without_slack_each_owner_hears_once_in_their_own_language(
    stage: Stage, clock: FixedClock
) -> None:
    sofie, ben = stage.slack.person("sofie"), stage.slack.person("ben")
    await sofie.types("/tips on 10:00 Copenhagen en")
    await sofie.sees("<#C0BUTIK>")
    await ben.types("/tips me 10:00 Copenhagen da", channel="reception")
    await ben.sees("Your own tips are on.", channel="reception")
    await stage.slack.fault("chat.postMessage", "500", times=1000)
    for hours in range(4):
        clock.set(TEN.replace(hour=9 + hours))
        await tick(stage)
    await stage.slack.post("mend", {"method": "chat.postMessage"})
    clock.set(TEN.replace(hour=14))
    late, own = "Jeg nåede ikke at sende tips i <#C0BUTIK> i tide", "I could not send you your own tips in time"
    await sofie.sees(late, channel="dm")
    assert "`/tips me status`" in (await ben.sees(own, channel="dm")).text
    clock.set(TEN.replace(hour=20))
    await tick(stage)
    for who, words in ((sofie, late), (ben, own)):
        assert len([seen for seen in await who.messages("dm") if words in seen.text]) == 1
    await sofie.types("/tips status")
    await sofie.sees("ikke sendt: Da Slack igen tog imod beskeder, var det for sent")
    await ben.types("/tips me status", channel="reception")
    await ben.sees("not sent: it was too late when Slack took messages again", channel="reception")


async def test_busy_slack_gets_the_tip_later(stage: Stage, clock: FixedClock) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.fault("chat.postMessage", "429", retry_after=30)
    await sofie.types("/tips nu")
    await sofie.sees("Tippet er på vej: Slack har travlt")
    clock.advance(seconds=40)
    await stage.slack.person("anna").sees("Dagens tip", channel="butikken")
    await tick(stage)
    assert len(await tips_in(stage.slack)) == 1


@pytest.mark.parametrize("kind", ["drop", "drop_before", "500"])
async def test_tip_in_doubt_is_looked_for_and_is_there_once(stage: Stage, clock: FixedClock, kind: str) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.fault("chat.postMessage", kind)
    await sofie.types("/tips nu")
    await sofie.sees("Se efter i kanalen, før du beder om et nyt.")
    clock.advance(minutes=5)
    await stage.slack.person("anna").sees("Dagens tip", channel="butikken")
    await tick(stage)
    assert len(await tips_in(stage.slack)) == 1
    await sofie.types("/tips status")
    assert "sendt" in (await sofie.sees("De seneste")).words


@pytest.mark.parametrize(
    ("locale", "doubt", "outcome"),
    [
        ("da-DK", "Se efter i kanalen, før du beder om et nyt.", "Slack svarede ikke på, om det nåede frem"),
        ("en-GB", "Look in the channel before you ask again.", "Slack did not say whether it arrived"),
    ],
)
async def test_without_the_right_to_look_a_tip_in_doubt_stays_uncertain_and_is_not_sent_again(
    stage: Stage, clock: FixedClock, locale: str, doubt: str, outcome: str
) -> None:
    await stage.slack.change(user="sofie", locale=locale)
    await stage.slack.change(scope="channels:history", granted=False)
    sofie = stage.slack.person("sofie")
    await stage.slack.fault("chat.postMessage", "500")
    await sofie.types("/tips now")
    await sofie.sees(doubt)
    clock.advance(minutes=5)
    await tick(stage)
    await sofie.types("/tips status")
    await sofie.sees(outcome)
    posts = [seen for seen in await stage.slack.person("anna").messages("butikken") if not seen.private]
    assert posts == []


@pytest.mark.parametrize(("locale", "opening"), [("da-DK", "Dagens tip"), ("en-GB", "Today’s tip")])
async def test_blocks_that_slack_refuses_are_left_out_and_the_words_arrive(
    slack: Workspace, locale: str, opening: str
) -> None:
    await slack.change(user="sofie", locale=locale)
    sofie, anna = slack.person("sofie"), slack.person("anna")
    await slack.fault("chat.postMessage", "error", error="invalid_blocks")
    await sofie.types("/tips now")
    tip = await anna.sees(opening, channel="butikken")
    assert not tip.raw["blocks"]
    assert "A: " not in tip.text, "there are no buttons to press"
