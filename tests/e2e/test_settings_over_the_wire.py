"""What operators set for notice and retention, met in dialogues; and the job that deletes, by its own schedule."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import build, running
from bot.library import Library
from tests.e2e.conftest import Stage, takt_settings
from tests.e2e.test_lawful_dialogues import run
from tests.fakes import FixedClock
from tests.waiting import until

OVER_HTTP = pytest.mark.parametrize("mode", ["http"], indirect=True)
IN_BOTH = pytest.mark.parametrize("locale", ["da-DK", "en-GB"])
DAY_BEFORE = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)  # 1 October and 13 days
SECONDS = 30  # every job runs within a few seconds of a start


@pytest.fixture
def clock() -> FixedClock:
    """A clock that the tests move."""
    return FixedClock(DAY_BEFORE)


@pytest.fixture(autouse=True)
def environment(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set before Takt starts."""
    for name, value in request.param.items():
        monkeypatch.setenv(name, value)


def setting(name: str, value: str) -> pytest.MarkDecorator:
    """Lets a test run with one setting."""
    return pytest.mark.parametrize("environment", [{name: value}], ids=[f"{name}={value}"], indirect=True)


@setting("TAKT_NOTICE_DAYS", "0")
@IN_BOTH
@OVER_HTTP
async def test_without_days_of_notice_recording_is_open_and_no_date_is_asked_for(stage: Stage, locale: str) -> None:
    await asyncio.to_thread(run, stage, "DELETE FROM notice")
    await stage.slack.change(user="ben", is_admin=True, locale=locale)
    ben, anna = stage.slack.person("ben"), stage.slack.person("anna")
    await ben.types("/observe @anna hilsen + Varm velkomst")
    await anna.sees("Varm velkomst", channel="dm")
    await ben.types("/observe notice")
    await ben.form("Her kræves intet varsel" if locale == "da-DK" else "Recording is open: no notice is asked for here")
    assert run(stage, "SELECT * FROM notice") == []


@setting("TAKT_NOTICE_DAYS", "14")
@pytest.mark.parametrize(
    ("locale", "notice", "opens", "too_early", "saved"),
    [
        (
            *("da-DK", "varsel 1. oktober 2026", "Der åbnes for observationer den 15. oktober 2026."),
            *("fra den 15. oktober 2026: 14 dage efter", "Gemt."),
        ),
        (
            *("en-GB", "notice 1 October 2026", "Recording opens on 15 October 2026."),
            *("until 15 October 2026: 14 days after", "Saved."),
        ),
    ],
)
@OVER_HTTP
async def test_recording_opens_after_as_many_days_as_are_set(
    stage: Stage, clock: FixedClock, locale: str, notice: str, opens: str, too_early: str, saved: str
) -> None:
    await asyncio.to_thread(run, stage, "DELETE FROM notice")
    await stage.slack.change(user="ben", is_admin=True, locale=locale)
    ben = stage.slack.person("ben")
    await ben.types(f"/observe {notice}")
    await ben.sees(opens)
    await ben.types("/observe @anna hilsen + Varm velkomst")
    await ben.sees(too_early)
    clock.advance(days=1)
    await ben.types("/observe @anna hilsen + Varm velkomst")
    await ben.sees(saved)


@setting("TAKT_RETENTION_DAYS", "20")
@pytest.mark.parametrize(
    ("name", "kept", "gone"),
    [
        ("anna", "Observationer slettes efter 20 dage.", "Observationer slettes efter 20 dage."),
        ("ben", "Observations are deleted after 20 days.", "Observations are deleted after 20 days."),
    ],
)
@OVER_HTTP
async def test_job_that_runs_by_itself_counts_and_deletes_what_is_older_than_is_set(
    stage: Stage, clock: FixedClock, library: Library, name: str, kept: str, gone: str
) -> None:
    person, sofie = stage.slack.person(name), stage.slack.person("sofie")
    await sofie.types(f"/observe @{name} hilsen + Varm velkomst")
    await person.sees("Varm velkomst", channel="dm")
    await person.types("/observe mine")
    await person.sees(kept)
    clock.advance(days=19)
    await after_a_start(stage, clock, library)
    assert run(stage, "SELECT count(*) FROM observation") == [(1,)]
    clock.advance(days=1, minutes=1)
    await after_a_start(stage, clock, library)
    assert run(stage, "SELECT count(*) FROM observation") == [(0,)]
    assert run(stage, "SELECT standard, level, month, count FROM observation_count") == [
        ("greeting", "met", "2026-10", 1)
    ]
    await person.types("/observe mine")
    assert "Varm velkomst" not in (await person.sees(gone)).words


async def after_a_start(stage: Stage, clock: FixedClock, library: Library) -> None:
    """Another Takt starts beside the first, with its own schedule, and its job has run once; nobody calls it."""
    settings = takt_settings(stage.playground, "http", f"sqlite:///{stage.database}")
    async with running(build(settings, clock, library)) as takt:
        job = takt._scheduler._timer.get_job("forget")
        assert job.trigger.interval <= timedelta(days=1), "every night"
        first = job.next_run_time
        await until(lambda: takt._scheduler._timer.get_job("forget").next_run_time > first, SECONDS)
        await until(lambda: not takt._scheduler._running, SECONDS)
