"""What comes while too much is running, or while nobody can tell whether it was done, is not taken for done."""

import asyncio
import json

import pytest
from structlog.testing import capture_logs

from bot.errors import StorageAway, TokenSealed
from bot.services import Services
from bot.tasks import Tasks
from handlers.act import Act
from handlers.guard import Guard, Handler
from handlers.payloads import has_left, is_of_person
from tests.fakes import ANNA
from tests.handlers.test_guard import (
    VIEW,
    DanishPeople,
    Wire,
    break_at_once,
    command,
    counted,
    do_nothing,
    services_of,
    submission,
)


async def test_too_much_work_is_turned_away_with_the_words() -> None:
    full = Tasks(at_once=1, waiting=0)
    services = services_of(DanishPeople(), full)
    full.adopt(asyncio.ensure_future(asyncio.Event().wait()))
    answer = Guard(services).turn_away(command("hilsen").body)
    assert answer
    assert (answer.status, "hilsen" in json.loads(answer.body)["text"]) == (200, True)
    assert counted(services) == {("command", "busy"): 1}
    assert await full.drain(0) == 1


async def test_too_much_work_keeps_a_form_open_and_acknowledges_no_click() -> None:
    full = Tasks(at_once=1, waiting=0)
    busy = Guard(services_of(DanishPeople(), full))
    full.adopt(asyncio.ensure_future(asyncio.Event().wait()))
    form, click = busy.turn_away(submission().body), busy.turn_away({"type": "block_actions", "view": VIEW})
    assert form
    assert click
    assert json.loads(form.body)["errors"]["note"].startswith("This takes longer than it should")
    assert (click.status, click.body) == (503, "")
    assert busy.turn_away({"type": "url_verification"}) is None
    assert await full.drain(0) == 1


async def test_what_nobody_can_tell_the_workspace_of_is_not_taken() -> None:
    services = services_of(DanishPeople(), Tasks())
    guard, away = Guard(services), StorageAway("no token could be read")
    typed = await guard.fall_through(away, command("hilsen").body)
    form = await guard.fall_through(away, submission().body)
    left = await guard.fall_through(away, changed(deleted=True).args.body)
    assert "hilsen" in json.loads(typed.body)["text"]
    assert json.loads(form.body)["errors"]["note"].startswith("This takes longer than it should")
    assert left.status == 503
    assert counted(services) == {("command", "later"): 1, ("view_submission", "later"): 1, ("event", "later"): 1}


async def test_a_workspace_whose_token_no_key_opens_gets_its_words_back_and_is_named_in_the_log() -> None:
    services = services_of(DanishPeople(), Tasks())
    guard, locked = Guard(services), TokenSealed(["no key"], "T0HOTEL")
    with capture_logs() as logs:
        typed = await guard.fall_through(locked, command("hilsen").body)
    form = await guard.fall_through(locked, submission().body)
    click = await guard.fall_through(locked, {"type": "block_actions", "view": VIEW})
    left = await guard.fall_through(locked, changed(deleted=True).args.body)
    said = json.loads(typed.body)["text"]
    assert said.startswith("Takt cannot open its key to this workspace")
    assert "hilsen" in said
    assert json.loads(form.body)["errors"]["note"].startswith("Takt cannot open its key")
    assert (click.status, left.status) == (503, 200)
    assert [(one["log_level"], one["event"], one["workspace"]) for one in logs] == [
        ("error", "token_sealed", "T0HOTEL")
    ]
    assert counted(services)["command", "failed"] == 1


async def test_nothing_is_turned_away_while_there_is_time() -> None:
    guard = Guard(services_of(DanishPeople(), Tasks()))
    assert guard.turn_away(command("hilsen").body) is None


@pytest.mark.parametrize(
    ("headers", "can_tell", "status"),
    [({"x-slack-retry-num": ["1"]}, False, 503), ({"x-slack-retry-num": ["1"]}, True, None), ({}, False, None)],
)
async def test_event_that_comes_again_while_nobody_can_tell_is_left_for_later(
    headers: dict[str, list[str]], can_tell: bool, status: int | None
) -> None:
    tasks = Tasks()
    services = services_of(DanishPeople(), tasks, can_tell=can_tell)
    event = {"type": "app_mention", "user": ANNA, "channel": "C0", "text": "hilsen", "ts": "1.2"}
    wire = Wire({"team_id": "T0", "event_id": "E1", "event": event}, headers=headers)
    await Guard(services).soon(lambda: do_nothing)(wire.args)
    assert (wire.response.status if wire.response else None) == status
    assert wire.sent == ([] if status else [("ack", {})])
    await tasks.drain(5)
    assert counted(services) == {("event", "later" if status else "handled"): 1}


def changed(**person: bool) -> Wire:
    """Slack says that somebody's profile is another now."""
    user = {"id": ANNA} | person
    return Wire({"team_id": "T0", "event_id": "Ev0", "event": {"type": "user_change", "user": user}})


async def find_no_database(act: Act, services: Services) -> None:
    raise StorageAway


async def never_end(act: Act, services: Services) -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize("handler", [find_no_database, break_at_once, never_end])
async def test_departure_that_had_no_effect_comes_again(handler: Handler) -> None:
    tasks, wire = Tasks(), changed(deleted=True)
    guard = Guard(services_of(DanishPeople(), tasks), patience=0.01)
    await guard.quietly(lambda: handler, only=is_of_person, surely=has_left)(wire.args)
    assert (wire.sent, wire.response and wire.response.status) == ([], 503)
    await tasks.drain(0)


async def test_departure_is_acknowledged_when_it_had_its_effect() -> None:
    wire = changed(deleted=True)

    async def erase(act: Act, services: Services) -> None:
        wire.sent.append(("erased", {}))

    guard = Guard(services_of(DanishPeople(), Tasks()))
    await guard.quietly(lambda: erase, only=is_of_person, surely=has_left)(wire.args)
    assert [what for what, _ in wire.sent] == ["erased", "ack"]


async def test_other_changes_of_people_are_acknowledged_before_anything_is_done() -> None:
    tasks, wire = Tasks(), changed()
    guard = Guard(services_of(DanishPeople(), tasks))
    await guard.quietly(lambda: never_end, only=is_of_person, surely=has_left)(wire.args)
    assert wire.sent == [("ack", {})]
    await tasks.drain(0)
