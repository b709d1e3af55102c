"""Small parts that views share: text that is safe, buttons, and the message that carries blocks and plain text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.blocks.block_elements import BlockElement

SECTION_LIMIT = 3000
HEADER_LIMIT = 150
BUTTON_LIMIT = 75
TEXT_LIMIT = 3900
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Message:
    """What a person gets: blocks to look at, and the same as plain text for screen readers and notifications."""

    text: str
    blocks: Sequence[Block]

    def to_dict(self) -> dict[str, Any]:
        """The arguments of Slack's posting methods. Raises if a block breaks Slack's limits."""
        return {"text": clip(self.text, TEXT_LIMIT), "blocks": [block.to_dict() for block in self.blocks]}

    def then(self, *blocks: Block, text: str = "") -> "Message":
        """The message with blocks added below, and what they say added to the plain text."""
        return Message("\n\n".join(part for part in (self.text, text) if part), [*self.blocks, *blocks])


def plain_message(text: str) -> Message:
    """A message of one paragraph; `text` is mrkdwn already."""
    return Message(text, [section(text)])


def section(text: str, accessory: BlockElement | None = None, block_id: str | None = None) -> SectionBlock:
    """A paragraph of mrkdwn, clipped to Slack's limit."""
    return SectionBlock(text=mrkdwn(text), accessory=accessory, block_id=block_id)


def sections(text: str) -> list[SectionBlock]:
    """Lines of mrkdwn in as many paragraphs as Slack's limit asks for; none is broken."""
    parts = [""]
    for line in text.split("\n"):
        longer = f"{parts[-1]}\n{line}" if parts[-1] else line
        if len(longer) <= SECTION_LIMIT:
            parts[-1] = longer
        else:
            parts.append(line)
    return [section(part) for part in parts if part]


def how_many_fit(entries: Iterable[str], beside: str) -> int:
    """How many entries, from the first on, the plain text of a message holds beside its other words; one at least."""
    room = TEXT_LIMIT - len(beside)
    ends = accumulate(len(entry) + 1 for entry in entries)
    return max(1, sum(1 for _ in takewhile(lambda end: end <= room, ends)))


def header(text: str) -> HeaderBlock:
    """A heading in plain text."""
    return HeaderBlock(text=PlainTextObject(text=clip(text, HEADER_LIMIT), emoji=True))


def context(text: str) -> ContextBlock:
    """A line in small type; `text` is mrkdwn."""
    return ContextBlock(elements=[mrkdwn(text, 2000)])


def button(label: str, action: str, value: str = "", *, style: str | None = None, describes: str = "") -> ButtonElement:
    """A button; `describes` says to a screen reader what it does where the label alone does not."""
    return ButtonElement(
        text=PlainTextObject(text=clip(label, BUTTON_LIMIT), emoji=True),
        action_id=action,
        value=value or None,
        style=style,
        accessibility_label=clip(describes, BUTTON_LIMIT) if describes else None,
    )


def mrkdwn(text: str, limit: int = SECTION_LIMIT) -> MarkdownTextObject:
    """A mrkdwn text object within the limit."""
    return MarkdownTextObject(text=clip(text, limit), verbatim=True)


def escape(typed: str) -> str:
    """Text that a person or a file wrote, so that it can stand in mrkdwn: no mention, link or command comes alive."""
    return CONTROL.sub("", typed).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(typed: str, limit: int = 300) -> str:
    """What a person typed, on one line, clipped and escaped."""
    return escape(clip(" ".join(typed.split()), limit))


def bullets(lines: Sequence[str]) -> str:
    """Lines as a list; each is escaped."""
    return "\n".join(f"• {escape(line)}" for line in lines)


def clip(text: str, limit: int) -> str:
    """The text, ended by an ellipsis if it was longer than the limit."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
