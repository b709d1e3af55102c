"""What the check says: which rule, how grave, where, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops a release of the content; a warning asks its writer to look again."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to look at: the file relative to the pack, the line from 1."""

    file: str
    line: int
    severity: Severity
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity}: {self.message} [{self.rule}]"


@dataclass(frozen=True)
class Remark:
    """What a rule has to say about a place; `severity` where it is not the rule's usual one."""

    file: str
    line: int
    message: str
    severity: Severity | None = None


class Format(StrEnum):
    """How a report is printed: for people, for programs, or as annotations on GitHub."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
