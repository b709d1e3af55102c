"""The workspace that the playground plays: its people, channels and user groups, as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeVar

SLACKBOT = "USLACKBOT"

Role = Literal["staff", "supervisor", "bot"]


class UnknownNameError(LookupError):
    """Somebody named a person or a channel that is not in this world."""


@dataclass
class Person:
    """One entry of the workspace's directory; only those who `can_act` may do things through the control API."""

    id: str
    handle: str
    name: str
    role: Role = "staff"
    locale: str = "en-GB"
    tz: str = "Europe/London"
    can_act: bool = True
    is_bot: bool = False
    is_admin: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_stranger: bool = False


@dataclass
class Channel:
    """A channel, or the app's direct messages with one person (`dm_with`)."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    is_private: bool = False
    is_archived: bool = False
    locale: str = "en-GB"
    dm_with: str | None = None

    @property
    def is_dm(self) -> bool:
        """True for the direct messages between the app and one person."""
        return self.dm_with is not None


@dataclass
class UserGroup:
    """A Slack user group such as @supervisors."""

    id: str
    handle: str
    name: str
    members: list[str] = field(default_factory=list)


@dataclass
class World:
    """One workspace. Direct messages with the app are added for everybody who is not a bot."""

    team_id: str
    team_name: str
    team_domain: str
    bot_user_id: str
    people: dict[str, Person]
    channels: dict[str, Channel]
    groups: dict[str, UserGroup]
    app_id: str = "A0TAKT"
    bot_id: str = "B0TAKT"

    def __post_init__(self) -> None:
        for person in list(self.people.values()):
            if not person.is_bot:
                self._add_dm(person)

    def _add_dm(self, person: Person) -> None:
        dm = Channel("D" + person.id[1:], person.handle, {person.id, self.bot_user_id}, True)
        dm.dm_with, dm.locale = person.id, person.locale
        self.channels.setdefault(dm.id, dm)

    def person(self, ref: str) -> Person:
        """The person with this id, handle or name, in any case and with or without @; raises UnknownNameError."""
        wanted = ref.strip().lstrip("@").casefold()
        for person in self.people.values():
            if wanted in (person.id.casefold(), person.handle.casefold(), person.name.casefold()):
                return person
        raise UnknownNameError(f"There is no person called {ref!r} in this workspace.")

    def channel(self, ref: str, user: Person | None = None) -> Channel:
        """The channel with this id or name, with or without #; "dm" is `user`'s own; raises UnknownNameError."""
        wanted = ref.strip().lstrip("#").casefold()
        if wanted == "dm" and user is not None:
            return self.dm_of(user.id)
        for channel in self.channels.values():
            if wanted == channel.id.casefold() or (wanted == channel.name.casefold() and not channel.is_dm):
                return channel
        raise UnknownNameError(f"There is no channel called {ref!r} in this workspace.")

    def dm_of(self, user_id: str) -> Channel:
        """The person's direct messages with the app; raises UnknownNameError for bots."""
        for channel in self.channels.values():
            if channel.dm_with == user_id:
                return channel
        raise UnknownNameError(f"{user_id} has no direct messages with the app.")

    def set_supervisor(self, person: Person, supervisor: bool) -> None:
        """Put the person into the group @supervisors, or take them out."""
        group = next(group for group in self.groups.values() if group.handle == "supervisors")
        group.members = [member for member in group.members if member != person.id]
        group.members += [person.id] if supervisor else []
        person.role = "supervisor" if supervisor else "staff"

    def actors(self) -> list[Person]:
        """The people that a visitor can act as."""
        return [person for person in self.people.values() if person.can_act]

    def rooms(self) -> list[Channel]:
        """The channels that are not direct messages."""
        return [channel for channel in self.channels.values() if not channel.is_dm]

    def has_bot(self, channel: Channel) -> bool:
        """True when the app's bot user is a member."""
        return self.bot_user_id in channel.members


T = TypeVar("T", Person, Channel, UserGroup)


def _keyed(items: Iterable[T]) -> dict[str, T]:
    return {item.id: item for item in items}


def _hotel_people() -> list[Person]:
    danish, british = ("da-DK", "Europe/Copenhagen"), ("en-GB", "Europe/London")
    return [
        Person("U0ANNA", "anna", "Anna", "staff", *danish),
        Person("U0BEN", "ben", "Ben", "staff", *british),
        Person("U0SOFIE", "sofie", "Sofie", "supervisor", *danish),
        Person("U0MIKKEL", "mikkel", "Mikkel", "staff", *danish, can_act=False, deleted=True),
        Person("U0GAEST", "gaest", "Gæst", "staff", *danish, can_act=False, is_restricted=True, is_stranger=True),
        Person("U0KALENDER", "kalender", "Kalender", "bot", *danish, can_act=False, is_bot=True),
        Person("U0TAKT", "takt", "Takt", "bot", *british, can_act=False, is_bot=True),
    ]


def hotel_world() -> World:
    """The default world: Anna, Ben and their supervisor Sofie, in a shop and at a reception desk."""
    staff = {"U0ANNA", "U0BEN", "U0SOFIE"}
    channels = [
        Channel("C0BUTIK", "butikken", staff | {"U0TAKT"}, locale="da-DK"),
        Channel("C0RECEP", "reception", staff | {"U0TAKT"}, locale="en-GB"),
        Channel("C0KANTINE", "kantinen", set(staff), locale="da-DK"),
    ]
    return World(
        team_id="T0TAKT",
        team_name="Takt Hotel",
        team_domain="takt-hotel",
        bot_user_id="U0TAKT",
        people=_keyed(_hotel_people()),
        channels=_keyed(channels),
        groups=_keyed([UserGroup("S0SUPERS", "supervisors", "Supervisors", ["U0SOFIE"])]),
    )
