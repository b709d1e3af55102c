"""What a select offers and what it starts with, whatever kind of select it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playground.rendering.reader import Reader

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Choice:
    """One line of a list; texts are plain."""

    value: str
    text: str
    description: str = ""


@dataclass(frozen=True)
class Group:
    """Choices under one label; an empty label means no heading."""

    label: str
    options: list[Choice]


def choices(element: Json, reader: Reader) -> list[Group]:
    """The groups that a select lists before anything is typed; none for an external select."""
    kind = element["type"].removeprefix("multi_")
    if kind == "users_select":
        return [Group("", _people(reader))]
    if kind in ("channels_select", "conversations_select"):
        return [Group("", _channels(reader))]
    if element.get("option_groups"):
        return [Group(group["label"]["text"], _options(group["options"])) for group in element["option_groups"]]
    return [Group("", _options(element.get("options") or []))]


def initial_choices(element: Json, reader: Reader) -> list[Choice]:
    """The choices that are made already when the element is shown."""
    one = [element["initial_option"]] if element.get("initial_option") else []
    if options := element.get("initial_options") or one:
        return _options(options)
    ids = [*_ids(element, "initial_users"), *_ids(element, "initial_channels"), *_ids(element, "initial_conversations")]
    names = {**reader.channels, **reader.users}
    return [Choice(identifier, names.get(identifier, identifier)) for identifier in ids]


def _ids(element: Json, key: str) -> list[str]:
    return list(element.get(key) or [])


def _options(options: list[Json]) -> list[Choice]:
    return [
        Choice(option["value"], option["text"]["text"], (option.get("description") or {}).get("text", ""))
        for option in options
    ]


def _people(reader: Reader) -> list[Choice]:
    return [Choice(identifier, reader.users[identifier]) for identifier in reader.pickable]


def _channels(reader: Reader) -> list[Choice]:
    return [Choice(identifier, f"#{name}") for identifier, name in reader.channels.items()]
