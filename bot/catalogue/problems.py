"""What may be wrong with a content pack, each with its file and line."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import TaktError


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right: the file relative to the pack, the line from 1, and what to do in plain words.

    `rule` is the name under which `docs/content-rules.md` explains it. A pack with what `is_error` cannot be used.
    """

    file: str
    line: int
    message: str
    rule: str = "format"
    is_error: bool = True

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass
class CatalogueError(TaktError):
    """A content pack cannot be used; `problems` are all of them, in the order of files and lines."""

    problems: Sequence[Problem]

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


@dataclass
class TemplateRefused(TaktError):
    """A file for a new standard cannot be written; `reason` is one sentence."""

    reason: str

    def __str__(self) -> str:
        return self.reason
