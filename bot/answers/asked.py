"""A question to a person."""

from dataclasses import dataclass

from bot.ports import MemberId, WorkspaceId


@dataclass(frozen=True)
class AskedPerson:
    """A question to a person, as it waits for its reply; `asker` is for the reply's way back only."""

    id: str
    workspace: WorkspaceId
    asker: MemberId
    named: bool
    language: str
    text: str
