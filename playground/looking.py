"""What a control program can look at: one person's screen, the state of everything, all that was ever sent."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Any

from playground.acts.people import room
from playground.errors import ControlError
from playground.messages import Message
from playground.objects import view_object
from playground.slack import Slack
from playground.views import View
from playground.world import SLACKBOT

Json = dict[str, Any]
Look = Callable[[Slack, Mapping[str, str]], Awaitable[Json]]


async def messages(slack: Slack, query: Mapping[str, str]) -> Json:
    """What one person (`as`) sees in a `channel`, or in all of theirs, oldest first."""
    if "as" not in query:
        raise ControlError('Say "as", and "channel" for one channel only.')
    world = slack.state.world
    person = world.person(query["as"])
    mine = [channel for channel in world.channels.values() if person.id in channel.members]
    wanted = [room(slack, query["channel"], person)] if "channel" in query else mine
    seen = [message for channel in wanted for message in slack.state.messages.seen_by(person.id, channel.id)]
    shown = [message_shown(slack, message) for message in sorted(seen, key=lambda message: float(message.ts))]
    return {"ok": True, "messages": shown}


async def views(slack: Slack, query: Mapping[str, str]) -> Json:
    """One person's (`as`) open modals, top last, and their Home."""
    if "as" not in query:
        raise ControlError('Say "as".')
    person = slack.state.world.person(query["as"])
    home = slack.state.views.homes.get(person.id)
    stack = [_view_shown(slack, view) for view in slack.state.views.stack(person.id)]
    return {"ok": True, "views": stack, "home": _view_shown(slack, home) if home else None}


async def state(slack: Slack, _query: Mapping[str, str]) -> Json:
    """Who and what there is, and what went over the wire."""
    world = slack.state.world
    return {
        "ok": True,
        "people": [asdict(person) for person in world.actors()],
        "directory": [asdict(person) for person in world.people.values()],
        "channels": [
            {
                "id": channel.id,
                "name": channel.name,
                "bot": world.has_bot(channel),
                "archived": channel.is_archived,
                "members": sorted(channel.members),
            }
            for channel in world.rooms()
        ],
        "groups": [asdict(group) for group in world.groups.values()],
        "traffic": slack.traffic.entries(),
        "connected": await slack.outlet.connected(),
        "commands": [asdict(command) for command in (slack.manifest.commands or {}).values()],
        "shortcuts": [asdict(shortcut) for shortcut in slack.manifest.shortcuts.values()],
        "app": {"name": slack.manifest.app_name, "installed": not slack.bot.revoked},
    }


async def sent(slack: Slack, _query: Mapping[str, str]) -> Json:
    """Every message and view that the app ever put on a screen."""
    return {"ok": True, "sent": [asdict(item) for item in slack.state.sent]}


async def posted(slack: Slack, _query: Mapping[str, str]) -> Json:
    """Every message of the app that stands in a channel, whatever the call was answered; and the faults so far."""
    mine = [
        {
            "channel": message.channel,
            "ts": message.ts,
            "text": message.text,
            "thread_ts": message.thread_ts,
            "metadata": message.metadata,
        }
        for channel in slack.state.world.channels.values()
        for message in slack.state.messages.in_channel(channel.id)
        if message.from_app and message.ephemeral_to is None
    ]
    return {"ok": True, "posted": mine, "faults": dict(slack.faults.happened)}


LOOKS: dict[str, Look] = {"messages": messages, "views": views, "state": state, "sent": sent, "posted": posted}


def message_shown(slack: Slack, message: Message) -> Json:
    """One message for the control API."""
    author = slack.state.world.people.get(message.user)
    name = "Slackbot" if message.user == SLACKBOT else author.name if author else message.user
    return {
        "ts": message.ts,
        "channel": message.channel,
        "user": message.user,
        "username": message.username or name,
        "text": message.text,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "files": message.files,
        "ephemeral": message.ephemeral_to is not None,
        "thread_ts": message.thread_ts,
        "metadata": message.metadata,
        "edited": message.edited is not None,
    }


def _view_shown(slack: Slack, view: View) -> Json:
    return view_object(slack.state, view) | {"errors": view.errors, "notice": view.notice}
