"""A day to look again, planned in the form or behind a button."""

from copy import deepcopy

import pytest

from playground.client import Actor, Workspace
from playground.wire import Envelope
from tests.e2e.conftest import Stage
from tests.e2e.following_up import OVER_SOCKET, clock, english_supervisor, planned
from tests.e2e.trouble import repeat_last
from tests.fakes import FixedClock

__all__ = ["clock"]


@pytest.mark.parametrize(
    ("locale", "label", "confirmed"),
    [
        ("da-DK", "Hvornår følger du op?", "Jeg minder dig om at følge op tors. 26. nov. kl. 08:00."),
        ("en-GB", "When do you follow up?", "I will remind you on Thu 26 Nov at 8:00 to follow up."),
    ],
)
async def test_form_asks_for_a_day_for_a_not_yet_only(stage: Stage, locale: str, label: str, confirmed: str) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting")
    form = await sofie.form("?")
    assert label not in form.words
    await sofie.picks("not-yet", "observe.level")
    await sofie.form(label)
    await sofie.picks("met", "observe.level")
    await without(sofie, label)
    await sofie.picks("not-yet", "observe.level")
    form = await sofie.form(label)
    assert form.values["observe.subject"]["observe.subject"]["selected_users"] == ["U0ANNA"]
    await sofie.submits({"observe.follow_up": "2026-11-26"})
    await sofie.sees(confirmed, channel="dm")
    assert planned(stage) == [(1, "2026-11-26")]


async def about_a_not_yet(stage: Stage, locale: str) -> Actor:
    """Sofie, with the form about a *not yet* of Anna's open, and its field for a day."""
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting")
    await sofie.form("?")
    await sofie.picks("not-yet", "observe.level")
    await sofie.form("14")
    return sofie


async def without(actor: Actor, label: str) -> None:
    """Wait until the form on top no longer has the label."""
    for _ in range(200):
        if label not in (await actor.form()).words:
            return
    raise AssertionError(f"{label!r} is still there")


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("da-DK", "Vælg en dag efter i dag og senest man. 7. dec."),
        ("en-GB", "Choose a day after today, Mon 7 Dec at the latest."),
    ],
)
@OVER_SOCKET
async def test_wrong_day_keeps_the_form_open_and_hands_a_line_back(stage: Stage, locale: str, sentence: str) -> None:
    sofie = await about_a_not_yet(stage, locale)
    await sofie.submits({"observe.follow_up": "2026-12-08"})
    form = await sofie.form(sentence)
    assert list(form.errors) == ["observe.follow_up"]
    await sofie.closes()
    await sofie.types("/observe @anna greeting - follow 15d Did not look up")
    assert "/observe @anna greeting - follow 15d Did not look up" in (await sofie.sees(sentence)).words
    assert planned(stage) == []


@OVER_SOCKET
async def test_day_in_figures_that_may_be_two_is_asked_for_and_nothing_is_saved_yet(stage: Stage) -> None:
    ben = await english_supervisor(stage.slack)
    await ben.types("/observe @anna greeting - follow 1/12 Did not look up")
    form = await ben.form("Do you follow up on 1 December 2026 or on 12 January 2027? Choose the day below.")
    assert form.values["observe.note"]["observe.note"]["value"] == "Did not look up"
    assert planned(stage) == []
    await ben.submits({"observe.follow_up": "2026-12-01"})
    await ben.sees("Saved.")
    assert planned(stage) == [(1, "2026-12-01")]


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        (
            "da-DK",
            "Det er allerede gemt (opfølgning: tors. 26. nov.). Luk vinduet, og vælg en anden dag",
        ),
        ("en-GB", "This was saved already, with a follow-up on Thu 26 Nov. Close this, and choose another day"),
    ],
)
@OVER_SOCKET
async def test_day_that_is_changed_after_the_form_was_saved_is_not_dropped_without_a_word(
    stage: Stage, locale: str, sentence: str
) -> None:
    sofie = await about_a_not_yet(stage, locale)
    await sofie.submits({"observe.follow_up": "2026-11-26"})
    await sofie.sees("26", channel="dm")
    entries = stage.playground.slack.traffic.entries()
    body = deepcopy(next(one["body"] for one in reversed(entries) if one["method"] == "view_submission"))
    body["view"]["state"]["values"]["observe.follow_up"]["observe.follow_up"]["selected_date"] = "2026-11-27"
    ack = await stage.playground.slack.send(Envelope("interactive", body))
    assert sentence in ack.body["errors"]["observe.follow_up"]
    assert planned(stage) == [(1, "2026-11-26")]


@OVER_SOCKET
async def test_day_in_figures_is_clear_to_danes(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - opfølgning 1/12 Så ikke op")
    await sofie.sees("Gemt.")
    assert planned(stage) == [(1, "2026-12-01")]


async def test_button_on_the_confirmation_plans_one_and_the_same_form_twice_plans_one(stage: Stage) -> None:
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen - Så ikke op")
    await sofie.presses("Følg op", channel="butikken")
    form = await sofie.form("Hvornår følger du op?")
    assert "Formål: kun sparring og læring." in form.words
    await sofie.submits({"follow_up.day": "2026-11-26"})
    await sofie.sees("Jeg minder dig om at følge op tors. 26. nov. kl. 08:00.", channel="dm")
    await repeat_last(stage, "view_submission")
    assert planned(stage) == [(1, "2026-11-26")]


@OVER_SOCKET
@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("da-DK", "En opfølgning kan planlægges i de første 14 dage efter, at du noterede observationen."),
        ("en-GB", "A follow-up can be planned in the first 14 days after you logged the observation."),
    ],
)
async def test_button_says_so_once_the_fourteen_days_are_over(
    stage: Stage, clock: FixedClock, locale: str, sentence: str
) -> None:
    sofie = stage.slack.person("sofie")
    await stage.slack.change(user="sofie", locale=locale)
    await sofie.types("/observe @anna greeting - Did not look up")
    clock.advance(days=15)
    await sofie.presses("follow_up.open", channel="butikken")
    form = await sofie.form(sentence)
    assert [one for one in form.raw["blocks"] if one["type"] == "input"] == []


async def test_button_for_what_has_been_met_since_says_so(stage: Stage) -> None:
    ben = await english_supervisor(stage.slack)
    await ben.types("/observe @anna greeting - Did not look up")
    await ben.sees("Saved.")
    await ben.presses("Follow up", channel="butikken")
    await ben.form("When do you follow up?")
    sofie = stage.slack.person("sofie")
    await sofie.types("/observe @anna hilsen + Så op")
    await sofie.sees("Gemt.")
    await ben.submits({"follow_up.day": "2026-11-26"})
    await ben.form("This has been met since, so there is nothing left to follow up.")


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        ("da-DK", "Formål: kun sparring og læring."),
        ("en-GB", "Purpose: coaching only."),
    ],
)
@OVER_SOCKET
async def test_form_says_what_observations_are_for(slack: Workspace, locale: str, sentence: str) -> None:
    await slack.change(user="sofie", locale=locale)
    sofie = slack.person("sofie")
    await sofie.types("/observe")
    await sofie.form(sentence)
