"""Reads Slack's payloads, whose shapes differ by type, into one flat form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_bolt.request.internals import extract_team_id

INTERACTIONS = ("block_actions", "block_suggestion", "view_submission", "view_closed", "shortcut", "message_action")
SPOKEN = frozenset({"", "file_share", "me_message", "thread_broadcast"})  # subtypes of what people write themselves
SLACKBOT = "USLACKBOT"  # no bot to Slack
TS_DIGITS = 10  # of the seconds since 1970, until the year 2286
LEFT = "left"  # the value of an event that says so of a person


@dataclass(frozen=True)
class Payload:
    """The values of a payload that handlers need; empty where the type has none."""

    workspace: str
    member: str
    source_key: str
    channel: str = ""
    text: str = ""
    value: str = ""
    action: str = ""
    trigger: str = ""
    ts: str = ""
    thread: str = ""
    view: Mapping[str, Any] | None = None
    response_url: str = ""
    sent_at: float = 0  # of an event: when it happened, seconds since 1970 (UTC)
    typed_at: float = 0  # when a control was used, by Slack's clock
    author: str = ""  # of the message that a shortcut was used on; empty where that was an app
    profile: Mapping[str, Any] | None = None  # what an event says of a person
    beside: frozenset[str] = frozenset()  # action ids of the message that was clicked; empty for a private one
    shown: Mapping[str, Any] | None = None  # that message


def read_payload(body: Mapping[str, Any]) -> Payload:
    """The payload of a command, an interaction or an event."""
    if "command" in body:
        return _command(body)
    return _event(body) if "event" in body else _interaction(body)


def workspace_of(body: Mapping[str, Any]) -> str:
    """The workspace that a request came from: the one whose token Bolt takes, not that of who did something.

    In a channel that two companies share (Slack Connect) these may be two.
    """
    return extract_team_id(dict(body)) or str(body.get("team_id") or "")


def kind_of(body: Mapping[str, Any]) -> str:
    """What a request is, for the metrics: one of few words, whatever the payload says."""
    if "command" in body:
        return "command"
    return "event" if "event" in body else str(body["type"]) if body.get("type") in INTERACTIONS else "other"


def request_key(body: Mapping[str, Any]) -> str:
    """What is the same when Slack repeats a request; empty where it carries nothing of the kind."""
    view = body.get("view")
    if isinstance(view, Mapping) and body.get("type") in {"view_submission", "view_closed"}:
        return str(view.get("id", ""))
    return str(body.get("event_id") or body.get("trigger_id") or "")


def is_repeat(headers: Mapping[str, Sequence[str]]) -> bool:
    """Whether Slack says that it sends this once more; Socket Mode's envelopes come with the same headers."""
    return any(number.isdecimal() and int(number) > 0 for number in headers.get("x-slack-retry-num", ()))


def _command(body: Mapping[str, Any]) -> Payload:
    return Payload(
        workspace=body["team_id"],
        member=body["user_id"],
        source_key=body["trigger_id"],
        channel=body["channel_id"],
        text=(body.get("text") or "").strip(),
        trigger=body["trigger_id"],
        response_url=body.get("response_url") or "",
    )


def _event(body: Mapping[str, Any]) -> Payload:
    event = body["event"]
    member, channel = event.get("user") or "", event.get("channel") or ""
    return Payload(
        workspace=workspace_of(body),
        member=member["id"] if isinstance(member, Mapping) else member,
        source_key=body["event_id"],
        channel=channel["id"] if isinstance(channel, Mapping) else channel,
        text=(event.get("text") or "").strip(),
        value=LEFT if has_left(body) else "",
        ts=event.get("ts") or "",
        thread=event.get("thread_ts") or "",
        view=event.get("view"),
        sent_at=body.get("event_time") or 0,
        profile=member if isinstance(member, Mapping) else None,
    )


def _interaction(body: Mapping[str, Any]) -> Payload:
    action = (body.get("actions") or [{}])[0]
    message = body.get("message") or {}
    view = body.get("view")
    submitted = body["type"] in {"view_submission", "view_closed"}
    return Payload(
        workspace=workspace_of(body),
        member=body["user"]["id"],
        source_key=view["id"] if submitted and view else body.get("trigger_id") or "",
        channel=(body.get("channel") or {}).get("id", ""),
        text=(message.get("text") if body["type"] == "message_action" else body.get("value")) or "",
        value=_value(action),
        action=action.get("action_id") or body.get("action_id") or "",
        trigger=body.get("trigger_id") or "",
        ts=message.get("ts") or (body.get("container") or {}).get("message_ts") or "",
        thread=message.get("thread_ts") or (body.get("container") or {}).get("thread_ts") or "",
        view=view,
        response_url=body.get("response_url") or "",
        typed_at=_seconds(action.get("action_ts")),
        author="" if message.get("bot_id") else message.get("user") or "",
        beside=_controls(message),
        shown=message or None,
    )


def _controls(message: Mapping[str, Any]) -> frozenset[str]:
    """The action ids of a message's buttons."""
    elements = (element for block in message.get("blocks") or () for element in block.get("elements") or ())
    return frozenset(element["action_id"] for element in elements if element.get("action_id"))


def _seconds(said: object) -> float:
    """A timestamp of Slack's in seconds; 0 where it is none."""
    whole, _, part = str(said).partition(".")
    is_one = all(one.isascii() and one.isdecimal() for one in (whole, part or "0")) and len(whole) <= TS_DIGITS
    return float(f"{whole}.{part[:6]}") if is_one else 0


def _value(action: Mapping[str, Any]) -> str:
    option = action.get("selected_option") or {}
    picked = action.get("selected_user") or action.get("selected_time") or action.get("selected_conversation")
    return str(action.get("value") or option.get("value") or picked or "")


def is_of_person(body: Mapping[str, Any]) -> bool:
    """Whether an event says how a person's profile is now; apps change theirs, too."""
    user = (body.get("event") or {}).get("user")
    return isinstance(user, Mapping) and bool(user.get("id")) and not user.get("is_bot")


def has_left(body: Mapping[str, Any]) -> bool:
    """Whether an event says that a person was deactivated; most changes of people are something else."""
    return is_of_person(body) and bool(body["event"]["user"].get("deleted"))


def is_talk(body: Mapping[str, Any]) -> bool:
    """Whether an event is something that a person wrote; edits, deletions and notes of Slack's own are not."""
    event = body.get("event") or {}
    return (event.get("subtype") or "") in SPOKEN and event.get("user") != SLACKBOT
