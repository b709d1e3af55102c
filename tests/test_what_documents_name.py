"""The documents name commands, settings, files and targets that exist, and leave none of Takt's commands out."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer import Typer

from bot.cli import app
from bot.settings import Settings, variable_name
from tests.test_documents import DOCUMENTS, ROOT

FOLDERS = ("bot", "handlers", "playground", "tests", "benchmarks", "scripts", "deploy", "standards_content", "docs")
FILE = re.compile(rf"(?<![\w./-])((?:{'|'.join(FOLDERS)})/[\w./-]*\w)")
COMMAND = re.compile(r"(?:^|`|bin/)takt ((?:content |db )?[a-z][a-z-]*)", re.MULTILINE)
SETTING = re.compile(r"\b(?:TAKT|SLACK)_[A-Z_]+\b")
TARGET = re.compile(r"(?:^|`)make ([a-z]+)", re.MULTILINE)
BENCHMARK = re.compile(r"-m benchmarks\.(\w+)")
CONFIGURED = [ROOT / ".env.example", ROOT / "compose.yaml", *sorted((ROOT / "deploy").rglob("*.*"))]

for_each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def commands(of: Typer, behind: str = "") -> Iterator[str]:
    """The names of the commands, as they are typed behind `takt`."""
    for command in of.registered_commands:
        function = command.callback.__name__ if command.callback else ""
        yield f"{behind}{command.name or function}"
    for group in of.registered_groups:
        if group.typer_instance:
            yield from commands(group.typer_instance, f"{behind}{group.name} ")


COMMANDS = set(commands(app))


def named(pattern: re.Pattern[str], document: Path) -> set[str]:
    return set(pattern.findall(document.read_text(encoding="utf-8")))


@for_each_document
def test_every_file_that_is_named_exists(document: Path) -> None:
    assert [one for one in named(FILE, document) if not (ROOT / one).exists()] == []
    assert [one for one in named(BENCHMARK, document) if not (ROOT / "benchmarks" / f"{one}.py").exists()] == []


@for_each_document
def test_every_command_that_is_named_exists(document: Path) -> None:
    assert named(COMMAND, document) - COMMANDS == set()


def test_every_command_is_in_a_document() -> None:
    assert COMMANDS - set().union(*(named(COMMAND, document) for document in DOCUMENTS)) == set()


@pytest.mark.parametrize("document", [*DOCUMENTS, *CONFIGURED], ids=lambda path: str(path.relative_to(ROOT)))
def test_every_setting_that_is_named_exists(document: Path) -> None:
    assert named(SETTING, document) - set(map(variable_name, Settings.model_fields)) == set()


@for_each_document
def test_every_target_of_make_that_is_named_exists(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert named(TARGET, document) - set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)) == set()


def test_what_does_not_exist_would_be_seen(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text("`bot/nowhere.py` and `takt db mend`\nmake tea\n`TAKT_TEA=1`\n", encoding="utf-8")
    found = [named(pattern, document) for pattern in (FILE, COMMAND, TARGET, SETTING)]
    assert found == [{"bot/nowhere.py"}, {"db mend"}, {"tea"}, {"TAKT_TEA"}]
