"""The JSON objects that Slack shows to apps: users, channels, messages, views."""

from typing import Any

from playground.fields import state_values
from playground.messages import Message
from playground.state import State
from playground.views import View
from playground.world import Channel, Person, World

Json = dict[str, Any]


def user_object(world: World, person: Person, with_locale: bool) -> Json:
    """A user as `users.info` shows it; the locale only on request."""
    user: Json = {
        "id": person.id,
        "team_id": world.team_id,
        "name": person.handle,
        "real_name": person.name,
        "deleted": person.deleted,
        "profile": {"real_name": person.name, "display_name": person.handle, "team": world.team_id},
        "is_bot": person.is_bot,
        "is_app_user": False,
    }
    if person.deleted:
        return user
    user |= {
        "tz": person.tz,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": False,
        "is_stranger": person.is_stranger,
    }
    return user | {"locale": person.locale} if with_locale else user


def channel_object(world: World, channel: Channel, with_locale: bool, with_size: bool = False) -> Json:
    """A conversation as `conversations.info` shows it."""
    common: Json = {
        "id": channel.id,
        "is_im": channel.is_dm,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private and not channel.is_dm,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_member": world.has_bot(channel),
        "context_team_id": world.team_id,
    }
    common |= {"user": channel.dm_with} if channel.is_dm else {"name": channel.name, "name_normalized": channel.name}
    common |= {"num_members": len(channel.members)} if with_size else {}
    return common | {"locale": channel.locale} if with_locale else common


def payload_channel(channel: Channel) -> Json:
    """A channel as interactions name it."""
    return {"id": channel.id, "name": payload_channel_name(channel)}


def payload_channel_name(channel: Channel) -> str:
    """The name that commands and interactions give: private conversations are not named."""
    if channel.is_dm:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def channel_type(channel: Channel) -> str:
    """The `channel_type` of message events."""
    if channel.is_dm:
        return "im"
    return "group" if channel.is_private else "channel"


def message_object(state: State, message: Message, all_metadata: bool = False) -> Json:
    """A message as histories, events and interactions show it; in full metadata only on request."""
    world = state.world
    wire: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    wire["team"] = world.team_id
    if message.from_app:
        wire |= {"bot_id": world.bot_id, "app_id": world.app_id}
    if message.username:
        wire |= {"subtype": "bot_message", "username": message.username}
    wire |= {key: getattr(message, key) for key in _IF_THERE if getattr(message, key)}
    if message.edited:
        wire["edited"] = {"user": message.user, "ts": message.edited}
    if message.metadata:
        wire["metadata"] = message.metadata if all_metadata else {"event_type": message.metadata["event_type"]}
    return wire | _thread_summary(state, message)


_IF_THERE = ("blocks", "attachments", "files", "thread_ts")


def _thread_summary(state: State, message: Message) -> Json:
    replies = replies_to(state, message)
    if not replies:
        return {}
    return {"thread_ts": message.ts, "reply_count": len(replies), "latest_reply": replies[-1].ts}


def replies_to(state: State, parent: Message) -> list[Message]:
    """The thread under a message, oldest first, private messages left out."""
    everything = state.messages.in_channel(parent.channel)
    return [
        message
        for message in everything
        if message.thread_ts == parent.ts and message.is_reply and message.ephemeral_to is None
    ]


def view_object(state: State, view: View) -> Json:
    """A view as answers and interactions show it, with what the person has typed so far."""
    world = state.world
    optional: Json = {"callback_id": "", "external_id": "", "private_metadata": ""}
    if view.body["type"] == "modal":
        optional |= {"submit": None, "close": None, "clear_on_close": False, "notify_on_close": False}
    return {
        **optional,
        **view.body,
        "id": view.id,
        "team_id": world.team_id,
        "app_id": world.app_id,
        "app_installed_team_id": world.team_id,
        "bot_id": world.bot_id,
        "hash": view.hash,
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "state": {"values": state_values(view.blocks, view.typed, view.channel)},
    }
