"""Whatever goes wrong in a handler, the person gets a sentence and never a traceback."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from slack_bolt.kwargs_injection.async_args import AsyncArgs
from slack_bolt.response import BoltResponse
from structlog.testing import capture_logs

from bot.errors import NotAllowed, StorageAway
from bot.metrics import Metrics
from bot.ports import MemberId, Profile, WorkspaceId
from bot.services import Services
from bot.tasks import Tasks
from handlers.act import Act
from handlers.forms import loading
from handlers.guard import Guard, Handler
from tests.fakes import ANNA, person

VIEW = {"id": "V0", "blocks": [{"type": "section", "block_id": "top"}, {"type": "input", "block_id": "note"}]}


@dataclass
class Wire:
    """Keeps what a listener acknowledges and answers, in order."""

    body: dict[str, Any]
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    response_status: int = 200
    headers: dict[str, list[str]] = field(default_factory=dict)
    response: BoltResponse | None = None  # in place of an acknowledgement

    @property
    def args(self) -> AsyncArgs:
        client = SimpleNamespace(session=SimpleNamespace(post=self._post), api_call=self._call, proxy=None)
        request = SimpleNamespace(headers=self.headers)
        return cast(AsyncArgs, SimpleNamespace(body=self.body, ack=self, client=client, request=request))

    async def __call__(self, **answer: Any) -> None:
        self.sent.append(("ack", answer))

    @asynccontextmanager
    async def _post(self, url: str, *, data: bytes, **_how: Any) -> AsyncIterator[SimpleNamespace]:
        if self.response_status == 200:
            self.sent.append(("respond", json.loads(data)))
        yield SimpleNamespace(status=self.response_status)

    async def _call(self, method: str, *, json: dict[str, Any]) -> dict[str, Any]:
        self.sent.append((method, json))
        return {"ok": True, "view": {"id": "V1"}}


class DanishPeople:
    """Everybody is Danish."""

    async def speaker(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        return person(ANNA, "da")

    def stranger(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        return person(member, "en")


class BrokenPeople(DanishPeople):
    """Looking somebody up fails in a way that nobody thought of."""

    async def speaker(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        raise ZeroDivisionError


@dataclass
class Knowing:
    """Whether somebody can tell what was done elsewhere."""

    answer: bool

    async def can_tell(self) -> bool:
        return self.answer


def services_of(people: DanishPeople, tasks: Tasks, *, can_tell: bool = True) -> Services:
    """As much of the services as the guard itself needs."""
    seen, metrics = Knowing(can_tell), Metrics()
    return cast(
        Services, SimpleNamespace(people=people, tasks=tasks, default_language="en", metrics=metrics, seen=seen)
    )


def counted(services: Services) -> dict[tuple[str, str], float]:
    """The requests that were counted, by kind and outcome."""
    samples = [sample for metric in services.metrics.registry.collect() for sample in metric.samples]
    requests = [one for one in samples if one.name == "takt_requests_total" and one.value]
    return {(one.labels["kind"], one.labels["outcome"]): one.value for one in requests}


@pytest.fixture
def tasks() -> Tasks:
    return Tasks()


@pytest.fixture
def guard(tasks: Tasks) -> Guard:
    return Guard(services_of(DanishPeople(), tasks))


def command(text: str) -> Wire:
    body = {
        "command": "/observe",
        "team_id": "T0",
        "user_id": ANNA,
        "channel_id": "C0",
        "trigger_id": "1",
        "response_url": "http://slack/response",
        "text": text,
    }
    return Wire(body)


def submission() -> Wire:
    return Wire({"type": "view_submission", "team": {"id": "T0"}, "user": {"id": ANNA}, "view": VIEW})


async def break_at_once(act: Act, services: Services) -> None:
    raise ZeroDivisionError("secret detail")


async def refuse(act: Act, services: Services) -> None:
    raise NotAllowed(needs="supervisor")


async def break_after_opening(act: Act, services: Services) -> None:
    await act.open_loading(loading(act, "search"), typed="hilsen <3 & *du*")
    await break_at_once(act, services)


async def break_after_filling(act: Act, services: Services) -> None:
    view = loading(act, "search")
    await (await act.open_loading(view)).show(view)
    await break_at_once(act, services)


async def do_nothing(act: Act, services: Services) -> None:
    pass


async def find_database_away(act: Act, services: Services) -> Mapping[str, Any] | None:
    raise StorageAway


async def fail_to_suggest(act: Act, services: Services) -> list[dict[str, Any]]:
    raise ZeroDivisionError


async def test_exception_right_after_the_acknowledgement_still_gets_a_sentence(guard: Guard, tasks: Tasks) -> None:
    wire = command("hilsen &lt;3")
    await guard.soon(lambda: break_at_once)(wire.args)
    await tasks.drain(5)
    [(first, _), (second, message)] = wire.sent
    assert (first, second, message["response_type"]) == ("ack", "respond", "ephemeral")
    assert "Der gik noget galt hos os" in message["text"]
    assert "hilsen &lt;3" in message["text"]
    assert "secret" not in str(message)


async def test_window_that_still_loads_says_what_went_wrong_and_keeps_what_was_typed(
    guard: Guard, tasks: Tasks
) -> None:
    wire = Wire({"type": "block_actions", "team": {"id": "T0"}, "user": {"id": ANNA}, "actions": [{"action_id": "a"}]})
    await guard.soon(lambda: break_after_opening)(wire.args)
    await tasks.drain(5)
    assert [what for what, _ in wire.sent] == ["ack", "views.open", "views.update"]
    window = wire.sent[-1][1]
    assert window["view_id"] == "V1"
    assert "Der gik noget galt hos os" in str(window["view"])
    assert "hilsen <3 & *du*" in str(window["view"])


async def test_window_that_is_filled_stays_and_the_person_is_told_beside_it(guard: Guard, tasks: Tasks) -> None:
    wire = command("hilsen")
    await guard.soon(lambda: break_after_filling)(wire.args)
    await tasks.drain(5)
    assert [what for what, _ in wire.sent] == ["ack", "views.open", "views.update", "respond"]


async def test_refusal_is_one_sentence_in_the_persons_language(guard: Guard, tasks: Tasks) -> None:
    wire = command("@ben greeting met")
    await guard.soon(lambda: refuse)(wire.args)
    await tasks.drain(5)
    assert wire.sent[-1][1]["text"].startswith("Det er kun for ledere")


@pytest.mark.parametrize("handler", [break_at_once, refuse])
async def test_nobody_hears_of_an_error_in_what_nobody_did_here(guard: Guard, tasks: Tasks, handler: Handler) -> None:
    wire = Wire({"team_id": "T0", "event_id": "Ev0", "event": {"type": "user_change", "user": {"id": ANNA}}})
    with capture_logs() as logs:
        await guard.quietly(lambda: handler, only=lambda _body: True)(wire.args)
        await tasks.drain(5)
    assert wire.sent == [("ack", {})]
    assert [one["error"] for one in logs if "error" in one] != []


async def test_acknowledgement_does_not_wait_for_the_work(guard: Guard, tasks: Tasks) -> None:
    wire = command("")
    await guard.soon(lambda: break_at_once)(wire.args)
    assert wire.sent == [("ack", {})]
    await tasks.drain(5)


async def test_click_that_writes_is_acknowledged_when_it_has(guard: Guard) -> None:
    wire = command("hilsen")

    async def write(act: Act, services: Services) -> None:
        wire.sent.append(("written", {}))

    await guard.surely(lambda: write)(wire.args)
    assert [what for what, _ in wire.sent] == ["written", "ack"]


async def test_click_that_writes_for_too_long_is_not_acknowledged_and_goes_on(tasks: Tasks) -> None:
    go_on, wire = asyncio.Event(), command("hilsen")

    async def write_slowly(act: Act, services: Services) -> None:
        await go_on.wait()
        wire.sent.append(("written", {}))

    await Guard(services_of(DanishPeople(), tasks), patience=0.01).surely(lambda: write_slowly)(wire.args)
    go_on.set()
    await tasks.drain(5)
    assert [what for what, _ in wire.sent] == ["written"]
    assert wire.response
    assert wire.response.status == 503


async def test_form_stays_open_with_a_sentence_under_its_last_field(guard: Guard) -> None:
    wire = submission()
    await guard.form(lambda: find_database_away)(wire.args)
    [(_, answer)] = wire.sent
    assert answer["response_action"] == "errors"
    assert answer["errors"]["note"].startswith("Takt kan ikke gemme noget lige nu")


async def test_type_ahead_that_fails_offers_nothing(guard: Guard) -> None:
    wire = Wire({"type": "block_suggestion", "team": {"id": "T0"}, "user": {"id": ANNA}, "value": "h"})
    await guard.options(lambda: fail_to_suggest)(wire.args)
    assert wire.sent == [("ack", {"options": []})]


async def never_end(act: Act, services: Services) -> Mapping[str, Any] | None:
    await asyncio.Event().wait()
    return None


async def test_person_gets_a_sentence_even_when_looking_them_up_fails(tasks: Tasks) -> None:
    wire = command("hilsen")
    broken = Guard(
        cast(Services, SimpleNamespace(people=BrokenPeople(), tasks=tasks, default_language="en", metrics=Metrics()))
    )
    await broken.soon(lambda: refuse)(wire.args)
    await tasks.drain(5)
    assert wire.sent[-1][1]["text"].startswith("Something went wrong on our side")


async def test_answer_takes_another_way_when_the_response_url_is_used_up(guard: Guard, tasks: Tasks) -> None:
    wire = command("hilsen")
    wire.response_status = 404
    await guard.soon(lambda: refuse)(wire.args)
    await tasks.drain(5)
    assert wire.sent[-1][0] == "chat.postEphemeral"
    assert wire.sent[-1][1]["user"] == ANNA


async def test_form_that_takes_too_long_stays_open_with_a_sentence(tasks: Tasks) -> None:
    wire = submission()
    await Guard(services_of(DanishPeople(), tasks), patience=0.01).form(lambda: never_end)(wire.args)
    assert wire.sent[-1][1]["errors"]["note"].startswith("This takes longer than it should")
    assert await tasks.drain(0) == 1


@pytest.mark.parametrize(
    ("handler", "outcome"), [(break_at_once, "failed"), (refuse, "refused"), (do_nothing, "handled")]
)
async def test_requests_are_counted_by_what_became_of_them(tasks: Tasks, handler: Handler, outcome: str) -> None:
    services = services_of(DanishPeople(), tasks)
    await Guard(services).soon(lambda: handler)(command("hilsen").args)
    await tasks.drain(5)
    assert counted(services) == {("command", outcome): 1}


async def test_what_bolt_fails_on_is_acknowledged_counted_and_not_quoted(tasks: Tasks) -> None:
    services = services_of(DanishPeople(), tasks)
    with capture_logs() as logs:
        answer = await Guard(services).fall_through(TypeError("what was typed"), {"type": ["odd"], "view": 3})
    assert (answer.status, counted(services)) == (200, {("other", "failed"): 1})
    assert logs[0]["error"] == "TypeError"
    assert "typed" not in str(logs)
