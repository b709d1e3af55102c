"""The rules of the house that no other tool checks."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from handlers import ids

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "playground")
MANIFEST = yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8"))

IMPORT_ALL = """
import importlib, pkgutil, sys
FORBIDDEN = {"socket.connect", "socket.bind", "sqlite3.connect", "subprocess.Popen", "os.mkdir", "os.remove"}
def watch(event, arguments):
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if event in FORBIDDEN or writes:
        raise SystemExit(f"an import did this: {event} {arguments}")
modules = [m.name for room in ("bot", "handlers", "playground") for m in pkgutil.walk_packages([room], room + ".")]
modules = [name for name in modules if not name.endswith("__main__") and ".migrations." not in name]
sys.addaudithook(watch)
for name in modules:
    importlib.import_module(name)
import logging, structlog, threading
assert not logging.getLogger().handlers, "an import configured logging"
assert not structlog.is_configured(), "an import configured structlog"
assert threading.active_count() == 1, "an import started a thread"
print(len(modules))
"""


def python_files() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def test_importing_a_module_does_nothing() -> None:
    result = subprocess.run(
        [sys.executable, "-B", "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 0, result.stderr + result.stdout
    assert int(result.stdout) > 50


def test_broad_excepts_stand_in_two_places_only() -> None:
    broad = {
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.parts[len(ROOT.parts)] != "playground"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    }
    assert broad <= {"handlers/guard.py", "bot/runner.py"}


def test_no_file_is_longer_than_300_lines() -> None:
    long = [str(path.relative_to(ROOT)) for path in python_files() if len(path.read_text("utf-8").splitlines()) > 300]
    assert long == []


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in python_files()
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert long == []


def test_the_manifest_has_the_commands_that_the_handlers_have() -> None:
    declared = {command["command"] for command in MANIFEST["features"]["slash_commands"]}
    assert declared == {ids.STANDARD, ids.TIPS, ids.OBSERVE}


def test_the_manifest_has_the_shortcuts_that_the_handlers_have() -> None:
    shortcuts = MANIFEST["features"]["shortcuts"]
    assert {(shortcut["callback_id"], shortcut["type"]) for shortcut in shortcuts} == {
        (ids.FIND_STANDARD, "message"),
        (ids.OBSERVE_MESSAGE, "message"),
        (ids.OBSERVE_ANYWHERE, "global"),
    }
    assert all(len(shortcut["name"]) <= 24 for shortcut in shortcuts)
    assert all(len(shortcut["description"]) <= 150 for shortcut in shortcuts)


@pytest.mark.parametrize(
    ("limit", "texts"),
    [
        (35, [MANIFEST["display_information"]["name"]]),
        (140, [MANIFEST["display_information"]["description"]]),
        (4000, [MANIFEST["display_information"]["long_description"]]),
        (2000, [command["description"] for command in MANIFEST["features"]["slash_commands"]]),
        (1000, [command["usage_hint"] for command in MANIFEST["features"]["slash_commands"]]),
    ],
)
def test_the_manifest_keeps_slacks_limits(limit: int, texts: list[str]) -> None:
    assert all(0 < len(text) <= limit for text in texts)
    assert len(MANIFEST["display_information"]["long_description"]) >= 175


def test_the_manifest_asks_for_the_least_scopes() -> None:
    least = {"app_mentions:read", "chat:write", "commands", "im:history", "users:read", "usergroups:read"}
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == least


def test_the_lock_has_names_and_versions_only() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").split()
    assert lines == sorted(lines, key=lambda line: line.partition("==")[0].casefold())
    assert all(line.count("==") == 1 and "/" not in line for line in lines)


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    wanted = [
        "/standard",
        "/tips",
        "/observe",
        "takt run",
        "takt demo",
        "takt ask",
        "takt content check",
        "takt db upgrade",
    ]
    assert [name for name in wanted if name not in readme] == []


def test_no_path_of_a_machine_is_in_the_tree() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    kinds = (".py", ".md", ".yaml", ".toml", ".sh", ".html", ".js")
    texts = [ROOT / name for name in listed if name.endswith(kinds) and (ROOT / name).is_file()]
    machine = re.compile(r"(?<![\w.~])/(?:home|root|work|Users)/[A-Za-z.]")
    assert [str(path) for path in texts if machine.search(path.read_text(encoding="utf-8"))] == []
