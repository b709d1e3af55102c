"""The playground as a process of its own: one workspace's token, as many channels as a chaos run has.

Takt knows one workspace's token, so all of them are in one workspace here; its rows say which one each belongs to.
"""

import asyncio
import json
import sys
from random import Random
from typing import Any

from playground.faults import Faults
from playground.server import Playground
from playground.world import Channel, hotel_world

SCOPES = ("chat:write", "channels:read", "channels:history", "groups:history", "im:history", "users:read", "im:write")


async def main(channels: int, archived: list[str], seed: int) -> None:
    """Serve until killed; prints the address."""
    world = hotel_world()
    closed = set(archived)
    for number in range(channels):
        name = f"C{number:06d}"
        world.channels[name] = Channel(name, name.lower(), {"U0BEN", "U0TAKT"}, is_archived=name in closed)
    playground = Playground(request_url="http://127.0.0.1:9/", world=world, scopes=SCOPES)
    playground.slack.faults = Faults(Random(seed))
    await playground.start()
    print(playground.url, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    wanted: dict[str, Any] = json.loads(sys.stdin.read())
    asyncio.run(main(wanted["channels"], wanted["archived"], wanted["seed"]))
