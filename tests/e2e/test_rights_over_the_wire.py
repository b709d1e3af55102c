"""Every row of the table of rights: each role, each deed, each tie to the observation, tried over the wire.

Who has no button presses one all the same: the request is forged, as somebody could who speaks Slack's wire.
A refusal comes in Ben's language, English or Danish.
"""

import contextlib
import json
import re
import sqlite3
from typing import Any

import pytest

from bot.people.roles import RIGHTS, Deed, Role, Tie
from playground.client import Actor
from playground.wire import Ack, Envelope
from tests.e2e.conftest import Stage
from tests.fakes import FixedClock

Json = dict[str, Any]
BEN = "U0BEN"
ACTIONS = {
    Deed.READ: "step.story.1",
    Deed.THANK: "step.thank",
    Deed.UNDO: "observe.undo",
}
FORMS = {
    Deed.REPLY: "step.reply",
    Deed.CONTEST: "step.contest",
    Deed.CORRECT: "step.correct",
    Deed.DECIDE: "step.withdraw",
    Deed.UPHOLD: "step.uphold",
    Deed.FOLLOW_UP: "follow_up.open",
}
STEPS = {
    Deed.THANK: "thanked",
    Deed.REPLY: "replied",
    Deed.CONTEST: "contested",
    Deed.CORRECT: "corrected",
    Deed.UNDO: "undone",
    Deed.DECIDE: "withdrawn",
    Deed.UPHOLD: "upheld",
}
REFUSALS = {
    "en-GB": re.compile("I find no such observation (for you|among yours)|can do this|Only admins decide"),
    "da-DK": re.compile(
        "Jeg kan ikke finde den observation til dig|blandt dine observationer|er kun for|Kun administratorer kan afgøre"
    ),
}
ROWS = [(role, deed, tie) for role in Role for deed in Deed for tie in Tie]


@pytest.fixture
def mode() -> str:
    """One mode: what is tried is the same behind both."""
    return "http"


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands still."""
    return FixedClock()


@pytest.mark.parametrize(("role", "deed", "tie"), ROWS, ids=lambda part: part.name.lower())
async def test_right(stage: Stage, role: Role, deed: Deed, tie: Tie) -> None:
    await make_observation(stage, tie, contested=deed in {Deed.DECIDE, Deed.UPHOLD})
    await stage.slack.change(user="ben", supervisor=role is Role.SUPERVISOR, is_admin=role is Role.ADMIN)
    stage.takt.services.people.forget_everything()
    allowed = role in RIGHTS[deed][tie]
    assert await try_deed(stage, deed) is allowed
    if not allowed and deed is not Deed.EXPORT:  # everybody has an export, of what is theirs
        for locale, words in REFUSALS.items():
            await stage.slack.change(user="ben", locale=locale)
            stage.takt.services.people.forget_everything()
            assert words.search(await told(stage, deed))


@pytest.mark.parametrize("step", ["step.uphold", "step.amend", "step.withdraw"])
async def test_observer_decides_beside_an_admin_on_anything_but_that_it_stands(stage: Stage, step: str) -> None:
    await stage.slack.change(user="sofie", is_admin=True)
    await make_observation(stage, Tie.OBSERVER, contested=True)
    await press(stage, step)
    await submit(stage, step)
    found = rows(stage, f"SELECT step FROM observation_event WHERE member = '{BEN}'")
    assert found == {"step.uphold": [], "step.amend": [("amended",)], "step.withdraw": [("withdrawn",)]}[step]


@pytest.mark.parametrize("role", Role, ids=lambda role: role.name.lower())
async def test_numbered_undo_of_ones_own_is_done_and_never_answered_with_a_refusal(stage: Stage, role: Role) -> None:
    await make_observation(stage, Tie.OBSERVER, contested=False)
    await stage.slack.change(user="ben", supervisor=role is Role.SUPERVISOR, is_admin=role is Role.ADMIN)
    stage.takt.services.people.forget_everything()
    before = len(stage.playground.state.sent)
    await press(stage, "observe.undo.1")
    assert rows(stage, f"SELECT member FROM observation_event WHERE step = '{STEPS[Deed.UNDO]}'") == [(BEN,)]
    answer = "\n".join(str(one.body) for one in stage.playground.state.sent[before:])
    assert ("Undone: *Greeting*" if role is Role.STAFF else "Your latest observations") in answer
    assert not REFUSALS["en-GB"].search(answer)


async def make_observation(stage: Stage, tie: Tie, *, contested: bool) -> None:
    """An observation that is about Ben, or by Ben, or neither."""
    anna, ben, sofie = (stage.slack.person(name) for name in ("anna", "ben", "sofie"))
    await stage.slack.change(user="ben", supervisor=True)
    if tie is Tie.SUBJECT:
        await sofie.types("/observe @ben hilsen - Noget om nogen")
        subject = ben
    else:
        await (ben if tie is Tie.OBSERVER else sofie).types("/observe @anna greeting - Noget om nogen")
        subject = anna
    await subject.sees("Noget om nogen", channel="dm")
    if contested:
        await contest(subject)


async def contest(subject: Actor) -> None:
    await subject.presses("step.contest", channel="dm")
    await subject.form(" ")
    await subject.submits({"step.words": "Det er ikke rigtigt"})


async def try_deed(stage: Stage, deed: Deed) -> bool:
    """Whether Ben's deed has had its effect."""
    ben = stage.slack.person("ben")
    if deed is Deed.EXPORT:
        await ben.types("/observe export")
        await ben.sees("observation", channel="dm")
        kept = [file.content or b"" for file in stage.playground.state.files._files.values()]
        return any(b"Noget om nogen" in content for content in kept)
    if deed in ACTIONS:
        await press(stage, ACTIONS[deed])
    else:
        await press(stage, FORMS[deed])
        await submit(stage, FORMS[deed])
    if deed is Deed.FOLLOW_UP:
        return rows(stage, "SELECT 1 FROM follow_up") != []
    if deed is Deed.READ:
        return rows(stage, "SELECT 1 FROM audit WHERE action = 'read' AND detail = '1'") != []
    return rows(stage, f"SELECT 1 FROM observation_event WHERE step = '{STEPS[deed]}' AND member = '{BEN}'") != []


