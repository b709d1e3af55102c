"""Which person looks at which place: read from an address, and written into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from playground.rendering.reader import Reader
from playground.world import SLACKBOT, Channel, Person, UnknownNameError, World

HOME = "home"


@dataclass(frozen=True)
class Screen:
    """A person in a channel, or on the app's Home when `channel` is None."""

    person: Person
    channel: Channel | None

    @property
    def place(self) -> str:
        """The channel's id, or `home`."""
        return self.channel.id if self.channel else HOME


def screen_of(query: Mapping[str, str], world: World) -> Screen:
    """The screen that an address asks for; what it leaves out or gets wrong is the first that there is."""
    person = _person(query.get("as", ""), world)
    if query.get("home") == "1":
        return Screen(person, None)
    return Screen(person, _channel(query.get("channel", ""), person, world))


def address(person_id: str, place: str = "") -> str:
    """The address of a person's place."""
    where = {"home": "1"} if place == HOME else {"channel": place} if place else {}
    return "/?" + urlencode({"as": person_id, **where})


def rooms_of(person: Person, world: World) -> list[Channel]:
    """The channels that the person shares with the app, without direct messages."""
    shared = {person.id, world.bot_user_id}
    return [channel for channel in world.rooms() if shared <= channel.members and not channel.is_archived]


def reader_of(person: Person, world: World, app_name: str) -> Reader:
    """The person as somebody to render for."""
    names = {member.id: member.name for member in world.people.values()}
    return Reader(
        person.id,
        person.locale,
        person.tz,
        names | {world.bot_user_id: app_name, SLACKBOT: "Slackbot"},
        {channel.id: channel.name for channel in world.rooms()},
        {group.id: group.handle for group in world.groups.values()},
        tuple(member.id for member in world.people.values() if not member.deleted),
    )


def _person(ref: str, world: World) -> Person:
    try:
        person = world.person(ref)
    except UnknownNameError:
        return world.actors()[0]
    return person if person.can_act else world.actors()[0]


def _channel(ref: str, person: Person, world: World) -> Channel:
    try:
        channel = world.channel(ref, person)
    except UnknownNameError:
        channel = None
    if channel and person.id in channel.members:
        return channel
    rooms = [room for room in rooms_of(person, world) if world.has_bot(room)]
    return (rooms or rooms_of(person, world) or [world.dm_of(person.id)])[0]
