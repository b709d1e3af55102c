"""A content pack as the rules look at it: texts with their lines and the words of their language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.catalogue.lint.findings import Remark, Severity
from bot.catalogue.lint.lexicon import Words
from bot.catalogue.model import Catalogue, Standard, StandardText
from bot.catalogue.source import Place, Source

Piece = tuple[Place, str]


@dataclass(frozen=True)
class Page:
    """One standard in one language."""

    standard: Standard
    language: str
    text: StandardText
    words: Words
    source: Source

    def remark(self, place: Place, message: str, severity: Severity | None = None) -> Remark:
        """A remark on a place of this text, such as `("tips", 2)`."""
        return remark(self.source, ("text", self.language, *place), message, severity)

    def prose(self) -> Iterator[Piece]:
        """What staff read as running text, with its places."""
        text = self.text
        yield ("criterion",), text.criterion
        yield ("why",), text.why
        for name in ("do", "dont"):
            yield from _each((name,), getattr(text, name))
        if text.exception:
            yield ("exception",), text.exception
        yield from _each(("tips",), text.tips)

    def everything(self) -> Iterator[Piece]:
        """All that staff read of it, with its places; not the questions, which are theirs."""
        yield ("title",), self.text.title
        yield from self.prose()
        yield from _each(("say",), self.text.say)
        for number, check in enumerate(self.text.checks):
            yield ("checks", number, "ask"), check.ask
            for place, option in enumerate(check.options):
                yield ("checks", number, "options", place, "text"), option.text
                yield ("checks", number, "options", place, "feedback"), option.feedback


@dataclass(frozen=True)
class Draft:
    """The pack on a given day; `pages` leaves out retired standards and those with blanks to fill in."""

    catalogue: Catalogue
    standards: Sequence[tuple[Standard, Source]]
    sources: Mapping[str, Source]
    pages: Sequence[Page]
    without_words: Sequence[str]
    today: date

    def in_language(self, language: str) -> list[Page]:
        """The pages of one language."""
        return [page for page in self.pages if page.language == language]

    def remark_on_pack(self, message: str) -> Remark:
        """A remark that belongs to no one standard."""
        return remark(self.sources.get("pack.yaml", Source("pack.yaml")), ("languages",), message)


def remark(source: Source, place: Place, message: str, severity: Severity | None = None) -> Remark:
    """A remark on a place of a file."""
    return Remark(source.file, source.line_of(place), message, severity)


def _each(place: Place, lines: Sequence[str]) -> Iterator[Piece]:
    for number, line in enumerate(lines):
        yield (*place, number), line