async def told(stage: Stage, deed: Deed) -> str:
    """What Ben reads when he presses the button that he does not have."""
    before = len(stage.playground.state.sent)
    await press(stage, ACTIONS.get(deed) or FORMS[deed])
    return "\n".join(str(one.body) for one in stage.playground.state.sent[before:])


async def press(stage: Stage, action: str) -> None:
    """Press a button that Ben may never have seen."""
    slack = stage.playground.slack
    payload = slack.interaction("block_actions", BEN) | {
        "trigger_id": slack.state.tickets.new_trigger(BEN, slack.state.world.dm_of(BEN).id, None).id,
        "channel": {"id": slack.state.world.dm_of(BEN).id, "name": "directmessage"},
        "container": {"type": "message", "message_ts": "1.1", "channel_id": slack.state.world.dm_of(BEN).id},
        "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": "1", "action_ts": "1.1"}],
    }
    await send(stage, payload)


async def submit(stage: Stage, step: str) -> None:
    """Send the form of a step, whether or not it was opened."""
    state: Json = {
        "step.words": {"step.words": {"type": "plain_text_input", "value": "Et par ord"}},
        "observe.level": {"observe.level": {"type": "radio_buttons", "selected_option": {"value": "met"}}},
        "observe.note": {"observe.note": {"type": "plain_text_input", "value": "Rettet"}},
        "follow_up.day": {"follow_up.day": {"type": "datepicker", "selected_date": "2026-11-27"}},
    }
    view: Json = {
        "id": "V0FORGED",
        "type": "modal",
        "callback_id": "follow_up.form" if step == "follow_up.open" else "step.form",
        "private_metadata": json.dumps({"step": step, "observation": 1}),
        "state": {"values": state},
        "blocks": [],
        "hash": "1",
    }
    await send(stage, stage.playground.slack.interaction("view_submission", BEN) | {"view": view})


async def send(stage: Stage, payload: Json) -> Ack:
    ack = await stage.playground.slack.send(Envelope("interactive", payload))
    await stage.playground.slack.quiet.settled(0.15)
    return ack


def rows(stage: Stage, query: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(stage.database)) as database:
        return database.execute(query).fetchall()
