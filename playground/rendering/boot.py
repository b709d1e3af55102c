"""What the page's scripts have to know, as JSON."""

from __future__ import annotations

from typing import Any

from playground.manifest import Manifest
from playground.rendering.parts import Page
from playground.rendering.screen import Screen
from playground.rendering.words import words
from playground.world import World

Json = dict[str, Any]


def boot(page: Page) -> Json:
    """Who acts where, the words of the scripts, and what the composer completes."""
    world, person, manifest = page.slack.state.world, page.screen.person, page.slack.manifest
    supervisors = [actor.id for actor in world.actors() if actor.role == "supervisor"]
    return {
        "as": person.id,
        "place": page.screen.place,
        "language": page.reader.language,
        "title": page.title,
        "words": words(page.reader.language),
        "commands": _commands(manifest),
        "people": _people(world),
        "dms": {actor.id: world.dm_of(actor.id).id for actor in world.actors()},
        "supervisor": (supervisors or [person.id])[0],
        "tip_channel": _tip_channel(page.screen, world),
    }


def _commands(manifest: Manifest) -> list[Json]:
    return [
        {"command": item.command, "description": item.description, "usage_hint": item.usage_hint}
        for item in (manifest.commands or {}).values()
    ]


def _people(world: World) -> list[Json]:
    return [{"handle": person.handle, "name": person.name} for person in world.people.values() if not person.deleted]


def _tip_channel(screen: Screen, world: World) -> str:
    channel = screen.channel
    if channel and not channel.is_dm and world.has_bot(channel):
        return channel.id
    return next((room.id for room in world.rooms() if world.has_bot(room)), "")
