"""What the check finds in a tiny pack."""

from datetime import date
from pathlib import Path
from typing import Any

from bot.catalogue.lint.check import check
from bot.catalogue.lint.findings import Finding
from tests.catalogue.packs import greeting, queue, standard, text, write_pack

TODAY = date(2026, 11, 23)


def found_by(rule: str, folder: Path, today: date = TODAY) -> list[Finding]:
    """The findings of one rule in a folder."""
    return [finding for finding in check(folder, today).findings if finding.rule == rule]


def found_in_text(rule: str, folder: Path, **changes: Any) -> list[Finding]:
    """The findings of one rule in a tiny pack whose English greeting has these changes."""
    changed = standard("greeting", text("Greeting", **changes), text("Hilsen"))
    return found_by(rule, write_pack(folder, changed, queue()))


def found_in_standard(rule: str, folder: Path, **changes: Any) -> list[Finding]:
    """The findings of one rule in a tiny pack whose greeting has these changes."""
    return found_by(rule, write_pack(folder, greeting(**changes), queue()))
