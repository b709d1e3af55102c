"""Who acts, and where they may."""

from playground.errors import ControlError
from playground.slack import Slack
from playground.world import Channel, Person


def actor(slack: Slack, ref: str) -> Person:
    """The person that a program acts as; raises ControlError for those nobody can act as."""
    person = slack.state.world.person(ref)
    if not person.can_act or person.deleted:
        raise ControlError(f"Nobody can act as {person.name}.")
    return person


def room(slack: Slack, ref: str, person: Person) -> Channel:
    """The channel, when the person is in it; raises ControlError."""
    channel = slack.state.world.channel(ref, person)
    if person.id not in channel.members:
        raise ControlError(f"{person.name} is not in {channel.name}.")
    return channel


def open_room(slack: Slack, ref: str, person: Person) -> Channel:
    """The channel, when the person can write in it; raises ControlError."""
    channel = room(slack, ref, person)
    if channel.is_archived:
        raise ControlError(f"{channel.name} is archived.")
    tab_shut = not slack.manifest.messages_tab or slack.manifest.messages_read_only
    if channel.is_dm and tab_shut:
        raise ControlError("The app's Messages tab does not take messages.")
    return channel
