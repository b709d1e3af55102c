"""What the doctor finds: one line for each thing that was looked at; pure."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How well a thing is."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, what was seen, and how to mend it where it is not well."""

    about: str
    state: State
    seen: str
    mend: str = ""


def ok(about: str, seen: str) -> Finding:
    """A thing that is well."""
    return Finding(about, State.OK, seen)


def warning(about: str, seen: str, mend: str) -> Finding:
    """A thing without which Takt works, but less well."""
    return Finding(about, State.WARNING, seen, mend)


def wrong(about: str, seen: str, mend: str) -> Finding:
    """A thing that Takt cannot do without."""
    return Finding(about, State.WRONG, seen, mend)


def lines(findings: Sequence[Finding]) -> Iterator[str]:
    """The findings as text: state, thing, what was seen; below it how to mend it; at the end how many."""
    widest = max((len(found.about) for found in findings), default=0)
    for found in findings:
        first, *others = found.seen.splitlines() or [""]
        yield f"{found.state:<8} {found.about:<{widest}}  {first}".rstrip()
        indent = " " * (widest + 11)
        yield from (f"{indent}{line}" for line in others)
        yield from (f"{indent}→ {line}" for line in found.mend.splitlines())
    yield ""
    yield _sum(findings)


def as_json(findings: Sequence[Finding]) -> str:
    """The findings for other programs; `ok` is false where anything is wrong."""
    listed = [
        {"about": found.about, "state": found.state.value, "seen": found.seen, "mend": found.mend} for found in findings
    ]
    return json.dumps({"ok": not is_ill(findings), "findings": listed}, ensure_ascii=False, indent=2)


def is_ill(findings: Sequence[Finding]) -> bool:
    """Whether anything is wrong; warnings do not count."""
    return any(found.state is State.WRONG for found in findings)


def _sum(findings: Sequence[Finding]) -> str:
    counted = {state: sum(found.state is state for found in findings) for state in State}
    warnings = f"{counted[State.WARNING]} warning{'' if counted[State.WARNING] == 1 else 's'}"
    return f"{counted[State.OK]} ok, {warnings}, {counted[State.WRONG]} wrong."
