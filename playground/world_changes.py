"""Changes to the world while it runs: people's roles and languages, channels, the app's installation."""

from collections.abc import Mapping
from typing import Any

from playground.errors import ControlError
from playground.events import tell_uninstalled, tell_user_changed, tell_withheld
from playground.slack import Slack
from playground.world import Channel, Person

Json = dict[str, Any]
_PERSON_FIELDS = {"locale": str, "tz": str, "name": str, "deleted": bool, "is_admin": bool}


async def change_world(slack: Slack, body: Mapping[str, Any]) -> Json:
    """Apply the change to one `user`, `channel`, `scope` or the `app`; raises ControlError for what it cannot read."""
    if "user" in body:
        person = slack.state.world.person(str(body["user"]))
        _change_person(slack, person, body)
        await tell_user_changed(slack, person)
    elif "channel" in body:
        _change_channel(slack, _channel(slack, body), body)
    elif "scope" in body:
        _change_scope(slack, str(body["scope"]), granted=bool(body.get("granted", True)))
    elif body.get("app") in ("install", "uninstall"):
        await _change_installation(slack, installed=body["app"] == "install")
    elif body.get("app") == "rate_limited":
        await tell_withheld(slack)
    else:
        raise ControlError(
            'Say what to change: "user", "channel", "scope" or "app" (install, uninstall or rate_limited).'
        )
    slack.state.changed("world")
    return {"ok": True}


def _change_person(slack: Slack, person: Person, body: Mapping[str, Any]) -> None:
    world = slack.state.world
    for name, kind in _PERSON_FIELDS.items():
        if name in body:
            setattr(person, name, kind(body[name]))
    if "locale" in body:
        world.dm_of(person.id).locale = person.locale
    if "supervisor" in body:
        world.set_supervisor(person, bool(body["supervisor"]))


def _channel(slack: Slack, body: Mapping[str, Any]) -> Channel:
    world, name = slack.state.world, str(body["channel"]).lstrip("#")
    if body.get("create"):
        everybody = {person.id for person in world.actors()}
        channel = Channel(slack.state.new_id("C"), name, everybody | {world.bot_user_id})
        world.channels[channel.id] = channel
        return channel
    return world.channel(name)


def _change_channel(slack: Slack, channel: Channel, body: Mapping[str, Any]) -> None:
    world = slack.state.world
    channel.is_archived = bool(body.get("archived", channel.is_archived))
    channel.is_private = bool(body.get("private", channel.is_private))
    channel.locale = str(body.get("locale", channel.locale))
    channel.members |= _people(slack, body, "add")
    channel.members -= _people(slack, body, "remove")
    if "bot" in body:
        change = channel.members.add if body["bot"] else channel.members.discard
        change(world.bot_user_id)


def _people(slack: Slack, body: Mapping[str, Any], name: str) -> set[str]:
    refs = body.get(name, [])
    if not isinstance(refs, list):
        raise ControlError(f'"{name}" must be a list of people.')
    return {slack.state.world.person(str(ref)).id for ref in refs}


def _change_scope(slack: Slack, scope: str, *, granted: bool) -> None:
    change = slack.bot.scopes.add if granted else slack.bot.scopes.discard
    change(scope)


async def _change_installation(slack: Slack, *, installed: bool) -> None:
    if not installed and not slack.bot.revoked:
        slack.bot.revoked = True
        await tell_uninstalled(slack)
    slack.bot.revoked = not installed
