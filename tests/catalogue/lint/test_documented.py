"""docs/content-rules.md explains every rule, and its examples are true."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.catalogue.lint.check import check
from bot.catalogue.lint.rules import OF_READING, RULES
from bot.catalogue.model import Standard

ROOT = Path(__file__).parent.parent.parent.parent
PAGE = (ROOT / "docs" / "content-rules.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^### (\S+)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"```yaml\n# (bad|good)\n(.*?)```", re.DOTALL)
SECTIONS: dict[str, str] = dict(SECTION.findall(PAGE))
TODAY = date(2026, 11, 23)


def examples() -> Iterator[Any]:
    for rule, text in SECTIONS.items():
        for kind, fragment in EXAMPLE.findall(text):
            yield pytest.param(rule, kind, fragment, id=f"{rule}-{kind}")


def pack_with(fragment: str, folder: Path) -> Path:
    """The default pack with some keys of `greeting`, or of its English text, written over."""
    shutil.copytree(ROOT / "standards_content", folder)
    path = folder / "standards" / "greeting.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key, value in yaml.safe_load(fragment).items():
        (content if key in Standard.model_fields else content["text"]["en"])[key] = value
    path.write_text(yaml.safe_dump(content, allow_unicode=True, width=1000), encoding="utf-8")
    return folder


def test_every_rule_has_a_section_and_no_section_is_left_over() -> None:
    assert set(SECTIONS) == {*OF_READING, *(rule.name for rule in RULES)}


@pytest.mark.parametrize("rule", SECTIONS)
def test_section_has_a_bad_and_a_good_example(rule: str) -> None:
    kinds = {kind for kind, _ in EXAMPLE.findall(SECTIONS[rule])}
    assert kinds == {"bad", "good"} or ("Bad:" in SECTIONS[rule] and "Good:" in SECTIONS[rule])


@pytest.mark.parametrize(("rule", "kind", "fragment"), list(examples()))
def test_bad_example_is_found_and_good_one_is_not(rule: str, kind: str, fragment: str, tmp_path: Path) -> None:
    findings = check(pack_with(fragment, tmp_path / "pack"), TODAY).findings
    found = {finding.rule for finding in findings}
    assert rule in found if kind == "bad" else not findings, findings
