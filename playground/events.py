"""The Events API: what the app subscribed to, told once, and again when it does not acknowledge."""

import asyncio
from typing import Any

from playground.messages import Message
from playground.objects import channel_type, message_object, user_object, view_object
from playground.slack import VERIFICATION_TOKEN, Slack
from playground.wire import TIMEOUT, Ack, Envelope
from playground.world import Channel, Person

Json = dict[str, Any]
SCOPES = {
    "app_mention": "app_mentions:read",
    "user_change": "users:read",
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
}
MESSAGE_EVENTS = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}


def subscribed(slack: Slack, name: str) -> bool:
    """True when the manifest asks for the event and the token has the scope for it."""
    return name in slack.manifest.events and SCOPES.get(name, "") in {"", *slack.bot.scopes}


async def tell(slack: Slack, name: str, event: Json) -> Ack | None:
    """Send the event if the app subscribed to it; retries happen behind the caller's back."""
    if not subscribed(slack, name) or slack.bot.revoked:
        return None
    return await _attempt(slack, Envelope("events_api", _callback(slack, event)))


async def _attempt(slack: Slack, envelope: Envelope) -> Ack:
    ack = await slack.send(envelope)
    if not ack.ok and envelope.retry_num < len(slack.retry_delays):
        slack.spawn(_retry(slack, envelope, "timeout" if ack.error == TIMEOUT else "connection_failed"))
    return ack


async def _retry(slack: Slack, envelope: Envelope, reason: str) -> None:
    await asyncio.sleep(slack.retry_delays[envelope.retry_num])
    await _attempt(slack, envelope.again(reason))


def _callback(slack: Slack, event: Json) -> Json:
    world = slack.state.world
    authorization = {
        "enterprise_id": None,
        "team_id": world.team_id,
        "user_id": world.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": world.team_id,
        "context_team_id": world.team_id,
        "context_enterprise_id": None,
        "api_app_id": world.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": slack.state.new_id("Ev"),
        "event_time": int(slack.state.clock()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": slack.state.new_id("4-"),
    }


async def tell_message(slack: Slack, channel: Channel, message: Message) -> list[Ack]:
    """The events that a new message causes: message.* where the app is, app_mention when it is named."""
    world = slack.state.world
    if message.ephemeral_to is not None or not world.has_bot(channel):
        return []
    about = message_object(slack.state, message, all_metadata=True)
    about |= {"channel": channel.id, "event_ts": message.ts, "channel_type": channel_type(channel)}
    acks = [await tell(slack, MESSAGE_EVENTS[about["channel_type"]], about)]
    if f"<@{world.bot_user_id}>" in message.text and not channel.is_dm and not message.from_app:
        mention = {key: value for key, value in about.items() if key != "channel_type"}
        acks.append(await tell(slack, "app_mention", mention | {"type": "app_mention"}))
    return [ack for ack in acks if ack is not None]


async def tell_changed(slack: Slack, channel: Channel, message: Message, subtype: str) -> None:
    """The event that an edited (message_changed) or deleted (message_deleted) message causes."""
    if message.ephemeral_to is not None or not slack.state.world.has_bot(channel):
        return
    kind, moment = channel_type(channel), slack.state.next_ts()
    event: Json = {"type": "message", "subtype": subtype, "hidden": True, "channel": channel.id}
    event |= {"channel_type": kind, "ts": moment, "event_ts": moment}
    if subtype == "message_changed":
        event["message"] = message_object(slack.state, message, all_metadata=True)
    else:
        event["deleted_ts"] = message.ts
    await tell(slack, MESSAGE_EVENTS[kind], event)


async def tell_home_opened(slack: Slack, user_id: str, tab: str) -> Ack | None:
    """app_home_opened, with the Home as it is now."""
    state = slack.state
    event: Json = {"type": "app_home_opened", "user": user_id, "channel": state.world.dm_of(user_id).id}
    event |= {"tab": tab, "event_ts": state.next_ts()}
    home = state.views.homes.get(user_id)
    if home is not None and tab == "home":
        event["view"] = view_object(state, home)
    return await tell(slack, "app_home_opened", event)


async def tell_user_changed(slack: Slack, person: Person) -> None:
    """user_change, with the person as they are now; also for those who have been deactivated."""
    about = user_object(slack.state.world, person, with_locale=True)
    await tell(slack, "user_change", {"type": "user_change", "user": about, "event_ts": slack.state.next_ts()})


async def tell_uninstalled(slack: Slack) -> None:
    """tokens_revoked and app_uninstalled, although the token no longer works."""
    revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [slack.state.world.bot_user_id]}}
    for event in (revoked, {"type": "app_uninstalled"}):
        if event["type"] in slack.manifest.events:
            moment = {"event_ts": slack.state.next_ts()}
            await _attempt(slack, Envelope("events_api", _callback(slack, event | moment)))


async def tell_withheld(slack: Slack) -> Ack:
    """app_rate_limited, which stands for the events of this minute: it is no event itself, and has no id."""
    world = slack.state.world
    minute = int(slack.state.clock()) // 60 * 60
    about: Json = {"token": VERIFICATION_TOKEN, "type": "app_rate_limited", "team_id": world.team_id}
    return await _attempt(
        slack, Envelope("events_api", about | {"api_app_id": world.app_id, "minute_rate_limited": minute})
    )
