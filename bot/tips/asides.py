"""What `/tips` is told beside when and how: the style, and a person's own tips. Pure."""

from bot.catalogue.names import fold
from bot.spoken_words import Words, meanings, spoken
from bot.tips.posing import QUESTION, TIP

OWN = spoken("me").folded
STYLE = spoken("style").folded
STYLES = meanings({QUESTION: spoken("question|questions"), TIP: spoken("tip|tips")})


def own_words(text: str) -> str | None:
    """What is said of the person's own tips, such as `08:30`; None where it is about the channel's."""
    return _after(OWN, text)


def style_words(text: str) -> str | None:
    """What is said of the style, such as `tip`; None where it is about something else."""
    return _after(STYLE, text)


def style_named(words: str) -> str | None:
    """The style that these words name; None where they name none."""
    return STYLES.get(fold(words.strip(" .!?")))


def _after(openings: Words, text: str) -> str | None:
    first, _, rest = text.strip().partition(" ")
    return rest.strip() if fold(first) in openings else None
