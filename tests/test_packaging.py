"""What is installed is complete: an installed Takt has no repository around it."""

import fnmatch
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
ROOMS = ("bot", "handlers", "playground", "standards_content")


def test_every_file_of_a_package_is_in_the_wheel() -> None:
    patterns = ["*.py", *SETUPTOOLS["package-data"]["*"]]
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    left_out = [
        str(path.relative_to(ROOT))
        for path in files
        if "__pycache__" not in path.parts and not any(fnmatch.fnmatch(path.name, pattern) for pattern in patterns)
    ]
    assert left_out == []


def test_every_room_is_in_the_wheel() -> None:
    assert SETUPTOOLS["packages"]["find"]["include"] == [f"{room}*" for room in ROOMS]


def test_the_demo_s_manifest_is_the_one_at_the_top() -> None:
    installed, top = ROOT / "bot" / "manifest.yaml", ROOT / "manifest.yaml"
    assert installed.read_bytes() == top.read_bytes(), "cp manifest.yaml bot/manifest.yaml"
