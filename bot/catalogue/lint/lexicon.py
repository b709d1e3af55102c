"""What the check knows of a language: word lists and a limit of readability, as data in `words/<language>.yaml`."""

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict

from bot.catalogue.model import Content
from bot.catalogue.parsing import parse
from bot.catalogue.problems import Problem
from bot.catalogue.source import read
from bot.catalogue.texts import Line

OURS = Path(__file__).parent
FOLDER = "words"
NEVER = re.compile(r"(?!)")
LISTS = ("vague", "vague_except", "visible", "numbers", "jargon", "understood")


class Readability(Content):
    """Which formula measures a text, and the highest value that is still easy to read."""

    formula: Literal["lix", "flesch-kincaid"] = "lix"
    limit: float = 45


class Words(Content):
    """The words of one language; `*` at the end of an entry stands for any ending."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    vague: tuple[Line, ...] = ()
    vague_except: tuple[Line, ...] = ()
    visible: tuple[Line, ...] = ()
    numbers: tuple[Line, ...] = ()
    jargon: tuple[Line, ...] = ()
    understood: tuple[Line, ...] = ()
    readability: Readability | None = None

    @cached_property
    def vague_pattern(self) -> re.Pattern[str]:
        """Finds words on which two observers would not agree."""
        return pattern_of(self.vague)

    @cached_property
    def fine_pattern(self) -> re.Pattern[str]:
        """Finds what can be seen or heard although it holds a vague word."""
        return pattern_of(self.vague_except)

    @cached_property
    def visible_pattern(self) -> re.Pattern[str]:
        """Finds acts that can be seen or heard, and amounts."""
        return pattern_of((*self.visible, *self.numbers))

    @cached_property
    def jargon_pattern(self) -> re.Pattern[str]:
        """Finds terms that staff would not understand."""
        known = {word.casefold() for word in self.understood}
        return pattern_of([word for word in self.jargon if word.casefold().rstrip("*") not in known])

    def joined_with(self, more: "Words") -> "Words":
        """These words and a pack's own, whose limit of readability counts."""
        lists = {name: (*getattr(self, name), *getattr(more, name)) for name in LISTS}
        return Words(**lists, readability=more.readability or self.readability)


def pattern_of(entries: Sequence[str]) -> re.Pattern[str]:
    """Finds any of the entries as whole words, the longest first; never anything where there are none."""
    if not entries:
        return NEVER
    either = "|".join(_either(entry) for entry in sorted(entries, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _either(entry: str) -> str:
    """The entry with its endings; capitals count only in one that is all capitals, such as `SLA`."""
    written = re.escape(entry.rstrip("*")) + (r"\w*" if entry.endswith("*") else "")
    return written if entry.isupper() else f"(?i:{written})"


def words_of(language: str, pack: Path) -> tuple[Words | None, list[Problem]]:
    """Takt's words of a language with the pack's own added; None where nobody has written any."""
    ours, problems = _file(OURS, language)
    theirs, more = _file(pack, language)
    joined = ours.joined_with(theirs) if ours and theirs else ours or theirs
    return joined, problems + more


def _file(folder: Path, language: str) -> tuple[Words | None, list[Problem]]:
    path = folder / FOLDER / f"{language}.yaml"
    if not path.exists():
        return None, []
    source = read(path, folder)
    return parse(source, Words, source.values)
