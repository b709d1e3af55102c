"""What people typed in a dialogue, and whether any of it got into the log."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from playground.server import Playground

Json = dict[str, Any]

# Fields whose values the code itself writes: names of events, functions, states, content files, Slack's error codes.
OURS = frozenset(
    [
        *("event", "level", "timestamp", "request", "logger", "at", "handler", "kind", "outcome", "job", "work"),
        *("error", "frames", "state", "reason", "scope", "code", "mode", "file", "problem", "languages", "method"),
    ]
)
WORD = re.compile(r"(?<!\w)[^\W\d_]{4,}(?!\w)")
LONG = 12  # characters: a text so long, or with a space in it, is no word of the code by chance


def leaks(playground: Playground, log: str) -> list[str]:
    """What of the dialogue stands in the log, each with its line; every line must be JSON with a request id."""
    lines = [json.loads(line) for line in log.splitlines()]
    traffic = [entry for entry in playground.slack.traffic.entries() if entry["direction"] == "out"]
    said = {text.strip() for entry in traffic for text in typed(entry["body"])}
    secrets = {*_secrets(playground), *(text for entry in traffic for text in _keys(entry["body"]))}
    texts = {text for text in said if len(text) >= LONG or " " in text} | secrets
    people = [person for person in playground.state.world.people.values() if not person.is_bot]
    words = {word.casefold() for text in [*said, *(one.name for one in people)] for word in WORD.findall(text)}
    return [found for line in lines for found in _leaks_of(line, texts, words)]


def _leaks_of(line: Json, texts: Iterable[str], words: set[str]) -> Iterator[str]:
    if not line.get("request"):
        yield f"no request id: {line}"
    whole = " ".join(_strings(line))
    yield from (f"{text!r} in {line}" for text in texts if text in whole)
    open_values = " ".join(_strings([value for key, value in line.items() if key not in OURS]))
    yield from (f"{word!r} in {line}" for word in WORD.findall(open_values) if word.casefold() in words)


def typed(body: Mapping[str, Any]) -> Iterator[str]:
    """Every text in one of Slack's requests that came from a person's fingers."""
    event = body.get("event") or {}
    yield from filter(None, (body.get("text"), None if event.get("bot_id") else event.get("text")))
    yield from filter(None, [(body.get("message") or {}).get("text")])
    if body.get("type") == "block_suggestion":
        yield str(body["value"])
    fields = [*(body.get("actions") or [])]
    for block in (((body.get("view") or {}).get("state") or {}).get("values") or {}).values():
        fields.extend(block.values())
    yield from (str(one["value"]) for one in fields if one.get("type") == "plain_text_input" and one.get("value"))


def _keys(body: Mapping[str, Any]) -> Iterator[str]:
    """What lets its holder act in a person's name for a while."""
    yield from filter(None, (body.get("response_url"), body.get("trigger_id")))


def _secrets(playground: Playground) -> tuple[str, ...]:
    return playground.bot_token, playground.app_token, playground.signing_secret


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for item in value.values() for text in _strings(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in _strings(item))
