"""Tiny content packs, written to a folder, for tests that spoil one thing in them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.catalogue.loader import CatalogueError, Problem, load

GREETING = "standards/greeting.yaml"
PACK: dict[str, Any] = {
    "schema": 1,
    "name": "tiny",
    "languages": ["en", "da"],
    "levels": {
        "not-yet": {"en": "Not yet", "da": "Ikke endnu"},
        "met": {"en": "Met", "da": "Opfyldt"},
        "example": {"en": "Example", "da": "Forbilledligt"},
    },
}
AREAS: list[dict[str, Any]] = [
    {
        "id": "words",
        "text": {"en": {"title": "Words", "covers": "What is said."}, "da": {"title": "Ord", "covers": "Det sagte."}},
    }
]
VALUES: list[dict[str, Any]] = [
    {"id": "respect", "text": {"en": {"title": "Respect", "why": "W."}, "da": {"title": "Respekt", "why": "H."}}}
]


def check(right: tuple[bool, bool, bool] = (True, False, False)) -> dict[str, Any]:
    """One scenario with three options."""
    options = [{"text": f"Option {n}", "right": one, "feedback": "Because."} for n, one in enumerate(right)]
    return {"ask": "What do you do?", "options": options}


def text(title: str, /, **changes: Any) -> dict[str, Any]:
    """A standard's text in one language."""
    return {
        "title": title,
        "aliases": [],
        "questions": [],
        "criterion": "It can be seen.",
        "why": "It matters.",
        "do": ["One thing", "Another"],
        "dont": ["This", "That"],
        "tips": ["Try it today."],
        "checks": [check()],
    } | changes


def standard(one: str, english: dict[str, Any], danish: dict[str, Any] | None, **changes: Any) -> dict[str, Any]:
    """A standard's file."""
    texts = {"en": english, "da": danish}
    return {
        "id": one,
        "area": "words",
        "value": "respect",
        "owner": "guest-experience",
        "review_by": "2027-06-01",
        "text": {language: words for language, words in texts.items() if words},
    } | changes


def greeting(**changes: Any) -> dict[str, Any]:
    """The first of the pack's standards."""
    english = text("Greeting", aliases=["say hello"])
    return standard("greeting", english, text("Hilsen", aliases=["sige hej"]), **changes)


def queue(**changes: Any) -> dict[str, Any]:
    """The second of the pack's standards."""
    return standard("queue", text("Queue", aliases=["line"]), text("Kø", aliases=["ventetid"]), **changes)


class _WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        return True


def write(folder: Path, name: str, content: object) -> Path:
    """Write one file of a pack: text and bytes as they are, anything else as YAML."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        words = content if isinstance(content, str) else _as_yaml(content)
        path.write_text(words, encoding="utf-8")
    return path


def _as_yaml(content: object) -> str:
    return str(yaml.dump(content, Dumper=_WithoutAliases, sort_keys=False, allow_unicode=True))


def write_pack(folder: Path, *standards: dict[str, Any]) -> Path:
    """A whole pack; with the two usual standards unless others are given."""
    write(folder, "pack.yaml", PACK)
    write(folder, "areas.yaml", AREAS)
    write(folder, "values.yaml", VALUES)
    for one in standards or (greeting(), queue()):
        write(folder, f"standards/{one['id']}.yaml", one)
    return folder


def problems_of(folder: Path, *, complete: bool = True) -> list[Problem]:
    """Every problem of a pack that does not load."""
    with pytest.raises(CatalogueError) as caught:
        load(folder, complete=complete)
    return list(caught.value.problems)


def one_problem(folder: Path) -> Problem:
    """The only problem of a pack that does not load."""
    problems = problems_of(folder)
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]
