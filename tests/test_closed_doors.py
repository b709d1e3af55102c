"""Files and folders that Takt's user may not read: each command names the one, and what to do."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import DEFAULT_CONTENT
from tests.ship.image import POWERLESS
from tests.test_cli import CLEAN, ROOT

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "TAKT_SLACK_API_URL": "http://127.0.0.1:1/"}
COMMANDS = pytest.mark.parametrize("command", [("run",), ("doctor",), ("db", "upgrade"), ("ask", "greeting")])


def takt(*words: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command of somebody to whom rights matter, who may be root without a superuser's powers."""
    return subprocess.run(
        [*POWERLESS, sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=CLEAN | TOKENS | settings | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody may enter, with a content pack in it."""
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "pack").symlink_to(DEFAULT_CONTENT)
    folder.chmod(0)
    yield folder
    folder.chmod(0o700)


@COMMANDS
def test_settings_that_may_not_be_read_are_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / ".env").touch(0)
    told = takt(*command, folder=tmp_path)
    assert (told.returncode, "Traceback" in told.stderr) == (1, False)
    assert ".env: cannot be read (Permission denied)" in told.stdout + told.stderr


@COMMANDS
@pytest.mark.parametrize("behind", [".", "pack"])
def test_a_content_folder_that_may_not_be_entered_is_named(
    tmp_path: Path, closed: Path, command: tuple[str, ...], behind: str
) -> None:
    told = takt(*command, folder=tmp_path, TAKT_CONTENT_DIR=str(closed / behind))
    assert (told.returncode, "Traceback" in told.stderr) == (1, False)
    seen = f"TAKT_CONTENT_DIR: {closed / behind} cannot be entered (Permission denied)"
    assert seen in told.stdout + told.stderr


def test_a_folder_to_check_that_may_not_be_entered_is_named(tmp_path: Path, closed: Path) -> None:
    told = takt("content", "check", str(closed / "pack"), folder=tmp_path)
    assert (told.returncode, "Traceback" in told.stderr) == (1, False)
    assert f"{closed}/pack:1: error: cannot be entered (Permission denied)" in told.stdout + told.stderr


def test_standards_that_may_not_be_read_are_the_one_problem(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(DEFAULT_CONTENT, tmp_path / "pack", ignore=shutil.ignore_patterns("standards")))
    (pack / "standards").mkdir(0)
    told = takt("doctor", folder=tmp_path, TAKT_CONTENT_DIR=str(pack))
    (pack / "standards").chmod(0o700)
    assert "1 problem in " in told.stdout
    assert "no such folder that can be read" in told.stdout
    assert "no such standard" not in told.stdout
