"""What the parts of the playground share: one Slack with its state, its faults, and its way to the app."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from playground.faults import Faults
from playground.limits import RateLimiter
from playground.manifest import Manifest
from playground.quiet import Quiet
from playground.state import State
from playground.tokens import Token, Tokens
from playground.traffic import TrafficLog
from playground.wire import TIMEOUT, Ack, Envelope, Outlet

Json = dict[str, Any]
VERIFICATION_TOKEN = "playground-verification"  # noqa: S105  # nosec B105
CLIENT_ID, CLIENT_SECRET = "1111.2222", "playground-client-secret"


@dataclass
class Slack:
    """Everything that methods and acts need."""

    state: State
    manifest: Manifest
    outlet: Outlet
    tokens: Tokens
    bot: Token
    app_token: Token
    traffic: TrafficLog
    limiter: RateLimiter
    faults: Faults = field(default_factory=Faults)
    quiet: Quiet = field(default_factory=Quiet)
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    url: str = ""
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    installs_as: Json = field(default_factory=dict)  # what `oauth.v2.access` says otherwise, an org-wide install say

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do this beside what is going on; it ends with the playground."""
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def send(self, envelope: Envelope) -> Ack:
        """Deliver to the app and note it in the traffic; the fault "ack" loses the acknowledgement."""
        with self.quiet.busy():
            ack = await self.outlet.deliver(envelope)
            if ack.ok and self.faults.take("ack"):
                ack = Ack(0, None, TIMEOUT)
        status = ack.error or str(ack.status)
        logged = {**envelope.payload, "acknowledged_with": ack.body} if ack.body else envelope.payload
        self.traffic.add("out", envelope.name, logged, status, envelope.user)
        return ack

    def interaction(self, kind: str, user_id: str) -> Json:
        """The part that every interaction has in common."""
        world = self.state.world
        person = world.people[user_id]
        return {
            "type": kind,
            "team": {"id": world.team_id, "domain": world.team_domain},
            "user": {
                "id": person.id,
                "username": person.handle,
                "name": person.handle,
                "team_id": world.team_id,
            },
            "api_app_id": world.app_id,
            "token": VERIFICATION_TOKEN,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def response_url(self, key: str) -> str:
        """The address of a response url."""
        return f"{self.url}/response/{self.state.world.team_id}/{key}"
