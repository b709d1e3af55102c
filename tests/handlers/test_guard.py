"""Whatever goes wrong in a handler, the person gets a sentence and never a traceback."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from slack_bolt.kwargs_injection.async_args import AsyncArgs
from slack_sdk.models.blocks import Option

from bot.errors import NotAllowed, StorageAway
from bot.ports import MemberId, Profile, WorkspaceId
from bot.services import Services
from bot.tasks import Tasks
from handlers.act import Act
from handlers.guard import Guard
from tests.fakes import ANNA, person

VIEW = {"id": "V0", "blocks": [{"type": "section", "block_id": "top"}, {"type": "input", "block_id": "note"}]}


@dataclass
class Wire:
    """Keeps what a listener acknowledges and answers, in order."""

    body: dict[str, Any]
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def args(self) -> AsyncArgs:
        context = SimpleNamespace(response_url="http://slack/response")
        wire = SimpleNamespace(body=self.body, ack=self._ack, respond=self._respond, client=None, context=context)
        return cast(AsyncArgs, wire)

    async def _ack(self, **answer: Any) -> None:
        self.sent.append(("ack", answer))

    async def _respond(self, **message: Any) -> None:
        self.sent.append(("respond", message))


class DanishPeople:
    """Everybody is Danish."""

    async def speaker(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        return person(ANNA, "da")


@pytest.fixture
def tasks() -> Tasks:
    return Tasks()


@pytest.fixture
def guard(tasks: Tasks) -> Guard:
    return Guard(cast(Services, SimpleNamespace(people=DanishPeople(), tasks=tasks, default_language="en")))


def command(text: str) -> Wire:
    body = {
        "command": "/observe",
        "team_id": "T0",
        "user_id": ANNA,
        "channel_id": "C0",
        "trigger_id": "1",
        "text": text,
    }
    return Wire(body)


def submission() -> Wire:
    return Wire({"type": "view_submission", "team": {"id": "T0"}, "user": {"id": ANNA}, "view": VIEW})


async def break_at_once(act: Act, services: Services) -> None:
    raise ZeroDivisionError("secret detail")


async def refuse(act: Act, services: Services) -> None:
    raise NotAllowed(needs="supervisor")


async def find_database_away(act: Act, services: Services) -> Mapping[str, Any] | None:
    raise StorageAway


async def fail_to_suggest(act: Act, services: Services) -> list[Option]:
    raise ZeroDivisionError


async def test_exception_right_after_the_acknowledgement_still_gets_a_sentence(guard: Guard, tasks: Tasks) -> None:
    wire = command("hilsen &lt;3")
    await guard.soon(break_at_once)(wire.args)
    await tasks.drain(5)
    [(first, _), (second, message)] = wire.sent
    assert (first, second, message["response_type"]) == ("ack", "respond", "ephemeral")
    assert "Der gik noget galt hos os" in message["text"]
    assert "hilsen &lt;3" in message["text"]
    assert "secret" not in str(message)


async def test_refusal_is_one_sentence_in_the_persons_language(guard: Guard, tasks: Tasks) -> None:
    wire = command("@ben greeting met")
    await guard.soon(refuse)(wire.args)
    await tasks.drain(5)
    assert wire.sent[-1][1]["text"].startswith("Det er kun for ledere")


async def test_acknowledgement_does_not_wait_for_the_work(guard: Guard, tasks: Tasks) -> None:
    wire = command("")
    await guard.soon(break_at_once)(wire.args)
    assert wire.sent == [("ack", {})]
    await tasks.drain(5)


async def test_form_stays_open_with_a_sentence_under_its_last_field(guard: Guard) -> None:
    wire = submission()
    await guard.form(find_database_away)(wire.args)
    [(_, answer)] = wire.sent
    assert answer["response_action"] == "errors"
    assert answer["errors"]["note"].startswith("Takt kan ikke gemme noget lige nu")


async def test_type_ahead_that_fails_offers_nothing(guard: Guard) -> None:
    wire = Wire({"type": "block_suggestion", "team": {"id": "T0"}, "user": {"id": ANNA}, "value": "h"})
    await guard.options(fail_to_suggest)(wire.args)
    assert wire.sent == [("ack", {"options": []})]
