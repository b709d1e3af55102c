"""Runs Takt with a language more, which is added as anybody would: by a file of texts."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def said_with(language: str, texts: Mapping[str, str], folder: Path, *command: str) -> Any:
    """What a program prints, read as JSON, where Takt has these texts in that language; each by its English beginning.

    The folder gets a copy of Takt; the command is what stands behind `python`.
    """
    for package in ("bot", "handlers"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "*.npz"))
    danish = (ROOT / "bot/locale/da/LC_MESSAGES/takt.po").read_text(encoding="utf-8")
    keys = [line[7:-1] for line in danish.splitlines() if line.startswith('msgid "')]
    catalogue = folder / "bot" / "locale" / language / "LC_MESSAGES" / "takt.po"
    catalogue.parent.mkdir(parents=True)
    entries = [f'msgid "{_key(start, keys)}"\nmsgstr "{text}"\n' for start, text in texts.items()]
    catalogue.write_text(HEAD + "\n".join(entries), encoding="utf-8")
    said = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(said.stdout)


def _key(start: str, keys: list[str]) -> str:
    return start if start in keys else next(key for key in keys if key.startswith(start))
