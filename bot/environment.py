"""What the environment and `.env` set, by name."""

import os
from collections.abc import Mapping
from pathlib import Path

ENV_FILE = Path(".env")


def variables() -> Mapping[str, str]:
    """Every variable under its name in capitals; the environment wins over the file."""
    found = {name.upper(): value for name, value in _of_file().items() if value is not None}
    return found | {name.upper(): value for name, value in os.environ.items()}


def _of_file() -> Mapping[str, str | None]:
    if not ENV_FILE.is_file():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415  (only where there is a file)

    return dotenv_values(ENV_FILE, encoding="utf-8")
