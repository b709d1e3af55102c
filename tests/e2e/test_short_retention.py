"""Where observations are kept for a few days only, nothing is promised for a day on which they are gone."""

from datetime import timedelta

import pytest

from tests.e2e.conftest import Stage
from tests.e2e.following_up import OVER_SOCKET, clock, planned
from tests.fakes import FixedClock

__all__ = ["clock"]

ABOUT_ANNA = {"observe.subject": ["anna"], "observe.standard": "greeting", "observe.level": "not-yet"}


@pytest.fixture(autouse=True)
def kept_for_five_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAKT_RETENTION_DAYS", "5")


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "line", "answer"),
    [
        ("da-DK", "opfølgning 6d", "Vælg en dag efter i dag og senest lør. 28. nov."),
        ("en-GB", "follow 6d", "Choose a day after today, Sat 28 Nov at the latest."),
    ],
)
async def test_follow_up_on_a_day_after_the_deletion_is_refused(
    stage: Stage, locale: str, line: str, answer: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types(f"/observe @anna greeting - {line}")
    await sofie.sees(answer)
    await sofie.types(f"/observe @anna greeting - {line.replace('6', '5')}")
    await sofie.sees("28")
    assert planned(stage) == [(1, "2026-11-28")]


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "answer"),
    [
        ("da-DK", "Observationen bliver slettet, før du kan nå at følge op"),
        ("en-GB", "This observation is deleted before you could follow up"),
    ],
)
async def test_observation_on_its_last_day_gets_no_follow_up_and_the_window_says_why_at_once(
    stage: Stage, clock: FixedClock, locale: str, answer: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting - Did not look up")
    clock.advance(days=4, hours=23)
    await sofie.presses("follow_up.open", channel="butikken")
    form = await sofie.form(answer)
    assert [one for one in form.raw["blocks"] if one["type"] == "input"] == [], "nothing to fill in for nothing"


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("da-DK", "Vælg lør. 28. nov. eller tidligere."),
        ("en-GB", "Choose Sat 28 Nov or earlier."),
    ],
)
async def test_forms_name_the_last_day_that_there_is(
    stage: Stage, clock: FixedClock, locale: str, sentence: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting")
    await sofie.picks("not-yet", "observe.level")
    assert "14" not in (await sofie.form(sentence)).words
    await sofie.submits({"observe.note": "Did not look up"})
    clock.advance(days=1)
    await sofie.presses("follow_up.open", channel="dm")
    assert "14" not in (await sofie.form(sentence)).words


@OVER_SOCKET
async def test_form_on_what_was_seen_earlier_names_an_earlier_day_or_asks_for_none(
    stage: Stage, clock: FixedClock
) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen")
    await sofie.picks("not-yet", "observe.level")
    await sofie.form("Vælg lør. 28. nov. eller tidligere.")
    await sofie.picks(int((clock.now() - timedelta(days=3)).timestamp()), "observe.seen_at")
    await sofie.form("Vælg ons. 25. nov. eller tidligere.")
    await sofie.picks(int((clock.now() - timedelta(days=4, hours=23)).timestamp()), "observe.seen_at")
    for _ in range(200):
        if "Hvornår følger du op?" not in (await sofie.form()).words:
            break
    else:
        raise AssertionError("the field is still there")
    await sofie.picks(int((clock.now() - timedelta(days=3)).timestamp()), "observe.seen_at")
    await sofie.form("Vælg ons. 25. nov. eller tidligere.")


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "answer"),
    [
        (
            "da-DK",
            "Observationen ville blive slettet inden for en time: Observationer gemmes i 5 dage",
        ),
        ("en-GB", "It would be deleted within the hour: an observation is kept for 5 days after it was seen."),
    ],
)
async def test_what_would_be_deleted_within_the_hour_is_refused_with_the_reason(
    stage: Stage, clock: FixedClock, locale: str, answer: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe")
    border = int((clock.now() - timedelta(days=5)).timestamp())
    wanted = ABOUT_ANNA | {"observe.note": "Så ikke op"}
    assert (await sofie.submits(wanted | {"observe.seen_at": border + 3599}))["response_action"] == "errors"
    assert list((await sofie.form(answer)).errors) == ["observe.seen_at"]
    await stage.slack.person("anna").does_not_see("Så ikke op")
    await sofie.submits(wanted | {"observe.seen_at": border + 3601})
    await stage.slack.person("anna").sees("Så ikke op", channel="dm")


@OVER_SOCKET
async def test_what_would_be_deleted_at_once_is_not_recorded(stage: Stage, clock: FixedClock) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe")
    seen_at = int((clock.now() - timedelta(days=6)).timestamp())
    answer = await sofie.submits(ABOUT_ANNA | {"observe.note": "Så ikke op", "observe.seen_at": seen_at})
    assert answer["response_action"] == "errors"
    assert list((await sofie.form("Det er mere end 5 dage siden.")).errors) == ["observe.seen_at"]
    await stage.slack.person("anna").does_not_see("Så ikke op")
