"""The same findings, for people, for programs and for GitHub."""

import json
from pathlib import Path

import pytest

from bot.catalogue.lint.check import Report, check
from bot.catalogue.lint.findings import Finding, Format, Severity
from bot.catalogue.lint.formats import lines_of
from tests.catalogue.lint.findings import TODAY
from tests.catalogue.packs import greeting, queue, write_pack

FOUND = Finding("standards/greeting.yaml", 7, Severity.WARNING, "vague-word", "`good` is 100 % taste")
REPORT = Report([FOUND], 1, ["en", "da"])


def test_text_names_file_line_severity_and_rule_and_ends_with_counts() -> None:
    assert list(lines_of(REPORT, Format.TEXT, Path("pack"))) == [
        "standards/greeting.yaml:7: warning: `good` is 100 % taste [vague-word]",
        "1 standard in en, da: 0 errors, 1 warning.",
    ]


def test_json_is_one_array() -> None:
    found = json.loads("\n".join(lines_of(REPORT, Format.JSON, Path("pack"))))
    assert found == [
        {
            "file": "standards/greeting.yaml",
            "line": 7,
            "severity": "warning",
            "rule": "vague-word",
            "message": "`good` is 100 % taste",
        }
    ]


def test_github_gets_an_annotation_with_the_path_from_where_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = next(lines_of(REPORT, Format.GITHUB, tmp_path / "our,pack"))
    place = "file=our%2Cpack/standards/greeting.yaml,line=7"
    assert line == f"::warning {place}::`good` is 100 %25 taste [vague-word]"


def test_nothing_found_says_how_much_was_looked_at() -> None:
    assert list(lines_of(Report([], 30, ["en", "da"]), Format.TEXT, Path())) == ["30 standards in en, da: no problems."]
    assert list(lines_of(Report([], 30, ["en", "da"]), Format.JSON, Path())) == ["[]"]


def test_problems_of_reading_are_errors_with_their_own_rules(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, greeting(area="nowhere", titel="x"), queue(value="nothing"))
    found = {
        (one.rule, one.severity) for one in check(folder, TODAY).findings if one.rule in {"format", "unknown-reference"}
    }
    assert found == {("format", Severity.ERROR), ("unknown-reference", Severity.ERROR)}
