"""The form of `/tips`, and what opens it: words that are unclear."""

import pytest

from handlers import ids
from playground.client import Workspace
from tests.e2e.conftest import Stage
from tests.e2e.tips.scene import TEN, tick, tips_in
from tests.e2e.tips.speaking import Speaker, in_both
from tests.e2e.trouble import database_away, repeat_last
from tests.fakes import FixedClock


@in_both("/tips", ids.TIPS_FORM, ids.TIPS_TIME, ids.TIPS_ZONE)
async def test_form_is_filled_with_the_usual_and_saves(sofie: Speaker) -> None:
    await sofie.types("/tips")
    form = await sofie.form("Hvilket tidspunkt?", "What time?")
    assert form.title == sofie.words("Dagligt tip", "Daily tip")
    assert form.values["tips.time"]["tips.time"]["selected_time"] == "09:00"
    assert form.values["tips.zone"]["tips.zone"]["value"] == "Europe/Copenhagen"
    await sofie.actor.submits({"tips.time": "14:15", "tips.zone": "london"})
    saved = await sofie.form("Så kommer der tips i <#C0BUTIK>.", "Tips are on in <#C0BUTIK>.")
    when = "Mandag til fredag kl. 14:15 (Europe/London), på dansk", "Monday to Friday at 14:15, Europe/London time"
    assert sofie.words(*when) in saved.words


@in_both(ids.TIPS_DAYS, ids.TIPS_LANGUAGE, ids.TIPS_DAYS_OFF, ids.TIPS_HOLIDAYS, ids.TIPS_QUIET, ids.TIPS_STYLE)
async def test_form_saves_each_of_its_fields(sofie: Speaker) -> None:
    await sofie.types("/tips")
    form = await sofie.form("Dage uden tips", "Days without tips")
    for label in (
        ("Hvilke dage?", "Which days?"),
        ("På hvilket sprog?", "In which language?"),
        ("Hvad skal det være?", "What should it be?"),
        ("Helligdage uden tips", "Public holidays without tips"),
        ("Stille timer", "Quiet hours"),
    ):
        assert sofie.words(*label) in form.words
    await sofie.actor.submits(
        {
            "tips.days": ["1", "3"],
            "tips.language": sofie.words("en", "da"),
            "tips.days_off": sofie.words("24. dec", "24 Dec"),
            "tips.holidays": sofie.words("Tyskland BY", "Germany BY"),
            "tips.quiet": "18-8",
            "tips.style": "tip",
        }
    )
    saved = await sofie.form("Så kommer der tips", "Tips are on in")
    for line in (
        ("Tirsdag, torsdag kl. 09:00 (Europe/Copenhagen), på engelsk", "Tuesday, Thursday at 09:00, Europe/Copenhagen"),
        ("på engelsk", "in Danish"),
        ("Hvert tip er blot en påmindelse uden spørgsmål.", "Each tip is a plain reminder, without a question."),
        ("Ingen tips: tors. 24. dec. 2026.", "No tips: Thu 24 Dec 2026."),
        ("Helligdage: Tyskland (Bayern)", "Public holidays: Germany (Bayern)"),
        ("Stille timer: 18:00–08:00", "Quiet hours: 18:00–08:00"),
    ):
        assert sofie.words(*line).replace(",", "") in saved.words.replace(",", "")


@in_both(ids.TIPS_OPEN_FORM, ids.TIPS_FORM)
async def test_buttons_under_the_status_open_the_form_to_change_tips_and_to_turn_them_on(sofie: Speaker) -> None:
    await sofie.types("/tips status")
    await sofie.presses("Slå til …", "Turn on …")
    await sofie.form("Hvilket tidspunkt?", "What time?")
    await sofie.actor.submits({"tips.time": "07:45"})
    await sofie.form("kl. 07:45", "at 07:45")
    await sofie.actor.closes()
    await sofie.types("/tips status")
    await sofie.presses("Ret …", "Change …")
    form = await sofie.form("Ét lille tip i <#C0BUTIK> på dette tidspunkt:", "One small tip in <#C0BUTIK>, at this")
    assert form.values["tips.time"]["tips.time"]["selected_time"] == "07:45"
    await sofie.actor.submits({"tips.time": "08:10"})
    await sofie.form("kl. 08:10", "at 08:10")


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


async def test_form_stays_open_with_what_was_typed_while_the_database_is_away(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/tips")
    await sofie.form("Hvilket tidspunkt?")
    async with database_away(stage):
        answer = await sofie.submits({"tips.time": "11:11"})
    assert "Takt kan ikke gemme noget lige nu." in str(answer["errors"])
    assert (await sofie.form("Hvilket tidspunkt?")).values["tips.time"]["tips.time"]["selected_time"] == "11:11"
