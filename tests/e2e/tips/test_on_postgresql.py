"""Every command about tips once more, on PostgreSQL: Sofie types in Danish, Ben in English, Anna for herself."""

import pytest

from bot.db import migrate
from playground.client import Actor, Workspace
from tests.e2e.tips.scene import TEN
from tests.fakes import FixedClock

DANISH = (
    ("til 10:00 hverdage", "Så kommer der tips i <#C0BUTIK>."),
    ("status", "Slået til af <@U0SOFIE>."),
    ("spring over 24. dec", "Ingen tips: tors. 24. dec. 2026."),
    ("pause fra 28. dec. til 3. jan.", "Ingen tips: man. 28. dec. 2026 til søn. 3. jan. 2027."),
    ("helligdage Tyskland Bayern", "Helligdage: Tyskland (Bayern)"),
    ("stille 22-7", "Stille timer: 22:00–07:00"),
    ("pause", "Tips er sat på pause, indtil nogen skriver"),
    ("genoptag", "Gemt."),
    ("stil tip", "Fra og med det næste tip: Hvert tip er blot en påmindelse"),
    ("stil spørgsmål", "Fra og med det næste tip: Hvert tip stiller et spørgsmål"),
    ("fokus hilsen 1 uge", "Ugens standard: *Hilsen*"),
    ("rapport", "Der er ingen rapport endnu"),
    ("nu", "Så er tippet i kanalen."),
    ("fra", "Der kommer ikke flere tips i kanalen."),
)
ENGLISH = (
    ("on 10:00 Copenhagen en", "Tips are on in <#C0RECEP>."),
    ("status", "Turned on by <@U0BEN>."),
    ("skip 24 dec", "No tips: Thu 24 Dec 2026."),
    ("holidays Germany Bavaria", "Public holidays: Germany (Bayern)"),
    ("quiet 22:00-07:00", "Quiet hours: 22:00–07:00"),
    ("pause", "The tips are paused until somebody types"),
    ("resume", "Saved."),
    ("style tip", "From the next tip on: Each tip is a plain reminder"),
    ("focus greeting 1w", "Standard of the week: *Greeting*"),
    ("focus off", "There is no standard of the week any more."),
    ("report", "There is no report yet"),
    ("now", "Done: the tip is in the channel."),
    ("off", "Tips are off in this channel."),
)
OWN = (
    ("mig 08:30", "Dine egne tips er slået til."),
    ("mig status", "Mandag til fredag kl. 08:30"),
    ("mig plan", "Dine næste ti tips"),
    ("mig nu", "Tippet er sendt til dig som direkte besked."),
    ("mig stil tip", "Fra og med det næste tip: Hvert tip er blot en påmindelse"),
    ("mig fra", "Dine egne tips er slået fra."),
)


@pytest.fixture
def mode() -> str:
    """One way to reach Takt is enough here."""
    return "http"


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    """PostgreSQL, with all tables."""
    migrate.upgrade(postgresql_url)
    return postgresql_url


async def converse(person: Actor, lines: tuple[tuple[str, str], ...], channel: str) -> None:
    """Type each line, and see what it is answered by."""
    for typed, seen in lines:
        await person.types(f"/tips {typed}", channel=channel)
        await person.sees(seen, channel=channel)


@pytest.mark.parametrize(
    ("name", "lines", "channel"),
    [("sofie", DANISH, "butikken"), ("ben", ENGLISH, "reception"), ("anna", OWN, "butikken")],
    ids=["danish", "english", "own"],
)
async def test_each_command_is_answered(
    english: Workspace, name: str, lines: tuple[tuple[str, str], ...], channel: str
) -> None:
    await converse(english.person(name), lines, channel)


async def test_form_plan_tip_and_answer(slack: Workspace, clock: FixedClock) -> None:
    sofie, anna = slack.person("sofie"), slack.person("anna")
    await sofie.types("/tips")
    await sofie.form("Hvilket tidspunkt?")
    await sofie.submits({"tips.time": "10:00"})
    await sofie.form("Så kommer der tips i <#C0BUTIK>.")
    await sofie.closes()
    await sofie.types("/tips plan")
    await sofie.form("Som det ser ud nu.")
    await sofie.presses("Fasthold alle")
    await sofie.form("Fastholdt af <@U0SOFIE>.")
    await sofie.closes()
    clock.set(TEN)
    await anna.sees("Dagens tip", channel="butikken")
    await anna.presses("A", channel="butikken")
    await anna.sees("Du svarede", channel="butikken")
    clock.advance(seconds=30)
    await anna.sees("1 har svaret.", channel="butikken")
    assert "Dit eget tip" in (await sofie.opens_home()).words
