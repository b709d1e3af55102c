"""`/tips` as the shop meets it: Sofie supervises in Danish, Ben in English; it is Monday, 9:00 in Copenhagen."""

import asyncio
from datetime import UTC, datetime

import pytest

from playground.client import Seen, Workspace
from tests.e2e.conftest import Stage
from tests.e2e.trouble import database_away, repeat_last
from tests.fakes import FixedClock

TEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # ten o'clock in Copenhagen


@pytest.fixture
def clock() -> FixedClock:
    """Time that stands still until a test moves it."""
    return FixedClock()


@pytest.fixture
async def english(slack: Workspace) -> Workspace:
    """A workspace in which Ben, who is English, is a supervisor too."""
    await slack.change(user="ben", supervisor=True)
    return slack


async def tips_in(slack: Workspace, channel: str = "butikken") -> list[Seen]:
    return [seen for seen in await slack.person("anna").messages(channel) if "Dagens tip" in seen.text]


async def tick(stage: Stage, times: int = 3) -> None:
    for _ in range(times):
        await stage.takt.services.deliveries.tick()


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


async def test_now_posts_in_the_channel_and_says_so(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips nu")
    assert (await sofie.sees("Så er tippet i kanalen.")).private
    assert len(await tips_in(slack)) == 1


async def test_now_in_english(english: Workspace) -> None:
    ben = english.person("ben")
    await ben.types("/tips now", channel="reception")
    await ben.sees("Done: the tip is in the channel.")
    await english.person("anna").sees("Today’s tip", channel="reception")


async def test_repeated_request_is_one_tip(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips nu")
    await sofie.sees("Så er tippet i kanalen.")
    assert (await repeat_last(stage, "slash_commands")).ok
    await stage.takt.services.tasks.drain(5)
    assert len(await tips_in(stage.slack)) == 1


async def test_now_where_takt_is_not_a_member_says_how_to_invite_it(english: Workspace) -> None:
    await english.person("sofie").types("/tips nu", channel="kantinen")
    await english.person("sofie").sees("Jeg er ikke med i kanalen endnu. Skriv `/invite @Takt` her")
    await english.person("ben").types("/tips now", channel="kantinen")
    await english.person("ben").sees("I am not in this channel yet. Type `/invite @Takt` here")


async def test_first_tip_in_a_channel_without_takt_pauses_it_and_tells_its_owner_once(
    stage: Stage, clock: FixedClock
) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips til 10:00", channel="kantinen")
    await sofie.sees("Så kommer der tips")
    clock.set(TEN)
    await sofie.sees("Tips i <#C0KANTINE> er sat på pause. Jeg er ikke med i kanalen", channel="dm")
    await tick(stage)
    assert len([seen for seen in await sofie.messages("dm") if "sat på pause" in seen.text]) == 1
    await sofie.types("/tips status", channel="kantinen")
    status = await sofie.sees("Tips er sat på pause i kanalen.", channel="kantinen")
    assert "ikke sendt: Jeg var ikke med i kanalen" in status.words


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


async def test_a_pause_is_told_in_english_and_on_goes_on(english: Workspace, clock: FixedClock, stage: Stage) -> None:
    ben = english.person("ben")
    await ben.types("/tips on 10:00 Copenhagen daily en", channel="kantinen")
    await ben.sees("Tips are on in", channel="kantinen")
    clock.set(TEN)
    await ben.sees("The tips in <#C0KANTINE> are paused. I am not in the channel", channel="dm")
    await english.change(channel="kantinen", bot=True)
    await ben.types("/tips on", channel="kantinen")
    clock.set(TEN.replace(day=24))
    await ben.sees("Today’s tip", channel="kantinen")


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


async def test_off_by_command_and_by_button(stage: Stage, clock: FixedClock) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips til 10:00")
    await sofie.sees("Så kommer der tips")
    await sofie.presses("Slå fra")
    await sofie.sees("Der kommer ikke flere tips i kanalen.")
    clock.set(TEN)
    await tick(stage)
    assert await tips_in(stage.slack) == []
    await sofie.types("/tips fra")
    await sofie.sees("Der kommer ingen tips i kanalen, så der er ikke noget at slå fra.")


async def test_off_in_english(english: Workspace) -> None:
    ben = english.person("ben")
    await ben.types("/tips on", channel="reception")
    await ben.sees("Tips are on in")
    await ben.types("/tips off", channel="reception")
    await ben.sees("Tips are off in this channel.")
    await ben.types("/tips off", channel="reception")
    await ben.sees("nothing to turn off")


async def test_status_says_when_who_and_what_became_of_the_last(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips status")
    await sofie.sees("Der kommer ingen tips i kanalen. Skriv `/tips til`")
    await sofie.types("/tips til 08:00 fredag")
    await sofie.sees("Så kommer der tips")
    await sofie.types("/tips nu")
    await sofie.sees("Så er tippet i kanalen.")
    await sofie.types("/tips status")
    status = await sofie.sees("Slået til af <@U0SOFIE>.")
    assert status.private
    for words in ("Fredag kl. 08:00", "fre. 27. nov. 08:00", "fre. 4. dec. 08:00", "man. 23. nov. 09:00 · ", "sendt"):
        assert words in status.words


async def test_status_in_english(english: Workspace) -> None:
    ben = english.person("ben")
    await ben.types("/tips on daily 7pm", channel="reception")
    await ben.sees("Tips are on in")
    await ben.types("/tips status", channel="reception")
    status = await ben.sees("Tips are on in this channel.")
    assert "Every day at 19:00" in status.words
    assert "Turned on by <@U0BEN>." in status.words


async def test_form_is_filled_with_the_usual_and_saves(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips")
    form = await sofie.form("Hvilket tidspunkt?")
    assert form.values["tips.time"]["tips.time"]["selected_time"] == "09:00"
    assert form.values["tips.zone"]["tips.zone"]["value"] == "Europe/Copenhagen"
    await sofie.submits({"tips.time": "14:15", "tips.zone": "london"})
    saved = await sofie.form("Så kommer der tips i <#C0BUTIK>.")
    assert "Mandag til fredag kl. 14:15 (Europe/London), på dansk" in saved.words
    await sofie.closes()


async def test_form_is_filled_with_the_channels_own_wish(english: Workspace) -> None:
    ben = english.person("ben")
    await ben.types("/tips on 7:45 sat-sun Asia/Tokyo danish", channel="reception")
    await ben.sees("Tips are on in")
    await ben.presses("Change …")
    form = await ben.form("What time?")
    values = {block: next(iter(held.values())) for block, held in form.values.items()}
    assert values["tips.time"]["selected_time"] == "07:45"
    assert [option["value"] for option in values["tips.days"]["selected_options"]] == ["5", "6"]
    assert values["tips.zone"]["value"] == "Asia/Tokyo"
    assert values["tips.language"]["selected_option"]["value"] == "da"


async def test_form_closed_half_way_saves_nothing(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips")
    await sofie.form("Hvilket tidspunkt?")
    await sofie.closes()
    await sofie.types("/tips status")
    await sofie.sees("Der kommer ingen tips i kanalen.")


async def test_form_keeps_what_was_typed_when_the_zone_does_not_exist(slack: Workspace) -> None:
    sofie = slack.person("sofie")
    await sofie.types("/tips")
    await sofie.form("Hvilket tidspunkt?")
    answer = await sofie.submits({"tips.zone": "Europe/Copenhagn", "tips.time": "11:11"})
    assert answer["errors"] == {
        "tips.zone": "Jeg kender ikke tidszonen »Europe/Copenhagn«. Mente du Europe/Copenhagen?"
    }
    form = await sofie.form("Hvilket tidspunkt?")
    assert form.values["tips.time"]["tips.time"]["selected_time"] == "11:11"


async def test_repeated_form_is_one_subscription(stage: Stage, clock: FixedClock) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips")
    await sofie.form("Hvilket tidspunkt?")
    await sofie.submits({"tips.time": "10:00"})
    assert (await repeat_last(stage, "view_submission")).ok
    clock.set(TEN)
    await stage.slack.person("anna").sees("Dagens tip", channel="butikken")
    await tick(stage)
    assert len(await tips_in(stage.slack)) == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("til 25:99", "»25:99« er ikke et klokkeslæt. Skriv det som 09:00"),
        ("til Europe/Copenhagn", "Jeg kender ikke tidszonen »Europe/Copenhagn«. Mente du Europe/Copenhagen?"),
        ("til Mars/Olympus", "Jeg kender ikke tidszonen »Mars/Olympus«. Skriv en stor by"),
        ("til svensk", "Der er ingen tips på »svensk«. Vælg et af disse sprog: engelsk, dansk."),
        ("til 9 10", "Du skrev flere på én gang: 09:00, 10:00."),
        ("hver gang det regner", "Jeg forstår ikke »gang det regner«."),
        ("til <!channel> & hurra", "Jeg forstår ikke »&lt;!channel&gt; &amp; hurra«."),
        ("til eastern", "»eastern« kan være flere tidszoner."),
    ],
)
async def test_what_is_unclear_opens_the_form_and_saves_nothing(slack: Workspace, typed: str, sentence: str) -> None:
    sofie = slack.person("sofie")
    await sofie.types(f"/tips {typed}")
    await sofie.form(sentence)
    await sofie.closes()
    await sofie.types("/tips status")
    await sofie.sees("Der kommer ingen tips i kanalen. Skriv `/tips til`")


async def test_what_was_understood_is_filled_in_beside_the_problem(english: Workspace) -> None:
    ben = english.person("ben")
    await ben.types("/tips on 25:99 sat tokyo", channel="reception")
    form = await ben.form("“25:99” is not a time of day. Write it as 09:00, from 00:00 to 23:59.")
    assert "You typed: /tips on 25:99 sat tokyo" in form.words
    assert form.values["tips.zone"]["tips.zone"]["value"] == "Asia/Tokyo"
    await ben.submits({"tips.time": "06:30"})
    await ben.form("Saturday at 06:30, Asia/Tokyo time, in English")


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


@pytest.mark.parametrize("typed", ["on", "off", "status", "now", "på tirsdag"])
async def test_staff_get_a_friendly_no(slack: Workspace, typed: str) -> None:
    await slack.person("anna").types(f"/tips {typed}")
    assert (await slack.person("anna").sees("Det er kun for ledere og administratorer.")).private
    assert await tips_in(slack) == []


async def test_staff_who_ask_for_the_form_get_a_friendly_no_in_its_place(slack: Workspace) -> None:
    await slack.person("anna").types("/tips")
    refused = await slack.person("anna").form("Det er kun for ledere og administratorer.")
    assert refused.values == {}
    assert "Tips kun til dig selv kræver ingen tilladelse: Skriv `/tips mig 08:30`." in refused.words
    await slack.person("ben").types("/tips on")
    await slack.person("ben").sees("Tips for you alone need no permission: type `/tips me 08:30`.")


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("anna", "hjælp", "/tips til 09:00 man-fre København da"),
        ("ben", "help", "/tips on 09:00 mon-fri Copenhagen en"),
    ],
)
async def test_help_is_for_everybody(slack: Workspace, name: str, typed: str, words: str) -> None:
    await slack.person(name).types(f"/tips {typed}")
    await slack.person(name).sees(words)


async def test_in_direct_messages_it_says_to_use_a_channel(english: Workspace) -> None:
    sofie, ben = english.person("sofie"), english.person("ben")
    await sofie.types("/tips til 9", channel="dm")
    await sofie.sees("Tips hører til i en kanal.", channel="dm")
    await ben.types("/tips", channel="dm")
    await ben.sees("Tips belong to a channel.", channel="dm")


async def test_database_that_is_away_gives_the_command_back(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    async with database_away(stage):
        await asyncio.gather(sofie.types("/tips til 10:00 hverdage"), sofie.sees("Takt kan ikke gemme noget lige nu."))
        seen = await sofie.sees("så du kan kopiere det:")
    assert "/tips til 10:00 hverdage" in seen.words


async def test_form_stays_open_with_what_was_typed_while_the_database_is_away(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips")
    await sofie.form("Hvilket tidspunkt?")
    async with database_away(stage):
        answer = await sofie.submits({"tips.time": "11:11"})
    assert "Takt kan ikke gemme noget lige nu." in str(answer["errors"])
    assert (await sofie.form("Hvilket tidspunkt?")).values["tips.time"]["tips.time"]["selected_time"] == "11:11"


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
