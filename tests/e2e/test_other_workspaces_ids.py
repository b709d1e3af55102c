"""Every id that Takt has handed out in one workspace is worth nothing in another.

A day is lived in one workspace. Then every button that was ever shown is pressed, and every form that was ever sent is
sent again, from another workspace, by people with the same ids and the same roles: only the workspace can stop them.
"""

import contextlib
import copy
import itertools
import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from playground.wire import Envelope
from tests.e2e.conftest import Stage
from tests.fakes import FixedClock
from tests.waiting import until

Json = dict[str, Any]
SECRET = "Zebrafinke"
WEDNESDAY_MORNING = datetime(2026, 11, 25, 8, tzinfo=UTC)
UNDER_WAY = "SELECT count(*) FROM delivery WHERE state != 'sent'"
OTHER = "T0OTHER"
STRANGERS = ("U0SOFIE", "U0ANNA")
NUMBERS = itertools.count(1)
PASSING = {"member", "seen"}  # caches of Slack's own words


@pytest.fixture
def mode() -> str:
    """What is tried is the same behind both wires."""
    return "http"


@pytest.fixture
def clock() -> FixedClock:
    """Time stands still, on a day on which no digest is due, so that nothing happens by itself."""
    return FixedClock(WEDNESDAY_MORNING)


async def a_day(stage: Stage) -> None:
    """What hands out ids: observations and their steps, tips, plans, questions to people."""
    anna, ben, sofie = (stage.slack.person(name) for name in ("anna", "ben", "sofie"))
    await stage.slack.change(user="sofie", is_admin=True)
    await sofie.types(f"/observe @anna greeting met {SECRET}")
    await anna.sees(SECRET, channel="dm")
    await anna.presses("step.contest", channel="dm")
    await anna.form(" ")
    await anna.submits({"step.words": f"{SECRET} var det ikke"})
    await sofie.types(f"/observe @ben queue - opfølgning 3d {SECRET}")
    await ben.sees(SECRET, channel="dm")
    await sofie.types("/observe opfølgninger")
    for line in (
        "/observe mine",
        "/observe recent",
        "/observe report",
        "/tips on 10:00",
        "/tips now",
        "/tips plan",
        "/tips report",
    ):
        await sofie.types(line)
    await sofie.types("/tips me 09:30")
    await anna.types("/standard hvordan steger man en and")
    await anna.presses("ask.open_form")
    await anna.form(" ")
    await anna.submits({"ask.text": f"Hvordan steger man en {SECRET}?"})
    await sofie.sees(SECRET, channel="reception")
    await anna.opens_home()
    await sofie.opens_home()


async def test_ids_of_one_workspace_are_worth_nothing_in_another(stage: Stage) -> None:
    await a_day(stage)
    await stage.takt.services.questions.flush()  # what waits is written now, not while the buttons are pressed
    await stage.takt.services.deliveries.follow_zones()  # and so is what a job would do once in the middle of it
    await until(lambda: query(stage, UNDER_WAY) == [(0,)], seconds=60)
    await stage.playground.slack.quiet.settled(0.3)
    payloads = [*pressed(stage), *sent_again(stage)]
    before, shown = kept(stage), len(stage.playground.state.sent)
    assert SECRET in str(before)
    for payload in payloads:
        await stage.playground.slack.send(Envelope("interactive", payload))
    await stage.playground.slack.quiet.settled(0.3)
    assert kept(stage) == before
    assert SECRET not in str([one.body for one in stage.playground.state.sent[shown:]])
    names = {action["action_id"].partition(".")[0] for one in payloads for action in one.get("actions", [])}
    assert {"standard", "tips", "observe", "step", "ask", "reply", "follow_up"} <= names
    assert {one["view"]["callback_id"] for one in payloads if "actions" not in one} >= {"step.form", "ask.form"}
    assert len(payloads) > 80


