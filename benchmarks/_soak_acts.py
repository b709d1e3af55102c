"""What people do in a soak: requests as Slack sends them, each with a word, or a pair, by which its effect is found."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from playground.wire import Envelope

Kind = Literal["ask", "mention", "click", "form", "report"]
Json = dict[str, Any]
SHARES: tuple[tuple[Kind, float], ...] = (
    ("ask", 0.45),  # with the mentions 60 % ask
    ("mention", 0.15),
    ("click", 0.20),
    ("form", 0.15),
    ("report", 0.05),
)
TEAM = "T0TAKT"
SUPERVISORS = ("U0SOFIE", "U0P0000", "U0P0001", "U0P0002")
QUESTIONS = ("greeting", "how do I say goodbye", "a guest complains", "farewell", "may I eat behind the desk")
STANDARDS = ("greeting", "farewell", "prompt-acknowledgement")
FIELDS = ("subject", "standard", "level", "note")
LEVELS = ("met", "example", "not-yet")


@dataclass(frozen=True)
class Act:
    """One request; `key` is the word that its effect carries."""

    kind: Kind
    key: str
    envelope: Envelope


def member(number: int) -> str:
    """The id of one of the people."""
    return f"U0P{number:04d}"


def channel(number: int) -> str:
    """The id of one of the channels."""
    return f"C{number:06d}"


def acts(random: Random, people: int, response_url: str, run: str) -> Iterator[Act]:
    """Without end; keys begin with `run`."""
    kinds, shares = zip(*SHARES, strict=True)
    number = clicks = mentions = 0
    while True:
        number += 1
        kind = random.choices(kinds, shares)[0]
        key = f"{run}{number:06d}"
        who = member(random.randrange(len(SUPERVISORS), people))
        if kind == "click":
            key, clicks = f"d{clicks // people:05d}/{member(clicks % people)}", clicks + 1
        if kind == "mention":
            key, mentions = f"m{mentions:06d}", mentions + 1
        yield Act(kind, key, _MAKE[kind](key, who, f"{response_url}/{place(key)}", random))


def place(key: str) -> str:
    """The last part of the response url of a request."""
    return key.replace("/", "-")


def _command(key: str, who: str, url: str, command: str, text: str) -> Envelope:
    body = {"command": command, "text": text, "team_id": TEAM, "user_id": who, "channel_id": channel(0)}
    return Envelope("slash_commands", body | {"api_app_id": "A0TAKT", "trigger_id": key, "response_url": url})


def _ask(key: str, who: str, url: str, random: Random) -> Envelope:
    return _command(key, who, url, "/standard", random.choice(QUESTIONS))


def _report(key: str, _who: str, url: str, random: Random) -> Envelope:
    return _command(key, random.choice(SUPERVISORS), url, "/observe", "report")


def _mention(key: str, who: str, _url: str, random: Random) -> Envelope:
    event = {"type": "app_mention", "user": who, "channel": channel(0), "ts": stamp(key), "event_ts": stamp(key)}
    event |= {"text": f"<@U0TAKT> {random.choice(QUESTIONS)}"}
    body = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A0TAKT", "event_id": key, "event": event}
    return Envelope("events_api", body | {"event_time": 1})


def stamp(key: str) -> str:
    """The moment of the message that a mention is in, which `_chaos_slack` has among its threads."""
    return f"1700000000.{key[1:]}"


def _click(key: str, _who: str, url: str, random: Random) -> Envelope:
    delivery, _, who = key.partition("/")
    value = f"{delivery}/{random.randrange(3)}"
    body = _interaction("block_actions", who, key) | {"response_url": url}
    where = {"id": channel(int(delivery[1:]) + 1)}
    message = {"ts": "1700000000.000001", "type": "message", "bot_id": "B0TAKT", "text": ""}
    action = {"type": "button", "action_id": "tips.answer.0", "block_id": "b", "value": value}
    return Envelope("interactive", body | {"channel": where, "message": message, "actions": [action]})


def _form(key: str, who: str, _url: str, random: Random) -> Envelope:
    return Envelope("interactive", _interaction("view_submission", random.choice(SUPERVISORS), key) | {"view": {
        "id": f"V{key}", "type": "modal", "callback_id": "observe.form", "private_metadata": "{}", "hash": "1.a",
        "blocks": [{"type": "input", "block_id": f"observe.{name}"} for name in FIELDS],
        "state": {"values": {
            "observe.subject": {"observe.subject": {"type": "multi_users_select", "selected_users": [who]}},
            "observe.standard": _picked("observe.standard", random.choice(STANDARDS)),
            "observe.level": _picked("observe.level", random.choice(LEVELS)),
            "observe.note": {"observe.note": {"type": "plain_text_input", "value": f"Seen at the desk: {key}"}},
        }},
    }})  # fmt: skip


def _picked(field: str, value: str) -> Json:
    return {field: {"type": "static_select", "selected_option": {"value": value}}}


def _interaction(kind: str, who: str, trigger: str) -> Json:
    team = {"id": TEAM, "domain": "takt-hotel"}
    user = {"id": who, "team_id": TEAM}
    return {"type": kind, "team": team, "user": user, "api_app_id": "A0TAKT", "trigger_id": trigger}


_MAKE = {"ask": _ask, "mention": _mention, "click": _click, "form": _form, "report": _report}
