"""What `/tips` is told beside when and how: the style, and a person's own tips. Pure."""

from bot.catalogue.names import fold
from bot.tips.posing import QUESTION, TIP

OWN = frozenset({"me", "mig"})
STYLE = frozenset({"style", "stil"})
STYLES = {
    **dict.fromkeys(("question", "questions", "spoergsmaal", "sporgsmal", "sporgsmaal", "spoergsmal"), QUESTION),
    **dict.fromkeys(("tip", "tips"), TIP),
}


def own_words(text: str) -> str | None:
    """What is said of the person's own tips, such as `08:30`; None where it is about the channel's."""
    return _after(OWN, text)


def style_words(text: str) -> str | None:
    """What is said of the style, such as `tip`; None where it is about something else."""
    return _after(STYLE, text)


def style_named(words: str) -> str | None:
    """The style that these words name; None where they name none."""
    return STYLES.get(fold(words.strip(" .!?")))


def _after(openings: frozenset[str], text: str) -> str | None:
    first, _, rest = text.strip().partition(" ")
    return rest.strip() if fold(first) in openings else None
