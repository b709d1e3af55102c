"""The weights that docs/tips.md publishes are the ones in use."""

import re
from pathlib import Path

from bot.insight import need_queries
from bot.tips import weights

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "tips.md"
ROW = re.compile(r"^\| `([A-Z_]+)` \| ([0-9.]+) \|", re.MULTILINE)


def test_the_table_and_the_code_say_the_same() -> None:
    published = {name: float(value) for name, value in ROW.findall(DOCUMENT.read_text(encoding="utf-8"))}
    used = {name: float(value) for name, value in vars(weights).items() if name.isupper()}
    assert published == used


def test_needs_are_counted_for_as_long_as_is_published() -> None:
    assert need_queries.DAYS.days == weights.NEEDS_DAYS
    assert need_queries.FEWEST == weights.TEAM_IN_WORDS
