"""Reads a screen as a person does: words, buttons, fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playground.blockkit.controls import controls

Json = dict[str, Any]


def texts(value: Any) -> Iterator[str]:
    """Every text in blocks or a view, in reading order: what is written on the screen, not the ids behind it."""
    if isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and key in ("text", "alt_text", "title", "label", "name"):
                yield item
            elif isinstance(item, dict | list) and key not in ("confirm", "metadata", "state"):
                yield from texts(item)


@dataclass(frozen=True)
class Control:
    """One control: where it is, and the names by which a person or a test may call it."""

    block: Json
    element: Json

    @property
    def target(self) -> Json:
        """What the control API needs to find it."""
        target = {"block_id": self.block["block_id"], "action_id": self.element["action_id"]}
        return target | ({"value": self.element["value"]} if self.element.get("value") else {})

    def answers_to(self, name: str) -> bool:
        """True for its action id, its text, its placeholder or the label above it."""
        spoken = [self.element.get(key, {}).get("text") for key in ("text", "placeholder")]
        spoken.append(self.block.get("label", {}).get("text"))
        return name == self.element["action_id"] or name in spoken


def buttons(blocks: list[Json]) -> list[Control]:
    """The controls in reading order."""
    return [Control(block, element) for block, element in controls(blocks)]


@dataclass(frozen=True)
class Seen:
    """A message as one person sees it."""

    raw: Json

    @property
    def ts(self) -> str:
        """Its timestamp."""
        return str(self.raw["ts"])

    @property
    def channel(self) -> str:
        """The id of its channel."""
        return str(self.raw["channel"])

    @property
    def text(self) -> str:
        """Its top-level text, which a screen reader reads."""
        return str(self.raw["text"])

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        blocks: list[Json] = self.raw["blocks"]
        return blocks

    @property
    def private(self) -> bool:
        """True when nobody else sees it."""
        return bool(self.raw["ephemeral"])

    @property
    def words(self) -> str:
        """Everything written on it, one text a line."""
        return "\n".join([self.text, *texts(self.blocks), *texts(self.raw["files"])])

    @property
    def address(self) -> Json:
        """Where it is, for the control API."""
        return {"channel": self.channel, "ts": self.ts}


@dataclass(frozen=True)
class Form:
    """An open modal, or the Home."""

    raw: Json

    @property
    def id(self) -> str:
        """Its view id."""
        return str(self.raw["id"])

    @property
    def title(self) -> str:
        """Its title; empty for a Home."""
        return str(self.raw.get("title", {}).get("text", ""))

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        blocks: list[Json] = self.raw["blocks"]
        return blocks

    @property
    def values(self) -> dict[str, dict[str, Json]]:
        """What stands in its fields now."""
        values: dict[str, dict[str, Json]] = self.raw["state"]["values"]
        return values

    @property
    def errors(self) -> dict[str, str]:
        """The field errors that it shows, by block id."""
        errors: dict[str, str] = self.raw["errors"]
        return errors

    @property
    def words(self) -> str:
        """Everything written on it, one text a line."""
        notice = [self.raw["notice"]] if self.raw.get("notice") else []
        return "\n".join([self.title, *texts(self.blocks), *self.errors.values(), *notice])

    @property
    def address(self) -> Json:
        """Where it is, for the control API."""
        return {"view_id": self.id}
