"""The documents lead where they say."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
TARGET = re.compile(r"\]\(<?([^)\s>]+)|(?:src|href)=\"([^\"]+)\"|^\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def relative_links(text: str) -> list[str]:
    """Where the links and pictures of a Markdown text lead, without those to other sites and within the page."""
    targets = [next(filter(None, found)) for found in TARGET.findall(FENCED.sub("", text))]
    return [target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(document: Path) -> None:
    links = relative_links(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_kind_of_link_is_looked_at() -> None:
    text = '[a](a.md) ![b](b.png "B") <img src="c.png"> [d](d.md#part) [e](https://e.example) [f](#f)\n[g]: g.md\n'
    assert relative_links(text) == ["a.md", "b.png", "c.png", "d.md", "g.md"]
    assert relative_links("```\n[a](a.md)\n```\n") == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "da",
            ["Slack Technologies", "databehandleraftale", "driver\nTakt for os", "uden for EU/EØS på grundlag af ["],
        ),
        ("en", ["Slack Technologies", "data processing agreement", "hosts Takt for us", "EU/EEA, on the basis of ["]),
    ],
)
def test_notice_to_staff_names_who_receives_the_data_and_transfers(language: str, said: list[str]) -> None:
    """GDPR, article 13 (1) (e) and (f)."""
    notice = (ROOT / "docs" / f"notice.{language}.md").read_text(encoding="utf-8")
    assert [words for words in said if words not in notice] == []
