"""The threat model names tests that exist, and every test of this kind is named in it."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
MODEL = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`((?:tests|bot)/[\w/]+\.py)`", MODEL))
OF_THIS_KIND = ("injection", "hostile", "other_workspaces", "rights_over")


def test_every_file_that_is_named_exists() -> None:
    assert [name for name in sorted(NAMED) if not (ROOT / name).is_file()] == []
    assert len(NAMED) > 10


def test_every_attack_that_is_tried_is_named() -> None:
    tried = {path for kind in OF_THIS_KIND for path in (ROOT / "tests").rglob(f"test_*{kind}*.py")}
    tried |= {path for path in (ROOT / "tests" / "security").glob("test_*.py") if path.name != "test_threat_model.py"}
    assert sorted({path.relative_to(ROOT).as_posix() for path in tried} - NAMED) == []
