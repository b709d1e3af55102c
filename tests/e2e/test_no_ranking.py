"""Nobody is ranked, by anyone: of all that an admin can get, only lists of single observations name several people.

An order or a comparison of people needs two of them in one text. So everything is searched for texts that name two,
and each must be a list that is known: every observation on its own, by time or day, whatever its people have achieved.
"""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import pytest
import typer.main

from bot.cli import app
from bot.observations.periods import Period
from bot.observations.report_words import PERIODS, read_report
from handlers.observations import WORDS
from playground.client import Actor
from tests.e2e.conftest import Stage
from tests.e2e.rankings import FOLLOW_UPS, OTHERS, TEAM, add_people, add_records, shown_by, side_by_side
from tests.e2e.test_calibration_dialogues import others_rate, rate_all
from tests.e2e.test_lawful_dialogues import run
from tests.fakes import WORKSPACE, FixedClock
from tests.test_cli import takt

WEDNESDAY, MONDAY = datetime(2026, 11, 25, 8, tzinfo=UTC), datetime(2026, 11, 30, 7, tzinfo=UTC)
TIMES = ["today", "yesterday", "week", "last week", "month", "last month", "30d"]
OBSERVE = {
    "mine": ["mine"],
    "recent": ["recent"],
    "follow-ups": ["follow-ups"],
    "calibrate": ["calibrate"],
    "report": [
        "report greeting",
        "report proxemics",
        *(f"report {time}{form}" for time in TIMES for form in ("", " csv")),
    ],
    "export": ["export"],
    "notice": ["notice"],
    "draft": ["draft"],
    "form": ["form"],
    "help": ["help"],
}
BESIDE = ["/tips on 10:00", "/tips report", "/tips", "/standard gaps", "/standard gaps export"]
COMMANDS = {
    "export": ["export --member U0SOFIE", "export --member U0SOFIE --csv"],
    "doctor": ["doctor"],
    "erase": ["erase --member U0NOBODY"],
    "ask": ["ask greeting"],
}
OF_NOBODY = {"run", "demo", "content", "db"}  # they print nothing that is kept of people


@pytest.fixture
def mode() -> str:
    """One mode: what is shown is the same behind both."""
    return "http"


@pytest.fixture
def clock() -> FixedClock:
    """A Wednesday; the report of its week comes on Monday."""
    return FixedClock(WEDNESDAY)


def test_everything_is_tried() -> None:
    assert set(OBSERVE) == set(WORDS)
    assert {read_report(time).period for time in TIMES} == set(Period) == set(PERIODS)
    assert {*COMMANDS, *OF_NOBODY} == set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "1. <@U0JEPPE> 100 %\n2. <@U0AGNETE> 10 %",
        '"member","met"\r\n"U0CECILIE","3"\r\n"U0BERTRAM","2"',
        "Laurits gives praise most often, Ottilia least.",
    ],
)
def test_ranking_would_be_found(text: str) -> None:
    assert len(side_by_side([text, "<@U0JEPPE>: met. <@U0JEPPE>: not yet.", "Greeting 90 %, queue 10 %"])) == 1


@pytest.mark.parametrize("locale", ["da-DK", "en-GB"])
async def test_nothing_that_an_admin_gets_orders_or_compares_people(
    stage: Stage, clock: FixedClock, locale: str, tmp_path: Path
) -> None:
    sofie = stage.slack.person("sofie")
    add_people(stage)
    await asyncio.to_thread(add_records, stage, WEDNESDAY)
    await stage.slack.change(user="sofie", locale=locale, supervisor=True, is_admin=True)
    stage.takt.services.people.forget_everything()
    await ask_for_everything(stage, sofie)
    clock.set(MONDAY)
    await stage.takt.services.counted.weekly.send_due(WORKSPACE)
    by_time = in_order(stage, "recorded_at DESC, id DESC LIMIT 10")
    by_day = [f"U0{TEAM[number].upper()}" for number, _ in FOLLOW_UPS]
    as_recorded = in_order(stage, "id")
    assert {*side_by_side(shown_by(stage))} == {once(by_time), once(by_day), once(as_recorded)}
    printed = [await at_a_terminal(stage, line, tmp_path) for lines in COMMANDS.values() for line in lines]
    assert {*side_by_side(printed)} == {once(as_recorded)}
    before = await latest(stage, sofie)
    await asyncio.to_thread(turn_around, stage)
    assert await latest(stage, sofie) == before, "nothing in it is about what else its people have achieved"


async def ask_for_everything(stage: Stage, sofie: Actor) -> None:
    """Every command and every button that shows what was observed; each brings something."""
    for line in [*(f"/observe {words}" for lines in OBSERVE.values() for words in lines), *BESIDE]:
        await brings(stage, sofie.types(line, channel="reception"))
        for _ in await sofie.forms():
            await sofie.closes(everything=True)
    await sofie.types("/observe calibrate greeting")
    await rate_all(sofie, "1. ")
    await others_rate(stage, *OTHERS, level="not-yet")
    await brings(stage, sofie.presses("calibrate.compare"))
    await sofie.closes(everything=True)
    await brings(stage, sofie.types("/observe calibrate agreement"))
    await sofie.opens_home()
    await brings(stage, sofie.presses("report.open"))
    await sofie.closes(everything=True)


async def brings(stage: Stage, act: Awaitable[object]) -> None:
    """The act puts something on the screen, or brings a file."""
    before = len(stage.playground.state.sent)
    await act
    assert len(stage.playground.state.sent) > before


async def latest(stage: Stage, sofie: Actor) -> str:
    """The list of her latest observations, as it is shown now."""
    await brings(stage, sofie.types("/observe recent"))
    return str(stage.playground.state.sent[-1].body["text"])


def turn_around(stage: Stage) -> None:
    """All older records become their opposites: whoever was the best is the worst."""
    run(
        stage,
        "UPDATE observation SET level = CASE level WHEN 'met' THEN 'not-yet' ELSE 'met' END WHERE id NOT IN "
        "(SELECT id FROM observation WHERE observer = 'U0SOFIE' ORDER BY recorded_at DESC, id DESC LIMIT 10)",
    )


def in_order(stage: Stage, order: str) -> list[str]:
    """Whom Sofie's observations are about, in an order of SQL."""
    rows = run(stage, f"SELECT subject FROM observation WHERE observer = 'U0SOFIE' ORDER BY {order}")
    return [str(subject) for (subject,) in rows]


def once(people: list[str]) -> tuple[str, ...]:
    """Whoever stands there twice in a row, once."""
    return tuple(one for one, _ in groupby(people))


async def at_a_terminal(stage: Stage, line: str, folder: Path) -> str:
    """What a command prints to somebody on the machine."""
    done = await asyncio.to_thread(takt, *line.split(), folder=folder, TAKT_DATABASE_URL=f"sqlite:///{stage.database}")
    return done.stdout + done.stderr
