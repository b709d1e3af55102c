"""What Slack would clip: titles on buttons, parts of a card, and the card as plain text."""

from collections.abc import Iterator, Sequence

from bot.catalogue.lint.draft import Draft, Page, remark
from bot.catalogue.lint.findings import Remark
from bot.catalogue.model import Area, StandardText, Value
from bot.catalogue.source import Source

BUTTON = 75
SECTION = 3000
MESSAGE = 3900  # what we send as a message's plain text; Slack cuts it at 4000
HEADING = 60  # room for a part's heading
ON_CARD = ("criterion", "why", "do", "dont", "say", "exception")
QUESTIONS_SHOWN = 5


def too_long_for_slack(draft: Draft) -> Iterator[Remark]:
    """Every text that would be clipped; longer ones are refused when the file is read."""
    yield from _long_names(draft.sources.get("areas.yaml"), list(draft.catalogue.areas.values()))
    yield from _long_names(draft.sources.get("values.yaml"), list(draft.catalogue.values.values()))
    for page in draft.pages:
        yield from _long_title(page)
        yield from _long_parts(page)


def _long_title(page: Page) -> Iterator[Remark]:
    if len(page.text.title) > BUTTON:
        yield page.remark(("title",), _too_long("the title", len(page.text.title), BUTTON, "on a button"))


def _long_parts(page: Page) -> Iterator[Remark]:
    sizes = {name: _size(lines) for name, lines in _parts(page.text).items()}
    for name, size in sizes.items():
        if size > SECTION:
            yield page.remark((name,), _too_long(f"`{name}`", size, SECTION, "in one part of a message"))
    whole = sum(sizes[name] for name in ON_CARD)
    if whole > MESSAGE:
        yield page.remark((), _too_long("the card", whole, MESSAGE, "as plain text for screen readers"))


def _long_names(source: Source | None, items: Sequence[Area | Value]) -> Iterator[Remark]:
    for position, item in enumerate(items if source else ()):
        for language, text in item.text.items():
            if source and len(text.title) > BUTTON:
                message = _too_long(f"the title of `{item.id}`", len(text.title), BUTTON, "on a button")
                yield remark(source, (position, "text", language, "title"), message)


def _parts(text: StandardText) -> dict[str, Sequence[str]]:
    """The parts of the card and of what stands behind its button, each shown as one section."""
    return {
        "criterion": [text.criterion],
        "why": [text.why],
        "do": text.do,
        "dont": text.dont,
        "say": text.say,
        "exception": [text.exception or ""],
        "law": [text.law or ""],
        "tips": text.tips,
        "questions": text.questions[:QUESTIONS_SHOWN],
    }


def _size(lines: Sequence[str]) -> int:
    """The characters that Slack counts: escaped, with a bullet and a line break each, and a heading."""
    escaped = sum(len(line) + 4 * line.count("&") + 3 * line.count("<") + 3 * line.count(">") for line in lines)
    return escaped + 3 * len(lines) + HEADING


def _too_long(what: str, size: int, limit: int, where: str) -> str:
    return f"{what} has {size} characters: Slack shows at most {limit} {where}, so shorten it"
