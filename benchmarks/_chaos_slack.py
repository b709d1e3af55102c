"""The playground as a process of its own: one workspace's token, as many channels as a chaos run has.

Takt knows one workspace's token, so all of them are in one workspace here; its rows say which one each belongs to.
"""

import asyncio
import json
import sys
from dataclasses import replace
from random import Random
from typing import Any

from playground.faults import Faults
from playground.messages import Message
from playground.server import Playground
from playground.world import Channel, Person, hotel_world

SCOPES = ("chat:write", "channels:read", "channels:history", "groups:history", "im:history", "users:read", "im:write")
MORE = ("app_mentions:read", "commands", "files:write")  # what people's requests need beside


async def main(*, channels: int, archived: list[str], seed: int, people: int = 0, threads: int = 0) -> None:
    """Serve until killed; prints the address."""
    world = hotel_world()
    staff = [Person(f"U0P{number:04d}", f"p{number}", f"P{number}") for number in range(people)]
    world.people |= {person.id: person for person in staff}
    world = replace(world)  # with their direct messages
    closed = set(archived)
    everybody = {"U0BEN", "U0TAKT", *(person.id for person in staff)}
    for number in range(channels):
        name = f"C{number:06d}"
        world.channels[name] = Channel(name, name.lower(), everybody, is_archived=name in closed)
    scopes = (*SCOPES, *MORE) if people else SCOPES
    playground = Playground(request_url="http://127.0.0.1:9/", world=world, scopes=scopes)
    playground.slack.faults = Faults(Random(seed))
    for number in range(threads):
        playground.state.messages.add(Message("C000000", f"1700000000.{number:06d}", "U0BEN", "<@U0TAKT> …"))
    await playground.start()
    print(playground.url, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    wanted: dict[str, Any] = json.loads(sys.stdin.read())
    asyncio.run(main(**wanted))
