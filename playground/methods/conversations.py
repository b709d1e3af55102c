"""conversations.*: what a channel is, who is in it, what was said."""

from typing import Any

from playground.errors import SlackError
from playground.messages import Message
from playground.methods.call import Call
from playground.methods.paging import cursor_at, start_of
from playground.objects import channel_object, channel_type, message_object, replies_to
from playground.world import Channel

Json = dict[str, Any]
_FAMILIES = {"im": "im", "channel": "channels", "group": "groups"}


def _family(channel: Channel) -> str:
    return _FAMILIES[channel_type(channel)]


def info(call: Call) -> Json:
    """conversations.info."""
    channel = call.known_channel()
    call.need(f"{_family(channel)}:read")
    with_locale, with_size = call.flag("include_locale"), call.flag("include_num_members")
    return {"channel": channel_object(call.world, channel, with_locale, with_size)}


def members(call: Call) -> Json:
    """conversations.members."""
    channel = call.known_channel()
    call.need(f"{_family(channel)}:read")
    return {"members": sorted(channel.members), "response_metadata": {"next_cursor": ""}}


def open_dm(call: Call) -> Json:
    """conversations.open, for the direct messages with one person."""
    call.need("im:write")
    person = call.person("users")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    if person.deleted or person.is_stranger:
        raise SlackError("user_disabled" if person.deleted else "user_not_visible")
    return {"channel": {"id": call.world.dm_of(person.id).id}}


def history(call: Call) -> Json:
    """conversations.history: newest first, without replies and private messages, metadata only on request."""
    channel = _readable(call)
    newest_first = [message for message in _public(call, channel) if not message.is_reply][::-1]
    return _page(call, [message for message in newest_first if _within(call, message)])


def replies(call: Call) -> Json:
    """conversations.replies: the parent and then its thread, oldest first."""
    channel = _readable(call)
    parent = call.state.messages.find(channel.id, call.required("ts"))
    if parent is None or parent.ephemeral_to is not None:
        raise SlackError("thread_not_found")
    thread = [message for message in replies_to(call.state, parent) if _within(call, message)]
    return _page(call, [parent, *thread])


def users_conversations(call: Call) -> Json:
    """users.conversations: the public channels that the app is in."""
    call.need("channels:read")
    mine = [channel for channel in call.world.rooms() if call.world.has_bot(channel) and not channel.is_private]
    shown = [channel_object(call.world, channel, with_locale=False) for channel in mine if not channel.is_archived]
    return {"channels": shown, "response_metadata": {"next_cursor": ""}}


def _readable(call: Call) -> Channel:
    channel = call.known_channel()
    call.need(f"{_family(channel)}:history")
    if not call.world.has_bot(channel):
        raise SlackError("not_in_channel")
    return channel


def _public(call: Call, channel: Channel) -> list[Message]:
    return [message for message in call.state.messages.in_channel(channel.id) if message.ephemeral_to is None]


def _within(call: Call, message: Message) -> bool:
    moment, inclusive = float(message.ts), call.flag("inclusive")
    oldest, latest = _moment(call, "oldest", "0"), _moment(call, "latest", "inf")
    return oldest < moment < latest or (inclusive and moment in (oldest, latest))


def _moment(call: Call, name: str, default: str) -> float:
    try:
        return float(call.text(name) or default)
    except ValueError as error:
        raise SlackError(f"invalid_ts_{name}") from error


def _page(call: Call, messages: list[Message]) -> Json:
    start, size = start_of(call.text("cursor")), call.number("limit", 100, 999)
    rest = len(messages) > start + size
    cursor = cursor_at(start + size) if rest else ""
    in_full = call.flag("include_all_metadata")
    shown = [message_object(call.state, message, in_full) for message in messages[start : start + size]]
    return {"messages": shown, "has_more": rest, "response_metadata": {"next_cursor": cursor}}
