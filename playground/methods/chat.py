"""chat.*: posting, private posts, editing, deleting."""

from typing import Any

from playground.errors import SlackError
from playground.messages import Message
from playground.methods.call import Call
from playground.objects import message_object
from playground.posting import UPDATE_CHARACTERS, check_thread, edit, post, read_content, withdraw

Json = dict[str, Any]


def post_message(call: Call) -> Json:
    """chat.postMessage."""
    channel = call.channel_to_write()
    content = read_content(call.arguments)
    thread_ts, username = call.text("thread_ts") or None, call.text("username") or None
    if username:
        call.need("chat:write.customize")
    check_thread(call.slack, channel.id, thread_ts)
    call.slack.limiter.check(channel.id)
    message = post(call.slack, channel.id, content, thread_ts=thread_ts, username=username)
    return _posted(call, message)


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: only for an active member of the channel."""
    channel = call.known_channel()
    call.check_writable(channel)
    person = call.world.people.get(call.required("user"))
    if person is None or person.deleted or person.id not in channel.members:
        raise SlackError("user_not_in_channel")
    content = read_content(call.arguments)
    thread_ts = call.text("thread_ts") or None
    check_thread(call.slack, channel.id, thread_ts)
    message = post(call.slack, channel.id, content, thread_ts=thread_ts, ephemeral_to=person.id)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """chat.update: the app's own messages, not the private ones."""
    message = _own(call, "cant_update_message")
    if call.world.channels[message.channel].is_archived:
        raise SlackError("is_archived")
    edit(call.slack, message, read_content(call.arguments, UPDATE_CHARACTERS))
    return _posted(call, message) | {"text": message.text}


def delete(call: Call) -> Json:
    """chat.delete: the app's own messages, not the private ones."""
    message = _own(call, "cant_delete_message")
    withdraw(call.slack, message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    """chat.getPermalink."""
    channel = call.known_channel()
    message = call.state.messages.find(channel.id, call.required("message_ts"))
    if message is None or message.ephemeral_to is not None:
        raise SlackError("message_not_found")
    address = f"https://{call.world.team_domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        address += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": address}


def _own(call: Call, error: str) -> Message:
    channel = call.known_channel()
    message = call.state.messages.find(channel.id, call.required("ts"))
    if message is None or message.ephemeral_to is not None:
        raise SlackError("message_not_found")
    if not message.from_app:
        raise SlackError(error)
    return message


def _posted(call: Call, message: Message) -> Json:
    shown = message_object(call.state, message, all_metadata=True)
    return {"channel": message.channel, "ts": message.ts, "message": shown}