def pressed(stage: Stage) -> Iterator[Json]:
    """Every button and every menu that was shown, as people elsewhere would press it."""
    for item in list(stage.playground.state.sent):
        view = None if item.kind == "message" else item.body
        for element in elements(item.body.get("blocks")):
            if SECRET in str(element):  # it carries its words itself
                continue
            for action, who in itertools.product(actions(element), STRANGERS):
                yield payload(stage, "block_actions", who, view) | {"actions": [action]}


def elements(part: Any) -> Iterator[Json]:
    """Everything in blocks that can be acted on."""
    if isinstance(part, list):
        for one in part:
            yield from elements(one)
    elif isinstance(part, dict):
        if "action_id" in part:
            yield part
        else:
            yield from elements(list(part.values()))


def actions(element: Mapping[str, Any]) -> Iterator[Json]:
    """What Slack would send of it: a menu once for each of its options."""
    base = {"type": element["type"], "action_id": element["action_id"], "block_id": "b", "action_ts": "1.1"}
    if "options" in element:
        yield from (base | {"selected_option": option} for option in element["options"])
    else:
        yield base | {"value": element.get("value", "")}


def sent_again(stage: Stage) -> Iterator[Json]:
    """Every form that was sent, and the replies that could have been, from elsewhere, with other words in it."""
    entries = stage.playground.slack.traffic.entries()
    views = [entry["body"]["view"] for entry in entries if (entry["direction"], entry["method"]) == ("out", SUBMITTED)]
    for view, who in itertools.product(views, STRANGERS):
        yield payload(stage, SUBMITTED, who, json.loads(json.dumps(view).replace(SECRET, "Fremmed")))
    for table, form, name in FORGED:
        for (number,), step in itertools.product(query(stage, f"SELECT id FROM {table}"), STEPS):
            about = {name: number, "step": step, "channel": "C0RECEP", "ts": "1.1"}
            state = {block: {block: {"type": "plain_text_input", "value": "Fremmed"}} for block in WORDS}
            state |= {"follow_up.day": {"follow_up.day": {"type": "datepicker", "selected_date": "2026-12-02"}}}
            made = {
                "callback_id": form,
                "private_metadata": json.dumps(about),
                "state": {"values": state},
                "blocks": [],
            }
            yield payload(stage, SUBMITTED, "U0SOFIE", {"type": "modal", **made})


SUBMITTED = "view_submission"
FROM_OTHER = {"team_id": OTHER, "app_installed_team_id": OTHER}  # Bolt takes the token by the second
FORGED = (
    ("ask", "reply.form", "ask"),
    ("observation", "step.form", "observation"),
    ("observation", "follow_up.form", "observation"),
)
STEPS = ("step.reply", "step.contest", "step.correct", "step.uphold", "step.amend", "step.withdraw")
WORDS = ("step.words", "reply.text", "observe.note")


def payload(stage: Stage, kind: str, who: str, view: Mapping[str, Any] | None) -> Json:
    """An interaction in the other workspace; its ids are new, so that it is no repetition."""
    number = next(NUMBERS)
    body = copy.deepcopy(stage.playground.slack.interaction(kind, who))
    body["team"]["id"] = body["user"]["team_id"] = OTHER
    body |= {"trigger_id": f"{number}.other", "channel": {"id": "C0BUTIK", "name": "butikken"}, "response_url": ""}
    if view is not None:
        return body | {"view": {"private_metadata": "", **view, "id": f"V{number}", "hash": "1", **FROM_OTHER}}
    return body | {"container": {"type": "message", "message_ts": "1.1", "channel_id": "C0BUTIK"}}


def kept(stage: Stage) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the workspace in which the day was lived."""
    tables = query(stage, "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'workspace'")
    names = sorted({str(name) for (name,) in tables} - PASSING)
    home = stage.playground.state.world.team_id
    return {name: query(stage, f'SELECT * FROM "{name}" WHERE workspace = ?', home) for name in names}


def query(stage: Stage, statement: str, *values: object) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(stage.database)) as database:
        return database.execute(statement, values).fetchall()
